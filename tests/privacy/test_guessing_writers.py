"""A stranger with all that screens, sockets, files and logs received, and the attendance list, guesses who wrote."""

from __future__ import annotations

import json
import logging
import random
import secrets
from collections import defaultdict
from collections.abc import Sequence

import pytest

from tests.privacy.everything import Everything
from tests.room import Phone, Room, draft, new_id
from workshop.domain import notes, participants, phases, workshops
from workshop.messages.incoming import ChooseIdentity, Join, OpenPhase, PhaseDraft, SubmitNote

FEWEST = 5
ROOMS = {
    "26 districts of one": [1] * 26,
    "5 tables of eight": [8] * 5,
    "3 tables of three": [3] * 3,
    "5 tables of eight and a guest": [8] * 5 + [1],
    "one large table and three guests": [12, 1, 1, 1],
    "two tables of five and one of four": [5, 5, 4],
}


class Seeded:
    """People in groups of these sizes who each write two notes, in an order of their own, in one phase."""

    def __init__(self, room: Room, sizes: Sequence[int], kind: str, seed: int = 1) -> None:
        self.room, self.rng = room, random.Random(seed)
        names = tuple(f"กลุ่มลับ {number}" for number in range(len(sizes)))
        asked = (PhaseDraft("ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity=kind),)  # type: ignore[arg-type]
        room.code = room.desk.code = room.feed.write(workshops.create, draft(groups=names, phases=asked))
        board = room.desk.board()
        self.phase = board["phases"][0]["id"]
        self.change(phases.open_phase, self.phase, OpenPhase())
        self.people: dict[str, int] = {}
        self.members: defaultdict[int, list[str]] = defaultdict(list)
        self.empty = board["groups"][-1]["id"]
        for group, size in zip([each["id"] for each in board["groups"]], sizes, strict=True):
            for number in range(size):
                self.join(group, f"สมมุติ{group}น{number}")
        phones = [Phone(room.app.test_client(), room.code, key) for key in self.rng.sample(sorted(self.people), 3)]
        self.seen = Everything(room, phones)
        self.writer: dict[str, str] = {}

    def change(self, verb: object, *given: object) -> object:
        return self.room.feed.change(self.room.code, "test", verb, *given)  # type: ignore[arg-type]

    def join(self, group: int, name: str) -> str:
        key = secrets.token_hex(16)
        self.change(participants.join, key, Join(group_id=group, name=name, unit=f"หน่วย{name}"))
        self.people[key] = group
        self.members[group].append(key)
        return key

    def write(self, times: int = 2) -> None:
        turns = [key for key in self.people for _ in range(times)]
        self.rng.shuffle(turns)
        for key in turns:
            text = f"ความเห็น {len(self.writer)}"
            message = SubmitNote(id=new_id(), phase_id=self.phase, category="problem", text=text)
            self.change(notes.submit, key, message)
            self.writer[text] = key
            self.seen.gather(text)

    def close(self) -> None:
        self.change(phases.close_phase, self.phase)
        self.seen.gather()
        self.seen.export()

    def suspects(self, text: str) -> list[str]:
        """Return those among whom an attacker cannot choose: by the labels, else by what groups were never named."""
        groups = self.seen.labels[text] or self._ticked(text)
        if not groups:
            named = {group for found in self.seen.labels.values() for group in found}
            groups = set(self.members) - named or set(self.members)
        return [key for group in groups for key in self.members[group]]

    def _ticked(self, text: str) -> set[int]:
        """Return the groups whose counters moved in the message that brought the note."""
        before: dict[int, int] = {}
        for arrived, counts in self.seen.arrivals:
            if arrived == text:
                return {group for group, count in counts.items() if count != before.get(group, 0)}
            before |= counts
        return set()

    def right(self) -> float:
        """Return the share of notes whose writer a guess among the suspects finds."""
        hits = [self.writer[text] in (found := self.suspects(text)) and 1 / len(found) for text in self.writer]
        return sum(hits) / len(hits)


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
    # A phone is sent its own name; nothing else has one.
    others = [part for part in seeded.seen.messages if not isinstance(part, dict) or "me" not in part]
    assert "สมมุติ" not in json.dumps(others, ensure_ascii=False) + caplog.text
    assert not any(f"{text}" in caplog.text for text in seeded.writer)


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
