"""Sends to consoles and projectors: a batch at most every 200 ms, presence at most every second."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import force_locale
from flask_socketio import SocketIO

from workshop.feed import Feed, now_ms
from workshop.live.presence import Presence
from workshop.live.sockets import BOARDS, room
from workshop.messages.outgoing import CHANGES, PRESENCE
from workshop.views import boards
from workshop.views.ledger import Ledger

PRESENCE_SECONDS = 1.0
_PAUSE_SECONDS = 0.001
Watchers = frozenset[tuple[str, str]]


@dataclass
class _Sent:
    """The seq that each (view, language) of a workshop was sent, and when presence was."""

    seq: dict[tuple[str, str], int] = field(default_factory=dict)
    presence_at: float = float("-inf")
    ledger: Ledger = field(default_factory=Ledger)


class ToBoards:
    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence) -> None:
        self._app, self._socketio, self._feed, self._presence = app, socketio, feed, presence
        self._sent: dict[str, _Sent] = {}
        self._trouble: str | None = None

    def round(self, now: float) -> bool:
        """Send every watched board what is new; return whether anything was."""
        watched = self._watched()
        for code in set(self._sent) - set(watched):
            del self._sent[code]
        if not watched:
            return False
        any_sent = False
        for code, (id_, seq) in self._feed.read_brief(boards.heads, list(watched)).items():
            sent = self._sent.setdefault(code, _Sent())
            for (since, language), views in self._behind(code, watched[code], seq).items():
                self._send(code, id_, views, since, language)
                any_sent = True
            if code in self._presence.stale and now - sent.presence_at >= PRESENCE_SECONDS:
                sent.presence_at = now
                self._presence.stale.discard(code)
                self._send_presence(code, watched[code])
        self._send_trouble(watched)
        return any_sent

    def _watched(self) -> dict[str, Watchers]:
        """Return the watched boards by code, as (view, language)."""
        watched = self._presence.watched().items()
        found = {code: frozenset(place for place in places if place[0] in BOARDS) for code, places in watched}
        return {code: places for code, places in found.items() if places}

    def _behind(self, code: str, watchers: Watchers, seq: int) -> dict[tuple[int, str], list[boards.View]]:
        """Return the views that were sent less than `seq`, by (seq sent, language)."""
        seqs, found = self._sent[code].seq, defaultdict(list)
        for view, language in sorted(watchers):
            if (view, language) not in seqs:
                seqs[view, language] = self._presence.connected_at(code, view, language, seq)
            if seqs[view, language] < seq:
                found[seqs[view, language], language].append(view)
        return found  # type: ignore[return-value]

    def _send(self, code: str, workshop_id: int, views: list[boards.View], since: int, language: str) -> None:
        """Read the deltas of all views at once; small ones in this thread, with pauses in which writers run."""
        sent = self._sent[code]
        with self._app.app_context(), force_locale(language):
            given = code, views, since, language, sent.ledger
            deltas = self._feed.read_brief(boards.of_small, workshop_id, *given, self._pause)
            if deltas is None:
                deltas = self._feed.read(boards.of, *given)
        for view, delta in deltas.items():
            self._pause()
            self._emit(CHANGES, self._presence.add_to(delta, view), code, view, language)
            sent.seq[view, language] = int(delta["seq"])

    def _pause(self) -> None:
        self._socketio.sleep(_PAUSE_SECONDS)

    def _send_trouble(self, watched: dict[str, Watchers]) -> None:
        """Send every console that the disk is full, or has room again: no seq changes then."""
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
        shown = self._presence.view(code)
        for view, language in watchers:
            self._emit(PRESENCE, shown, code, view, language)

    def _emit(self, event: str, data: dict[str, Any], code: str, view: str, language: str) -> None:
        # Every process sends to its own sockets: nothing goes through the message queue.
        self._socketio.emit(event, data, to=room(code, view, language), ignore_queue=True)
