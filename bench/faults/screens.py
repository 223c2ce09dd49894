"""A screen as the page keeps it: deltas by socket, what was missed by HTTP (`static/js/lib/feed.js` in Python)."""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Any

from bench.faults.calls import NoAnswer, call
from bench.faults.sockets import Refused, connected

_LISTS = {"notes": "gone", "themes": "gone_themes"}


class Screen:
    """`view` is phone, console or projector; a phone has a `key`, the others the facilitator's `cookie`."""

    def __init__(self, port: int, code: str, view: str, key: str = "", cookie: str = "") -> None:
        self.port, self.code, self.view, self.key, self.cookie = port, code, view, key, cookie
        self.seq = 0
        self.rows: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in _LISTS}
        self.facts: dict[str, Any] = {}
        self.refused = ""
        self._asking = asyncio.Lock()

    async def follow(self) -> None:
        """Keeps a socket open for as long as it is let; after each connect it asks for what it missed."""
        auth = {"code": self.code, "view": self.view} | ({"device": self.key} if self.key else {})
        while True:
            with contextlib.suppress(OSError, TimeoutError, EOFError):
                try:
                    async with connected(self.port, auth, self.cookie) as events:
                        await self.catch_up()
                        async for name, payload in events:
                            if name == "changes":
                                await self._heard(payload)
                except Refused as refused:
                    self.refused = str(refused)
            await asyncio.sleep(random.uniform(0.1, 0.6))

    async def catch_up(self) -> bool:
        """Asks for what came since the last seq; False where nobody answered."""
        async with self._asking:
            since = self.seq
            path = (
                f"/api/w/{self.code}/state?" if self.view == "phone" else f"/api/w/{self.code}/board?view={self.view}&"
            )
            try:
                status, delta = await call(self.port, "GET", f"{path}since={since}", self.key, cookie=self.cookie)
            except NoAnswer:
                return False
            if status != 200:
                return False
            if not self.take(delta, replace=delta["full"] and self.seq == since):
                self.seq = 0
            return True

    def take(self, delta: dict[str, Any], replace: bool = False) -> bool:
        """False where something before it is missing."""
        if not delta["full"] and delta["from"] > self.seq:
            return False
        if delta["seq"] < self.seq and not replace:
            return True
        for name, gone in _LISTS.items():
            if name not in delta:
                continue
            kept = {} if delta["full"] else self.rows[name]
            kept |= {row["id"]: row for row in delta[name]}
            for row_id in delta.get(gone, []):
                kept.pop(row_id, None)
            self.rows[name] = kept
        self.facts |= {name: value for name, value in delta.items() if name not in _LISTS}
        self.seq = delta["seq"]
        return True

    async def _heard(self, delta: dict[str, Any]) -> None:
        if self.view != "phone" and not self.take(delta):
            await self.catch_up()
