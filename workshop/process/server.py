"""The laptop's server: gevent with measured settings, and the worker as a child process."""

import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Callable

import gevent

from workshop.app import create_app
from workshop.domain import facilitator
from workshop.feed import Feed
from workshop.process import garbage, keep_alive, logs
from workshop.process.app_process import AppProcess
from workshop.settings import Settings

BACKLOG = 2048
# Together with draining (app_process.py) less than the five seconds after which a system may kill.
CLOSE_SECONDS, WORKER_SECONDS = 0.5, 1.5
log = logging.getLogger("laena.server")


class Server:
    """One process that serves a whole room. Raises OSError where the port cannot be bound."""

    def __init__(self, settings: Settings, feed: Feed) -> None:
        logs.configure(settings)
        self.settings = settings
        self.feed = feed
        self._socket = _listener(settings.host, settings.port)
        self._process = AppProcess(create_app(settings, feed), settings, feed)
        self._wsgi = keep_alive.Server(self._socket, self._process.requests)
        self._worker: subprocess.Popen[bytes] | None = None
        self._stopping = False

    def run(self, greet: Callable[[], None]) -> None:
        """Serve until SIGINT or SIGTERM, then notify the clients and finish what is under way."""
        self._process.start()
        if self.settings.grouping == "embedded":
            gevent.spawn(self._supervise_worker)
        self._wsgi.start()
        for name in ("SIGTERM", "SIGINT"):
            gevent.signal_handler(getattr(signal, name), self._stop)
        garbage.tune()
        greet()
        self._wsgi.serve_forever()
        self._end_worker()
        self.feed.database.close()

    def greeting(self) -> str:
        """Return what to do next, with a one-time link until there is a password."""
        here = f"http://127.0.0.1:{self.settings.port}"
        lines = ["", "แลหน้าพร้อมแล้ว / Laena is ready", ""]
        if self.feed.read(facilitator.is_set):
            lines += [f"  วิทยากร / facilitator:  {here}/workshops"]
        else:
            token = self.feed.write(facilitator.new_token)
            lines += [
                "  เริ่มที่นี่: ตั้งรหัสผ่านวิทยากร / start here: set the facilitator's password",
                f"    {here}/setup/{token}",
            ]
        return "\n".join([*lines, "", "  หยุดด้วย Ctrl+C / stop with Ctrl+C", ""])

    def _stop(self) -> None:
        if self._stopping:
            return
        self._stopping = True
        log.info("stopping")
        gevent.spawn(self._drain)

    def _drain(self) -> None:
        """Accept no new connection, finish the requests under way, close the sockets."""
        self._wsgi.stop_accepting()
        self._socket.close()
        self._stop_worker()
        self._process.drain()
        self._wsgi.stop(CLOSE_SECONDS)

    def _supervise_worker(self) -> None:
        """Start the worker, and again when it ends, with a growing pause while it keeps ending."""
        pause = 1.0
        while not self._stopping:
            command = [sys.executable, "-m", "workshop.cli", "worker", "--with-parent"]
            command += ["--data", str(self.settings.data)]
            self._worker = subprocess.Popen(command, stdin=subprocess.PIPE)
            started = gevent.get_hub().loop.now()
            while self._worker.poll() is None and not self._stopping:
                gevent.sleep(0.3)
            if self._stopping:
                return
            lived = gevent.get_hub().loop.now() - started
            pause = 1.0 if lived > 60 else min(30.0, pause * 2)
            log.error("the worker ended with %s; again in %.0f s", self._worker.returncode, pause)
            gevent.sleep(pause)

    def _stop_worker(self) -> None:
        """Close the pipe, at which the worker ends; the next one finds what it had not finished."""
        if self._worker and self._worker.poll() is None:
            assert self._worker.stdin is not None
            self._worker.stdin.close()

    def _end_worker(self) -> None:
        if self._worker:
            self._stop_worker()
            try:
                self._worker.wait(timeout=WORKER_SECONDS)
            except subprocess.TimeoutExpired:
                self._worker.kill()


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # on Windows it would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Nagle's algorithm would add 40 ms to every other answer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener
