"""A stranger with all that screens, sockets, files and logs received, and the attendance list, guesses who wrote."""

from __future__ import annotations

import json
import logging

import pytest

from tests.privacy import inside
from tests.privacy.seeded import Seeded
from tests.room import Room
from workshop.domain import phases, shuffles
from workshop.domain.shuffles import Wanted
from workshop.errors import Refusal
from workshop.messages.incoming import ChooseIdentity, OpenPhase
from workshop.views import group_boards

FEWEST = 5
ROOMS = {
    "26 districts of one": [1] * 26,
    "5 tables of eight": [8] * 5,
    "3 tables of three": [3] * 3,
    "5 tables of eight and a guest": [8] * 5 + [1],
    "one large table and three guests": [12, 1, 1, 1],
    "two tables of five and one of four": [5, 5, 4],
}


@pytest.mark.parametrize("sizes", ROOMS.values(), ids=ROOMS.keys())
def test_no_writer_of_an_anonymous_note_is_among_fewer_than_five_suspects(
    room: Room, sizes: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seeded = Seeded(room, sizes, "anonymous")
    seeded.write()
    assert not seeded.seen.labels
    seeded.close()
    for text, writer in seeded.writer.items():
        suspects = seeded.suspects(text)
        assert writer in suspects
        assert len(suspects) >= FEWEST
    assert seeded.right() <= 1 / FEWEST
    inside.check(seeded.seen.files, seeded.secrets())
    # A phone is sent its own name; nothing else has one.
    others = [part for part in seeded.seen.messages if not isinstance(part, dict) or "me" not in part]
    assert "สมมุติ" not in json.dumps(others, ensure_ascii=False) + caplog.text
    assert not any(f"{text}" in caplog.text for text in seeded.writer)


@pytest.mark.parametrize("sizes", [[8, 8, 1], [5, 5, 4], [1] * 9], ids=["a guest", "a table of four", "districts"])
def test_neither_waiting_nor_approved_notes_nor_boards_of_groups_say_who_wrote(room: Room, sizes: list[int]) -> None:
    seeded = Seeded(room, sizes, "anonymous", lets={"check_first": True})
    seeded.write()
    seeded.seen.look_at_groups()
    seeded.approve(0.5)
    seeded.seen.look_at_groups()
    assert not seeded.seen.labels
    seeded.close()
    seeded.seen.look_at_groups()
    seeded.approve(0.5)
    seeded.seen.look_at_groups()
    seeded.seen.export()
    for text, writer in seeded.writer.items():
        suspects = seeded.suspects(text)
        assert writer in suspects
        assert len(suspects) >= FEWEST
    # Of a group that is named, every note is, whenever it was approved.
    named = {text for text in seeded.writer if seeded.seen.labels[text]}
    groups = {group for text in named for group in seeded.seen.labels[text]}
    assert named == {text for text, writer in seeded.writer.items() if seeded.people[writer] in groups}
    assert seeded.right() <= 1 / FEWEST


@pytest.mark.parametrize("size", [4, 5])
def test_a_point_of_a_group_is_tied_to_no_note_that_does_not_stand_with_the_group(room: Room, size: int) -> None:
    """Whoever ties every note to each group's summary, to see which are taken, learns no more than its board says."""
    seeded = Seeded(room, [size, 20], "anonymous")
    seeded.write(1)
    group, other = sorted(seeded.members)

    def taken(place: int) -> list[int]:
        ids = [note["id"] for note in room.desk.board()["notes"]]
        board = f"/groups/{place}/points"
        answer = room.desk.call(board, {"text": "ลอง", "notes": ids, "themes": []})
        if answer.status_code == 422:
            return []
        return room.feed.read(group_boards.of, room.code, place)["points"][-1]["numbers"]

    assert (taken(group), taken(other)) == ([], [])
    seeded.close()
    assert (len(taken(group)), len(taken(other))) == ((5, 20) if size == FEWEST else (0, 0))


def test_the_same_guesses_name_every_writer_where_districts_of_one_are_shown(room: Room) -> None:
    seeded = Seeded(room, [1] * 26, "unit")
    seeded.write()
    seeded.close()
    assert seeded.right() == 1.0


def test_tables_of_eight_are_named_after_the_phase_and_each_note_has_eight_suspects(room: Room) -> None:
    seeded = Seeded(room, [8] * 5, "anonymous")
    seeded.write()
    seeded.close()
    assert {len(seeded.suspects(text)) for text in seeded.writer} == {8}
    assert len({group for found in seeded.seen.labels.values() for group in found}) == 5


@pytest.mark.parametrize("seed", range(4))
def test_a_phase_opened_again_for_one_late_guest_does_not_name_the_guest(room: Room, seed: int) -> None:
    seeded = Seeded(room, [8, 8, 0], "anonymous", seed)
    seeded.write(1)
    seeded.close()
    before = {text: set(groups) for text, groups in seeded.seen.labels.items()}
    first = set(seeded.writer)
    seeded.change(phases.open_phase, seeded.phase, OpenPhase())
    seeded.join(seeded.empty, "แขก")
    seeded.write(1)
    seeded.close()
    assert {text: seeded.seen.labels[text] for text in before} == before
    # One table of eight stays unnamed with the guest: nine suspects, not one.
    late = [text for text in seeded.writer if text not in first]
    unnamed = {seeded.people[seeded.writer[text]] for text in late if not seeded.seen.labels[text]}
    assert len(unnamed) == 2
    assert seeded.empty in unnamed


def test_what_a_phase_says_cannot_be_changed_once_people_wrote_in_it(room: Room) -> None:
    seeded = Seeded(room, [1] * 3, "anonymous")
    seeded.write(1)
    refused = room.desk.call(f"/phases/{seeded.phase}/identity", ChooseIdentity(identity="unit").model_dump())
    assert refused.status_code == 422
    assert "เปลี่ยนการระบุตัวไม่ได้" in refused.get_json()["message"]


def test_nobody_is_shuffled_while_people_write_without_being_named(room: Room) -> None:
    """Else notes of a group that came afterwards would have few suspects for whoever watched when they came."""
    seeded = Seeded(room, [8, 8], "anonymous")
    into = tuple(seeded.members)

    def shuffle() -> object:
        found = room.feed.read(shuffles.preview, room.code, Wanted(into, "nothing", 1))
        return seeded.change(shuffles.shuffle, Wanted(into, "nothing", 1), found.version)

    shuffle()
    seeded.write(1)
    for verb in (shuffle, lambda: seeded.change(shuffles.put_back)):
        with pytest.raises(Refusal) as refused:
            verb()
        assert "ปิดช่วงนั้นก่อน" in str(refused.value.message)
    seeded.change(phases.close_phase, seeded.phase)
    with pytest.raises(Refusal):
        shuffle()
    seeded.name()
    shuffle()
