"""Sends to the boards of groups what changed of each: to the group's own room, and nothing where nothing did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_socketio import SocketIO

from workshop.errors import UnknownGroup
from workshop.feed import Feed
from workshop.live.presence import Presence
from workshop.live.sockets import GROUP, room
from workshop.messages.outgoing import CHANGES
from workshop.views import boards, group_boards


@dataclass
class _Sent:
    """`seq`: how far the workshop was read; `since`: the seq of what was sent last, `board` as it was then."""

    seq: int
    since: int
    board: dict[str, Any]


class ToGroups:
    def __init__(self, socketio: SocketIO, feed: Feed, presence: Presence) -> None:
        self._socketio, self._feed, self._presence = socketio, feed, presence
        self._sent: dict[tuple[str, str], _Sent] = {}

    def round(self) -> bool:
        """Send every watched board of a group what is new of it; return whether anything was."""
        watched = set(self._watched())
        self._sent = {place: sent for place, sent in self._sent.items() if place in watched}
        if not watched:
            return False
        heads = self._feed.read_brief(boards.heads, sorted({code for code, _view in watched}))
        news = [self._send(*place, heads[place[0]][1]) for place in sorted(watched) if place[0] in heads]
        return any(news)

    def _watched(self) -> Iterator[tuple[str, str]]:
        """Yield the watched boards as (code, view)."""
        for code, places in self._presence.watched().items():
            for view, _language in places:
                if view.startswith(GROUP):
                    yield code, view

    def _send(self, code: str, view: str, seq: int) -> bool:
        sent = self._sent.get((code, view))
        if sent is not None and sent.seq >= seq:
            return False
        try:
            board = self._feed.read(group_boards.of, code, int(view.partition("/")[2]))
        except UnknownGroup:  # removed since: its board asks, and is answered so
            return False
        now = board["seq"]
        if sent is None:  # whoever connected at this very seq has the board
            news = board if self._presence.connected_at(code, view, "", now) < now else None
            sent = self._sent[code, view] = _Sent(now, now, board)
        else:
            news = group_boards.delta(sent.board, board, sent.since)
            sent.seq = now
        if news is None:
            return False
        sent.since, sent.board = now, board
        # Every process sends to its own sockets: nothing goes through the message queue.
        self._socketio.emit(CHANGES, news, to=room(code, view, ""), ignore_queue=True)
        return True
