"""What a note says of its writer: by group, anonymous or signed; what was promised before one typed stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import col

from tests.domain.test_notes import Table
from workshop.domain import groups, identity, imports, notes, phases, undo
from workshop.errors import IdentityChanged, NameNeeded, Refusal
from workshop.feed import Feed
from workshop.messages.incoming import ChooseIdentity, ImportedNote, OpenPhase
from workshop.messages.phases import ChooseGrace
from workshop.store.models import Group, Note

PEOPLE = st.sets(st.sampled_from([f"p{n}" for n in range(40)]), min_size=1, max_size=12)


class Hall(Table):
    """A table of two groups whose first phase is anonymous and open."""

    def __init__(self, feed: Feed, kind: str = "anonymous") -> None:
        super().__init__(feed)
        self.choose(kind)

    def choose(self, kind: str, phase: int = 0) -> None:
        self.change(phases.identify, self.phases[phase].id, ChooseIdentity(identity=kind))

    def close(self, grace: int = 0) -> None:
        """Close the phase, with no time for late notes as a rule: groups are named when that is over."""
        phase = self.phases[0].id
        self.change(phases.close_phase, phase)
        if not grace:
            self.over()

    def over(self) -> None:
        """Let the time for late notes end."""
        for minutes in (0, 10):
            self.change(phases.give_grace, self.phases[0].id, ChooseGrace(minutes=minutes))

    def open(self) -> None:
        self.change(phases.open_phase, self.phases[0].id, OpenPhase())

    def write(self, people: int, group: int, word: str) -> None:
        for number in range(people):
            self.send(self.join(group), f"{word} {number}")

    def bring(self, group: int, text: str) -> None:
        """As a friend's phone does (rescue.py): nobody's as far as the row says."""
        self.send(self.join(group), text)
        unsent = update(Note).where(col(Note.text) == text).values(own=None, voice=None)
        self.feed.write(lambda session: session.execute(unsent))

    def by_group(self) -> dict[str, Any]:
        return {note["text"]: note["group_id"] for note in self.board()["notes"]}


@pytest.fixture
def table(feed: Feed) -> Table:
    return Table(feed)


@pytest.fixture
def hall(feed: Feed) -> Hall:
    return Hall(feed)


@given(st.dictionaries(st.integers(1, 9), PEOPLE, max_size=9))
def test_neither_a_named_group_nor_those_left_out_are_ever_fewer_than_five_people(
    writers: Mapping[int, set[str]],
) -> None:
    named = identity.shown_groups(writers)
    assert named <= writers.keys()
    assert all(len(writers[group]) >= identity.FEWEST for group in named)
    left_out = {person for group, people in writers.items() if group not in named for person in people}
    assert not left_out or len(left_out) >= identity.FEWEST or not named


@given(st.dictionaries(st.integers(1, 9), PEOPLE, max_size=9), st.sets(st.integers(1, 12), max_size=3), st.booleans())
@example({1: set("abcde"), 2: set("fghij")}, {3}, False)
@example({1: set("abcde"), 2: set("fghij")}, {1}, False)
@example({1: set("abcde"), 2: set("fghij")}, set(), True)
def test_what_stands_beside_named_groups_has_five_known_writers_or_is_nothing(
    writers: Mapping[int, set[str]], unsure: set[int], few: bool
) -> None:
    """`unsure`: groups with notes of unknown writers; `few`: others stand without a group already."""
    named = identity.shown_groups(writers, unsure, few)
    assert named <= writers.keys()
    assert all(len(writers[group]) >= identity.FEWEST for group in named)
    since = {person for group, people in writers.items() if group not in named for person in people}
    if named and (since or unsure - named or few):
        assert len(since) >= identity.FEWEST
    if not unsure - writers.keys() and not few:
        assert named == identity.shown_groups(writers) or unsure - named


def test_no_group_loses_its_name_for_notes_that_are_known_to_be_its_own_or_a_well_filled_rest() -> None:
    writers = {1: set("abcde"), 2: set("fghijk")}
    assert identity.shown_groups(writers, unsure={1, 2}) == {1, 2}
    assert identity.shown_groups(writers, unsure={3}) == {2}
    assert identity.shown_groups({1: set("abcde")}, few=True) == frozenset()


@given(st.dictionaries(st.integers(1, 9), st.integers(5, 12), min_size=1, max_size=9))
def test_every_group_is_named_where_each_has_five_writers_of_its_own(sizes: Mapping[int, int]) -> None:
    writers = {group: {f"{group}.{n}" for n in range(size)} for group, size in sizes.items()}
    assert identity.shown_groups(writers) == writers.keys()


def test_one_group_below_five_takes_the_next_smallest_out_with_it() -> None:
    writers = {1: {"a"}, 2: set("bcdefgh"), 3: set("ijklmn")}
    assert identity.shown_groups(writers) == {2}


def test_notes_of_an_open_anonymous_phase_have_no_group_on_any_board(hall: Hall) -> None:
    hall.write(6, 0, "คูน")
    hall.write(6, 1, "จาน")
    for view in ("console", "projector"):
        board = hall.board(view=view)
        assert {note["group_id"] for note in board["notes"]} == {None}
        assert [group["notes"] for group in board["groups"]] == [0, 0]
        assert board["without_group"] == 12


def test_groups_with_five_writers_are_named_when_the_phase_closes(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.write(6, 1, "จาน")
    hall.close()
    first, second = (group.id for group in hall.groups)
    assert {text.split()[0]: group for text, group in hall.by_group().items()} == {"คูน": first, "จาน": second}


def test_a_group_of_four_writers_is_never_named_and_takes_the_other_with_it(hall: Hall) -> None:
    hall.write(4, 0, "คูน")
    hall.write(6, 1, "จาน")
    hall.close()
    assert set(hall.by_group().values()) == {None}
    assert hall.feed.read(lambda session: {note.sealed_group for note in session.query(Note)}) == {None}


def test_five_notes_of_one_person_are_not_five_writers(hall: Hall) -> None:
    key = hall.join(0)
    for number in range(5):
        hall.send(key, f"คนเดียว {number}")
    hall.write(5, 1, "จาน")
    hall.close()
    assert set(hall.by_group().values()) == {None}


def test_a_withdrawn_note_does_not_count_as_a_writers(hall: Hall) -> None:
    hall.write(4, 0, "คูน")
    hall.write(5, 1, "จาน")
    key = hall.join(0)
    sent = hall.send(key, "ถอน")
    hall.change(notes.delete, key, sent["id"])
    hall.close()
    assert set(hall.by_group().values()) == {None}


def test_a_phase_opened_again_is_judged_by_the_writers_since(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.close()
    hall.open()
    hall.write(1, 1, "จาน")
    hall.write(4, 0, "คูนใหม่")
    hall.close()
    shown = hall.by_group()
    assert {group for text, group in shown.items() if text.startswith("คูน ")} == {hall.groups[0].id}
    assert {group for text, group in shown.items() if not text.startswith("คูน ")} == {None}


def test_undoing_the_close_names_nothing_more_and_takes_no_name_back(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.feed.change(hall.code, "facilitator", phases.close_phase, hall.phases[0].id)
    hall.over()
    before = hall.by_group()
    assert set(before.values()) == {hall.groups[0].id}
    hall.change(undo.undo)
    assert hall.by_group() == before
    hall.write(1, 1, "จาน")
    hall.close()
    assert hall.by_group() == {**dict.fromkeys(before), "จาน 0": None}, "with one more it is no more than any of six"


def others(hall: Hall) -> set[str]:
    return {text.split()[0] for text, group in hall.by_group().items() if group is None}


def test_a_guest_whose_notes_a_friend_brought_does_not_stand_alone_beside_named_groups(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.bring(1, "แขก")
    hall.close()
    assert others(hall) == {"แขก", "คูน"}


def test_the_smallest_group_alone_joins_such_a_guest(feed: Feed) -> None:
    hall = Hall(feed)
    feed.write(lambda session: session.add(Group(workshop_id=hall.workshop_id, name="แขก", position=2)))
    hall.groups = feed.read(groups.of, hall.workshop_id)
    hall.write(7, 0, "คูน")
    hall.write(6, 1, "จาน")
    hall.bring(2, "แขก")
    hall.close()
    assert others(hall) == {"แขก", "จาน"}


def test_a_note_that_a_friend_brought_is_named_with_its_group(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.bring(0, "เพื่อน")
    hall.write(6, 1, "จาน")
    hall.close()
    assert others(hall) == set()


def test_notes_from_a_file_do_not_stand_alone_beside_named_groups(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.write(6, 1, "จาน")
    hall.change(imports.add, [ImportedNote("row-00001", "กระดาษ", "ปัญหา/อุปสรรค")])
    hall.close()
    assert others(hall) == {"กระดาษ", "คูน"}


def test_a_withdrawn_one_takes_no_name_away(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.write(6, 1, "จาน")
    hall.feed.change(hall.code, "facilitator", imports.add, [ImportedNote("row-00001", "กระดาษ", "ปัญหา/อุปสรรค")])
    hall.change(undo.undo)
    hall.close()
    assert others(hall) == set()


def test_notes_from_a_file_have_no_group_in_an_anonymous_phase(hall: Hall) -> None:
    row = ImportedNote("row-00001", "จากกระดาษ", "ปัญหา/อุปสรรค", hall.groups[0].name)
    hall.change(imports.add, [row])
    assert hall.by_group() == {"จากกระดาษ": None}


def test_the_choice_stays_once_a_note_was_written_even_one_withdrawn_since(hall: Hall) -> None:
    key = hall.join()
    sent = hall.send(key)
    hall.change(notes.delete, key, sent["id"])
    with pytest.raises(Refusal) as refused:
        hall.choose("unit")
    assert "มีความเห็นแล้ว" in str(refused.value.message)
    hall.choose("signed", phase=1)
    assert [phase["identity"] for phase in hall.board()["phases"]] == ["anonymous", "signed"]


def test_a_choice_can_be_undone_until_the_first_note(table: Table) -> None:
    phase = table.phases[0].id
    for kind in ("anonymous", "signed"):
        table.feed.change(table.code, "facilitator", phases.identify, phase, ChooseIdentity(identity=kind))
    table.change(undo.undo)
    assert table.board()["phases"][0]["identity"] == "anonymous"
    table.send(table.join())
    assert table.board()["undo"] is None
    assert table.board()["phases"][0]["identity"] == "anonymous"


def test_a_note_promised_more_privacy_than_the_phase_gives_is_refused(table: Table) -> None:
    key = table.join()
    with pytest.raises(IdentityChanged):
        table.send(key, promised="anonymous")
    assert table.board()["notes"] == []
    table.send(key, promised="unit")
    assert len(table.board()["notes"]) == 1


def test_a_page_of_before_is_taken_where_it_promised_less_than_the_phase_gives(hall: Hall) -> None:
    hall.send(hall.join(), promised="unit")
    assert set(hall.by_group().values()) == {None}


def test_a_signed_note_has_the_typed_name_or_that_of_joining_and_is_refused_without(feed: Feed) -> None:
    hall = Hall(feed, "signed")
    key = hall.join()
    with pytest.raises(NameNeeded):
        hall.send(key, promised="signed")
    hall.send(key, "ลงชื่อ", promised="signed", name=" สมมุติ  หนึ่ง ")
    for view in ("console", "projector"):
        assert [note["signed"] for note in hall.board(view=view)["notes"]] == ["สมมุติ หนึ่ง"]


def test_a_name_beside_a_note_that_is_too_long_is_refused_and_marks_count_with_their_letter(
    feed: Feed,
) -> None:
    hall = Hall(feed, "signed")
    key = hall.join()
    with pytest.raises(Refusal, match="bad_request"):
        hall.send(key, "ลงชื่อ", promised="signed", name="ก" * 81)
    assert hall.board()["notes"] == []
    hall.send(key, "ลงชื่อ", promised="signed", name="นี้" * 40 + "ก" * 40)
    assert hall.board()["notes"][0]["signed"] == "นี้" * 40 + "ก" * 40
