"""A workshop made of what was planned for another: all of the plan, and nothing of what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from tests.room import Room, new_id
from workshop.domain import chapters, focus_issues, glossaries, headings, outlines, phases, programmes, workshops
from workshop.domain.outlines import Wanted
from workshop.errors import Refusal, UnknownWorkshop
from workshop.messages.incoming import (
    OpenPhase,
    PhaseDraft,
    ProgrammeItem,
    SetChapters,
    SetHeadings,
    WorkshopDraft,
)
from workshop.messages.outline import Outline
from workshop.messages.phases import ChooseGrace
from workshop.messages.word_lists import FocusDraft, SetFocusIssues, SetGlossary
from workshop.store.models import Workshop

TABLES_OF_PEOPLE = (
    "note",
    "participant",
    "vote",
    "voting",
    "pulse",
    "comment",
    "reaction",
    "workshop_action",
    "report_picture",
)


def planned(room: Room) -> str:
    """A workshop with something of everything that can be planned, in which people then wrote."""
    draft = WorkshopDraft(
        template="look_back",
        title="เหลียวหลัง แลหน้า ปี 2564",
        host_unit="สำนักงานพัฒนาชุมชนจังหวัด",
        venue="ห้องประชุม",
        starts_on=date(2020, 10, 30),
        ends_on=date(2020, 10, 31),
        fiscal_year=2564,
        opening_words="ยินดีต้อนรับ",
        groups=("อำเภอพล", "อำเภอชนบท"),
        phases=(
            PhaseDraft(
                "ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity="unit", lets={"comments": True}, sharing="themes"
            ),
            PhaseDraft("ความหวัง", "หวังอะไร", ("ความหวัง", "สาเหตุ"), identity="signed", help="ข้อละเรื่อง\nสั้น ๆ"),
        ),
        sharing="everyone",
        notice={"controller": "สำนักงาน", "contact": "กลุ่มงาน"},
        background="กรมให้ทบทวน",
        objectives="เพื่อวางแผน",
    )
    with room.app.test_request_context():
        code = room.feed.write(workshops.create, draft)
        row = room.feed.read(workshops.find, code)
        first, second = (phase.id for phase in room.feed.read(phases.of, row.id))
        hope = row.categories[1]["key"]

        def change(verb: Any, *args: Any) -> None:
            room.feed.change(code, "facilitator", verb, *args)

        change(phases.give_grace, second, ChooseGrace(minutes=45))
        item = {"day": 2, "at": "9:30", "minutes": 60, "kind": "input", "title": "เขียนเรื่องความหวัง"}
        change(programmes.save, ProgrammeItem(**item, script="เชิญประธาน", phase_id=second))
        change(programmes.save, ProgrammeItem(day=1, at="12:00", minutes=60, kind="meal", title="อาหารกลางวัน"))
        change(headings.replace, hope, SetHeadings(text="งบประมาณ: เงิน โอน\nบุคลากร", was="", shown=True))
        change(focus_issues.replace, SetFocusIssues(issues=[FocusDraft(name="โคก หนอง นา", words="โคกหนองนา")]))
        change(glossaries.replace, SetGlossary(text="พช. = พัฒนาชุมชน"))
        order = [*reversed(chapters.KEYS)]
        was = room.feed.read(chapters.of, row.id).version
        change(chapters.arrange, SetChapters(order=order, shown=[*chapters.KEYS[1:]], was=was))
        change(phases.open_phase, first, OpenPhase())
        change(programmes.begin, room.feed.read(workshops.find, code).programme[0]["id"])
    return code


def copied(room: Room, code: str, title: str = "ปี 2565", first: date | None = None) -> str:
    with room.app.test_request_context():
        outline = room.feed.read(outlines.of, code)
        return room.feed.write(outlines.create, outline, Wanted(title, first))


def rows(room: Room, code: str) -> dict[str, int]:
    """How many rows of each table belong to the workshop."""

    def count(session: Any) -> dict[str, int]:
        mine = session.execute(select(Workshop.id).where(Workshop.code == code)).scalar_one()
        tables = (table for table in SQLModel.metadata.sorted_tables if "workshop_id" in table.columns)
        return {
            table.name: len(session.execute(table.select().where(table.c.workshop_id == mine)).all())
            for table in tables
        }

    return room.feed.read(count)


def test_a_copy_has_the_whole_plan_again(room: Room) -> None:
    code = planned(room)
    again = copied(room, code, "ปี 2565")
    before, after = (room.feed.read(outlines.of, each) for each in (code, again))
    assert before.days == 2
    assert after == before.model_copy(update={"title": "ปี 2565", "days": 0})
    assert [each.name for each in after.headings] == ["งบประมาณ", "บุคลากร"]
    assert [(each.day, each.phase, each.script) for each in after.programme] == [(1, None, ""), (2, 1, "เชิญประธาน")]
    assert after.phases[1].grace == 45
    assert after.chapters.left_out == [chapters.KEYS[0]]


def test_a_copy_has_nothing_of_what_happened(room: Room) -> None:
    room.phone.note("งบประมาณมาช้า")
    room.desk.call("/voting", {"dots": 3})
    room.desk.call("/pulse", {})
    room.desk.call("/actions", {"what": "ซ่อมถนน"})
    again = copied(room, room.code)
    assert {name: count for name, count in rows(room, again).items() if name in TABLES_OF_PEOPLE} == dict.fromkeys(
        TABLES_OF_PEOPLE, 0
    )
    row = room.feed.read(workshops.find, again)
    assert (row.notes_made, row.timer, row.ended_at, row.by_slip, row.voting_id) == (0, None, 0, False, None)
    assert {phase.state for phase in room.feed.read(phases.of, row.id)} == {"waiting"}
    assert row.code != room.code
    assert row.salt != room.feed.read(workshops.find, room.code).salt


def test_what_was_now_in_the_programme_is_planned_again(room: Room) -> None:
    again = copied(room, planned(room))
    row = room.feed.read(workshops.find, again)
    assert {(item["state"], item["began_at"]) for item in row.programme} == {("planned", 0)}
    mine = {phase.id for phase in room.feed.read(phases.of, row.id)}
    assert {item["phase_id"] for item in row.programme} <= mine | {None}


def test_the_days_move_to_the_new_first_day_with_the_fiscal_year(room: Room) -> None:
    again = copied(room, planned(room), first=date(2021, 9, 30))
    row = room.feed.read(workshops.find, again)
    assert (row.starts_on, row.ends_on, row.fiscal_year) == ("2021-09-30", "2021-10-01", 2564)


def test_a_copy_made_in_english_has_the_same_categories(room: Room) -> None:
    code = planned(room)
    with room.app.test_request_context(headers={"Cookie": "language=en"}):
        again = room.feed.write(outlines.create, room.feed.read(outlines.of, code), Wanted("Next year"))
    both = [room.feed.read(workshops.find, each).categories for each in (code, again)]
    assert both[0] == both[1]
    assert both[1][0]["key"] == "problem"


def test_notes_of_a_copy_are_numbered_from_one(room: Room) -> None:
    room.phone.note("ข้อแรก")
    again = Room.__new__(Room)
    again.app, again.feed, again.code = room.app, room.feed, copied(room, room.code)
    again.desk = type(room.desk)(room.app, again.code)
    again.desk.be_signed_in(room.feed)
    again.desk.open_phase()
    again.groups = [group["id"] for group in again.desk.board()["groups"]]
    assert again.new_phone().note("ข้อแรกของปีใหม่", note_id=new_id())["number"] == 1


def test_a_copy_without_a_title_is_refused_and_nothing_is_made(room: Room) -> None:
    before = len(room.feed.read(workshops.every))
    with pytest.raises(Refusal) as refusal:
        copied(room, room.code, " ")
    assert "title" in refusal.value.errors
    assert len(room.feed.read(workshops.every)) == before


def test_of_an_unknown_workshop_there_is_no_outline(room: Room) -> None:
    with pytest.raises(UnknownWorkshop):
        room.feed.read(outlines.of, "000000")


BAD: dict[str, dict[str, Any]] = {
    "a phase's unknown category": {"phases": [{"categories": ["none"]}]},
    "an item's missing phase": {"programme": [{"phase": 7}]},
    "an item after midnight": {"programme": [{"starts": 1430}]},
    "an unknown agenda": {"template": "none"},
    "no title": {"title": " "},
    "two groups of one name": {"groups": ["ก", "ก"]},
}


@pytest.mark.parametrize("fault", BAD)
def test_an_outline_that_could_not_be_planned_by_hand_is_refused(fault: str, room: Room) -> None:
    whole = room.feed.read(outlines.of, planned(room)).model_dump()
    for name, value in BAD[fault].items():
        if isinstance(value, list) and isinstance(value[0], dict):
            whole[name][0] |= value[0]
        else:
            whole[name] = value
    with room.app.test_request_context(), pytest.raises(Refusal):
        outlines.check(Outline.model_validate(whole))


def test_the_outline_of_a_workshop_passes_its_own_check(room: Room) -> None:
    with room.app.test_request_context():
        outlines.check(room.feed.read(outlines.of, planned(room)))
