"""Matters arising: they come by themselves, each once, over all meetings before, until they are settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.room import Room
from tests.web.test_minutes import add, page, post, save, stored, titles, words_of
from workshop.domain import workshops
from workshop.domain.meeting_facts import Adopted
from workshop.views import dates
from workshop.views import minutes as shown
from workshop.views.minutes import Other, next_number


def action(room: Room, what: str, **more: str) -> int:
    return int(room.desk.call("/actions", {"what": what, **more}).get_json()["answer"])


def status(room: Room, action_id: int, status: str, was: str = "waiting") -> None:
    assert room.desk.call(f"/actions/{action_id}/status", {"status": status, "was": was}).status_code == 200


def change(room: Room, title: str, **typed: str) -> Any:
    item = next(each for each in stored(room).items if each.title == title and not each.removed)
    now = {"title": item.title, "text": item.text, "resolution": item.resolution, "agenda": str(item.agenda)}
    return post(room, "/items", id=item.id, was=item.version, **{**now, **typed})


@pytest.fixture
def meetings(room: Room) -> list[Room]:
    """Three meetings in a row, with numbers; none has adopted another yet."""
    rooms = [room, room.another(), room.another()]
    for number, each in enumerate(rooms, 7):
        save(each, number=str(number))
    return rooms


def adopt(later: Room, before: Room) -> None:
    number = str(stored(later).facts.number)
    assert save(later, number=number, adopts=before.code).status_code == 302


def test_what_is_open_comes_through_three_meetings_once_and_goes_when_it_is_settled(meetings: list[Room]) -> None:
    first, second, third = meetings
    dig = action(first, "ขุดลอกคลอง", unit="สพอ.บ้านไผ่")
    add(first, 5, "ติดตามครัวเรือน", resolution="ให้ทุกอำเภอรายงาน")
    add(first, 4, "เพื่อทราบ", resolution="รับทราบ")
    adopt(second, first)
    assert titles(second, 3) == ["ติดตามครัวเรือน", "ขุดลอกคลอง"]
    change(second, "ติดตามครัวเรือน", resolution="ให้รายงานอีกครั้ง")
    action(second, "ของครั้งที่สอง")
    adopt(third, second)
    assert [(each.title, each.text) for each in stored(third).of_agenda(3)] == [
        ("ติดตามครัวเรือน", "มติการประชุมครั้งที่ ๘/๒๕๖๓: ให้รายงานอีกครั้ง"),
        ("ของครั้งที่สอง", "จากประชุมประจำเดือน ครั้งที่ ๘/๒๕๖๓\n(ยังไม่เริ่ม)"),
        ("ขุดลอกคลอง", "จากประชุมประจำเดือน ครั้งที่ ๗/๒๕๖๓\nมอบ สพอ.บ้านไผ่ ดำเนินการ (ยังไม่เริ่ม)"),
    ]
    status(first, dig, "done")
    change(third, "ติดตามครัวเรือน", settled="1")
    assert titles(third, 3) == ["ติดตามครัวเรือน", "ของครั้งที่สอง"]
    fourth = first.another()
    save(fourth, number="10")
    adopt(fourth, third)
    assert titles(fourth, 3) == ["ของครั้งที่สอง"]


def test_any_later_step_brings_what_is_new_and_leaves_what_people_wrote(meetings: list[Room]) -> None:
    first, second, _third = meetings
    dig = action(first, "ขุดลอกคลอง")
    adopt(second, first)
    change(second, "ขุดลอกคลอง", text="นายอำเภอชี้แจงแล้ว")
    status(first, dig, "doing")
    other = action(first, "ปลูกหญ้าแฝก")
    add(second, 6, "เรื่องอื่น")
    assert [(each.title, each.text) for each in stored(second).of_agenda(3)] == [
        ("ขุดลอกคลอง", "นายอำเภอชี้แจงแล้ว"),
        ("ปลูกหญ้าแฝก", "จากประชุมประจำเดือน ครั้งที่ ๗/๒๕๖๓\n(ยังไม่เริ่ม)"),
    ]
    status(first, dig, "done", was="doing")
    status(first, other, "dropped")
    add(second, 6, "เรื่องอื่นอีก")
    assert titles(second, 3) == ["ขุดลอกคลอง"]


def test_one_that_is_taken_off_comes_back_by_a_button_alone_and_to_the_next_meeting(meetings: list[Room]) -> None:
    first, second, third = meetings
    action(first, "ขุดลอกคลอง")
    adopt(second, first)
    (item,) = stored(second).of_agenda(3)
    post(second, "/remove", item=item.id)
    add(second, 6, "เรื่องอื่น")
    assert titles(second, 3) == []
    assert "ไม่นำ “ขุดลอกคลอง” เข้าครั้งนี้" in page(second)
    assert "ขุดลอกคลอง" not in words_of(second, "docx")
    adopt(third, second)
    assert titles(third, 3) == ["ขุดลอกคลอง"]
    assert post(second, "/back", item=item.id).status_code == 302
    assert titles(second, 3) == ["ขุดลอกคลอง"]


def test_minutes_that_a_later_meeting_approved_change_no_more(meetings: list[Room]) -> None:
    first, second, third = meetings
    dig = action(first, "ขุดลอกคลอง")
    adopt(second, first)
    adopt(third, second)
    status(first, dig, "done")
    change(second, "ขุดลอกคลอง", resolution="รับทราบ")
    add(second, 6, "แก้คำผิด")
    assert titles(second, 3) == ["ขุดลอกคลอง"]


def test_a_blank_meeting_offers_the_last_minutes_of_its_name(room: Room) -> None:
    following = room.another()
    title = room.feed.read(workshops.find, room.code).title
    save(room, title=title)
    assert f'<option value="{room.code}" selected>' in page(following)
    save(following, title=title, number="9")
    assert f'<option value="{room.code}" selected>' not in page(following)


def test_minutes_take_over_no_more_than_they_may_have_and_the_rest_when_there_is_room(meetings: list[Room]) -> None:
    first, second, _third = meetings
    for number in range(60):
        add(second, 6, f"เรื่องที่ {number}")
    for number in range(60):
        action(first, f"ข้อที่ {number}")
    adopt(second, first)
    assert len(titles(second, 3)) == 30
    for item in stored(second).of_agenda(6)[:30]:
        post(second, "/remove", item=item.id)
    assert len(titles(second, 3)) == 60


def test_a_resolution_becomes_an_action_and_each_leads_to_the_other(meetings: list[Room]) -> None:
    first, second, _third = meetings
    add(first, 5, "ติดตามครัวเรือน", resolution="มอบทุกอำเภอรายงาน")
    (item,) = stored(first).of_agenda(5)
    assert "ทำมตินี้เป็นสิ่งที่จะทำ" in page(first)
    typed = {"item": item.id, "what": "ติดตามครัวเรือน", "unit": "ทุกอำเภอ", "day": "31", "month": "3", "year": "2564"}
    for _again in range(2):
        assert post(first, "/action", **typed).status_code == 302
    found = first.desk.client.get(f"/workshops/{first.code}/actions").text
    assert found.count('<li class="card stack-close action"') == 1
    assert "มาจากมติที่ประชุม เรื่องที่ 5.1" in found
    assert "ภายใน 31 มีนาคม 2564" in page(first)
    adopt(second, first)
    (came,) = stored(second).of_agenda(3)
    assert came.text == (
        "มติการประชุมครั้งที่ ๗/๒๕๖๓: มอบทุกอำเภอรายงาน\nมอบ ทุกอำเภอ ดำเนินการ ภายในวันที่ ๓๑ มีนาคม ๒๕๖๔ (ยังไม่เริ่ม)"
    )
    assert f"/workshops/{first.code}/actions#action-" in page(second)
    first.desk.call("/undo")
    assert "ทำมตินี้เป็นสิ่งที่จะทำ" in page(first)


def test_a_bad_action_of_a_resolution_is_refused_in_its_form_and_another_workshops_matter_is_not_found(
    meetings: list[Room],
) -> None:
    first, second, _third = meetings
    add(first, 5, "ติดตามครัวเรือน", resolution="มอบทุกอำเภอรายงาน")
    (item,) = stored(first).of_agenda(5)
    for typed, sentence in (
        ({"what": " "}, "พิมพ์ว่าจะทำอะไร"),
        ({"day": "1", "month": "1", "year": "2021"}, "เป็น พ.ศ. หรือ ค.ศ."),
        ({"unit": "ก" * 121}, "ยาวเกิน"),
    ):
        refused = post(first, "/action", **{"item": item.id, "what": "ที่พิมพ์ไว้", "unit": "สพอ.", **typed})
        assert refused.status_code == 422
        assert sentence in refused.text
    assert post(second, "/action", item=item.id, what="ของห้องอื่น").status_code == 404
    assert stored(first).of_agenda(5)[0].action == ""


def test_the_paper_says_who_does_it_by_when_and_how_it_is_measured_once(room: Room) -> None:
    save(room)
    add(room, 5, "ติดตามครัวเรือน", resolution="ให้ทุกอำเภอรายงาน")
    (item,) = stored(room).of_agenda(5)
    measure = "ครัวเรือนที่ติดตามแล้ว ร้อยละ 80"
    due = {"day": "30", "month": "9", "year": "2564"}
    made = post(room, "/action", item=item.id, what="ติดตามครัวเรือน", unit="สพอ.บ้านไผ่", measure=measure, **due)
    assert made.status_code == 302, made.text
    for kind in ("docx", "pdf"):
        paper = words_of(room, kind)
        for line in ("ผู้รับผิดชอบ: สพอ.บ้านไผ่", "ภายในวันที่ ๓๐ กันยายน ๒๕๖๔", f"ตัวชี้วัด: {measure}"):
            assert "".join(paper.split()).count("".join(line.split())) == 1, (kind, line)
    change(room, "ติดตามครัวเรือน", resolution=f"มอบ สพอ.บ้านไผ่ ภายในวันที่ ๓๐ กันยายน ๒๕๖๔ วัดจาก{measure}")
    paper = words_of(room, "docx")
    for gone in ("ผู้รับผิดชอบ:", "ตัวชี้วัด:"):
        assert gone not in paper
    assert paper.count("กันยายน ๒๕๖๔") == 1


def test_a_matter_that_comes_from_a_former_meeting_has_the_measure_of_its_action(meetings: list[Room]) -> None:
    first, second, _third = meetings
    action(first, "ขุดลอกคลอง", unit="สพอ.บ้านไผ่", measure="ขุดลอกแล้ว 3 กิโลเมตร")
    adopt(second, first)
    paper = words_of(second, "docx")
    assert paper.count("ตัวชี้วัด: ขุดลอกแล้ว 3 กิโลเมตร") == 1
    assert paper.count("สพอ.บ้านไผ่") == 1


def test_what_changed_at_a_former_meeting_is_shown_at_once_and_can_be_changed_before_anything_is_saved(
    meetings: list[Room],
) -> None:
    first, second, _third = meetings
    adopt(second, first)
    late = action(first, "ขุดลอกคลอง", unit="สพอ.บ้านไผ่")
    assert titles(second, 3) == ["ขุดลอกคลอง"]
    assert "ขุดลอกคลอง" in page(second)
    assert "ขุดลอกคลอง" in words_of(second, "docx")
    change(second, "ขุดลอกคลอง", resolution="ให้เร่งรัด")
    assert [each.resolution for each in stored(second).of_agenda(3)] == ["ให้เร่งรัด"]
    other = action(first, "ของที่สอง")
    status(first, other, "done")
    status(first, late, "done")
    assert titles(second, 3) == ["ขุดลอกคลอง"]


def test_the_next_number_is_one_more_than_the_last_of_its_name_in_its_year(room: Room) -> None:
    def next_of(starts: str, *before: tuple[str, int, int]) -> tuple[int, int]:
        meeting = replace(room.feed.read(shown.read, room.code), title="ประชุมประจำเดือน", starts_on=dates.parse(starts))
        others = [Other(title, Adopted("x", number, year, ""), None) for title, number, year in before]
        return next_number(meeting, others)

    mine = "ประชุมประจำเดือน"
    assert next_of("2020-10-30") == (0, 2563)
    assert next_of("2020-10-30", (mine, 8, 2563), (mine, 7, 2563), (mine, 12, 2562), ("อื่น", 20, 2563)) == (9, 2563)
    assert next_of("2021-01-05", (mine, 12, 2563)) == (0, 2564)
    assert next_of("", (mine, 8, 2563)) == (0, 0)


@pytest.mark.parametrize("typed", ["{small}", " {code}", "ZZZZZZ", "๑๒๓"])
def test_a_code_in_small_letters_is_the_same_workshop_and_an_unknown_one_none(room: Room, typed: str) -> None:
    code = typed.format(small=room.code.lower(), code=room.code)
    known = code.strip().upper() == room.code
    assert room.desk.client.get(f"/workshops/{code}/minutes").status_code == (200 if known else 404)
