"""Websocket frames (RFC 6455, RFC 7692) as a browser writes and reads them, without a library in between."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
# What Chromium and Firefox offer with every handshake.
OFFER = "permessage-deflate; client_max_window_bits"
_TAIL = b"\x00\x00\xff\xff"


def written(payload: bytes, kind: int = TEXT) -> bytes:
    """One masked frame, as clients must send it."""
    size = len(payload)
    head = bytes([0x80 | kind])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += bytes([0x80 | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([0x80 | 127]) + size.to_bytes(8, "big")
    mask = os.urandom(4)
    pad = (mask * (size // 4 + 1))[:size]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")
    return head + mask + masked.to_bytes(size, "big")


class Reader:
    """Puts the server's frames together. Deflated ones are inflated where the server accepted the offer."""

    def __init__(self, accepted: str = "") -> None:
        self._rest = b""
        self._parts = b""
        self._deflated = False
        self._fresh = "server_no_context_takeover" in accepted
        self._inflater = zlib.decompressobj(-15) if "permessage-deflate" in accepted else None

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """(kind, payload) of each message that is whole now; control frames come between parts of others."""
        data = self._rest + data if self._rest else data
        at = 0
        while (end := _end(data, at)) is not None:
            start, stop = end
            kind, first = data[at] & 0x0F, data[at]
            payload, at = data[start:stop], stop
            if kind >= CLOSE:
                yield kind, payload
                continue
            if kind:
                self._deflated = bool(first & 0x40)
            if first & 0x80 and not self._parts:
                yield TEXT, self._plain(payload)
                continue
            self._parts += payload
            if first & 0x80:
                whole, self._parts = self._parts, b""
                yield TEXT, self._plain(whole)
        self._rest = data[at:]

    def _plain(self, payload: bytes) -> bytes:
        if not self._deflated or self._inflater is None:
            return payload
        inflater = zlib.decompressobj(-15) if self._fresh else self._inflater
        return inflater.decompress(payload + _TAIL)


def _end(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at `at` begins and ends; None while not all of it is there."""
    if len(data) < at + 2:
        return None
    size, start = data[at + 1] & 0x7F, at + 2
    if size == 126:
        size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
    elif size == 127:
        size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
    return (start, start + size) if len(data) >= start + size else None
