"""A phone becomes a remote by a link from the projector's menu; boards and their links last as long as the workshop."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.room import Desk, Room, helper_of
from workshop.domain import helpers, sessions, workshops
from workshop.domain.roles import MEANINGS
from workshop.domain.thai_time import BANGKOK, end_of
from workshop.domain.undo import ACTOR
from workshop.feed import Actor, Changing
from workshop.views import dates

HOUR = 3_600_000


def page_of(room: Room, desk: Desk) -> str:
    return desk.client.get(f"/workshops/{room.code}/remotes").text


def enter(room: Room, token: str, name: str = "มะลิ") -> Desk:
    desk = Desk(room.app, room.code)
    assert desk.post("/api/helpers/enter", json={"token": token, "name": name}).status_code == 200
    return desk


def tokens(page: str) -> list[str]:
    return re.findall(r"/helpers#([\w-]+)<", page)


def test_the_projectors_menu_makes_a_link_for_a_phone_with_its_qr_and_says_how_long_it_is_good(room: Room) -> None:
    console = room.desk.client.get(f"/workshops/{room.code}").text
    assert f'href="/workshops/{room.code}/remotes"' in console
    assert f'action="/workshops/{room.code}/remotes"' not in console, "a look makes no link"
    assert "ทำลิงก์ข้างบน" in page_of(room, room.desk)
    assert room.feed.read(helpers.links, room.feed.read(_workshop_id, room.code)) == []
    assert f'href="/workshops/{room.code}/remote"' not in console
    made = room.desk.post(f"/workshops/{room.code}/remotes")
    assert made.status_code == 200
    [link] = room.feed.read(helpers.links, room.feed.read(_workshop_id, room.code))
    assert link.role == "remote"
    for word in ("<svg", dates.moment(link.until), "ใช้ได้ 3 วัน", "ไม่ได้ใช้ 12 ชั่วโมง"):
        assert word in made.text
    phone = enter(room, tokens(made.text)[0])
    assert phone.client.get(f"/workshops/{room.code}/remote").status_code == 200
    assert phone.client.get(f"/workshops/{room.code}").status_code == 403


def test_the_page_of_remotes_names_who_has_one_and_takes_it_back(room: Room) -> None:
    helper_of(room, "viewer", "จำปี")
    phone = enter(room, tokens(room.desk.post(f"/workshops/{room.code}/remotes").text)[0], "ชบา")
    page = page_of(room, room.desk)
    assert "ชบา" in page
    assert "จำปี" not in page
    [person] = [each for each in room.feed.read(helpers.listed, room.code, None) if each.role == "remote"]
    answer = room.desk.post(f"/workshops/{room.code}/helpers/{person.id}/remove?back=remotes")
    assert answer.location == f"/workshops/{room.code}/remotes"
    assert phone.client.get(f"/workshops/{room.code}/remote").status_code == 302
    assert "ยังไม่มีเครื่องใดเป็นรีโมต" in page_of(room, room.desk)


def test_an_unused_link_of_a_remote_is_taken_back_there(room: Room) -> None:
    [token] = tokens(room.desk.post(f"/workshops/{room.code}/remotes").text)
    [link] = room.feed.read(helpers.links, room.feed.read(_workshop_id, room.code))
    answer = room.desk.post(f"/workshops/{room.code}/helpers/links/{link.id}/void?back=remotes")
    assert answer.location == f"/workshops/{room.code}/remotes"
    refused = Desk(room.app, room.code).post("/api/helpers/enter", json={"token": token, "name": "มะลิ"})
    assert refused.status_code == 410


def test_a_helper_makes_a_remote_and_takes_nobodys_back(room: Room) -> None:
    helper = helper_of(room, "helper")
    made = helper.post(f"/workshops/{room.code}/remotes")
    assert len(tokens(made.text)) == 1
    assert "/void" not in made.text
    enter(room, tokens(made.text)[0], "ชบา")
    for page in (made.text, page_of(room, helper)):
        assert "ผู้นำเรียกคืนได้ทุกเมื่อ" in page
        for untrue in ("เรียกคืนที่หน้านี้", "นำออก"):
            assert untrue not in page
    assert "นำออกแล้ว รีโมตเครื่องนั้นใช้ไม่ได้" in page_of(room, room.desk)
    outsider = helper_of(room.another(), "lead")
    assert outsider.post(f"/workshops/{room.code}/remotes").status_code == 404


def test_the_door_of_a_board_names_its_group_and_what_one_may_do(room: Room) -> None:
    token = room.feed.change(room.code, Actor(ACTOR, ""), helpers.make_link, "scribe", room.groups[1])
    found = Desk(room.app, room.code).post("/api/helpers/look", json={"token": token}).get_json()
    assert found["heading"] == "กระดานของ กลุ่มดอกจาน"
    assert found["role"] == "กระดานกลุ่ม · กลุ่มดอกจาน"
    assert "เขียนข้อสรุป" in found["meaning"]
    assert found["enter"] == "เปิดกระดาน"


@pytest.mark.parametrize("role", ["lead", "helper", "viewer"])
def test_the_console_says_what_its_role_may_do(room: Room, role: str) -> None:
    assert str(MEANINGS[role]) in helper_of(room, role).client.get(f"/workshops/{room.code}").text
    assert str(MEANINGS[role]) in room.desk.client.get(f"/workshops/{room.code}/helpers").text


def test_a_boards_link_and_its_board_last_until_the_workshop_is_over_and_no_other_does(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = helpers.now_ms()
    last = (datetime.fromtimestamp(now / 1000, BANGKOK) + timedelta(days=5)).date().isoformat()
    room.feed.change(room.code, Actor(ACTOR, ""), _set_days, last)
    sheet = room.desk.post(f"/workshops/{room.code}/groups/links").text
    assert sheet.count(dates.moment(end_of(last))) == 3  # the page and two cards
    helper_link = room.feed.change(room.code, Actor(ACTOR, ""), helpers.make_link, "helper")
    board, helper = helper_of(room, "scribe"), helper_of(room, "helper", "จำปี")
    address = f"/workshops/{room.code}/groups/{room.groups[1]}"
    for module in (helpers, sessions):
        monkeypatch.setattr(module, "now_ms", lambda: now + 100 * HOUR)
    assert enter(room, tokens(sheet)[1]).client.get(address).status_code == 200
    assert board.client.get(address).status_code == 200
    assert helper.client.get(address).status_code == 302
    stranger = Desk(room.app, room.code)
    assert stranger.post("/api/helpers/enter", json={"token": helper_link, "name": "มะลิ"}).status_code == 410
    for module in (helpers, sessions):
        monkeypatch.setattr(module, "now_ms", lambda: end_of(last) + 1)
    assert board.client.get(address).status_code == 302
    assert stranger.post("/api/helpers/look", json={"token": tokens(sheet)[0]}).status_code == 410


def _set_days(change: Changing, last: str) -> None:
    change.workshop.ends_on = last


def _workshop_id(session: Session, code: str) -> int:
    return workshops.find(session, code).id
