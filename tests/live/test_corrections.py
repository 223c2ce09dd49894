"""What a facilitator puts right: a note's category and group, and who sits where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, phone_socket
from tests.room import Room, new_id
from workshop.views import integrity
from workshop.views.read_record import read_record


def notes(room: Room) -> dict[str, dict[str, Any]]:
    return {note["text"]: note for note in room.desk.board()["notes"]}


def settle(room: Room, path: str, **fields: Any) -> None:
    assert room.desk.post(f"/workshops/{room.code}{path}", data=fields).status_code in (200, 302)


def test_notes_of_another_category_leave_their_themes_and_undo_brings_them_back(
    room: Room, deliver: Callable[[], None]
) -> None:
    written = [room.phone.note(text)["id"] for text in ("งบมาช้า", "คนไม่พอ", "ถนนชำรุด")]
    theme = room.desk.call(f"/notes/{written[0]}/move", {"theme_id": "new", "label": "งบ"}).get_json()["answer"]
    writer, since = phone_socket(room, room.phone), room.phone.state()["seq"]
    deliver()
    writer.get_received()
    answer = room.desk.call("/notes/category", {"notes": written[:2], "category": "cause"})
    assert (answer.status_code, answer.get_json()["answer"]) == (200, 2)
    shown = notes(room)
    assert [shown[text]["category"] for text in ("งบมาช้า", "คนไม่พอ", "ถนนชำรุด")] == ["cause", "cause", "problem"]
    assert (shown["งบมาช้า"]["theme_id"], shown["งบมาช้า"]["status"]) == (None, "ungrouped")
    deliver()
    assert {note for event in heard(writer, "notes") for note in event["answered"]} == set(written[:2])
    assert {note["id"]: note["category"] for note in room.phone.state(since)["notes"]} == dict.fromkeys(
        written[:2], "cause"
    )
    room.desk.call("/undo")
    assert (notes(room)["งบมาช้า"]["category"], notes(room)["งบมาช้า"]["theme_id"]) == ("problem", theme)
    assert room.feed.read(integrity.everything).faults == ()


def test_undo_of_a_category_leaves_words_that_were_edited_since_to_the_grouping(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    room.desk.call("/notes/category", {"notes": [note], "category": "cause"})
    edited = room.phone.call("PATCH", f"/notes/{note}", {"text": "คนไม่พอ", "edit": new_id()})
    assert (edited.status_code, edited.get_json()["note"]["category"]) == (200, "cause")
    room.desk.call("/undo")
    shown = notes(room)["คนไม่พอ"]
    assert (shown["category"], shown["theme_id"]) == ("problem", None)


@pytest.mark.parametrize("category", ["", "none", "\x00", 5, None])
def test_a_category_that_the_workshop_does_not_have_changes_nothing(room: Room, category: Any) -> None:
    note, seq = room.phone.note("งบมาช้า")["id"], room.desk.board()["seq"]
    assert room.desk.call("/notes/category", {"notes": [note], "category": category}).status_code == 422
    assert room.desk.call("/notes/category", {"notes": [note, "none"], "category": "cause"}).status_code == 404
    assert room.desk.board()["seq"] == seq


def test_a_writer_changes_the_category_of_a_note_within_its_phase(room: Room) -> None:
    room.desk.open_phase(1)
    note = room.phone.note("ต้องแก้", category="cause")["id"]
    body = {"text": "ต้องแก้", "category": "proposal", "edit": new_id()}
    assert room.phone.call("PATCH", f"/notes/{note}", body).get_json()["note"]["category"] == "proposal"
    assert (
        room.phone.call("PATCH", f"/notes/{note}", {**body, "category": "problem", "edit": new_id()}).status_code == 422
    )
    assert notes(room)["ต้องแก้"]["category"] == "proposal"


def test_the_notes_of_a_group_stand_with_another_until_undone_and_single_ones_too(room: Room) -> None:
    first, second = room.groups
    mine = room.phone.note("ของกลุ่มแรก")["id"]
    room.phone.note("อีกข้อ")
    room.other.note("ของกลุ่มที่สอง")
    by_group = lambda: sorted(note["group_id"] for note in notes(room).values())  # noqa: E731
    settle(room, "/groups/notes", of=str(first), to=str(second))
    assert by_group() == [second] * 3
    assert [group["notes"] for group in room.desk.board()["groups"]] == [0, 3]
    room.desk.call("/undo")
    assert by_group() == sorted([first, first, second])
    assert room.desk.call(f"/groups/{first}/notes", {"to": second, "notes": [mine]}).get_json()["answer"] == 1
    assert notes(room)["ของกลุ่มแรก"]["group_id"] == second
    for path, body in ((f"/groups/{first}/notes", {"to": 99_999}), ("/groups/99999/notes", {"to": second})):
        assert room.desk.call(path, body).status_code == 422


def test_anonymous_notes_are_not_moved_one_by_one_nor_while_groups_are_sealed(room: Room) -> None:
    first, second = room.groups
    room.desk.call(f"/phases/{room.desk.board()['phases'][1]['id']}/identity", {"identity": "anonymous"})
    room.desk.open_phase(1)
    for number in range(5):
        room.new_phone(0).note(f"เหตุ {number}", promised="anonymous")
    assert room.desk.call(f"/groups/{first}/notes", {"to": second}).status_code == 422
    phase = room.desk.board()["phases"][1]["id"]
    room.desk.call(f"/phases/{phase}/close")
    assert room.desk.call(f"/groups/{first}/notes", {"to": second}).status_code == 422, "late notes may come"
    room.desk.call(f"/phases/{phase}/grace", {"minutes": 0})
    one = notes(room)["เหตุ 0"]
    assert one["group_id"] == first
    assert room.desk.call(f"/groups/{first}/notes", {"to": second, "notes": [one["id"]]}).status_code == 422
    assert room.desk.call(f"/groups/{first}/notes", {"to": second}).get_json()["answer"] == 5


def test_a_person_is_moved_and_the_phone_knows_while_the_notes_stay(room: Room) -> None:
    first, second = room.groups
    me = room.phone.state()["me"]["id"]
    room.phone.note("เขียนก่อนย้าย")
    settle(room, f"/phones/{me}/group", group=str(second))
    assert room.phone.state()["me"]["group_id"] == second
    assert notes(room)["เขียนก่อนย้าย"]["group_id"] == first
    room.phone.note("เขียนหลังย้าย")
    assert notes(room)["เขียนหลังย้าย"]["group_id"] == second
    assert [group["participants"] for group in room.desk.board()["groups"]] == [0, 2]
    for person, group in ((me, "99999"), (me, "x"), ("none", str(first))):
        assert room.desk.post(f"/workshops/{room.code}/phones/{person}/group", data={"group": group}).status_code in (
            404,
            422,
        )
    assert room.phone.state()["me"]["group_id"] == second


def test_an_open_phone_that_is_seated_elsewhere_is_told_to_fetch_its_group_and_another_is_not(
    room: Room, deliver: Callable[[], None]
) -> None:
    seated, other = phone_socket(room, room.phone), phone_socket(room, room.other)
    deliver()
    for socket in (seated, other):
        socket.get_received()
    before, seq = room.phone.state()["me"], room.desk.board()["seq"]
    elsewhere = next(group for group in room.groups if group != before["group_id"])
    settle(room, f"/phones/{before['id']}/group", group=str(elsewhere))
    deliver()
    (told,) = heard(seated, "notes")
    assert (told["from"] > seq, told["notes"], heard(other, "notes")) == (True, [], [])
    assert room.phone.state()["me"]["group_id"] == elsewhere


def test_notes_that_leave_for_another_category_found_a_theme_of_their_own_there_and_the_report_adds_up(
    room: Room,
) -> None:
    texts = ("งบประมาณมาช้า", "งบประมาณมาช้ามาก", "งบประมาณมาช้าทุกปี", "งบประมาณมาช้าเกินไป")
    written = [room.phone.note(text)["id"] for text in texts]
    room.group_notes()
    (theme,) = room.desk.board()["themes"]
    assert room.desk.call(f"/themes/{theme['id']}/rename", {"label": "งบช้า"}).status_code == 200
    assert room.desk.call("/notes/category", {"notes": written[:-1], "category": "cause"}).status_code == 200
    room.group_notes()
    board = room.desk.board()
    categories = {each["id"]: each["category"] for each in board["themes"]}
    placed = [(note["category"], categories.get(note["theme_id"])) for note in board["notes"]]
    assert sorted(placed) == [("cause", "cause")] * 3 + [("problem", "problem")]
    assert {each["label"] for each in board["themes"] if each["category"] == "problem"} == {"งบช้า"}
    record = room.feed.read(read_record, room.code)
    assert {each.key: [len(found.notes) for found in each.themes] for each in record.categories if each.themes} == {
        "problem": [1],
        "cause": [3],
    }
