"""A simulated phone, through the HTTP interface of the phone page."""

import contextlib
import http.client
import json
import random
import secrets
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

_TRY_AGAIN = {429, 500, 502, 503, 504}


class Refused(Exception):
    """The server refused; `code` is its stable code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


class Gone(Exception):
    """The server did not answer before `stop` was set."""


@dataclass
class Phone:
    """One participant, for one thread at a time. `base` is the server's address; `stop` ends its retries."""

    base: str
    code: str
    stop: threading.Event
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    group_id: int = 0
    unit: str = ""
    role: str = ""
    scribe: bool = False
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def join(self) -> dict[str, Any]:
        who = {"group_id": self.group_id, "unit": self.unit, "role": self.role, "scribe": self.scribe}
        return self._call("POST", "/join", who)

    def state(self) -> dict[str, Any]:
        return self._call("GET", "/state")

    def send(self, phase_id: int, category: str, text: str, note_id: str | None = None) -> dict[str, Any]:
        """Submit the note, under one id, until the server answers. Raises Refused."""
        message = {"id": note_id or str(uuid.uuid4()), "phase_id": phase_id, "category": category, "text": text}
        try:
            return self._call("POST", "/notes", message)
        except Refused as refused:
            if refused.code != "not_joined":
                raise
            self.join()
            return self._call("POST", "/notes", message)

    def agree(self, note_id: str) -> None:
        self.put(f"/notes/{note_id}/reaction", {"on": True})

    def post(self, path: str, body: dict[str, Any]) -> None:
        """Make something new, under an id of its own. Raises Refused."""
        self._call("POST", path, {"id": write_id(), **body})

    def put(self, path: str, body: dict[str, Any]) -> None:
        """Write what is given in one tap, under an id of its own. Raises Refused."""
        self._call("PUT", path, {"id": write_id(), **body})

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call until the server answers, and return the answer. Raises Refused, Gone."""
        pause = 0.2
        while not self.stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                status, answer = self._request(method, path, body)
                if status < 400:
                    return answer
                if status not in _TRY_AGAIN:
                    raise Refused(status, str(answer.get("error", "")))
            self.close()
            self.stop.wait(pause * random.uniform(0.7, 1.3))
            pause = min(5.0, pause * 2)
        raise Gone

    def _request(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            parts = urlsplit(self.base)
            self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        self._connection.request(method, f"/api/w/{self.code}{path}", data, headers)
        response = self._connection.getresponse()
        return response.status, json.loads(response.read())


def write_id() -> str:
    """Return a UUIDv7, so that a phone's later write has the greater id."""
    random_bits = secrets.randbits(74)
    high = (time.time_ns() // 1_000_000) << 16 | 0x7000 | random_bits >> 62
    return str(uuid.UUID(int=high << 64 | 0b10 << 62 | random_bits & (2**62 - 1)))
