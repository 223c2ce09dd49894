"""Delivery: sends committed changes to the rooms, in order of seq, as the same deltas that catch-up returns.

A commit here or, over Valkey, in another process wakes it; polling the seqs ten times a second finds the rest (the
worker's themes, an import). Phones are sent changes right after the writer's answer, boards a batch every 200 ms; what
the facilitator does waits for no pause.
"""

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
from workshop.live.to_groups import ToGroups
from workshop.live.to_phones import POLL_SECONDS, ToPhones
from workshop.messages.outgoing import STOPPING

BOARD_SECONDS = 0.2
# The writer's answer goes out first, and notes committed at once go out in one delivery.
WRITER_FIRST_SECONDS = 0.001
log = logging.getLogger("laena.live")


class Delivery:
    """Sends to the sockets of this process what any process committed."""

    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence, rooms: Rooms) -> None:
        self._socketio = socketio
        self._phones = ToPhones(app, socketio, feed, presence, rooms)
        self._boards = ToBoards(app, socketio, feed, presence)
        self._groups = ToGroups(socketio, feed, presence)
        self._wakes: list[Any] = []
        self._hurried = socketio.server.eio.create_event()
        self._running = False
        feed.subscribe(self.committed)

    def start(self) -> None:
        """Start delivering in the background (greenlets under gevent, else threads)."""
        if self._running:
            return
        self._running = True
        capacity.prepare()
        for step, pause in ((self._phones.round, 0.0), (self._all_boards, BOARD_SECONDS)):
            wake = self._socketio.server.eio.create_event()
            self._wakes.append(wake)
            self._socketio.start_background_task(self._run, wake, step, pause)

    def stop(self) -> None:
        """Send every client that the server stops, and stop delivering."""
        self._running = False
        self._socketio.emit(STOPPING, {}, ignore_queue=True)
        self._wake()

    def committed(self, workshop_id: int, seq: int) -> None:
        """Note a commit of this or another process, and wake delivery."""
        self._phones.committed(workshop_id, seq)
        self._wake()

    def hurry(self, code: str) -> None:
        """Deliver now what the facilitator did: without the boards' pause, and without the phones' second of counts.

        In this process; others deliver it by their own rounds.
        """
        self._phones.hurry(code)
        self._hurried.set()
        self._wake()

    def _wake(self) -> None:
        for wake in self._wakes:
            wake.set()

    def round(self, now: float) -> None:
        """Deliver once to all watched workshops. `now` in seconds, from any steady clock."""
        self._phones.round(now)
        self._all_boards(now)

    def _all_boards(self, now: float) -> bool:
        """Send consoles and projectors what is new, then the boards of groups."""
        sent = self._boards.round(now)
        return self._groups.round() or sent

    def _run(self, wake: Any, step: Callable[[float], bool], pause: float) -> None:
        """Run `step` again and again, with `pause` seconds after one that sent something, or until `hurry`."""
        while self._running:
            if wake.wait(POLL_SECONDS):
                self._socketio.sleep(WRITER_FIRST_SECONDS)
            wake.clear()
            if pause:
                self._hurried.clear()
            began = time.monotonic()
            try:
                sent = step(began)
            except Exception as error:  # the next round tries again; clients catch up over HTTP meanwhile
                log.error("delivery: %s", type(error).__name__)
                sent = False
                self._socketio.sleep(POLL_SECONDS)
            if sent and pause:
                self._hurried.wait(max(0.0, began + pause - time.monotonic()))
