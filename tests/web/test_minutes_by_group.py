"""Problems of the month, by group, in the minutes of a meeting: never of an anonymous phase."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.room import Desk, Phone, Room
from tests.web.test_minutes import page, post, stored
from workshop.domain import workshops
from workshop.domain.agendas import MONTHLY
from workshop.messages.incoming import PhaseDraft, WorkshopDraft


def monthly(
    room: Room, identity: Any, groups: tuple[str, ...] = ("อำเภอพล", "อำเภอภูเวียง", "อำเภอน้ำพอง")
) -> list[Phone]:
    """Make the meeting from its template; return a phone for each group."""
    phase = MONTHLY.phases[0]
    names = tuple(str(name) for _key, name in MONTHLY.categories)
    phases = (PhaseDraft(str(phase.title), str(phase.question), names, identity=identity),)
    draft = WorkshopDraft(MONTHLY.key, "ประชุมประจำเดือน", groups=groups, phases=phases)
    code = room.feed.write(workshops.create, draft)
    room.code = room.desk.code = code
    room.desk.open_phase()
    phones = []
    for group in room.desk.board()["groups"]:
        phone = Phone(room.app.test_client(), code)
        phone.join(group["id"])
        phones.append(phone)
    return phones


def text(room: Room) -> str:
    (item,) = stored(room).of_agenda(4)
    assert item.title == "ปัญหา/อุปสรรค แยกตามกลุ่ม"
    return item.text


def test_each_group_has_its_themes_the_largest_first_and_hidden_notes_are_in_none(room: Room) -> None:
    one, other, _silent = monthly(room, "unit")
    theme = one.note("งบประมาณมาช้า")["id"]
    room.desk.call(f"/notes/{theme}/move", {"theme_id": "new", "label": "งบประมาณ"})
    theme_id = next(each["theme_id"] for each in room.desk.board()["notes"] if each["id"] == theme)
    for phone in (one, other):
        room.desk.call(f"/notes/{phone.note('เงินไม่มา')['id']}/move", {"theme_id": theme_id})
    other.note("ถนนพัง")
    room.desk.call(f"/notes/{other.note('ลับ')['id']}/hide")
    assert "แยกตามกลุ่มมาใส่" in page(room)
    post(room, "/fill/groups", category="problem")
    assert text(room).splitlines()[1:] == [
        "– อำเภอพล: งบประมาณ (๒ ความเห็น)",
        "– อำเภอภูเวียง: งบประมาณ (๑ ความเห็น) ยังไม่จัดกลุ่ม (๑ ความเห็น)",
    ]


def test_an_anonymous_phase_says_nothing_of_groups(room: Room) -> None:
    for phone in monthly(room, "anonymous"):
        phone.note("งบประมาณมาช้า")
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/close")
    assert "แยกตามกลุ่มมาใส่" not in page(room)
    post(room, "/fill/groups", category="problem")
    assert stored(room).of_agenda(4) == ()


def test_ninety_groups_fit_into_one_matter_that_can_be_edited(room: Room) -> None:
    for phone in monthly(room, "unit", tuple(f"อำเภอที่มีชื่อยาวมาก ลำดับที่ {number} ของจังหวัดตัวอย่าง" for number in range(90))):
        note = phone.note("ก" * 200)["id"]
        room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"{note} " + "ข" * 60})
    post(room, "/fill/groups", category="problem")
    item = stored(room).of_agenda(4)[0]
    assert "และอีก" in item.text
    answer = post(
        room, "/items", id=item.id, was=item.version, agenda="4", title=item.title, text=item.text, resolution="รับทราบ"
    )
    assert answer.status_code == 302


@pytest.mark.parametrize("category", ["", "x", "ก\0ข"])
def test_a_category_that_is_none_takes_nothing(room: Room, category: str) -> None:
    monthly(room, "unit")[0].note("งบประมาณมาช้า")
    assert post(room, "/fill/groups", category=category).status_code == 302
    assert stored(room).of_agenda(4) == ()


def test_the_form_offers_the_monthly_meeting(app: Flask, room: Room) -> None:
    desk: Desk = room.desk
    assert "ประชุมประจำเดือน: ปัญหาของเดือน" in desk.client.get("/workshops/new").text
