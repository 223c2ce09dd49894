"""What a phone may do over HTTP, and what a stranger may not."""

from __future__ import annotations

import json

import pytest

from tests.room import Room, new_id
from workshop.views import phones


def test_an_address_with_a_nul_byte_is_not_found(room: Room) -> None:
    before = room.desk.board()["seq"]
    for path in ("/j/A%00B", "/api/w/A%00B/state", f"/api/w/{room.code}/notes/%00"):
        call = room.phone.client.delete if "notes" in path else room.phone.client.get
        answer = call(path, headers={"Authorization": f"Bearer {room.phone.key}"})
        assert answer.status_code in (404, 405)
    assert room.desk.board()["seq"] == before


def test_a_note_is_stored_before_its_answer_and_shown_without_its_writer(room: Room) -> None:
    writer = room.new_phone(0, name="ผู้ทดสอบหนึ่ง", unit="หน่วยทดสอบ", role="ตำแหน่งทดสอบ")
    note = writer.note("หัวหน้าไม่ฟังความเห็น")
    for view in ("console", "projector"):
        board = room.desk.board(view=view)
        assert [row["id"] for row in board["notes"]] == [note["id"]]
        assert not {"participant", "participant_id", "writer", "name", "device"} & set(board["notes"][0])
    assert set(room.desk.board(view="projector")["notes"][0]) == {
        "id", "number", "text", "category", "phase_id", "group_id", "theme_id", "status", "agreed", "at", "comments",
    }  # fmt: skip
    projector = json.dumps(room.desk.board(view="projector"), ensure_ascii=False)
    for secret in ("ผู้ทดสอบหนึ่ง", "หน่วยทดสอบ", "ตำแหน่งทดสอบ", writer.key, writer.state()["me"]["id"]):
        assert secret not in projector


def test_a_phone_sees_its_own_notes_and_nobody_elses(room: Room) -> None:
    mine, theirs = room.phone.note("ของฉัน"), room.other.note("ของเขา")
    assert [note["id"] for note in room.phone.state()["notes"]] == [mine["id"]]
    assert [note["id"] for note in room.other.state()["notes"]] == [theirs["id"]]
    stranger = room.outsider().state()
    assert (stranger["me"], stranger["notes"], stranger["gone"]) == (None, [], [])
    assert "ของฉัน" not in json.dumps(stranger, ensure_ascii=False)


def test_a_state_with_many_notes_is_the_same_as_one_with_few(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    since = room.phone.state()["seq"]
    room.phone.note("ของฉัน"), room.other.note("ของเขา")
    room.desk.call("/sharing", {"sharing": "everyone"})
    asked = [(phone, at) for phone in (room.phone, room.other, room.outsider()) for at in (0, since, since + 2)]
    few = [phone.state(at) for phone, at in asked]
    monkeypatch.setattr(phones, "_FEW_NOTES", 0)
    assert room.feed.read_brief(phones.brief, room.code, room.phone.key, since) is None
    many = [phone.state(at) for phone, at in asked]
    assert [{**state, "now": 0} for state in few] == [{**state, "now": 0} for state in many]
    assert few[0]["shared"], "a note of another group is in it"


def test_the_same_note_twice_is_one_note_and_both_answers_are_alike(room: Room) -> None:
    note_id = new_id()
    first, second = (room.phone.send("งบมาช้า", note_id) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json()["note"] == second.get_json()["note"]
    assert room.desk.board()["figures"]["received"] == 1


@pytest.mark.parametrize(
    ("text", "status", "error"),
    [
        ("", 422, "note_empty"),
        ("   \n ", 422, "note_empty"),
        ("\N{ZERO WIDTH SPACE}\N{WORD JOINER}", 422, "note_empty"),
        ("\x00\x07", 422, "note_empty"),
        ("ที่" * 301, 422, "note_too_long"),
        ("ก" * 70_000, 413, "too_large"),
    ],
)
def test_a_bad_note_is_refused_with_a_reason_and_changes_nothing(
    room: Room, text: str, status: int, error: str
) -> None:
    seq = room.desk.board()["seq"]
    answer = room.phone.send(text)
    assert (answer.status_code, answer.get_json()["error"]) == (status, error)
    assert set(answer.get_json()) == {"ok", "error", "message", "errors"}
    assert answer.get_json()["message"]
    assert room.desk.board()["seq"] == seq


def test_ten_megabytes_are_refused_before_they_are_read(room: Room) -> None:
    answer = room.phone.client.post(
        f"/api/w/{room.code}/notes",
        data=b'{"text": "' + b"x" * 10_000_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {room.phone.key}"},
    )
    assert (answer.status_code, answer.get_json()["error"]) == (413, "too_large")
    assert room.desk.board()["notes"] == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 5000, b'{"id": NaN'])
