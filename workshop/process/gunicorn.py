"""Web processes under gunicorn: its settings as measured (docs/operations.md), and how each process begins and ends.

gunicorn reads the small names of this module as its settings. Its first process never loads the application: each
process that serves is patched by gevent before it imports anything of ours.
"""

import os
import shutil
from pathlib import Path
from typing import Any

import gevent
from gunicorn.glogging import Logger
from gunicorn.workers.ggevent import GeventWorker

from workshop import settings
from workshop.process.logs import formatter
from workshop.store import folder_lock

# With gunicorn's default of 1,000, plain requests hang once a thousand phones are connected.
worker_connections = 4000
backlog = 2048
keepalive = 20
timeout = 60
# A stop notifies the clients and finishes what is under way (2 s) before a system may kill.
graceful_timeout = 4
worker_class = "workshop.process.gunicorn.Web"
control_socket_disable = True
# Not gunicorn's access log: web/request_log.py has a line for each request, by its route.
accesslog = None
logger_class = "workshop.process.gunicorn.Lines"
proc_name = "laena"
_lock: Any = None


def on_starting(_server: Any) -> None:
    """Lock out restores for as long as any process of this server lives."""
    global _lock
    chosen = settings.load()
    _lock = folder_lock.shared(chosen.data, "web", port=chosen.port)
    _lock.__enter__()


def on_exit(_server: Any) -> None:
    if _lock is not None:
        _lock.__exit__(None, None, None)
    shutil.rmtree(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""), ignore_errors=True)


def child_exit(_server: Any, worker: Any) -> None:
    """Keep what a dead process counted; drop its gauges."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    for path in Path(folder).glob(f"gauge_live*_{worker.pid}.db") if folder else ():
        path.unlink(missing_ok=True)


class Lines(Logger):
    """Format gunicorn's own lines like ours."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(settings.load()))


class Web(GeventWorker):
    """One process: it notifies its clients before it ends and closes their sockets, so that others take them."""

    _process: Any = None  # until it has loaded

    def load_wsgi(self) -> None:
        # patched: gunicorn patches before it loads the application
        from workshop.process import garbage
        from workshop.process.wsgi import make

        self._process = make()
        self.wsgi = self._process.requests
        self._process.start()
        garbage.tune()

    def handle_exit(self, sig: int, frame: Any) -> None:
        if self.alive and self._process:
            gevent.spawn(self._end)
        self.alive = False

    def handle_quit(self, sig: int, frame: Any) -> None:
        self.handle_exit(sig, frame)

    def _end(self) -> None:
        self._process.drain()
        self._process.close_sockets()
