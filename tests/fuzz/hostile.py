"""What a broken phone, a stranger or a curious teenager sends: values, bodies, headers and whole requests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from flask import Flask
from pydantic import BaseModel
from werkzeug.routing import Rule

from tests.room import new_id
from workshop.messages import incoming

# Invisible letters by name; a lone surrogate can only come as a JSON escape.
TEXTS = (
    "",
    " ",
    "ปกติ",
    "\x00",
    "ก\x00ข",
    "\N{RIGHT-TO-LEFT OVERRIDE}กลับ\N{POP DIRECTIONAL FORMATTING}",
    "\N{ZERO WIDTH SPACE}\N{WORD JOINER}",
    "\N{COMBINING ACUTE ACCENT}" * 400,
    "ที่" * 301,
    "A" * 20_000,
    "\ud800",
    "\udfff\ud800",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{7*7}}",
    "%s%n%(x)s",
    "../../etc/passwd",
    "new",
    "null",
    "\N{FULLWIDTH DIGIT ONE}",
    "๑",
    "²",
    "١",
    "1e999",
    "-1",
    "NaN",
)
NUMBERS = (
    0,
    1,
    -1,
    2,
    2**31,
    2**53,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**400,
    0.5,
    -0.0,
    1e308,
    float("inf"),
    float("nan"),
)
ODD: tuple[Any, ...] = (None, True, False, [], {}, [[]], {"": {}}, ["x"] * 200, {"id": 1})


def value(chance: Random) -> Any:
    """Any JSON value, mostly an unpleasant one."""
    kind = chance.randrange(5)
    if kind == 3:
        return "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0x0E00, 0x0E80)))) for _ in range(8))
    return chance.choice((TEXTS, NUMBERS, ODD, TEXTS, range(-3, 300))[kind])


RAW_BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"1",
    b'{"id":"\\ud800aaaaaaaa","text":"\\udc00"}',
    b'{"a":1,"a":2}',
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf{}",
    b"\x00\x01\x02\x80\xff",
    b"[" * 5000,
    b'{"a":' * 3000,
    b'{"text":"' + b"x" * 70_000 + b'"}',
    b"-" * 70_000,
)
CONTENT_TYPES = (
    *["application/json"] * 6,
    "text/plain",
    "",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json; charset=utf-16",
    "application/json; charset=nonsense",
    "a" * 300,
)
HEADERS = (
    "Authorization",
    "Cookie",
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "X-CSRFToken",
    "X-Request-ID",
    "X-Forwarded-For",
    "If-None-Match",
    "Range",
    "Origin",
    "Referer",
    "Host",
    "Content-Encoding",
    "Upgrade",
)
HEADER_VALUES = (
    "",
    "0",
    "-1",
    "Bearer",
    "Bearer ",
    "bearer x",
    "Basic Og==",
    "laena=.eJx.a.b",
    "language=xx",
    "language=en",
    "," * 500,
    "ÿþ\xa0",
    'a b;c=d,e="f',
    "x" * 8_000,
)
QUERY_VALUES = (*TEXTS, "0", "1", "5", "console", "projector", "phone", "//example.org", "/workshops", "9" * 40)
METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW", "GET", "POST")
WHO = ("phone", "other", "stranger", "nobody", "desk", "forger")


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with each of its methods, and some that it does not have; reports' seconds apart."""
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        found += [(rule, method) for method in sorted(rule.methods or ()) if method not in ("OPTIONS",)]
    return found


def kinds() -> list[type[BaseModel]]:
    """Every message that the house takes."""
    return sorted(incoming.Message.__subclasses__(), key=lambda kind: kind.__name__)


