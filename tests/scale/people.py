"""Phones and boards of a room, at whichever process they happen to reach."""

from __future__ import annotations

import contextlib
import re
import secrets
import threading
import uuid
from typing import Any
from urllib.parse import urlencode

from tests.room import PASSWORD
from tests.scale.installation import PATIENCE, Answer, Web, call
from workshop.demo.sockets import LiveSocket, SocketRefused


class Screen(threading.Thread):
    """A socket that listens until it is closed; `events` in the order in which they came."""

    def __init__(self, web: Web, code: str, view: str = "phone", device: str = "", cookie: str = "") -> None:
        super().__init__(daemon=True)
        self.events: list[tuple[str, Any]] = []
        self.ended = threading.Event()
        auth = {"code": code, "view": view, "device": device}
        self._leaving = False
        self._socket = LiveSocket(
            f"http://127.0.0.1:{web.port}", auth, lambda name, data: self.events.append((name, data)), cookie
        )
        self.start()

    def run(self) -> None:
        with contextlib.suppress(OSError, SocketRefused):
            while not self._leaving:
                self._socket.listen(0.2)
        self._socket.close()
        self.ended.set()

    def close(self) -> None:
        self._leaving = True
        self.ended.wait(PATIENCE)

    def of(self, name: str) -> list[Any]:
        return [data for event, data in list(self.events) if event == name]

    def notes(self) -> set[str]:
        """Ids of the notes that a board was told of."""
        return {note["id"] for delta in self.of("changes") for note in delta.get("notes", [])}

    def connected(self) -> int | None:
        told = self.of("presence")
        return int(told[-1]["connected"]) if told else None


class Phone:
    def __init__(self, code: str, state: dict[str, Any]) -> None:
        self.code, self.state = code, state
        self.key = secrets.token_hex(16)

    def join(self, web: Web, group: int = 0) -> None:
        answer = self.call(web, "POST", "/join", {"group_id": self.state["groups"][group]["id"]})
        assert answer.status == 200, answer.text

    def send(self, web: Web, text: str, note_id: str = "") -> Answer:
        phase = self.state["phases"][0]
        note = {"id": note_id or str(uuid.uuid4()), "phase_id": phase["id"], "category": phase["categories"][0]}
        return self.call(web, "POST", "/notes", {**note, "text": text})

    def note(self, web: Web, text: str) -> str:
        """The id of a note that was acknowledged."""
        answer = self.send(web, text)
        assert answer.status == 200, answer.text
        return str(answer.json["note"]["id"])

    def own(self, web: Web) -> list[dict[str, Any]]:
        """Its notes, as the server holds them."""
        return list(self.call(web, "GET", "/state").json["notes"])

    def call(self, web: Web, method: str, path: str, body: Any = None) -> Answer:
        return call(web.port, method, f"/api/w/{self.code}{path}", body, key=self.key)

    def screen(self, web: Web) -> Screen:
        return Screen(web, self.code, device=self.key)


def sign_in(web: Web) -> str:
    """The facilitator's cookie, from the form of this process."""
    page = call(web.port, "GET", "/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None
    form = urlencode({"password": PASSWORD, "csrf_token": token.group(1)})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = call(web.port, "POST", "/sign-in", form, cookie=_cookie(page), **kind)
    assert answer.status == 302, answer.text
    return _cookie(answer)


def sign_out(web: Web, cookie: str) -> None:
    """As the button of the page does."""
    page = call(web.port, "GET", "/workshops", cookie=cookie)
    token = re.search(r'name="csrf-token" content="([^"]+)"', page.text)
    assert token is not None
    answer = call(web.port, "POST", "/sign-out", "", cookie=_cookie(page) or cookie, **{"X-CSRFToken": token.group(1)})
    assert answer.status == 302, answer.text


def _cookie(answer: Answer) -> str:
    return answer.headers.get("set-cookie", "").split(";")[0]
