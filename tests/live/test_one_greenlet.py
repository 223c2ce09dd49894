"""A connected phone costs one greenlet: what wire.py replaces in engineio is there under its name."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import gevent
import pytest
from engineio.socket import Socket
from flask import Flask
from flask_socketio import SocketIO
from gevent import socket

from workshop.live import wire
from workshop.process import keep_alive

PHONES = 12
UPGRADE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
CONNECT = b"\x81\x82\0\0\0\x0040"  # a masked text frame: the packet that joins the namespace


@pytest.fixture
def server() -> Iterator[keep_alive.Server]:
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent")
    wire.fit(socketio)
    server = keep_alive.Server(("127.0.0.1", 0), app)
    server.start()
    yield server
    server.stop()


def running() -> int:
    """Greenlets with a stack of their own; one that a timer will start has none yet."""
    found = (each for each in gc.get_objects() if isinstance(each, gevent.Greenlet))
    return sum(each.gr_frame is not None for each in found)


def connected(port: int) -> socket.socket:
    phone = socket.create_connection(("127.0.0.1", port), timeout=120)
    phone.sendall(UPGRADE)
    got = phone.recv(4096)  # what is sent with the request itself would be read with it
    phone.sendall(CONNECT)
    while b'40{"sid"' not in got:
        got += phone.recv(4096)
    return phone


def test_the_background_tasks_that_are_replaced_exist_in_the_installed_engineio() -> None:
    inner = {getattr(const, "co_qualname", "") for const in Socket._websocket_handler.__code__.co_consts}
    assert wire.WRITER in inner
    assert Socket._send_ping.__qualname__ == wire.PINGER


def test_a_connected_phone_costs_exactly_one_greenlet(server: keep_alive.Server) -> None:
    first = connected(server.server_port)  # what starts with the first phone, starts now
    before = running()
    phones = [connected(server.server_port) for _ in range(PHONES)]
    with gevent.Timeout(120):  # what let the last phone in may still be ending
        while running() - before != PHONES:
            gevent.sleep(0.01)
    for phone in [first, *phones]:
        phone.close()