@dataclass
class Known:
    """Ids that exist, to be sent rightly and wrongly. `foreign` are of another workshop."""

    codes: list[str]
    phases: list[int]
    groups: list[int]
    notes: list[str]
    themes: list[str]
    categories: list[str]
    foreign: list[Any] = field(default_factory=list)

    def whole(self, pick: int) -> dict[str, Any]:
        """A body that holds a right value for nearly every field of every message."""

        def one(values: list[Any]) -> Any:
            return values[pick % len(values)] if values else "x"

        return {
            "id": new_id(),
            "phase_id": self.phases[0],
            "group_id": one(self.groups),
            "category": one(self.categories),
            "text": "ข้อความจากการทดสอบ",
            "edit": new_id(),
            "theme_id": one([*self.themes, "new", None, None]),
            "note_id": one([None, *self.notes]),
            "label": "",
            "other": one(self.themes),
            "notes": self.notes[: 1 + pick % 3],
            "fineness": None,
            "from": one(self.themes),
            "to": one(self.themes[::-1]),
            "said": one(["", "confirmed", "removed", "added"]),
            "key": "",
            "name": "",
            "on": bool(pick % 2),
            "only": True,
            "action": one(["start", "pause", "resume", "add", "stop"]),
            "seconds": pick % 100,
            "url": "",
            "sharing": one(["own", "group", "everyone"]),
            "what": one(["live", "welcome", "thanks", "theme", "note", "group", "icebreaker"]),
            "dots": 1 + pick % 10,
            "kind": one(["dots", "rating", "ranking", "effort_impact", "urgency_importance"]),
            "source": one(["themes", "themes", "notes", "points", "lines"]),
            "lines": "ขุดคลอง\nซ่อมถนน",
            "values": [1 + pick % 5, pick % 6][: 1 + pick % 2],
            "order": self.themes[: pick % 3],
            "title": "",
            "question": "",
            "voting_id": 1 + pick % 3,
            "pulse_id": 1 + pick % 3,
            "lookback_id": 1 + pick % 3,
            "card": one(["1", "2"]),
            "status": one(["", "done", "doing", "dropped"]),
            "was": "",
            "value": 1 + pick % 5,
            "moment": one(["", "morning", "evening"]),
            "asks_word": bool(pick % 2),
            "word": one(["สนุก", "", "เหนื่อย"]),
            "reason": one(["", "rude", "personal", "person", "other"]),
            "issues": [{"key": "", "name": "เรื่องเน้น", "words": ""}],
            "unit": "",
            "role": "",
            "scribe": False,
        }


@dataclass(frozen=True)
class Shot:
    """One request, before the ids of the moment are filled in."""

    route: int
    method: str | None
    who: str
    pick: int
    bad_place: Any
    spoilt: dict[str, Any]
    raw: bytes | None
    content_type: str
    query: dict[str, str]
    headers: dict[str, str]
    times: int


FIELDS = sorted({info.alias or name for kind in kinds() for name, info in kind.model_fields.items()})


def shot(chance: Random, route_count: int) -> Shot:
    """A request to any route: mostly nearly right, which goes deepest; sometimes wrong from the first byte."""

    def seldom() -> bool:
        return chance.random() < 0.2

    return Shot(
        route=chance.randrange(route_count),
        method=chance.choice(METHODS) if seldom() else None,
        who=chance.choice(WHO),
        pick=chance.randrange(1000),
        bad_place=value(chance) if seldom() else None,
        spoilt={chance.choice(FIELDS): value(chance) for _ in range(chance.choice((0, 0, 1, 1, 2)))},
        raw=chance.choice(RAW_BODIES) if seldom() else None,
        content_type=chance.choice(CONTENT_TYPES),
        query={chance.choice(("since", "view", "code", "next", "x")): chance.choice(QUERY_VALUES) for _ in range(2)}
        if seldom()
        else {},
        headers={chance.choice(HEADERS): chance.choice(HEADER_VALUES) for _ in range(2)} if seldom() else {},
        times=2 if seldom() else 1,
    )


def encoded(body: dict[str, Any]) -> bytes:
    """JSON as a program writes that does not care: lone surrogates as escapes, NaN as a word."""
    return json.dumps(body).encode("ascii")
