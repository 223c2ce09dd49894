"""What is on its way to one client, with an end: who does not read is let go, and catches up when it comes back.

Takes the place of engineio's queue, which has no end. While the client takes what it is sent, nothing waits here and
no other greenlet is woken: the packet goes out in the moment in which it is put.
"""

from __future__ import annotations

import logging
from collections import deque
from queue import Empty
from typing import Any, Protocol

from gevent.event import Event

from workshop.live.frames import of_packet, raw

MOST_PACKETS = 500
MOST_BYTES = 1024 * 1024
log = logging.getLogger("laena.live")


class Line(Protocol):
    """Where packets go; see wire.py."""

    def try_send(self, whole: bytes) -> bytes: ...

    def drop(self) -> None: ...


class Outgoing:
    """A queue for one reader. `let_go` is how many clients of this process were let go for not reading."""

    let_go = 0
    __slots__ = ("_bytes", "_ended", "_line", "_open", "_there", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()
        self._bytes = 0
        self._there = Event()
        self._line: Line | None = None
        self._open = False  # the writer has nothing left: what comes may go out at once
        self._ended = False

    def attach(self, line: Line) -> None:
        """From now on the client hears over this line."""
        self._line = line

    def put(self, packet: Any) -> None:
        """`None` is the end."""
        if self._ended and packet is not None:
            return
        if self._open and self._line is not None and packet is not None:
            rest = self._line.try_send(of_packet(packet))
            if not rest:
                return
            packet = raw(rest)
        self._open = False
        self._waiting.append(packet)
        self._there.set()
        if packet is None:
            return
        self._bytes += len(of_packet(packet))
        if len(self._waiting) > MOST_PACKETS or self._bytes > MOST_BYTES:
            self._give_up()

    def _give_up(self) -> None:
        Outgoing.let_go += 1
        log.info("a client that does not read is let go, with %d messages waiting", len(self._waiting))
        self._ended = True
        self._waiting.clear()
        self._waiting.append(None)
        self._bytes = 0
        if self._line is not None:
            self._line.drop()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next packet. Raises Empty where none is there in time: over a line, what is sent never comes by here, and
        the client's own time-out (its answers to pings) says when it is gone."""
        while not self._waiting:
            if not block:
                raise Empty
            self._there.clear()
            self._open = True
            if not self._there.wait(None if self._line is not None else timeout):
                raise Empty
        packet = self._waiting.popleft()
        if packet is not None:
            self._bytes -= len(of_packet(packet))
        return packet

    def empty(self) -> bool:
        return not self._waiting

    def qsize(self) -> int:
        return len(self._waiting)

    def task_done(self) -> None:
        """Nobody counts."""

    def join(self) -> None:
        """Nobody waits: the writer sends what is left, and ends."""
