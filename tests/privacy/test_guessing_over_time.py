"""What comes after an anonymous phase has closed does not give its writer away, though groups are named by then.

Five tables of eight wrote; the guest, alone in a group, did not. Then one note comes: late, by a friend's phone, from a
file, or as the phase is opened again for it. Whoever reads the report of the end, and whoever had one before, guesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlmodel import col

from tests.privacy.everything import Everything
from tests.privacy.seeded import Seeded
from tests.room import Room
from workshop.domain import imports, phases
from workshop.messages.incoming import ImportedNote, OpenPhase
from workshop.store.models import Note

FEWEST = 5
TABLES = [8] * 5 + [1]
Labels = dict[str, set[int]]


def late(seeded: Seeded, writer: str) -> None:
    seeded.write(1, [writer], run=1)
    seeded.name()


def by_a_friend(seeded: Seeded, writer: str) -> None:
    """As codes do it (rescue.py): the row says nobody's."""
    seeded.write(1, [writer], run=1)
    unsent = update(Note).where(col(Note.text) == list(seeded.writer)[-1]).values(own=None, voice=None)
    seeded.room.feed.write(lambda session: session.execute(unsent))
    seeded.name()


def from_a_file(seeded: Seeded, writer: str) -> None:
    seeded.name()
    seeded.seen.gather()
    text = f"ความเห็น {len(seeded.writer)}"
    row = ImportedNote("row-00001", text, "ปัญหา/อุปสรรค", at=1_600_000_000_000)
    seeded.change(imports.add, [row])
    seeded.writer[text] = writer


def opened_again(seeded: Seeded, writer: str) -> None:
    seeded.name()
    seeded.seen.gather()
    seeded.change(phases.open_phase, seeded.phase, OpenPhase())
    seeded.write(1, [writer])
    seeded.change(phases.close_phase, seeded.phase)
    seeded.name()


WAYS: dict[str, Callable[[Seeded, str], None]] = {
    "late": late,
    "by a friend's phone": by_a_friend,
    "from a file": from_a_file,
    "opened again": opened_again,
}


def at_the_end(seeded: Seeded) -> Labels:
    """Return the groups that stand beside notes in all that screens, files and the copy for sharing have now."""
    now = Everything(seeded.room, [])
    now.gather()
    now.look_at_groups()
    now.export()
    now.share()
    seeded.seen.gather()
    return dict(now.labels)


def played(room: Room, way: str, writer: Callable[[Seeded], str]) -> Seeded:
    seeded = Seeded(room, TABLES, "anonymous")
    guest = seeded.members[seeded.empty][0]
    seeded.write(1, [key for key in seeded.people if key != guest])
    seeded.change(phases.close_phase, seeded.phase)
    seeded.seen.gather()
    assert not seeded.seen.labels, "no group is named while late notes may come"
    WAYS[way](seeded, writer(seeded))
    return seeded


def the_guest(seeded: Seeded) -> str:
    return seeded.members[seeded.empty][0]


def of_table(place: int) -> Callable[[Seeded], str]:
    return lambda seeded: seeded.members[sorted(seeded.members)[place]][0]


@pytest.mark.parametrize("way", WAYS)
def test_a_note_that_comes_after_the_end_has_five_suspects_in_the_last_report(room: Room, way: str) -> None:
    seeded = played(room, way, the_guest)
    labels = at_the_end(seeded)
    assert any(labels.values()), "some groups are named"
    for text, writer in seeded.writer.items():
        suspects = seeded.among(labels, text)
        assert len(suspects) >= FEWEST, text
        assert writer in suspects or way == "from a file"
    rate = sum(
        writer in (found := seeded.among(labels, text)) and 1 / len(found) for text, writer in seeded.writer.items()
    )
    assert rate / len(seeded.writer) <= 1 / FEWEST


@pytest.mark.parametrize("way", ["late", "by a friend's phone"])
def test_who_watched_all_the_time_has_five_suspects_too(room: Room, way: str) -> None:
    seeded = played(room, way, the_guest)
    at_the_end(seeded)
    assert all(len(seeded.suspects(text)) >= FEWEST for text in seeded.writer)
    assert seeded.right() <= 1 / FEWEST


@pytest.fixture
def rooms(room: Room) -> Callable[[], Room]:
    return lambda: Room(room.app)


@pytest.mark.parametrize("way", ["from a file", "opened again"])
def test_what_two_reports_over_time_differ_by_is_the_same_whoever_wrote_the_new_note(
    rooms: Callable[[], Room], way: str
) -> None:
    """Who has the report of before sees that the note is new, as who saw it come; in no world is it of a group."""
    seen = []
    for writer in (the_guest, of_table(0), of_table(4)):
        seeded = played(rooms(), way, writer)
        labels = at_the_end(seeded)
        groups = sorted(seeded.members)
        places: defaultdict[str, set[int]] = defaultdict(set)
        for text in seeded.writer:
            places[text] = {groups.index(group) for group in labels.get(text, set()) & set(groups)}
        assert not places[list(seeded.writer)[-1]]
        ever = {text: {groups.index(each) for each in found} for text, found in seeded.seen.labels.items()}
        seen.append((dict(places), ever))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("way", WAYS)
def test_neither_number_time_nor_any_field_of_a_later_note_tells_it_from_the_others(room: Room, way: str) -> None:
    seeded = played(room, way, the_guest)
    last = list(seeded.writer)[-1]
    for view in ("console", "projector"):
        rows = room.desk.board(view=view)["notes"]
        new, others = [row for row in rows if row["text"] == last], [row for row in rows if row["text"] != last]
        told = {name for name in new[0] if new[0][name] not in [row.get(name) for row in others]}
        assert told <= {"id", "number", "text"}
        assert set(new[0]) <= {name for row in others for name in row}
