"""One serving process: the laptop's gevent server and each gunicorn worker start, drain and stop alike."""

from __future__ import annotations

import logging
from typing import Any

import gevent
import gevent.event
from flask import Flask

from workshop.feed import Feed
from workshop.process.upkeep import Upkeep
from workshop.settings import Settings

# Together less than the five seconds after which an impatient system kills.
TELL_SECONDS, DRAIN_SECONDS = 0.2, 2.0
log = logging.getLogger("laena.server")


class Requests:
    """Counts the requests that are under way, sockets apart: a stop waits for them."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._open = 0
        self._none = gevent.event.Event()
        self._none.set()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        self._open += 1
        self._none.clear()
        try:
            return self._app(environ, start_response)
        finally:
            self._open -= 1
            if not self._open:
                self._none.set()

    def none_left(self, seconds: float) -> None:
        """Returns when none is under way, or after this many seconds."""
        self._none.wait(seconds)


class AppProcess:
    """The application on gevent, with the chores that run beside its requests."""

    def __init__(self, app: Flask, settings: Settings, feed: Feed) -> None:
        self.app, self._settings, self._feed = app, settings, feed
        # No access log: an address holds the setup token, and who asked what is nobody's business.
        self.requests = Requests(app)

    def start(self) -> None:
        """Begins delivery, backups and the watch over the disk."""
        for part in ("together", "delivery"):
            self.app.extensions[f"laena.{part}"].start()
        upkeep = Upkeep(
            self._settings,
            self._feed,
            self.app.extensions["laena.metrics"],
            aside=lambda work, *given: gevent.get_hub().threadpool.apply(work, given),
            sleep=gevent.sleep,
        )
        gevent.spawn(upkeep.keep_backups)
        gevent.spawn(upkeep.fold_log)
        gevent.spawn(upkeep.free_memory)
        gevent.spawn(upkeep.watch_disk)

    def drain(self) -> None:
        """Tells every client, and finishes the requests under way."""
        self.app.extensions["laena.delivery"].stop()
        gevent.sleep(TELL_SECONDS)
        self.requests.none_left(DRAIN_SECONDS)
        self.app.extensions["laena.together"].stop()

    def let_sockets_go(self) -> None:
        """Closes the sockets, which never end by themselves."""
        engine = self.app.extensions["laena.socketio"].server.eio
        for socket in list(engine.sockets.values()):
            gevent.spawn(socket.close, wait=False, abort=True)
