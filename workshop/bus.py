"""Messages between the processes of one installation over Valkey or Redis; no note depends on it.

While it does not answer, `execute` raises Away at once and tries again after a second.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")
OnCommit = Callable[[int, int], None]
PREFIX = "laena"
# All that send through Flask-SocketIO's queue use this one channel.
SOCKET_CHANNEL = "laena.sockets"
_SEQS = f"{PREFIX}.seq"
_TIMEOUT_SECONDS = 1.0
_AGAIN_SECONDS = 1.0
log = logging.getLogger("laena.bus")


class Away(Exception):
    """Valkey or Redis does not answer."""


def client_for(url: str) -> Redis:
    """Return a client that fails soon and retries once, for a connection that a restart cut."""
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=_TIMEOUT_SECONDS,
        socket_connect_timeout=_TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )


class Bus:
    """Publishes commits and runs commands; `me` names this process. Safe in any thread or greenlet."""

    def __init__(self, url: str) -> None:
        self.me = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._redis = client_for(url)
        self._queued: dict[int, int] = {}
        self._pending = threading.Event()
        self._running = False
        self._away_until = 0.0
        self._away = False

    def execute(self, command: Callable[[Redis], T]) -> T:
        """Return `command(redis)`. Raises Away."""
        if self._away and time.monotonic() < self._away_until:
            raise Away
        try:
            answer = command(self._redis)
        except (RedisError, OSError) as error:
            self._failed(error)
            raise Away from error
        if self._away:
            self._away = False
            log.info("REDIS_URL answers again")
        return answer

    def reachable(self) -> bool:
        try:
            return bool(self.execute(lambda redis: redis.ping()))
        except Away:
            return False

    def start(self, on_commit: OnCommit | None = None) -> None:
        """Publish commits to the other processes, and call `on_commit(workshop_id, seq)` after each of theirs.

        What was published before this process listened is not sent again.
        """
        self._running = True
        threading.Thread(target=self._publish, name="bus-publish", daemon=True).start()
        if on_commit is not None:
            threading.Thread(target=self._listen, args=(on_commit,), name="bus-listen", daemon=True).start()

    def stop(self) -> None:
        self._running = False
        self._pending.set()

    def announce(self, workshop_id: int, seq: int) -> None:
        """Queue a commit for publishing by the bus's thread; for Feed.subscribe."""
        self._queued[workshop_id] = seq
        self._pending.set()

    def _publish(self) -> None:
        while self._running:
            self._pending.wait()
            self._pending.clear()
            news, self._queued = self._queued, {}

            def publish(redis: Redis, news: dict[int, int] = news) -> None:
                pipe = redis.pipeline(transaction=False)
                for workshop_id, seq in news.items():
                    pipe.publish(_SEQS, f"{self.me} {workshop_id} {seq}")
                pipe.execute()

            if news:
                try:
                    self.execute(publish)
                except Away:
                    continue  # the others poll the database ten times a second

    def _listen(self, on_commit: OnCommit) -> None:
        while self._running:
            try:
                with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
                    subscription.subscribe(_SEQS)
                    while self._running:
                        # Shorter than the socket's own time-out, which would end the subscription.
                        message = subscription.get_message(timeout=_TIMEOUT_SECONDS / 2)
                        who, _, news = str(message["data"]).partition(" ") if message is not None else ("", "", "")
                        workshop_id, _, seq = news.partition(" ")
                        if who != self.me and workshop_id.isdecimal() and seq.isdecimal():
                            on_commit(int(workshop_id), int(seq))
            except (RedisError, OSError) as error:
                self._failed(error)
                time.sleep(_AGAIN_SECONDS)

    def _failed(self, error: Exception) -> None:
        self._away_until = time.monotonic() + _AGAIN_SECONDS
        if not self._away:
            self._away = True
            log.error("REDIS_URL does not answer: %s", type(error).__name__)
