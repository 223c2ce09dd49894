"""Demos of earlier starts go; whatever a real person had a hand in stays."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from tests.domain.opinion_table import Opinions
from tests.room import draft, new_id
from workshop.domain import demos, endings, groups, imports, notes, participants, phases, workshops
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed, now_ms
from workshop.messages.incoming import ImportedNote, Join, OpenPhase, SubmitNote
from workshop.store.models import OF_A_WORKSHOP
from workshop.views import boards, drafts

SIMULATED = ["a" * 32, "b" * 32]
VISITOR = "c" * 32
LATER = 20 * 60_000


class Demo:
    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.code = feed.write(demos.create, draft(), SIMULATED)
        workshop = feed.read(workshops.find, self.code)
        self.group = feed.read(groups.of, workshop.id)[0].id
        self.phase = feed.read(phases.of, workshop.id)[0].id
        feed.change(self.code, "demo", phases.open_phase, self.phase, OpenPhase())
        for device in SIMULATED:
            self.join(device)
            self.send(device, "งบไม่พอ")

    def join(self, device: str) -> None:
        self.feed.change(self.code, "participant", participants.join, device, Join(group_id=self.group))

    def send(self, device: str, text: str) -> dict[str, Any]:
        message = SubmitNote(id=new_id(), phase_id=self.phase, category="problem", text=text)
        return dict(self.feed.change(self.code, "participant", notes.submit, device, message))

    def is_there(self) -> bool:
        return self.code in {workshop.code for workshop in self.feed.read(workshops.every)}


@pytest.fixture
def demo(feed: Feed) -> Demo:
    return Demo(feed)


def test_an_ended_demo_is_deleted_with_its_notes_and_other_workshops_stay(feed: Feed, demo: Demo) -> None:
    own = feed.write(workshops.create, draft())
    feed.write(demos.end, demo.code)
    assert feed.write(demos.purge) == [demo.code]
    with pytest.raises(UnknownWorkshop):
        feed.read(boards.board, demo.code, "console")
    assert [workshop.code for workshop in feed.read(workshops.every)] == [own]
    assert feed.write(demos.purge) == []


def test_a_demo_that_changed_lately_is_not_deleted(feed: Feed, demo: Demo) -> None:
    assert feed.write(demos.purge) == []
    assert demo.is_there()
    assert feed.write(demos.purge, now_ms() + LATER) == [demo.code]


@pytest.mark.parametrize("visit", ["joins", "writes", "imports", "edits"])
def test_a_demo_that_a_real_person_used_is_never_deleted(feed: Feed, demo: Demo, visit: str) -> None:
    if visit in ("joins", "writes"):
        demo.join(VISITOR)
    if visit == "writes":
        demo.send(VISITOR, "ความเห็นจริง")
    if visit == "imports":
        feed.change(demo.code, "import", imports.add, [ImportedNote("i" * 20, "จากไฟล์", "problem")])
    if visit == "edits":
        feed.change(demo.code, "facilitator", workshops.edit, feed.read(drafts.of, demo.code))
    feed.write(demos.end, demo.code)
    for _ in range(2):
        assert feed.write(demos.purge, now_ms() + LATER) == []
    assert demo.is_there()


def test_a_visitor_who_deleted_the_note_counts_as_a_real_person(feed: Feed, demo: Demo) -> None:
    demo.join(VISITOR)
    note = demo.send(VISITOR, "ขอถอน")
    feed.change(demo.code, "participant", notes.delete, VISITOR, note["id"])
    feed.write(demos.end, demo.code)
    assert feed.write(demos.purge) == []


def test_steps_of_the_facilitator_do_not_save_a_demo_from_deletion(feed: Feed, demo: Demo) -> None:
    note = demo.send(SIMULATED[0], "ลองซ่อน")
    feed.change(demo.code, "facilitator", notes.hide, note["id"], True)
    feed.write(demos.end, demo.code)
    assert feed.write(demos.purge) == [demo.code]


def test_a_demo_is_deleted_with_its_votes_answers_and_reactions(feed: Feed) -> None:
    table = Opinions(feed)
    reader = table.join(1)
    table.share()
    table.react(reader, table.notes[0])
    table.vote(reader, "งบ", 1, voting=table.open_voting())
    table.answer(reader, 4, pulse=table.ask())
    stays = Opinions(feed)
    stays.share()
    stays.react(stays.join(1), stays.notes[0])
    assert feed.write(endings.delete_rows, table.code)
    for kind in OF_A_WORKSHOP:
        left = feed.read(
            lambda session, kind=kind: session.execute(select(kind.c.workshop_id).distinct()).scalars().all()
        )
        assert table.workshop_id not in left, kind
    assert stays.agreed()[stays.notes[0]] == 1


def test_a_demo_that_was_deleted_already_is_no_longer_listed(feed: Feed, demo: Demo) -> None:
    second = Demo(feed)
    for code in (demo.code, second.code):
        feed.write(demos.end, code)
    assert sorted(feed.write(demos.purge)) == sorted([demo.code, second.code])
    feed.write(demos.end, demo.code)
    assert feed.write(demos.purge) == []
