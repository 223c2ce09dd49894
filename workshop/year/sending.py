"""An answer that is sent to the department by a link that somebody pasted: to that address alone, and nothing else.

What comes back is believed in its name only, which must be one of ours; its words are never shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from flask_babel import lazy_gettext as _

from workshop.errors import Refusal, TooFast, TooLarge
from workshop.year import refusals
from workshop.year.taking import ANSWER_RESULTS

_LONGEST, _MOST_READ, _PATIENCE_SECONDS = 500, 65_536, 60
_HOST = re.compile(r"[0-9a-z]([0-9a-z.-]{0,250}[0-9a-z])?|[0-9a-f:.]+", re.IGNORECASE)
_PATH = re.compile(r"((?:/[\w.~-]+)*)/answers/([\w-]{22})/?", re.ASCII)


class BadLink(Refusal):
    code = "bad_link"
    message = _("ลิงก์นี้ไม่ใช่ลิงก์ส่งคำตอบ วางลิงก์ทั้งบรรทัดตามที่หน่วยงานที่สั่งการส่งให้ เช่น https://…/answers/…")


class Unreachable(Refusal):
    code, status = "unreachable", 502
    message = _("ติดต่อปลายทางไม่ได้ ยังไม่ทราบว่าได้รับหรือไม่ ตรวจเครือข่าย แล้วส่งอีกครั้งได้ ไม่นับซ้ำ หรือส่งเป็นไฟล์")


class NotTrusted(Refusal):
    code, status = "not_trusted", 502
    message = _("ใบรับรองของปลายทางใช้ไม่ได้ จึงไม่ได้ส่งอะไรไป กรุณาสอบถามหน่วยงานที่สั่งการ")


class Elsewhere(Refusal):
    code, status = "elsewhere", 502
    message = _("ปลายทางส่งต่อไปที่อยู่อื่น จึงไม่ได้ส่งตามไป กรุณาขอลิงก์ที่ถูกต้องจากหน่วยงานที่สั่งการ")


class NotUnderstood(Refusal):
    code, status = "not_understood", 502
    message = _("ปลายทางตอบกลับมาอย่างที่ไม่รู้จัก ตรวจลิงก์อีกครั้ง หรือส่งเป็นไฟล์")


# By the name under which the other side refuses.
_REFUSED: dict[str, type[Refusal]] = {each.code: each for each in (*refusals.BY_LINK, TooFast, TooLarge)}
_REFUSED[refusals.DirectiveWithdrawn.code] = refusals.DirectiveWithdrawn
_ACCEPTED: dict[str, Any] = {
    **{key.value: text for key, text in ANSWER_RESULTS.items()},
    "disputed": refusals.DISPUTED_BY_LINK,
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes: `host` is shown to people before anything is sent."""

    host: str
    address: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: first, replaces, same or disputed, and that in words."""

    result: str
    message: Any


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Follow no redirect: the answer was meant for the address that was shown."""


def target(link: str) -> Target:
    """Return where the link leads. Raises BadLink for whatever is no link to send an answer by."""
    text = link.strip()
    if not text.isascii() or len(text) > _LONGEST or any(letter <= " " or letter == "\\" for letter in text):
        raise BadLink
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadLink from None
    path = _PATH.fullmatch(parts.path)
    plain = parts.scheme in ("http", "https") and "@" not in parts.netloc and not parts.query
    if not plain or path is None or not _HOST.fullmatch(host):
        raise BadLink
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port is not None else ""
    return Target(f"{parts.scheme}://{place}", f"{parts.scheme}://{place}{path[1]}/api/answers/{path[2]}")


def send(to: Target, data: bytes) -> Sent:
    """Send the file, and return what became of it. Raises a Refusal that names what went wrong.

    Nothing but the file is sent: no cookie, no key, no name of this installation.
    """
    request = Request(
        to.address,
        data,
        {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "laena"},
        method="POST",
    )
    try:
        with build_opener(_Stay).open(request, timeout=_PATIENCE_SECONDS) as response:
            said = response.read(_MOST_READ)
    except HTTPError as error:
        with error:
            if 300 <= error.code < 400:
                raise Elsewhere from None
            raise _refusal(_parsed(_read(error))) from None
    except (URLError, HTTPException, OSError) as error:
        # Of ssl alone: not every build of Python has it.
        untrusted = type(getattr(error, "reason", error)).__name__ == "SSLCertVerificationError"
        raise (NotTrusted if untrusted else Unreachable) from None
    answer = _parsed(said)
    result = answer.get("result")
    if answer.get("ok") is not True or not isinstance(result, str) or result not in _ACCEPTED:
        raise NotUnderstood
    return Sent(result, _ACCEPTED[result])


def _read(error: HTTPError) -> bytes:
    try:
        return error.read(_MOST_READ)
    except (HTTPException, OSError):
        return b""


def _parsed(said: bytes) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(answer: dict[str, Any]) -> Refusal:
    name = answer.get("error")
    return _REFUSED.get(name, NotUnderstood)() if isinstance(name, str) else NotUnderstood()
