"""What is on its way to one client, with an end: who does not read is let go, and catches up when it comes back.

Takes the place of engineio's queue, which has no end, and of the greenlet that empties it. While the client takes what
it is sent, nothing waits here: a packet goes out in the moment in which it is put. Only for a client that is slow a
greenlet sends what waits, for as long as something does.
"""

from __future__ import annotations

import logging
from collections import deque
from queue import Empty
from typing import Any, Protocol

import gevent
from gevent.event import Event

from workshop.live.frames import of_packet, raw

MOST_PACKETS = 300
MOST_BYTES = 512 * 1024  # together; a single one may be larger
_AT_ONCE = 64 * 1024
log = logging.getLogger("laena.live")


class Line(Protocol):
    """Where frames go; see wire.py."""

    def try_send(self, whole: bytes) -> bytes: ...

    def send(self, whole: bytes) -> None: ...

    def close(self) -> None: ...

    def drop(self) -> None: ...


class Outgoing:
    """A queue for one reader."""

    __slots__ = ("_bytes", "_ended", "_line", "_sending", "_there", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()
        self._bytes = 0
        self._there: Event | None = None
        self._line: Line | None = None
        self._sending = False
        self._ended = False

    def attach(self, line: Line) -> None:
        """From now on the client hears over this line."""
        self._line = line
        self._send_soon()

    def put(self, packet: Any) -> None:
        """`None` is the end."""
        if self._ended:
            return
        if packet is not None:
            if self._line is not None and not self._waiting and not self._sending:
                rest = self._line.try_send(of_packet(packet))
                if not rest:
                    return
                packet = raw(rest)
            self._bytes += len(of_packet(packet))
        self._waiting.append(packet)
        if len(self._waiting) > MOST_PACKETS or (self._bytes > MOST_BYTES and len(self._waiting) > 1):
            self._give_up()
        elif self._line is not None:
            self._send_soon()
        elif self._there is not None:
            self._there.set()

    def _give_up(self) -> None:
        log.info("a client that does not read is let go, with %d messages waiting", len(self._waiting))
        self._end()
        if self._line is not None:
            self._line.drop()
        else:
            self._waiting.append(None)

    def _end(self) -> None:
        self._ended = True
        self._waiting.clear()
        self._bytes = 0

    def _send_soon(self) -> None:
        if self._waiting and not self._sending:
            self._sending = True
            gevent.spawn(self._send_waiting)

    def _send_waiting(self) -> None:
        assert self._line is not None
        try:
            while self._waiting:
                frames = self._take()
                if frames:
                    self._line.send(frames)
                elif self._waiting:
                    self._end()
                    self._line.close()
        except OSError:
            self._end()
            self._line.drop()
        finally:
            self._sending = False

    def _take(self) -> bytes:
        """The frames that wait, up to the end or to what is sent at once."""
        frames: list[bytes] = []
        size = 0
        while self._waiting and self._waiting[0] is not None and size < _AT_ONCE:
            frames.append(of_packet(self._waiting.popleft()))
            size += len(frames[-1])
        self._bytes -= size
        return b"".join(frames)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next packet, for a client without a line, that asks. Raises Empty where none is there in time."""
        if not self._waiting and block:
            self._there = Event()
            self._there.wait(timeout)
            self._there = None
        if not self._waiting:
            raise Empty
        packet = self._waiting.popleft()
        self._bytes -= len(of_packet(packet)) if packet is not None else 0
        return packet

    def empty(self) -> bool:
        return not self._waiting

    def qsize(self) -> int:
        return len(self._waiting)

    def task_done(self) -> None:
        """Nobody counts."""

    def join(self) -> None:
        """Nobody waits: what is left is sent without."""
