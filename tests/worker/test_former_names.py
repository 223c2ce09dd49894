"""Names of earlier workshops are offered on the console for themes that they fit: by name alone, and taken by a tap."""

from __future__ import annotations

import json

import pytest

from tests.room import Room
from tests.web.test_person_doors import Organisation
from workshop.domain import endings, organisation
from workshop.domain.grouper import Grouper
from workshop.jobs import at_once
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing

NAME = "งบประมาณล่าช้ากว่าแผน"
FORMER = ("โอนงบช้าทุกปีเลย", "เงินงวดออกช้ามาก", "งบประมาณลงมาไม่ทัน", "รองบถึงเดือนหก")
LATE = ("งบประมาณมาช้ามาก", "งบประมาณโอนมาช้าทุกไตรมาส", "ได้รับงบประมาณล่าช้า", "งบประมาณมาช้ากว่าแผน 3 เดือน")
FEW = ("เจ้าหน้าที่ไม่พอ", "อัตรากำลังเจ้าหน้าที่ไม่พอ", "เจ้าหน้าที่มีน้อย งานมีมาก", "ขาดเจ้าหน้าที่มาสองปีแล้ว")


def work(room: Room) -> None:
    worker = Follower(room.feed, Grouper(), leasing := Leasing(room.feed), at_once)
    while worker.round():
        pass
    leasing.release()


def named(room: Room, name: str, texts: tuple[str, ...]) -> str:
    first, *others = [room.phone.note(text)["id"] for text in texts]
    theme: str = room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": name}).get_json()["answer"]
    for note in others:
        room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
    return theme


@pytest.fixture
def later(room: Room) -> Room:
    """A workshop after one that named a theme as these late budgets are, and another one as nothing is here."""
    named(room, NAME, FORMER)
    named(room, "น้ำท่วมตลาด", ("น้ำท่วมตลาดสด", "น้ำขังหน้าตลาด"))
    found = room.another()
    for text in (*LATE, *FEW):
        found.phone.note(text)
    work(found)
    return found


def test_a_former_name_alone_is_offered_taken_by_one_tap_and_given_back_by_undo(room: Room, later: Room) -> None:
    board = later.desk.board()
    (offer,) = board["former_names"]
    assert offer["name"] == NAME
    assert {row["text"] for row in board["notes"] if row["theme_id"] == offer["id"]} == set(LATE)
    assert not any(theme["given"] for theme in board["themes"]), "nothing is named by itself"
    assert not any(text in json.dumps(board, ensure_ascii=False) for text in FORMER)
    for others in (later.desk.board(view="projector"), later.phone.state(), later.outsider().state()):
        assert NAME not in json.dumps(others, ensure_ascii=False)
    later.desk.call(f"/themes/{offer['id']}/rename", {"label": offer["name"]})
    assert later.desk.board()["former_names"] == []
    work(later)
    later.desk.call("/undo")
    work(later)
    assert later.desk.board()["former_names"] == [offer]
    assert room.desk.board()["former_names"] == [], "the earlier workshop is offered nothing"


def test_no_name_and_no_title_of_a_workshop_of_another_unit_is_offered(room: Room, later: Room) -> None:
    here = Organisation(room)
    assert later.desk.board()["former_names"], "of no unit, both are the installation's"
    room.feed.write(organisation.give_workshop, later.code, here.units["neighbour"])
    room.feed.write(organisation.give_workshop, room.code, here.units["province"])
    later.phone.note("ถนนพัง")
    assert later.desk.board()["former_names"] == [], "also of those that were found before"
    work(later)
    assert NAME not in json.dumps(later.desk.board(), ensure_ascii=False)
    room.feed.write(organisation.give_workshop, room.code, here.units["neighbour"])
    later.phone.note("น้ำไม่ไหล")
    work(later)
    assert [each["name"] for each in later.desk.board()["former_names"]] == [NAME]


def test_a_former_name_goes_with_its_workshop(room: Room, later: Room) -> None:
    room.feed.write(endings.delete_rows, room.code)
    later.phone.note("ถนนพัง")
    assert later.desk.board()["former_names"] == []
    work(later)
    assert NAME not in json.dumps(later.desk.board(), ensure_ascii=False)
