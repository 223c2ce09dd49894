"""A bounded send queue for one client: one that does not read is dropped, and catches up when it reconnects.

Replaces engineio's unbounded queue and its greenlet. A packet is sent when it is put; only for a slow client a greenlet
sends what waits.
"""

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
    """A connection that takes frames; see wire.py."""

    def try_send(self, whole: bytes) -> bytes: ...

    def send(self, whole: bytes) -> None: ...

    def close(self) -> None: ...

    def drop(self) -> None: ...


class Outgoing:
    """A queue for one client, with the interface of queue.Queue."""

    __slots__ = ("_arrived", "_bytes", "_ended", "_line", "_sending", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()
        self._bytes = 0
        self._arrived: Event | None = None
        self._line: Line | None = None
        self._sending = False
        self._ended = False

    def attach(self, line: Line) -> None:
        """Send over this connection from now on."""
        self._line = line
        self._send_soon()

    def put(self, packet: Any) -> None:
        """Send or queue a packet; None is the end."""
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
            self._drop()
        elif self._line is not None:
            self._send_soon()
        elif self._arrived is not None:
            self._arrived.set()

    def _drop(self) -> None:
        log.info("a client that does not read is dropped, with %d messages waiting", len(self._waiting))
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
        """Remove and return waiting frames, up to the end or to _AT_ONCE bytes."""
        frames: list[bytes] = []
        size = 0
        while self._waiting and self._waiting[0] is not None and size < _AT_ONCE:
            frames.append(of_packet(self._waiting.popleft()))
            size += len(frames[-1])
        self._bytes -= size
        return b"".join(frames)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Return the next packet, for a client that polls. Raises Empty where none comes in time."""
        if not self._waiting and block:
            self._arrived = Event()
            self._arrived.wait(timeout)
            self._arrived = None
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
        """Do nothing: tasks are not counted."""

    def join(self) -> None:
        """Return at once: what waits is sent anyway."""
