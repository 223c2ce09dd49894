"""One serving process: the laptop's gevent server and each gunicorn worker start, drain and stop alike."""

import logging
import time
from typing import Any

import gevent
import gevent.event
from flask import Flask

from workshop.feed import Feed
from workshop.process.upkeep import Upkeep
from workshop.settings import Settings

# Together less than the five seconds after which a system may kill.
NOTIFY_SECONDS, DRAIN_SECONDS = 0.2, 2.0
SIGN_INS_APART = 0.002
log = logging.getLogger("laena.server")


class Turns:
    """Gives one turn every few milliseconds, so that a hundred guesses of the password leave room for notes between."""

    def __init__(self, apart: float = SIGN_INS_APART) -> None:
        self._apart, self._next = apart, 0.0

    def wait(self) -> None:
        """Wait for the next free turn; at once where nobody waits."""
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + self._apart
        if turn > now:
            gevent.sleep(turn - now)


class Requests:
    """Count the requests under way, without sockets, so that a stop can wait for them."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._open = 0
        self._sign_ins = Turns()
        self._none = gevent.event.Event()
        self._none.set()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        self._open += 1
        self._none.clear()
        try:
            if environ.get("PATH_INFO") == "/sign-in" and environ["REQUEST_METHOD"] == "POST":
                self._sign_ins.wait()
            return self._app(environ, start_response)
        finally:
            self._open -= 1
            if not self._open:
                self._none.set()

    def wait_for_none(self, seconds: float) -> None:
        """Wait until no request is under way, at most so many seconds."""
        self._none.wait(seconds)


class AppProcess:
    """The application on gevent, with the chores that run beside its requests."""

    def __init__(self, app: Flask, settings: Settings, feed: Feed) -> None:
        self.app, self._settings, self._feed = app, settings, feed
        # No access log: an address may contain the setup token.
        self.requests = Requests(app)

    def start(self) -> None:
        """Start delivery, backups and the check of the disk."""
        for part in ("every_second", "delivery"):
            self.app.extensions[f"laena.{part}"].start()
        upkeep = Upkeep(
            self._settings,
            self._feed,
            self.app.extensions["laena.metrics"],
            in_thread=lambda work, *given: gevent.get_hub().threadpool.apply(work, given),
            sleep=gevent.sleep,
        )
        for chore in upkeep.chores():
            gevent.spawn(chore)

    def drain(self) -> None:
        """Notify every client, and finish the requests under way."""
        self.app.extensions["laena.delivery"].stop()
        gevent.sleep(NOTIFY_SECONDS)
        self.requests.wait_for_none(DRAIN_SECONDS)
        self.app.extensions["laena.every_second"].stop()

    def close_sockets(self) -> None:
        """Close the sockets, which never end by themselves."""
        engine = self.app.extensions["laena.socketio"].server.eio
        for socket in list(engine.sockets.values()):
            gevent.spawn(socket.close, wait=False, abort=True)