def test_wrong_json_is_refused_and_named(room: Room, body: bytes) -> None:
    answer = room.phone.client.post(
        f"/api/w/{room.code}/notes", data=body, headers={"Authorization": f"Bearer {room.phone.key}"}
    )
    assert (answer.status_code, answer.get_json()["error"]) == (400, "bad_json")


def test_an_unknown_code_is_404_everywhere(room: Room) -> None:
    room.phone.code = "XXXXXX"
    for answer in (
        room.phone.call("GET", "/state"),
        room.phone.call("POST", "/join", {"group_id": room.groups[0]}),
        room.phone.call("POST", "/notes", {"id": new_id(), "phase_id": 1, "category": "problem", "text": "งบ"}),
        room.phone.call("DELETE", f"/notes/{new_id()}"),
    ):
        assert (answer.status_code, answer.get_json()["error"]) == (404, "unknown_workshop")


def test_a_stranger_gets_nowhere_with_another_ones_note(room: Room) -> None:
    note = room.phone.note("ของฉันเท่านั้น")
    path = f"/notes/{note['id']}"
    edit = {"text": "ของฉันแล้ว", "edit": new_id()}
    elsewhere = room.another().phone
    elsewhere.code = room.code
    for phone, status, error in (
        (room.other, 404, "not_yours"),
        (room.outsider(), 401, "not_joined"),
        (elsewhere, 401, "not_joined"),
    ):
        for answer in (phone.call("PATCH", path, edit), phone.call("DELETE", path)):
            assert (answer.status_code, answer.get_json()["error"]) == (status, error)
    assert [row["text"] for row in room.desk.board()["notes"]] == ["ของฉันเท่านั้น"]


def test_a_call_without_a_valid_key_is_answered_with_not_joined(room: Room) -> None:
    message = {"id": new_id(), "phase_id": 1, "category": "problem", "text": "งบ"}
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer ก"}):
        answer = room.phone.client.post(f"/api/w/{room.code}/notes", json=message, headers=headers)
        assert (answer.status_code, answer.get_json()["error"]) == (401, "not_joined")


def test_a_note_for_a_closed_phase_is_refused_and_not_stored(room: Room) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/close")
    answer = room.phone.send("มาช้าไป")
    assert (answer.status_code, answer.get_json()["error"]) == (409, "phase_closed")
    assert room.desk.board()["notes"] == []


def test_a_late_phone_catches_up_with_its_own_edits_and_withdrawals(room: Room) -> None:
    kept, withdrawn = room.phone.note("จะแก้"), room.phone.note("จะลบ")
    seen = room.phone.state()["seq"]
    room.phone.call("PATCH", f"/notes/{kept['id']}", {"text": "แก้แล้ว", "edit": new_id()})
    room.phone.call("DELETE", f"/notes/{withdrawn['id']}")
    late = room.phone.state(seen)
    assert ([note["text"] for note in late["notes"]], late["gone"]) == (["แก้แล้ว"], [withdrawn["id"]])


def test_errors_are_in_the_visitors_language(room: Room) -> None:
    room.phone.client.set_cookie("language", "en")
    english = room.phone.send("").get_json()["message"]
    thai = room.other.send("").get_json()["message"]
    assert english.isascii()
    assert not thai.isascii()


def test_a_code_may_be_typed_in_many_ways_and_an_unknown_one_gets_a_reason(room: Room) -> None:
    typed = f" {room.code[:3].lower()}-{room.code[3:].lower()} "
    answer = room.outsider().client.get("/join", query_string={"code": typed})
    assert (answer.status_code, answer.location) == (302, f"/j/{room.code}")
    wrong = room.outsider().client.get("/join", query_string={"code": "ZZZ000"})
    assert wrong.status_code == 404
    assert "ไม่พบการประชุมนี้" in wrong.text
