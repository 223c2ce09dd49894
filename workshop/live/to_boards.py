"""To consoles and projectors: a batch at most every 200 ms, who is connected at most every second."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import force_locale
from flask_socketio import SocketIO

from workshop.feed import Feed, now_ms
from workshop.live.presence import Presence
from workshop.live.sockets import room
from workshop.messages.outgoing import CHANGES, PRESENCE
from workshop.views import boards
from workshop.views.ledger import Ledger

PRESENCE_SECONDS = 1.0
_REST_SECONDS = 0.001
Watchers = frozenset[tuple[str, str]]


@dataclass
class _Sent:
    """How far each (view, language) of a workshop has been told, and when who is connected was."""

    seq: dict[tuple[str, str], int] = field(default_factory=dict)
    presence_at: float = float("-inf")
    ledger: Ledger = field(default_factory=Ledger)


class ToBoards:
    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence) -> None:
        self._app, self._socketio, self._feed, self._presence = app, socketio, feed, presence
        self._sent: dict[str, _Sent] = {}
        self._trouble: str | None = None

    def round(self, now: float) -> bool:
        """Tells every watched board what is new; answers whether anything was."""
        watched = self._watched()
        for code in set(self._sent) - set(watched):
            del self._sent[code]
        if not watched:
            return False
        told = False
        for code, (id_, seq) in self._feed.read_brief(boards.heads, list(watched)).items():
            sent = self._sent.setdefault(code, _Sent())
            for (since, language), views in self._behind(code, watched[code], seq).items():
                self._tell(code, id_, views, since, language)
                told = True
            if code in self._presence.stale and now - sent.presence_at >= PRESENCE_SECONDS:
                sent.presence_at = now
                self._presence.stale.discard(code)
                self._send_presence(code, watched[code])
        self._tell_trouble(watched)
        return told

    def _watched(self) -> dict[str, Watchers]:
        """code → the boards that somebody looks at, as (view, language)."""
        watched = self._presence.watched().items()
        found = {code: frozenset(place for place in places if place[0] != "phone") for code, places in watched}
        return {code: places for code, places in found.items() if places}

    def _behind(self, code: str, watchers: Watchers, seq: int) -> dict[tuple[int, str], list[boards.View]]:
        """(how far they know, language) → views, of those boards that know less than `seq`."""
        told, found = self._sent[code].seq, defaultdict(list)
        for view, language in sorted(watchers):
            if (view, language) not in told:
                told[view, language] = self._presence.connected_at(code, view, language, seq)
            if told[view, language] < seq:
                found[told[view, language], language].append(view)
        return found  # type: ignore[return-value]

    def _tell(self, code: str, workshop_id: int, views: list[boards.View], since: int, language: str) -> None:
        """One look at the database for all views; a small one is made on the spot, in small steps, with room between
        them for who writes a note."""
        sent = self._sent[code]
        with self._app.app_context(), force_locale(language):
            given = code, views, since, language, sent.ledger
            deltas = self._feed.read_brief(boards.of_small, workshop_id, *given, self._rest)
            if deltas is None:
                deltas = self._feed.read(boards.of, *given)
        for view, delta in deltas.items():
            self._rest()
            self._emit(CHANGES, self._presence.onto(delta, view), code, view, language)
            sent.seq[view, language] = int(delta["seq"])

    def _rest(self) -> None:
        self._socketio.sleep(_REST_SECONDS)

    def _tell_trouble(self, watched: dict[str, Watchers]) -> None:
        """Tells every console at once when the disk is full, and when there is room again: no seq moves then."""
        trouble = self._feed.database.trouble
        if trouble == self._trouble:
            return
        self._trouble = trouble
        for code, watchers in watched.items():
            for view, language in watchers:
                if view == "console" and code in self._sent:
                    seq = self._sent[code].seq[view, language]
                    delta = {"ok": True, "seq": seq, "from": seq, "full": False, "now": now_ms(), "trouble": trouble}
                    self._emit(CHANGES, delta, code, view, language)

    def _send_presence(self, code: str, watchers: Watchers) -> None:
        for view, language in watchers:
            self._emit(PRESENCE, self._presence.view(code, names=view == "console"), code, view, language)

    def _emit(self, event: str, data: dict[str, Any], code: str, view: str, language: str) -> None:
        # Every process tells its own sockets from the database: nothing of it goes through the message queue.
        self._socketio.emit(event, data, to=room(code, view, language), ignore_queue=True)
