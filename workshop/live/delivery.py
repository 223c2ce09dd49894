"""Delivery: what was committed goes to the rooms, in order of seq, from the same deltas that catch-up gives.

A commit of this process wakes it at once; a glance at the workshops' seqs ten times a second finds what other
processes committed (the worker's themes, an import). Phones hear at once, boards at most every 200 ms, so a flood of
notes costs a board five small messages a second and not one a note.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import force_locale
from flask_socketio import SocketIO

from workshop.domain import boards
from workshop.feed import Feed, now_ms
from workshop.live.presence import Presence
from workshop.live.sockets import room
from workshop.messages import CHANGES, PRESENCE, STOPPING

GLANCE_SECONDS = 0.1
BOARD_SECONDS = 0.2
PRESENCE_SECONDS = 1.0
log = logging.getLogger("laena.live")


@dataclass
class _Sent:
    """How far each view of a workshop has been told, and when."""

    seq: dict[str, int] = field(default_factory=dict)
    board_at: float = 0.0
    presence_at: float = 0.0


class Delivery:
    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence) -> None:
        self._app, self._socketio, self._feed, self._presence = app, socketio, feed, presence
        self._sent: dict[str, _Sent] = {}
        self._wake: Any = None
        self._running = False
        self._trouble: str | None = None
        feed.subscribe(lambda _workshop_id, _seq: self.wake())

    def start(self) -> None:
        """Begins delivering in the background (a greenlet under gevent, else a thread)."""
        if not self._running:
            self._running = True
            self._wake = self._socketio.server.eio.create_event()
            self._socketio.start_background_task(self._run)

    def stop(self) -> None:
        """Tells every client that the server goes down, and ends."""
        self._running = False
        self._socketio.emit(STOPPING, {})
        self.wake()

    def wake(self) -> None:
        if self._wake is not None:
            self._wake.set()

    def _run(self) -> None:
        while self._running:
            self._wake.wait(GLANCE_SECONDS)
            self._wake.clear()
            try:
                self.round(time.monotonic())
            except Exception as error:  # the next round tries again; clients catch up over HTTP meanwhile
                log.error("delivery: %s", type(error).__name__)
                self._socketio.sleep(GLANCE_SECONDS)

    def round(self, now: float) -> None:
        """One round over the watched workshops. `now` in seconds, from any steady clock."""
        watched = self._presence.watched()
        for code in set(self._sent) - set(watched):
            del self._sent[code]
        if not watched:
            return
        for code, seq in self._feed.read(boards.heads, list(watched)).items():
            sent = self._sent.setdefault(code, _Sent())
            boards_due = now - sent.board_at >= BOARD_SECONDS
            for view, language in sorted(watched[code]):
                place = f"{view}/{language}"
                if place not in sent.seq:
                    sent.seq[place] = self._presence.connected_at(code, view, language, seq)
                known = sent.seq[place]
                if known < seq and (view == "phone" or boards_due):
                    sent.seq[place] = self._send(code, view, language, known) or seq
                    if view != "phone":
                        sent.board_at = now
            if code in self._presence.stale and now - sent.presence_at >= PRESENCE_SECONDS:
                sent.presence_at = now
                self._presence.stale.discard(code)
                self._send_presence(code, watched[code])
        self._tell_trouble(watched)

    def _send(self, code: str, view: str, language: str, since: int) -> int | None:
        with self._app.app_context(), force_locale(language):
            if view == "phone":
                delta = self._feed.read(boards.phones, code, since, language)
            else:
                delta = self._feed.read(boards.board, code, view, since, language)  # type: ignore[arg-type]
        if delta is None:
            return None
        if view != "phone":
            delta = self._presence.onto(delta, view)
        self._socketio.emit(CHANGES, delta, to=room(code, view, language))
        return int(delta["seq"])

    def _tell_trouble(self, watched: dict[str, set[tuple[str, str]]]) -> None:
        """Tells every console at once when the disk is full, and when there is room again: no seq moves then."""
        trouble = self._feed.database.trouble
        if trouble == self._trouble:
            return
        self._trouble = trouble
        for code, watchers in watched.items():
            for view, language in watchers:
                if view == "console":
                    seq = self._sent[code].seq[f"{view}/{language}"]
                    delta = {"ok": True, "seq": seq, "from": seq, "full": False, "now": now_ms(), "trouble": trouble}
                    self._socketio.emit(CHANGES, delta, to=room(code, view, language))

    def _send_presence(self, code: str, watchers: set[tuple[str, str]]) -> None:
        for view, language in watchers:
            if view != "phone":
                now = self._presence.view(code, names=view == "console")
                self._socketio.emit(PRESENCE, now, to=room(code, view, language))
