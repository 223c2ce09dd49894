"""What a phone is told of a room before its owner chooses a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.room import Room

ROOT = Path(__file__).resolve().parents[2]


def test_a_phone_is_sent_the_size_of_each_group_but_no_names(room: Room) -> None:
    room.new_phone(1, name="สมมุติ นามสกุลลับ", unit="หน่วยลับ")
    first, second = (str(group) for group in room.groups[:2])
    whole = room.outsider().state()
    assert whole["people"] == {first: 1, second: 2}
    assert "ลับ" not in str(whole)
    assert room.phone.state()["people"] == {second: 2}  # without oneself
    assert "people" not in room.phone.state(since=1)
    another = room.another()
    assert set(another.outsider().state()["people"]) == {str(group) for group in another.groups[:2]}


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_join_page_says_that_a_notes_group_is_shown(room: Room, language: str) -> None:
    phone = room.outsider()
    phone.client.set_cookie("language", language)
    page = phone.client.get(f"/j/{room.code}").text
    said = {"th": "ผู้อื่นเห็นชื่อกลุ่มของท่านคู่กับข้อความ", "en": "name beside your note"}
    assert said[language] in page


PROMISES = ("ไม่มีใครเห็นว่าใครเขียน", "ชื่อผู้ส่งไม่ออกจากเซิร์ฟเวอร์", "No one sees who wrote", "Nobody sees who wrote")


@pytest.mark.parametrize("promise", PROMISES)
def test_no_page_promises_that_nobody_can_tell_who_wrote(promise: str) -> None:
    texts = [*ROOT.glob("templates/**/*.html"), ROOT / "README.md", *ROOT.glob("workshop/translations/**/*.po")]
    assert [path.name for path in texts if promise in path.read_text("utf-8")] == []


@pytest.mark.parametrize("address", ["/j/{}ครับ", "/j/{}/", "/j/{}&openExternalBrowser=1"])
def test_words_that_stuck_to_a_link_lead_to_the_room_all_the_same(room: Room, address: str) -> None:
    answer = room.outsider().client.get(address.format(room.code))
    assert (answer.status_code, answer.location) == (302, f"/j/{room.code}")


def test_a_link_in_capitals_opens_the_room(room: Room) -> None:
    page = room.outsider().client.get(f"/J/{room.code}", follow_redirects=True)
    assert (page.status_code, page.request.path) == (200, f"/j/{room.code}")
    assert room.outsider().client.get("/J/AAAAAA", follow_redirects=True).status_code == 404


def test_a_pasted_link_opens_the_room_from_the_door(room: Room) -> None:
    pasted = f"เข้าที่ http://192.0.2.7:8000/j/{room.code} ค่ะ"
    answer = room.outsider().client.get("/join", query_string={"code": pasted})
    assert (answer.status_code, answer.location) == (302, f"/j/{room.code}")
