"""The laptop's server does not keep connections on which nothing is asked."""

from __future__ import annotations

from typing import Any

import gevent
import pytest
from gevent import socket
from gevent.pywsgi import WSGIServer

from workshop import server

ASK = b"GET / HTTP/1.1\r\nHost: laena\r\n\r\n"


def _answer(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Length", "4")])
    return [b"good"]


@pytest.mark.parametrize("asked", [b"", b"GET / HT", ASK, ASK + ASK])
def test_an_idle_connection_is_let_go_after_what_was_asked_is_answered(
    asked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "IDLE_SECONDS", 0.2)
    serving = WSGIServer(("127.0.0.1", 0), _answer, log=None, error_log=None, handler_class=server._Connection)
    serving.start()
    got = b""
    with gevent.Timeout(20), socket.create_connection(("127.0.0.1", serving.server_port)) as client:
        client.sendall(asked)
        while data := client.recv(10_000):
            got += data
    serving.stop()
    assert got.count(b"200 OK") == got.count(b"good") == asked.count(ASK)
