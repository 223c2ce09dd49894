"""Who is connected to the other processes. Each tells its own once a second, with an expiry: the phones of a process
that was killed are gone after a few seconds."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from redis import Redis

from workshop.bus import PREFIX, Away, Bus

EVERY_SECONDS = 1.0
EXPIRE_SECONDS = 4
log = logging.getLogger("laena.live")


class Elsewhere:
    """Phones are told apart by the first letters of their digests (`short`)."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._told: dict[str, str] = {}

    def exchange(self, here: Mapping[str, Iterable[str]], codes: Iterable[str]) -> dict[str, frozenset[str]]:
        """Tells who is connected here, by code, and answers with who is connected elsewhere to these codes.

        Empty while Valkey is away: each process then counts its own.
        """
        try:
            return self._bus.ask(lambda redis: self._exchange(redis, here, sorted(codes)))
        except Away:
            self._told.clear()
            return {}

    def forget(self) -> None:
        """This process goes: its phones will be counted where they come back."""
        try:
            self._bus.ask(lambda redis: [redis.delete(self._key(code, self._bus.me)) for code in self._told])
        except Away:
            log.info("presence is left to expire")

    def _exchange(self, redis: Redis, here: Mapping[str, Iterable[str]], codes: list[str]) -> dict[str, frozenset[str]]:
        mine = {code: " ".join(sorted(phones)) for code, phones in here.items()}
        tell: Any = redis.pipeline(transaction=False)
        for code in self._told.keys() - mine.keys():
            tell.delete(self._key(code, self._bus.me))
        for code, words in mine.items():
            tell.set(self._key(code, self._bus.me), words, ex=EXPIRE_SECONDS)
            tell.sadd(self._members(code), self._bus.me)
            tell.expire(self._members(code), 24 * 3600)
        for code in codes:
            tell.smembers(self._members(code))
        processes = dict(zip(codes, tell.execute()[-len(codes) :] if codes else [], strict=True))
        self._told = mine
        return {code: self._read(redis, code, found - {self._bus.me}) for code, found in processes.items()}

    def _read(self, redis: Redis, code: str, processes: set[str]) -> frozenset[str]:
        others = sorted(processes)
        words: Any = redis.mget([self._key(code, process) for process in others]) if others else []
        gone = [process for process, found in zip(others, words, strict=True) if found is None]
        if gone:
            redis.srem(self._members(code), *gone)
        return frozenset(phone for found in words if found for phone in found.split())

    def _members(self, code: str) -> str:
        return f"{PREFIX}.here.{code}"

    def _key(self, code: str, process: str) -> str:
        return f"{PREFIX}.here.{code}.{process}"
