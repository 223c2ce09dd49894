"""The log names who signed in, exported and deleted where people sign in by name, to those who may see people."""

from __future__ import annotations

import pytest

from tests.room import Room, helper_of
from tests.web.test_people import NAME, SECRET, form, sign_in, with_password
from tests.web.test_person_doors import Organisation
from workshop.domain import access_log


@pytest.fixture
def here(room: Room) -> Organisation:
    return Organisation(room)


def test_the_log_names_the_person_who_signed_in_exported_deleted_and_signed_out(here: Organisation, room: Room) -> None:
    here.give("province")
    room.phone.note("ข้อความลับ")
    lead = with_password(room)
    for desk in (room.desk, lead):
        assert desk.client.get(f"/workshops/{room.code}/export/csv").status_code == 200
    sign_in(room, NAME, SECRET)
    form(lead, f"/workshops/{room.code}/endings/delete")
    form(lead, "/sign-out")
    entries = reversed(room.feed.read(access_log.latest))
    assert [(each.what, each.code, each.person) for each in entries if each.what != "person_changed"] == [
        ("person_password", "", NAME),
        ("export", room.code, ""),
        ("export", room.code, NAME),
        ("person", "", NAME),
        ("delete", room.code, NAME),
        ("sign_out", "", NAME),
    ]
    page = room.desk.client.get("/sign-ins").text
    assert page.count(f'<td translate="no">{NAME}</td>') == 5
    assert "ข้อความลับ" not in page


def test_the_record_of_processing_names_people_to_those_who_may_see_them(here: Organisation, room: Room) -> None:
    here.give("province")
    lead, viewer = here.person("leader", ("province", "lead")), here.person("reader", ("province", "viewer"))
    assert lead.client.get(f"/workshops/{room.code}/export/csv").status_code == 200
    shown = {
        name: "leader</span>" in desk.client.get(f"/workshops/{room.code}/processing").text
        for name, desk in {"password": room.desk, "lead": lead, "viewer": viewer}.items()
    }
    assert shown == {"password": True, "lead": True, "viewer": False}


def test_the_record_of_processing_says_what_is_stored_of_helpers_and_people(here: Organisation, room: Room) -> None:
    address = f"/workshops/{room.code}/processing"
    assert "(0): ชื่อที่พิมพ์ หน้าที่" in room.desk.client.get(address).text
    assert "คนที่เข้าระบบด้วยชื่อ: " not in room.desk.client.get(address).text
    helper_of(room, "viewer", "มะลิ")
    here.person("leader", ("province", "lead"))
    record = room.desk.client.get(address).text
    assert "ผู้ช่วยที่เข้าด้วยลิงก์ซึ่งยังอยู่ในระบบ (1)" in record
    assert "คนที่เข้าระบบด้วยชื่อ: ชื่อเข้าระบบ" in record
    assert "มะลิ" not in record
    assert "· เข้าด้วยลิงก์เชิญ" in record
    assert "· helper ·" not in record


def test_a_laptop_without_people_has_a_log_as_before(room: Room) -> None:
    assert '<th scope="col">โดย</th>' not in room.desk.client.get("/sign-ins").text
