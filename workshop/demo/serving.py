"""`laena serve` as a child process."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

STARTS_WITHIN_SECONDS = 120.0
_SETUP = re.compile(r"https?://\S+/setup/\S+")
_BOARDS = re.compile(r'^laena_sockets\{view="(?:console|projector)"\} [1-9]', re.MULTILINE)


class ServerEnded(Exception):
    """The server ended by itself, and printed why."""


class Serving:
    """The child process. `setup_link` is the one of its greeting.

    `say` is called with each line that it prints after its greeting; with all of them if it ends before.
    """

    def __init__(
        self,
        port: int,
        data: Path | None,
        say: Callable[[str], None],
        host: str = "127.0.0.1",
        log_level: str | None = None,
    ) -> None:
        self.base = f"http://{host}:{port}"
        self.setup_link = ""
        command = [sys.executable, "-m", "workshop.cli", "serve", "--port", str(port)]
        self._process = subprocess.Popen(
            [*command, "--data", str(data)] if data else command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env={**os.environ, "LAENA_LOG_LEVEL": log_level} if log_level else None,
        )
        self._greeted = threading.Event()
        self._say = say
        self._reader = threading.Thread(target=self._forward, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait until the server answers and has printed its greeting. Raises ServerEnded, TimeoutError."""
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise ServerEnded
            if _answers(self.base) and self._greeted.wait(5):
                return
            time.sleep(0.05)
        raise TimeoutError

    def looked_at(self) -> bool:
        """Return whether a console or a projector is open on any screen."""
        _status, figures = _asked(self.base, "/metrics")
        return bool(_BOARDS.search(figures))

    def wait(self, seconds: float) -> int | None:
        """Wait so long at most; return the exit code, or None while it runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def end(self, interrupted: bool = False) -> None:
        """End the server, which ends its worker. `interrupted`: it has received Ctrl+C too."""
        if interrupted and sys.platform == "win32":
            self.wait(10)  # terminating is a hard kill there; elsewhere a second signal does no harm
        if self._process.poll() is None:
            self._process.terminate()
        if self.wait(12) is None:
            self._process.kill()
            self._process.wait()
        self._reader.join(2)

    def _forward(self) -> None:
        assert self._process.stdout is not None
        held = []
        for line in self._process.stdout:
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if found := _SETUP.search(text):
                self.setup_link = found[0]
            if self._greeted.is_set():
                self._say(text)
            else:
                held.append(text)
            # The last line of the greeting.
            if "Ctrl+C" in text:
                self._greeted.set()
        if not self._greeted.is_set():
            for text in held:
                self._say(text)
        self._greeted.set()


def free_port(first: int, host: str = "0.0.0.0", tries: int = 21) -> int | None:
    """Return the first free port from `first` on, or None."""
    return next((port for port in range(first, min(first + tries, 65536)) if _can_listen(host, port)), None)


def lan_address(port: int) -> str:
    """Return this machine's address in the local network, or 127.0.0.1 without one."""
    # slow: Flask
    from workshop.web.invite import outward

    return f"http://{outward() or '127.0.0.1'}:{port}"


def _can_listen(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(1)
        except OSError:
            return False
        return True


def _answers(base: str) -> bool:
    return _asked(base, "/readyz")[0] == 200


def _asked(base: str, path: str) -> tuple[int, str]:
    """Return status and text, (0, "") if nobody answers."""
    connection = http.client.HTTPConnection(base.split("//", 1)[1], timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()
