"""A workshop under way, as tests see it: a facilitator and phones, each with a client of their own."""

from __future__ import annotations

import re
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from tests.made_room import MadeRoom, insert_rows, rows_of
from workshop.domain import facilitator, heartbeat, helpers, sessions, workshops
from workshop.domain.grouper import Grouper
from workshop.domain.undo import ACTOR
from workshop.feed import Actor, Feed, now_ms
from workshop.jobs import at_once
from workshop.messages.incoming import PhaseDraft, WorkshopDraft
from workshop.store.models import StoredSetting
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing

PASSWORD = "ช้างม้าวัวควาย"


def draft(**facts: Any) -> WorkshopDraft:
    """A small workshop: two groups, a phase for problems, one for proposals and causes together."""
    return WorkshopDraft(
        **{
            "template": "look_back",
            "title": "เหลียวหลัง แลหน้า ปี 2564",
            "groups": ("กลุ่มดอกคูน", "กลุ่มดอกจาน"),
            "phases": (
                PhaseDraft("ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity="unit"),
                PhaseDraft("สาเหตุและข้อเสนอ", "เพราะอะไร", ("สาเหตุ", "ข้อเสนอแนะ/การพัฒนาต่อยอด"), identity="unit"),
            ),
            **facts,
        }
    )


# PASSWORD, hashed with the least effort that the library knows.
_CHEAP_HASH = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1")


def _set_password(session: Session) -> None:
    session.merge(StoredSetting(name="facilitator.password", value=_CHEAP_HASH))


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Phone:
    """A participant's phone: its own key and its own HTTP client."""

    client: FlaskClient
    code: str
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def call(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}"}
        return self.client.open(f"/api/w/{self.code}{path}", method=method, json=json, headers=headers, **options)

    def join(self, group_id: int, **who: Any) -> dict[str, Any]:
        answer = self.call("POST", "/join", {"group_id": group_id, **who})
        assert answer.status_code == 200, answer.text
        return answer.get_json()["me"]

    def state(self, since: int = 0) -> dict[str, Any]:
        return self.call("GET", f"/state?since={since}").get_json()

    def send(self, text: str, note_id: str | None = None, **fields: Any) -> TestResponse:
        state = self.state()
        phase = next((phase for phase in state["phases"] if phase["state"] == "open"), state["phases"][0])
        message = {
            "id": note_id or new_id(),
            "phase_id": phase["id"],
            "category": phase["categories"][0],
            "text": text,
            **fields,
        }
        return self.call("POST", "/notes", message)

    def note(self, text: str, **fields: Any) -> dict[str, Any]:
        answer = self.send(text, **fields)
        assert answer.status_code == 200, answer.text
        return answer.get_json()["note"]


class Desk:
    """The facilitator's browser."""

    def __init__(self, app: Flask, code: str) -> None:
        self.client = app.test_client()
        self.code = code
        self._token_of_form: tuple[str, str] | None = None

    def sign_in(self, password: str = PASSWORD) -> TestResponse:
        page = self.client.get("/sign-in").text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        form = {"password": password, "csrf_token": token.group(1) if token else ""}
        return self.client.post("/sign-in", data=form)

    def be_signed_in(self, feed: Feed) -> None:
        """The session that signing in gives, without the door: hashing takes a tenth of a second."""
        self.use(feed.write(sessions.begin))

    def use(self, token: str) -> None:
        """Of a session."""
        self.token = token
        with self.client.session_transaction() as session:
            session[sessions.IN_COOKIE] = token

    def call(self, path: str, json: Any = None, code: str | None = None) -> TestResponse:
        return self.post(f"/api/w/{code or self.code}{path}", json=json or {})

    def post(self, path: str, **content: Any) -> TestResponse:
        return self.client.post(path, headers={"X-CSRFToken": self._csrf_token()}, **content)

    def _csrf_token(self) -> str:
        """Read from a page, again where the session is another one since: its page takes a third of a call's time."""
        if self._token_of_form is None or self._token_of_form[0] != self._session():
            token = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/").text)
            assert token is not None
            self._token_of_form = self._session(), token.group(1)
        return self._token_of_form[1]

    def _session(self) -> str:
        """What is in the session's cookie, without its time and signature."""
        cookie = self.client.get_cookie("laena")
        return cookie.value.rsplit(".", 2)[0] if cookie else ""

    def board(self, since: int = 0, view: str = "console") -> dict[str, Any]:
        return self.client.get(f"/api/w/{self.code}/board?view={view}&since={since}").get_json()

    def open_phase(self, place: int = 0) -> None:
        phases = self.board()["phases"]
        assert self.call(f"/phases/{phases[place]['id']}/open").status_code == 200


class Room:
    """`made`: a room whose rows are inserted, which takes about a tenth of the time of making one."""

    def __init__(self, app: Flask, made: MadeRoom | None = None) -> None:
        self.app = app
        self.feed: Feed = app.extensions["laena.feed"]
        if not self.feed.read(facilitator.is_set):
            self.feed.write(_set_password)
        if made is not None:
            self.feed.write(insert_rows, made)
            self.code, self.groups = made.code, [*made.groups]
            self.desk = Desk(app, self.code)
            self.desk.use(made.token)
            self.phone, self.other = (Phone(app.test_client(), self.code, key) for key in made.keys)
            return
        with app.app_context():
            self.code = self.feed.write(workshops.create, draft())
        self.desk = Desk(app, self.code)
        self.desk.be_signed_in(self.feed)
        self.desk.open_phase()
        self.groups = [group["id"] for group in self.desk.board()["groups"]]
        self.phone, self.other = self.new_phone(0), self.new_phone(1)

    def made(self) -> MadeRoom:
        """Return what another application needs to have this room, too."""
        keys = [self.phone.key, self.other.key]
        return MadeRoom(rows_of(self.feed), now_ms(), self.code, self.groups, self.desk.token, keys)

    def new_phone(self, group: int = 0, **who: Any) -> Phone:
        phone = Phone(self.app.test_client(), self.code)
        phone.join(self.groups[group], **who)
        return phone

    def outsider(self) -> Phone:
        """A phone that never joined."""
        return Phone(self.app.test_client(), self.code)

    def another(self) -> Room:
        """A second workshop on the same server, with phones of its own."""
        return Room(self.app)

    def group_notes(self) -> None:
        """What the worker does until nothing waits."""
        self.feed.write(heartbeat.beat)
        leasing = Leasing(self.feed)
        follower = Follower(self.feed, Grouper(), leasing, at_once)
        while follower.round():
            pass
        leasing.release()


def helper_of(room: Room, role: str, name: str = "มะลิ", group: int = 1) -> Desk:
    """The browser of somebody who came in by a link with this role, a scribe's for a group (by its place)."""
    desk = Desk(room.app, room.code)
    of_group = room.groups[group] if role == "scribe" else None
    token = room.feed.change(room.code, Actor(ACTOR, ""), helpers.make_link, role, of_group)
    answer = desk.post("/api/helpers/enter", json={"token": token, "name": name})
    assert answer.status_code == 200, answer.text
    return desk
