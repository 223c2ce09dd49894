"""What the processes of one installation tell each other over Valkey or Redis. Nothing here is needed to keep a note.

When it is away, whoever asks hears so at once and does without; a look once a second finds it again.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")
Hear = Callable[[int, int], None]
PREFIX = "laena"
# One name for all that send through Flask-SocketIO's queue: another one hears nothing.
SOCKET_CHANNEL = "laena.sockets"
_SEQS = f"{PREFIX}.seq"
_TIMEOUT_SECONDS = 1.0
_AGAIN_SECONDS = 1.0
log = logging.getLogger("laena.bus")


class Away(Exception):
    """Valkey or Redis does not answer."""


def client_for(url: str) -> Redis:
    """A client that fails soon; a connection that went stale over a restart is replaced at once."""
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=_TIMEOUT_SECONDS,
        socket_connect_timeout=_TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )


class Bus:
    """`me` is this process's name among the others. May be used from any thread or greenlet."""

    def __init__(self, url: str) -> None:
        self.me = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._redis = client_for(url)
        self._news: dict[int, int] = {}
        self._told = threading.Event()
        self._running = False
        self._away_until = 0.0
        self._away = False

    def ask(self, question: Callable[[Redis], T]) -> T:
        """What `question(redis)` answers. Raises Away."""
        if self._away and time.monotonic() < self._away_until:
            raise Away
        try:
            answer = question(self._redis)
        except (RedisError, OSError) as error:
            self._lost(error)
            raise Away from error
        self._found()
        return answer

    def answers(self) -> bool:
        try:
            return bool(self.ask(lambda redis: redis.ping()))
        except Away:
            return False

    def start(self, hear: Hear | None = None) -> None:
        """Tells the others of what is announced from now on and calls `hear(workshop_id, seq)` after commits of theirs.
        What was told while nobody listened is not told again."""
        self._running = True
        threading.Thread(target=self._tell, name="bus-tell", daemon=True).start()
        if hear is not None:
            threading.Thread(target=self._listen, args=(hear,), name="bus-listen", daemon=True).start()

    def stop(self) -> None:
        self._running = False
        self._told.set()

    def announce(self, workshop_id: int, seq: int) -> None:
        """For Feed.subscribe; returns at once, the telling is done aside."""
        self._news[workshop_id] = seq
        self._told.set()

    def _tell(self) -> None:
        while self._running:
            self._told.wait()
            self._told.clear()
            news, self._news = self._news, {}

            def publish(redis: Redis, news: dict[int, int] = news) -> None:
                pipe = redis.pipeline(transaction=False)
                for workshop_id, seq in news.items():
                    pipe.publish(_SEQS, f"{self.me} {workshop_id} {seq}")
                pipe.execute()

            if news:
                try:
                    self.ask(publish)
                except Away:
                    continue  # the others poll the database ten times a second

    def _listen(self, hear: Hear) -> None:
        while self._running:
            heard: Any = None
            try:
                heard = self._redis.pubsub(ignore_subscribe_messages=True)
                heard.subscribe(_SEQS)
                while self._running:
                    # Shorter than the socket's own time-out, which would end the subscription.
                    message = heard.get_message(timeout=_TIMEOUT_SECONDS / 2)
                    who, _, news = str(message["data"]).partition(" ") if message is not None else ("", "", "")
                    workshop_id, _, seq = news.partition(" ")
                    if who != self.me and workshop_id.isdecimal() and seq.isdecimal():
                        hear(int(workshop_id), int(seq))
            except (RedisError, OSError) as error:
                self._lost(error)
                time.sleep(_AGAIN_SECONDS)
            finally:
                if heard is not None:
                    heard.close()

    def _lost(self, error: Exception) -> None:
        self._away_until = time.monotonic() + _AGAIN_SECONDS
        if not self._away:
            self._away = True
            log.error("REDIS_URL does not answer: %s", type(error).__name__)

    def _found(self) -> None:
        if self._away:
            self._away = False
            log.info("REDIS_URL answers again")
