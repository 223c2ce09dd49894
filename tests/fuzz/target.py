"""The application under fire, and what must be true of each of its answers."""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.fuzz.hostile import Known, Shot, encoded, routes
from tests.room import Desk, Phone, Room, new_id
from workshop.domain import endings
from workshop.feed import Changing
from workshop.web.endings import ACTS
from workshop.web.limits import Buckets

SECRET = "ความลับของผู้อื่น"  # in every note, name and unit that a stranger must not read
_TABLES = ("workshop", "phase", "breakout_group", "participant", "note", "theme", "change")
_ANSWERS_503 = {"try_again", "disk_full"}


class Words(logging.Handler):
    """Everything that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(
            f"{record.name} {record.getMessage()} {vars(record)}" + (self.format(record) if record.exc_info else "")
        )


@dataclass
class Target:
    room: Room
    words: Words
    known: Known = field(init=False)
    fired: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    aimed_at: int = 0
    _token: str = ""
    _cookie: str = ""

    def __post_init__(self) -> None:
        app = self.room.app
        app.testing = False
        # Door control is tested elsewhere; here it would keep everything else from being reached.
        for name, limit in vars(app.extensions["laena.limits"]).items():
            if isinstance(limit, Buckets):
                setattr(app.extensions["laena.limits"], name, Buckets(1e12, 1e12, lambda: 0.0))
        for phone in (self.room.phone, self.room.other):
            phone.note(f"{SECRET} หนึ่ง")
            phone.note("งบประมาณมาช้า")
        other = self.room.another()
        theirs = other.phone.note(f"{SECRET} จากการประชุมอื่น")
        board = self.room.desk.board()
        self.desk = Desk(app, self.room.code)
        self.desk.be_signed_in(self.room.feed)
        self.stranger = Phone(app.test_client(), self.room.code)
        self.known = Known(
            codes=[self.room.code, self.room.code, self.room.code, other.code, "AAAAAA", self.room.code.lower()],
            phases=[phase["id"] for phase in board["phases"]],
            groups=self.room.groups,
            notes=[note["id"] for note in board["notes"]],
            themes=["t1"],
            categories=[category["key"] for category in board["workshop"]["categories"]],
            foreign=[theirs["id"], *other.groups],
        )
        self.routes = routes(app)
        self._look = app.extensions["laena.feed"].database.engine.connect()
        self._version, self._before = "", ""
        self._before = self.digest()

    def digest(self) -> str:
        """All that the database holds, in brief; read only where something was written since."""
        sqlite = self._look.dialect.name == "sqlite"
        asked = "PRAGMA data_version" if sqlite else "SELECT pg_current_wal_insert_lsn()"
        version = str(self._look.execute(text(asked)).scalar_one())
        if version != self._version:
            self._version = version
            found = hashlib.sha256()
            for table in _TABLES:
                for row in self._look.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")):
                    found.update(repr(row).encode("utf-8", "surrogatepass"))
            self._before = found.hexdigest()
        self._look.rollback()
        return self._before

    def close(self) -> None:
        self._look.close()

    def fire(self, shot: Shot) -> None:
        """Send it as often as it wants and check every answer; faults are collected, since the database goes on."""
        for _ in range(shot.times):
            try:
                self.judge(shot, self.send(shot))
            except AssertionError as wrong:
                self.wrong.append(f"{wrong}\n    {shot}")

    def send(self, shot: Shot) -> TestResponse:
        rule, method = self.routes[shot.route % len(self.routes)]
        path = "".join(part if not name else self._place(name, shot) for part, name in _parts(rule.rule))
        client, headers = self._who(shot.who)
        if shot.who == "stranger" and rule.endpoint == "participant.join":
            headers = {"Authorization": f"Bearer {new_id().replace('-', '')}"}  # whoever joins is a stranger no more
        body = {**self.known.whole(shot.pick), **shot.spoilt}
        headers = {"Content-Type": shot.content_type, **headers}
        headers |= shot.headers
        self.fired += 1
        data = encoded(body) if shot.raw is None else shot.raw
        if "form" in shot.content_type and shot.raw is None:
            data = urlencode({name: str(text) for name, text in body.items()}, errors="replace").encode()
        return client.open(
            path,
            method=shot.method or method,
            data=None if (shot.method or method) in ("GET", "HEAD") else data,
            headers=headers,
            query_string=urlencode(shot.query, errors="replace"),
        )

    def judge(self, shot: Shot, answer: TestResponse) -> None:
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        request = f"{answer.request.method} {answer.request.path} as {shot.who}"
        words = answer.get_data(as_text=True)
        before, after = self._before, self.digest()
        if answer.request.path.startswith("/api/") and answer.request.method != "HEAD":
            self._shape(request, answer)
        if answer.status_code >= 400:
            assert after == before, f"{request}: refused with {answer.status_code}, yet something changed"
        assert answer.status_code < 500 or _is_meant(answer), f"{request}: {answer.status_code} {self.words.lines[-1:]}"
        assert "Traceback" not in words, f"{request}: a traceback is shown"
        if shot.who in ("stranger", "nobody", "forger"):
            assert SECRET not in words, f"{request}: somebody else's words"
        for phone in (self.room.phone, self.room.other):
            assert phone.key not in words, f"{request}: a phone's key"

    def _shape(self, request: str, answer: TestResponse) -> None:
        if answer.status_code == 200 and answer.request.method == "OPTIONS":
            return
        if answer.status_code == 308 and "//" in answer.request.path:  # the same address, written with one slash
            return
        data = answer.get_json(silent=True)
        assert isinstance(data, dict), f"{request}: {answer.status_code} without JSON: {answer.get_data()[:200]!r}"
        if answer.status_code >= 400:
            assert (
                {"ok", "error", "message", "errors"} <= set(data) <= {"ok", "error", "message", "errors", "retry_after"}
            )
            assert data["ok"] is False, request
            assert data["error"], request
            assert data["message"], request
            assert isinstance(data["errors"], dict), request
            assert all(isinstance(text, str) for text in data["errors"].values()), request
        else:
            assert data["ok"] is True, request

    def _place(self, name: str, shot: Shot) -> str:
        """A value for this part of the address: mostly a right one."""
        if shot.bad_place is not None and shot.pick % 2:
            return quote(str(shot.bad_place), safe="", errors="replace") or "x"
        choices: dict[str, list[Any]] = {
            "code": self.known.codes,
            "note_id": [*self.known.notes, self.known.foreign[0]],
            "theme_id": self.known.themes,
            "phase_id": [*self.known.phases, 10**6],
            "category": self.known.categories,
            "kind": ["nothing", "nothing", "nothing", "csv"],
            "province": ["10", "x"],
            "token": ["x"],
            "act": list(ACTS),
        }
        values = choices.get(name, ["x"])
        return quote(str(values[shot.pick % len(values)]), safe="")

    def _who(self, who: str) -> tuple[Any, dict[str, str]]:
        phones = {"phone": self.room.phone, "other": self.room.other, "stranger": self.stranger}
        if who in phones:
            return phones[who].client, {"Authorization": f"Bearer {phones[who].key}"}
        if who == "desk":
            return self.desk.client, {"X-CSRFToken": self._sign_in()}
        return self.stranger.client, {}

    def _sign_in(self) -> str:
        """The token of the facilitator's session, which is opened anew where a shot has ended it."""
        cookie = self.desk.client.get_cookie("laena")
        if cookie is None or cookie.value != self._cookie:
            self.desk.be_signed_in(self.room.feed)
            page = self.desk.client.get("/").text
            found = re.search(r'name="csrf-token" content="([^"]+)"', page)
            assert found is not None
            self._token = found[1]
            cookie = self.desk.client.get_cookie("laena")
            self._cookie = cookie.value if cookie else ""
        return self._token

    def remember(self) -> None:
        """New notes and themes, so that the next requests aim at them too; and the room open again."""
        self.aimed_at = self.fired
        self.room.desk.be_signed_in(self.room.feed)
        self.room.feed.change(self.room.code, "facilitator", _running_again)
        board = self.room.desk.board()
        self.known.notes = [note["id"] for note in board["notes"]][-40:] or ["x"]
        self.known.themes = [theme["id"] for theme in board["themes"]][-40:] or ["x"]
        self.room.desk.open_phase()
        self.digest()


def _running_again(change: Changing) -> None:
    endings.reopen(change)
    endings.shut_door(change, shut=False)


def _is_meant(answer: TestResponse) -> bool:
    return answer.status_code == 503 and (answer.get_json(silent=True) or {}).get("error", "try_again") in _ANSWERS_503


def _parts(rule: str) -> list[tuple[str, str]]:
    """/a/<int:b>/c → [("/a/", ""), ("", "b"), ("/c", "")]"""
    found = []
    for place, part in enumerate(re.split(r"<(?:[^:<>]+:)?([^<>]+)>", rule)):
        found.append(("", part) if place % 2 else (part, ""))
    return found


def aimed(app: Flask, room: Room) -> Target:
    words = Words()
    logging.getLogger().addHandler(words)
    for name in ("laena", "laena.web", "laena.request"):
        logging.getLogger(name).addHandler(words)
    return Target(room, words)
