"""Who is connected to the other processes. Each tells its own once a second, with an expiry: the phones of a process
that was killed are gone after a few seconds."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from redis import Redis

from workshop.bus import PREFIX, Away, Bus

Phones = Mapping[str, frozenset[str]]
_PROCESSES = f"{PREFIX}.here"
EVERY_SECONDS = 1.0
EXPIRE_SECONDS = 4
log = logging.getLogger("laena.live")


class Elsewhere:
    """Phones are told apart by the first letters of their digests (`short`)."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._heard: dict[str, tuple[str, Phones]] = {}

    def exchange(self, here: Mapping[str, Iterable[str]], codes: Iterable[str]) -> dict[str, frozenset[str]]:
        """Tells who is connected here, by code, and answers with who is connected elsewhere to these codes.

        Empty while Valkey is away: each process then counts its own.
        """
        mine = "\n".join(" ".join([code, *sorted(phones)]) for code, phones in sorted(here.items()))
        try:
            said = self._bus.ask(lambda redis: self._exchange(redis, mine))
        except Away:
            return {}
        self._heard = {process: self._read(process, words) for process, words in said.items()}
        there = [phones for _words, phones in self._heard.values()]
        return {code: frozenset[str]().union(*(phones.get(code, ()) for phones in there)) for code in codes}

    def forget(self) -> None:
        """This process goes: its phones will be counted where they come back."""
        try:
            self._bus.ask(lambda redis: redis.delete(self._key(self._bus.me)))
        except Away:
            log.info("presence is left to expire")

    def _exchange(self, redis: Redis, mine: str) -> dict[str, str]:
        """process → what it says."""
        tell: Any = redis.pipeline(transaction=False)
        tell.set(self._key(self._bus.me), mine, ex=EXPIRE_SECONDS)
        tell.sadd(_PROCESSES, self._bus.me)
        tell.expire(_PROCESSES, 24 * 3600)
        tell.smembers(_PROCESSES)
        others = sorted(tell.execute()[-1] - {self._bus.me})
        said: Any = redis.mget([self._key(process) for process in others]) if others else []
        gone = [process for process, words in zip(others, said, strict=True) if words is None]
        if gone:
            redis.srem(_PROCESSES, *gone)
        return {process: words for process, words in zip(others, said, strict=True) if words is not None}

    def _read(self, process: str, words: str) -> tuple[str, Phones]:
        """What it said, and its phones by code; the same words are not read again."""
        known = self._heard.get(process)
        if known is not None and known[0] == words:
            return known
        rooms = (line.split(" ") for line in words.splitlines())
        return words, {code: frozenset(phones) for code, *phones in rooms}

    def _key(self, process: str) -> str:
        return f"{PREFIX}.here.{process}"
