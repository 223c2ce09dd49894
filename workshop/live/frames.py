"""Frames of a websocket as a server sends them (RFC 6455): whole, never masked, never compressed."""

import json
from functools import partial
from typing import Any

from engineio.packet import NOOP, Packet
from socketio import packet

_TEXT, _BINARY, _CLOSE = 0x81, 0x82, 0x88
_NORMAL = (1000).to_bytes(2, "big")


class Json:
    """JSON for socket events: Thai unescaped, half as long."""

    dumps = staticmethod(partial(json.dumps, ensure_ascii=False))
    loads = staticmethod(json.loads)


class JsonEvent(packet.Packet):  # type: ignore[misc]
    """A Socket.IO event of JSON alone, so that no message is searched for bytes before it is sent."""

    uses_binary_events = False


class Raw(bytes):
    """Bytes of a frame, or the rest of one."""


def frame(data: str | bytes | Raw) -> bytes:
    """Return the frame of a message."""
    if isinstance(data, Raw):
        return data
    return _whole(_TEXT, data.encode("utf-8", "replace")) if isinstance(data, str) else _whole(_BINARY, data)


def of_packet(packet: Any) -> bytes:
    """Return the packet's frame, encoded once for all clients."""
    if getattr(packet, "frame", None) is None:
        packet.frame = frame(packet.encode())
    return packet.frame  # type: ignore[no-any-return]


def raw(data: bytes) -> Packet:
    """Return a packet that is sent unchanged."""
    packet = Packet(NOOP)
    packet.encode_cache = packet.frame = Raw(data)
    return packet


def _whole(kind: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((kind, size)) + payload
    if size < 65536:
        return bytes((kind, 126)) + size.to_bytes(2, "big") + payload
    return bytes((kind, 127)) + size.to_bytes(8, "big") + payload


CLOSING = _whole(_CLOSE, _NORMAL)
