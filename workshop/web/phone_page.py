"""The phone's page, rendered once for a workshop and a language, with what changes filled in for each phone.

Two hundred and fifty translated sentences took most of a first visit's time on the server.
"""

import gzip
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, current_app, json, render_template, request
from flask_wtf.csrf import generate_csrf

from workshop.web.edge import language

_MOST_PAGES = 200
_INDENTATION = re.compile(r"\n\s+(?=<)")
_ESCAPED = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&'"})  # as Jinja's tojson does
# Nobody can write these into a title.
_STATE, _TOKEN = (secrets.token_hex(16) for _ in range(2))


def render(code: str, state: Mapping[str, Any], notice: Mapping[str, str], limits: Mapping[str, int]) -> str:
    """Return the page with `state` in it; all else is of the workshop's title, its end, its door and its notice."""
    pages: OrderedDict[tuple[Any, ...], str] = current_app.extensions.setdefault("laena.phone_pages", OrderedDict())
    workshop = state["workshop"]
    facts = {name: workshop[name] for name in ("title", "ended", "by_slip")}
    # The query stands in the page's form for the language.
    key = (code, language(), *facts.values(), *notice.items(), request.query_string)
    page = pages.pop(key, None) or _rendered(
        "phone.html",
        state={"workshop": facts},
        state_json=_STATE,
        csrf_token=lambda: _TOKEN,
        code=code,
        limits=limits,
        notice=notice,
    )
    pages[key] = page
    if len(pages) > _MOST_PAGES:
        pages.popitem(last=False)
    return page.replace(_TOKEN, generate_csrf()).replace(_STATE, json.dumps(state).translate(_ESCAPED))


def late_parts() -> Response:
    """Return {"asked", "attached": cards}: a room asks for them at one moment."""
    return _once("cards", lambda: {kind: _rendered("late_parts.html", kind=kind) for kind in ("asked", "attached")})


def desk_parts() -> Response:
    """Return {"banners", "own": HTML} of what every phone asks for once its page can be typed in."""
    return _once("desk", lambda: {place: _rendered("desk_parts.html", place=place) for place in ("banners", "own")})


def _once(name: str, render: Callable[[], dict[str, str]]) -> Response:
    """Return an answer that is rendered and packed once for a language."""
    known: dict[tuple[str, str], tuple[bytes, bytes]] = current_app.extensions.setdefault("laena.late_parts", {})
    key = name, language()
    if key not in known:
        plain = json.dumps({"ok": True, **render()}).encode()
        known[key] = plain, gzip.compress(plain, 9, mtime=0)
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {"Vary": "Accept-Encoding", **({"Content-Encoding": "gzip"} if packs else {})}
    return Response(known[key][packs], mimetype="application/json", headers=headers)


def _rendered(name: str, **given: Any) -> str:
    """Return the page without the indentation of its tags, two hundred bytes over the wire; texts have no `<`."""
    return _INDENTATION.sub("\n", render_template(f"participant/{name}", **given))
