"""What a note says of its writer: by group, anonymous or signed; what was promised before one typed stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_notes import Table
from workshop.domain import identity, imports, notes, phases, undo
from workshop.errors import IdentityChanged, NameNeeded, Refusal
from workshop.feed import Feed
from workshop.messages.incoming import ChooseIdentity, ImportedNote, OpenPhase
from workshop.store.models import Note

PEOPLE = st.sets(st.sampled_from([f"p{n}" for n in range(40)]), min_size=1, max_size=12)


class Hall(Table):
    """A table of two groups whose first phase is anonymous and open."""

    def __init__(self, feed: Feed, kind: str = "anonymous") -> None:
        super().__init__(feed)
        self.choose(kind)

    def choose(self, kind: str, phase: int = 0) -> None:
        self.change(phases.identify, self.phases[phase].id, ChooseIdentity(identity=kind))

    def close(self) -> None:
        self.change(phases.close_phase, self.phases[0].id)

    def open(self) -> None:
        self.change(phases.open_phase, self.phases[0].id, OpenPhase())

    def write(self, people: int, group: int, word: str) -> None:
        for number in range(people):
            self.send(self.join(group), f"{word} {number}")

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
    before = hall.by_group()
    hall.change(undo.undo)
    assert hall.by_group() == before
    hall.write(1, 1, "จาน")
    hall.close()
    assert hall.by_group()["จาน 0"] is None


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
