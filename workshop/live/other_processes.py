"""The phones connected to other processes.

Each process stores its own once a second with an expiry, so those of a killed process vanish after a few seconds.
"""

import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from redis import Redis

from workshop.bus import PREFIX, Away, Bus

Phones = Mapping[str, frozenset[str]]
_PROCESSES = f"{PREFIX}.here"
EVERY_SECONDS = 1.0
EXPIRE_SECONDS = 4
log = logging.getLogger("laena.live")


class OtherProcesses:
    """Phones are identified by the first letters of their digests."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def exchange(self, here: Mapping[str, Iterable[str]], codes: Iterable[str]) -> dict[str, frozenset[str]]:
        """Store the phones connected here, by code; return those connected elsewhere to `codes`, by code.

        Empty while Valkey is away: each process then counts its own.
        """
        mine = "\n".join(" ".join([code, *sorted(phones)]) for code, phones in sorted(here.items()))
        try:
            texts = self._bus.execute(lambda redis: self._swap(redis, mine))
        except Away:
            return {}
        there = [_parsed(text) for text in texts]
        return {code: frozenset[str]().union(*(phones.get(code, ()) for phones in there)) for code in codes}

    def remove_own(self) -> None:
        """Delete this process's phones, which reconnect to another one."""
        try:
            self._bus.execute(lambda redis: redis.delete(self._key(self._bus.me)))
        except Away:
            log.info("presence is left to expire")

    def _swap(self, redis: Redis, mine: str) -> list[str]:
        """Store `mine`; return the stored text of every other process."""
        pipe: Any = redis.pipeline(transaction=False)
        pipe.set(self._key(self._bus.me), mine, ex=EXPIRE_SECONDS)
        pipe.sadd(_PROCESSES, self._bus.me)
        pipe.expire(_PROCESSES, 24 * 3600)
        pipe.smembers(_PROCESSES)
        others = sorted(pipe.execute()[-1] - {self._bus.me})
        texts: Any = redis.mget([self._key(process) for process in others]) if others else []
        gone = [process for process, text in zip(others, texts, strict=True) if text is None]
        if gone:
            redis.srem(_PROCESSES, *gone)
        return [text for text in texts if text is not None]

    def _key(self, process: str) -> str:
        return f"{PREFIX}.here.{process}"


@lru_cache(32)  # most texts are those of the second before
def _parsed(text: str) -> Phones:
    rooms = (line.split(" ") for line in text.splitlines())
    return {code: frozenset(phones) for code, *phones in rooms}
