"""Whatever is shared, hidden, agreed with and taken back in whatever order: counts add up, late screens catch up."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain import fewer
from tests.domain.opinion_table import Opinions
from tests.domain.sorted_table import alike, by_id, whole
from workshop.domain import participants
from workshop.errors import Conflict, NotYours, OwnNote, SharingOff, UnknownNote
from workshop.feed import Feed
from workshop.messages.incoming import Join
from workshop.views import boards, integrity
from workshop.views.ledger import Ledger

VERBS = ("agree", "agree", "agree", "disagree", "again", "share", "hide", "unhide", "withdraw", "send", "move", "undo")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(0, 9)), max_size=30)


class Everybody:
    """Three phones, the first of which wrote the notes that are there, and what each of them was told so far."""

    def __init__(self, feed: Feed) -> None:
        self.table = Opinions(feed)
        self.keys = [self.table.writer, self.table.join(0), self.table.join(1)]
        self.agrees: list[set[str]] = [set(), set(), set()]
        self.last: tuple[int, str, bool, str] | None = None
        self.shown = [self.table.phone(key) for key in self.keys]
        self.board = self.table.board()
        self.ledger = Ledger()

    def step(self, verb: str, who: int, which: int) -> None:
        table, key = self.table, self.keys[who]
        found = sorted(note["id"] for note in table.board()["notes"])
        note_id = found[which % len(found)] if found else "none"
        if verb in ("agree", "disagree"):
            self._react(who, note_id, verb == "agree", table.next_id())
        elif verb == "again" and self.last:
            before = table.seq()
            with contextlib.suppress(SharingOff, UnknownNote):
                table.react(self.keys[self.last[0]], *self.last[1:])
            assert table.seq() == before
        elif verb == "share":
            table.share(("own", "group", "everyone", "everyone")[which % 4])
        elif verb in ("hide", "unhide") and found:
            table.hide(note_id, verb == "hide")
        elif verb == "withdraw" and found:
            with contextlib.suppress(NotYours):
                table.withdraw(key, note_id)
                self.agrees = [agreed - {note_id} for agreed in self.agrees]
        elif verb == "send":
            table.send(key, f"เรื่อง {which}")
        elif verb == "move":
            group = table.groups[which % 2].id
            table.change(participants.join, key, Join(group_id=group))
        elif verb == "undo":
            with contextlib.suppress(Conflict):
                table.undo()

    def _react(self, who: int, note_id: str, on: bool, write: str) -> None:
        try:
            answer = self.table.react(self.keys[who], note_id, on, write)
        except (SharingOff, UnknownNote, OwnNote):
            return
        self.last = (who, note_id, on, write)
        self.agrees[who] = self.agrees[who] | {note_id} if on else self.agrees[who] - {note_id}
        assert answer == {"id": note_id, "agreed": sum(note_id in each for each in self.agrees), "mine": on}

    def catch_up(self) -> None:
        """Every screen asks for what came since it last did, and takes it as a client does."""
        since = self.board["seq"]
        told = self.table.feed.read(boards.board, self.table.code, "console", since, "th", self.ledger)
        told = whole(self.board, told)
        assert alike(told, self.table.board(since))
        notes = by_id(self.board["notes"]) | by_id(told["notes"])
        self.board = {**told, "notes": [row for key, row in notes.items() if key not in told["gone"]]}
        for place, key in enumerate(self.keys):
            before, state = self.shown[place], self.table.phone(key, self.shown[place]["seq"])
            rows = {} if state["shared_full"] else by_id(before["shared"])
            rows |= by_id(state["shared"])
            shared = [row for note_id, row in rows.items() if note_id not in state["gone_shared"]]
            self.shown[place] = {**state, "shared": shared}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
@fewer.on_postgresql(6)
def test_after_any_reactions_and_votes_counts_add_up_and_screens_agree(feed: Feed, steps: Any) -> None:
    room = Everybody(feed)
    for verb, who, which in steps:
        room.step(verb, who, which)
        if which % 3 == 0:
            room.catch_up()
    room.catch_up()
    table = room.table
    assert feed.read(integrity.everything).faults == ()
    assert table.agreed() == {note_id: sum(note_id in each for each in room.agrees) for note_id in table.agreed()}
    assert by_id(room.board["notes"]) == by_id(table.board()["notes"])
    for key, agreed, shown in zip(room.keys, room.agrees, room.shown, strict=True):
        fresh = table.phone(key)
        assert shown["agreed_with"] == fresh["agreed_with"] == sorted(agreed)
        assert by_id(shown["shared"]) == by_id(fresh["shared"])
