"""The facilitator over HTTP: first start, a workshop, its phases, its exports."""

from __future__ import annotations

import json
import re
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

_PASSWORD = "for-measuring-only"
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Desk:
    """A facilitator's browser. `base` is the server's address, `setup_link` the one that it printed."""

    def __init__(self, base: str, setup_link: str) -> None:
        self.base = base
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        self._form(setup_link, {"password": _PASSWORD, "again": _PASSWORD})

    def new_workshop(self, title: str, groups: int) -> str:
        """A workshop of one phase with one category; answers with its code."""
        fields = {
            "template": "blank",
            "title": title,
            "groups_mode": "number",
            "groups_count": str(groups),
            "phase_title": "ช่วงเดียว",
            "phase_question": "มีเรื่องใดจะแจ้ง",
            "phase_categories": "ความเห็น",
            "phase_identity": "unit",  # the audit compares groups
        }
        return self._form(f"{self.base}/workshops/new", fields).rsplit("/", 1)[1]

    def board(self, code: str, view: str = "console") -> dict[str, Any]:
        return json.loads(self._open(f"{self.base}/api/w/{code}/board?view={view}"))  # type: ignore[no-any-return]

    def call(self, code: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"X-CSRFToken": self.token(), "Content-Type": "application/json"}
        answer = self._open(f"{self.base}/api/w/{code}{path}", json.dumps(body or {}).encode(), headers)
        return json.loads(answer)  # type: ignore[no-any-return]

    def export(self, code: str, kind: str) -> bytes:
        return self._open(f"{self.base}/workshops/{code}/export/{kind}")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)

    def _form(self, address: str, fields: dict[str, str]) -> str:
        """Posts the form; answers with the address that it leads to."""
        data = urlencode({**fields, "csrf_token": self.token()}).encode()
        with self._opener.open(Request(address, data), timeout=60) as response:
            return str(response.geturl())

    def _open(self, address: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        with self._opener.open(Request(address, data, headers or {}), timeout=120) as response:
            return bytes(response.read())

    def token(self) -> str:
        found = _TOKEN.search(self._open(f"{self.base}/").decode())
        assert found is not None
        return found[1]
