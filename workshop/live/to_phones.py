"""Sends to phones, right after the commit: what all phones are sent alike, and shared notes."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import force_locale
from flask_socketio import SocketIO

from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.live import rooms as places
from workshop.live.presence import Places, Presence
from workshop.live.rooms import Place, Rooms
from workshop.live.sockets import STRANGER, room
from workshop.messages.outgoing import CHANGES, NOTES, Changed
from workshop.views import boards, phones, shared_notes
from workshop.views.phones import News

POLL_SECONDS = 0.1  # how often all workshops' seqs are read
COUNTING_SECONDS = 1.0  # how often phones are sent how many have voted
MOST_AT_ONCE = 100  # notes in an event; beyond that phones fetch over HTTP, where answers are compressed


@dataclass
class _Sent:
    """The seqs that the phones of a workshop were sent."""

    notes: int
    sharing_seq: int
    newest: int = 0
    alike: dict[str, int] = field(default_factory=dict)
    counted_at: float = 0.0
    rooms: dict[int | None, int] = field(default_factory=dict)
    floor: int = 0


class ToPhones:
    def __init__(self, app: Flask, socketio: SocketIO, feed: Feed, presence: Presence, rooms: Rooms) -> None:
        self._app, self._socketio, self._feed, self._presence, self._rooms = app, socketio, feed, presence, rooms
        self._sent: dict[str, _Sent] = {}
        self._codes: dict[int, str] = {}
        self._fresh: dict[int, int] = {}
        self._hurried: set[str] = set()
        self._known: set[str] = set()
        self._polled_at = float("-inf")
        self._watched: Places = {}
        self._languages_by_code: dict[str, list[str]] = {}

    def committed(self, workshop_id: int, seq: int) -> None:
        """Note a commit of this or another process."""
        self._fresh[workshop_id] = seq

    def hurry(self, code: str) -> None:
        """Let the next round send the phones of this workshop counts and themes too, however short ago it did."""
        self._hurried.add(code)
        self._polled_at = float("-inf")

    def round(self, now: float) -> bool:
        """Send the phones of every watched workshop what is new; return whether anything was."""
        watched = self._languages()
        self._hurried &= watched.keys()
        for code in set(self._sent) - set(watched):
            del self._sent[code]
        any_sent = False
        for code, seq in self._changed(watched, now):
            try:
                any_sent |= self._send(code, watched[code], seq, now)
            except UnknownWorkshop:  # deleted while it was watched
                continue
        return any_sent

    def _languages(self) -> dict[str, list[str]]:
        """Return the languages of the watching phones by code."""
        watched = self._presence.watched()
        if watched is not self._watched:
            found = {code: sorted(lang for view, lang in places if view == "phone") for code, places in watched.items()}
            self._watched, self._languages_by_code = (
                watched,
                {code: languages for code, languages in found.items() if languages},
            )
        return self._languages_by_code

    def _changed(self, watched: dict[str, list[str]], now: float) -> list[tuple[str, int]]:
        """Return (code, seq) of changed workshops: the committed ones and, every POLL_SECONDS, all."""
        fresh, self._fresh = self._fresh, {}
        if now - self._polled_at < POLL_SECONDS and watched.keys() <= self._known:
            fresh_codes = ((self._codes.get(id_, ""), seq) for id_, seq in fresh.items())
            return [(code, seq) for code, seq in fresh_codes if code in watched]
        self._polled_at, self._known = now, set(watched)
        if not watched:
            return []
        heads = self._feed.read_brief(boards.heads, list(watched))
        self._codes = {id_: code for code, (id_, _seq) in heads.items()}
        return [(code, seq) for code, (_id, seq) in heads.items() if self._behind(code, seq)]

    def _behind(self, code: str, seq: int) -> bool:
        sent = self._sent.get(code)
        return sent is None or sent.notes < seq or any(known < sent.newest for known in sent.alike.values())

    def _send(self, code: str, languages: list[str], seq: int, now: float) -> bool:
        sent = self._sent.get(code)
        since = sent.notes if sent else self._rooms.since(code, seq)
        news = self._feed.read_brief(phones.news, code, since)
        if sent is None:
            sent = self._sent[code] = _Sent(since, news.sharing_seq, floor=max(news.sharing_seq, since))
        any_sent = self._send_alike(code, languages, sent, news, now)
        self._move(code, news)
        any_sent |= self._send_notes(code, sent, news)
        self._nudge(code, news)
        sent.notes = news.seq
        return any_sent

    def _send_alike(self, code: str, languages: list[str], sent: _Sent, news: News, now: float) -> bool:
        sent.newest = newest = max(news.alike, news.counting)
        counts = now - sent.counted_at >= COUNTING_SECONDS or code in self._hurried
        self._hurried.discard(code)
        any_sent = False
        for language in languages:
            if language not in sent.alike:
                sent.alike[language] = self._presence.connected_at(code, "phone", language, news.seq)
            known = sent.alike[language]
            if news.alike > known or (newest > known and counts):
                with self._app.app_context(), force_locale(language):
                    delta = self._feed.read(phones.phones, code, known, language)
                self._emit(CHANGES, delta, room(code, "phone", language))
                self._emit(CHANGES, phones.for_strangers(delta), room(code, STRANGER, language))
                sent.alike[language] = int(delta["seq"])
                sent.counted_at = now
                any_sent = True
        sent.alike = {language: sent.alike[language] for language in languages}
        return any_sent

    def _move(self, code: str, news: News) -> None:
        """Move all sockets of a phone that is in another group now to that group's room, and let it fetch."""
        stale = self._rooms.stale(code, news.moved, news.seq)
        if not stale:
            return
        ids = {place.participant for place in stale.values()}
        now_in = self._feed.read_brief(phones.groups_of, code, ids)
        for sid, place in stale.items():
            if place.participant in now_in:
                group_id = now_in[place.participant]
                self._rooms.enter(sid, Place(code, place.participant, group_id, news.seq))
                if group_id != place.group_id:
                    self._let_fetch(news.seq, sid)

    def _nudge(self, code: str, news: News) -> None:
        """Make writers of notes with something new on them fetch, where they are not sent it: phones know theirs."""
        if news.answered:
            answered = sorted(news.answered)
            named = {"answered": answered} if len(answered) <= MOST_AT_ONCE else {}
            self._let_fetch(news.seq, places.everyone(code), **named)

    def _let_fetch(self, seq: int, to: str, **named: list[str]) -> None:
        """Send what makes phones ask for what is new: all of them, or those that `named` tells."""
        self._emit(NOTES, {"seq": seq, "from": seq, "notes": [], "gone": [], **named}, to)

    def _send_notes(self, code: str, sent: _Sent, news: News) -> bool:
        if news.sharing_seq > sent.sharing_seq:  # phones behind this change fetch: it is another set of notes
            sent.sharing_seq, sent.rooms, sent.floor = news.sharing_seq, {}, news.sharing_seq
        if not news.shared or not self._rooms.of(code):
            return False
        if not news.by_group:
            self._send_room(places.everyone(code), None, sent, news.seq, shared_notes.of_group(news.shared, None))
            return True
        groups = {place.group_id for place in self._rooms.of(code).values()} if None in news.shared else news.shared
        for group_id in groups:
            if group_id is not None:
                part = shared_notes.of_group(news.shared, group_id)
                self._send_room(places.of_group(code, group_id), group_id, sent, news.seq, part)
        if None in news.shared:  # a group without a phone now was sent nothing: its next event begins after this one
            sent.floor = news.seq
        return True

    def _send_room(self, name: str, key: int | None, sent: _Sent, seq: int, part: Changed) -> None:
        since = max(sent.rooms.get(key, 0), sent.floor)
        sent.rooms[key] = seq
        if len(part["notes"]) + len(part["gone"]) > MOST_AT_ONCE:
            since, part = seq, {"notes": [], "gone": []}
        self._emit(NOTES, {"seq": seq, "from": since, **part}, name)

    def _emit(self, event: str, data: dict[str, Any], to: str) -> None:
        # Every process sends to its own sockets: nothing goes through the message queue.
        self._socketio.emit(event, data, to=to, ignore_queue=True)
