"""A phase is added while the workshop runs: what is open goes on, and nothing that was written changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import Room, helper_of
from workshop.domain import phases
from workshop.messages.incoming import PhaseDraft

ASKED = {
    "title": "ข้อเสนอถึงกรม",
    "question": "อยากให้กรมช่วยอะไร",
    "category": "ข้อเสนอแนะ/การพัฒนาต่อยอด",
    "identity": "unit",
}


def add(room: Room, **fields: Any) -> Any:
    return room.desk.call("/phases", {**ASKED, **fields})


def test_the_new_phase_stands_last_waits_and_is_opened_and_written_in(room: Room) -> None:
    room.phone.note("เขียนไว้ก่อน")
    before = room.desk.board()
    seen = room.phone.state()["seq"]
    answer = add(room)
    assert answer.status_code == 200
    board = room.desk.board(before["seq"])
    assert [(each["title"], each["state"]) for each in board["phases"]] == [
        ("ปัญหา", "open"),
        ("สาเหตุและข้อเสนอ", "waiting"),
        ("ข้อเสนอถึงกรม", "waiting"),
    ]
    new = board["phases"][-1]
    assert (new["id"], new["question"], new["identity"]) == (answer.get_json()["answer"], ASKED["question"], "unit")
    assert new["categories"] == ["proposal"], "a category that is known is no second one"
    assert room.desk.board()["workshop"]["categories"] == before["workshop"]["categories"]
    assert len(room.phone.state(seen)["phases"]) == 3
    assert [note["text"] for note in room.desk.board()["notes"]] == ["เขียนไว้ก่อน"]
    room.desk.open_phase(2)
    room.phone.note("ขอคนเพิ่ม")
    assert room.desk.board()["notes"][-1]["phase_id"] == new["id"]


def test_a_new_category_reaches_every_screen(room: Room) -> None:
    seen, board = room.phone.state()["seq"], room.desk.board()["seq"]
    assert add(room, category="  ความหวัง ").status_code == 200
    for workshop in (room.phone.state(seen)["workshop"], room.desk.board(board)["workshop"]):
        assert workshop["categories"][-1]["name"] == "ความหวัง"
    assert room.desk.board()["phases"][-1]["categories"] == [workshop["categories"][-1]["key"]]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"title": " \u200b"}, "title"),
        ({"title": "กี่" * (phases.TITLE_LIMIT + 1)}, "title"),
        ({"category": ""}, "category"),
        ({"category": "ก" * (phases.TITLE_LIMIT + 1)}, "category"),
        ({"question": "กี่" * (phases.QUESTION_LIMIT + 1)}, "question"),
        ({"title": None}, None),
        ({"category": ["ผลงาน"]}, None),
        ({"identity": "everyone"}, None),
    ],
)
def test_a_bad_phase_is_refused_at_its_field_and_changes_nothing(
    room: Room, fields: dict[str, Any], at: str | None
) -> None:
    before = room.desk.board()["seq"]
    refused = add(room, **fields)
    assert refused.status_code == 422
    assert at is None or list(refused.get_json()["errors"]) == [at]
    assert room.desk.board()["seq"] == before


def test_no_phase_is_added_beyond_the_most_or_after_the_end(room: Room) -> None:
    for _ in range(phases.MOST - 2):
        assert add(room).status_code == 200
    assert add(room).status_code == 422
    another = room.another()
    another.desk.post(f"/workshops/{another.code}/endings/end")
    assert add(another).status_code == 422
    assert len(another.desk.board()["phases"]) == 2


def titles(room: Room) -> list[str]:
    return [each["title"] for each in room.desk.board()["phases"]]


def test_adding_a_phase_is_undone_and_done_again_with_its_new_category(room: Room) -> None:
    before, seen, board = room.desk.board(), room.phone.state()["seq"], room.desk.board()["seq"]
    add(room, category="ความหวัง")
    assert room.desk.board()["undo"] == "เพิ่มช่วง"
    assert room.desk.call("/undo").status_code == 200
    assert titles(room) == ["ปัญหา", "สาเหตุและข้อเสนอ"]
    assert room.desk.board()["workshop"]["categories"] == before["workshop"]["categories"]
    assert [each["title"] for each in room.phone.state(seen)["phases"]] == titles(room)
    assert [each["title"] for each in room.desk.board(board)["phases"]] == titles(room)
    assert room.desk.call("/redo").status_code == 200
    assert titles(room)[-1] == "ข้อเสนอถึงกรม"
    assert room.desk.board()["workshop"]["categories"][-1]["name"] == "ความหวัง"
    assert [each["title"] for each in room.phone.state(seen)["phases"]] == titles(room)
    assert room.desk.call("/undo").status_code == 200
    assert titles(room) == ["ปัญหา", "สาเหตุและข้อเสนอ"]


def test_the_undo_of_a_phase_leaves_a_category_that_something_else_is_of(room: Room) -> None:
    add(room, category="ความหวัง")
    key = room.desk.board()["phases"][-1]["categories"][0]
    note = room.phone.note("อยากได้รถ")["id"]
    room.desk.call("/notes/category", {"notes": [note], "category": key})
    another = add(room, title="อีกช่วง", category="ความฝัน")
    assert another.status_code == 200
    while room.desk.board()["undo"] != "เพิ่มช่วง" or len(titles(room)) > 3:
        assert room.desk.call("/undo").status_code == 200
    assert "ความฝัน" not in [each["name"] for each in room.desk.board()["workshop"]["categories"]]
    room.desk.call("/notes/category", {"notes": [note], "category": key})
    assert room.desk.board()["notes"][0]["category"] == key


def test_a_phase_that_was_opened_or_written_in_is_not_undone(room: Room) -> None:
    add(room)
    room.desk.open_phase(2)
    assert room.desk.call("/undo").get_json()["undone"] == "เปิดช่วง"
    assert room.desk.board()["undo"] != "เพิ่มช่วง"
    assert len(titles(room)) == 3
    room.desk.call("/undo")
    assert len(titles(room)) == 3


def test_two_consoles_undo_each_their_own_added_phase(room: Room) -> None:
    other = helper_of(room, "lead")
    add(room, title="ของแรก", category="ความหวัง")
    other.call("/phases", {**ASKED, "title": "ของสอง", "category": "ความฝัน"})
    assert room.desk.call("/undo").status_code == 200
    assert titles(room)[2:] == ["ของสอง"]
    assert other.call("/undo").status_code == 200
    assert titles(room) == ["ปัญหา", "สาเหตุและข้อเสนอ"]


def test_a_phase_that_the_form_took_away_is_not_offered_for_undo_and_its_category_stays_away(room: Room) -> None:
    add(room, category="ความหวัง")
    assert room.desk.board()["undo"] == "เพิ่มช่วง"
    kept = [
        PhaseDraft(each["title"], each["question"], ("ปัญหา/อุปสรรค",), id=each["id"])
        for each in room.desk.board()["phases"][:2]
    ]
    room.feed.change(room.code, "facilitator", phases.replace, kept)
    assert room.desk.board()["undo"] != "เพิ่มช่วง"
    room.desk.call("/undo")
    assert len(titles(room)) == 2
    assert "ความหวัง" not in [each["name"] for each in room.desk.board()["workshop"]["categories"]]
