"""Phones are told the groups as they are now, though the server remembers them from one phone to the next."""

from __future__ import annotations

from tests.room import Phone, Room

FORM = {
    "title": "เหลียวหลัง แลหน้า",
    "groups_mode": "names",
    "phase_title": "ปัญหา",
    "phase_categories": "ปัญหา/อุปสรรค",
    "phase_id": "",
}


def names(phone: Phone) -> list[str]:
    return [group["name"] for group in phone.state()["groups"]]


def test_new_names_reach_phones_that_joined_and_those_that_did_not_and_no_other_workshop(room: Room) -> None:
    elsewhere = room.another()
    before, others = names(room.phone), names(elsewhere.phone)
    for typed in (["กลุ่มดอกปีบ", "กลุ่มดอกรัก"], ["กลุ่มดอกรัก", "กลุ่มดอกแก้ว", "กลุ่มดอกบัว"]):
        form = {**FORM, "groups_names": "\n".join(typed)}
        answer = room.desk.post(f"/workshops/{room.code}/edit", data=form)
        assert answer.status_code == 302, answer.text
        for phone in (room.phone, room.other, room.outsider()):
            told = names(phone)
            assert told[: len(typed)] == typed
            assert told != before
        assert names(elsewhere.phone) == names(elsewhere.outsider()) == others
