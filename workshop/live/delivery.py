"""Delivery: what was committed goes to the rooms, in order of seq, from the same deltas that catch-up gives.

A commit of this process wakes it at once, and so does one of which another process tells over Valkey; a glance at the
workshops' seqs ten times a second finds what nobody told (the worker's themes, an import). Phones hear as soon as the
writer has been answered, boards at most every 200 ms, so a flood of notes costs a board five small messages a second
and not one a note. What comes while a round is under way goes out together with the next.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from workshop.feed import Feed
from workshop.live import capacity
from workshop.live.presence import Presence
from workshop.live.rooms import Rooms
from workshop.live.to_boards import ToBoards
from workshop.live.to_phones import POLL_SECONDS, ToPhones
from workshop.messages.outgoing import STOPPING

BOARD_SECONDS = 0.2
# Whoever wrote has the answer before the others have the note, and of notes that come at once one delivery tells.
WRITER_FIRST_SECONDS = 0.001
log = logging.getLogger("laena.live")


class Delivery:
    """Reads the database for the sockets of this process, whoever wrote."""

    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence, rooms: Rooms) -> None:
        self._socketio = socketio
        self._phones = ToPhones(app, socketio, feed, presence, rooms)
        self._boards = ToBoards(app, socketio, feed, presence)
        self._wakes: list[Any] = []
        self._running = False
        feed.subscribe(self.committed)

    def start(self) -> None:
        """Begins delivering in the background (greenlets under gevent, else threads)."""
        if self._running:
            return
        self._running = True
        capacity.prepare()
        for step, pause in ((self._phones.round, 0.0), (self._boards.round, BOARD_SECONDS)):
            wake = self._socketio.server.eio.create_event()
            self._wakes.append(wake)
            self._socketio.start_background_task(self._run, wake, step, pause)

    def stop(self) -> None:
        """Tells every client that the server goes down, and ends."""
        self._running = False
        self._socketio.emit(STOPPING, {}, ignore_queue=True)
        self._rouse()

    def committed(self, workshop_id: int, seq: int) -> None:
        """This process, or another one, committed a change of the workshop."""
        self._phones.committed(workshop_id, seq)
        self._rouse()

    def _rouse(self) -> None:
        for wake in self._wakes:
            wake.set()

    def round(self, now: float) -> None:
        """One round over the watched workshops. `now` in seconds, from any steady clock."""
        self._phones.round(now)
        self._boards.round(now)

    def _run(self, wake: Any, step: Callable[[float], bool], pause: float) -> None:
        """`pause` in seconds: how long is waited after a step that told something."""
        while self._running:
            if wake.wait(POLL_SECONDS):
                self._socketio.sleep(WRITER_FIRST_SECONDS)
            wake.clear()
            began = time.monotonic()
            try:
                told = step(began)
            except Exception as error:  # the next round tries again; clients catch up over HTTP meanwhile
                log.error("delivery: %s", type(error).__name__)
                told = False
                self._socketio.sleep(POLL_SECONDS)
            if told and pause:
                self._socketio.sleep(max(0.0, began + pause - time.monotonic()))
