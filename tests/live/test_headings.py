"""Own headings while people write: from the first note on, on both consoles, and on nobody else's screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.live.listening import heard, listen
from tests.room import Room


def saved(room: Room, text: str, was: str = "", **more: Any) -> dict[str, Any]:
    answer = room.desk.call("/headings/problem", {"text": text, "was": was, "shown": False, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def test_the_first_note_joins_its_heading_and_a_second_worker_finds_the_same(
    room: Room, deliver: Callable[[], None]
) -> None:
    first, second = (listen(room, "console", flask_client=room.desk.client) for _ in range(2))
    projector, phone = (
        listen(room, "projector", flask_client=room.desk.client),
        listen(room, "phone", device=room.phone.key),
    )
    saved(room, "น้ำประปา: น้ำไม่ไหล น้ำขุ่น\nครูและนักเรียน: โรงเรียน")
    deliver()
    for console in (first, second):
        assert {theme["label"]: theme["count"] for theme in heard(console)[-1]["themes"]} == {
            "น้ำประปา": 0,
            "ครูและนักเรียน": 0,
        }
    assert [theme for event in heard(projector) for theme in event["themes"]] == []
    assert not any("themes" in event or event.get("themes_shown") for event in heard(phone))
    room.phone.note("น้ำประปาไม่ไหลสามวันแล้ว")
    room.group_notes()
    deliver()
    assert {theme["label"]: theme["count"] for theme in heard(second)[-1]["themes"]} == {"น้ำประปา": 1}
    for text in ("น้ำประปาขุ่นมาก", "ถนนเป็นหลุมบ่อ", "ถนนชำรุดทั้งสาย", "ถนนพังหลังน้ำท่วม"):
        room.other.note(text)
    room.group_notes()  # by a worker that has seen nothing before
    board = room.desk.board()
    counts = {theme["label"]: theme["count"] for theme in board["themes"]}
    assert counts.pop("น้ำประปา") == 2
    assert counts.pop("ครูและนักเรียน") == 0
    assert sum(counts.values()) + board["figures"]["ungrouped"] == 3
    shown = {theme["label"] for theme in room.desk.board(view="projector")["themes"]}
    assert "น้ำประปา" in shown
    assert "ครูและนักเรียน" not in shown


def test_a_regrouping_at_any_fineness_leaves_the_headings_their_notes(room: Room) -> None:
    saved(room, "ถนน: ถนนพัง หลุมบ่อ")
    for text in ("ถนนเป็นหลุมบ่อ", "ถนนชำรุดทั้งสาย", "ถนนพังหลังน้ำท่วม", "ขาดเจ้าหน้าที่", "เจ้าหน้าที่ไม่พอ"):
        room.phone.note(text)
    room.group_notes()
    before = {note["id"] for note in room.desk.board()["notes"] if note["text"].startswith("ถนน") and note["theme_id"]}
    for fineness in (-1, 1):
        room.desk.call("/regroup", {"category": "problem", "fineness": fineness})
        room.group_notes()
        room.desk.call("/regroup/problem/apply")
        board = room.desk.board()
        road = next(theme["id"] for theme in board["themes"] if theme["heading"])
        assert {note["id"] for note in board["notes"] if note["theme_id"] == road} == before


def test_headings_are_for_the_signed_in_facilitator_of_this_workshop(room: Room) -> None:
    saved(room, "น้ำประปา")
    for phone in (room.outsider(), room.phone):
        assert phone.call("GET", "/headings/problem").status_code == 401
        message = {"text": "ของคนนอก", "was": "น้ำประปา", "shown": True}
        assert phone.call("POST", "/headings/problem", message).status_code == 409  # without the form's token
    kept = room.desk.client.get(f"/api/w/{room.code}/headings/problem").get_json()
    assert (kept["text"], kept["shown"]) == ("น้ำประปา", False)
    there = room.another().desk.client.get(f"/api/w/{room.code}/headings/weather")
    assert there.status_code == 422
