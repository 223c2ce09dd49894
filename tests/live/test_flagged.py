"""Texts that the hints warn of wait for the facilitator, and no others; their writers learn it, nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import listen, phone_socket
from tests.room import Phone, Room, helper_of, new_id
from workshop.domain.flagged import flagged

TELEPHONE = "โทรหาผู้ใหญ่บ้าน 081-234 5678"
CLEAN = "โทรหาผู้ใหญ่บ้านไม่ติด"
COARSE = "ถนนแม่งเป็นหลุม"


def waiting(room: Room) -> dict[str, str]:
    return {note["text"]: note["unchecked"] for note in room.desk.board()["notes"] if "unchecked" in note}


def first(room: Room) -> dict[str, Any]:
    found: dict[str, Any] = room.desk.board()["phases"][0]
    return found


def let(room: Room, on: bool) -> None:
    assert room.desk.call(f"/phases/{first(room)['id']}/check_flagged", {"on": on}).status_code == 200


def mine(phone: Phone) -> list[tuple[str, bool]]:
    return [(note["text"], note.get("unchecked", False)) for note in phone.state()["notes"]]


def edit(room: Room, note: str, text: str) -> dict[str, Any]:
    answer = room.phone.call("PATCH", f"/notes/{note}", {"text": text, "edit": new_id()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()["note"]
    return found


@pytest.mark.parametrize(
    "text", [TELEPHONE, COARSE, "เลขบัตร 1101700230708", "๐๘๑๒๓๔๕๖๗๘", "ไอ้เหี้ยมาก", "ผอ.แม่งช้า", "what the FUCK"]
)
def test_a_text_with_a_personal_number_or_a_coarse_word_is_flagged(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text", [CLEAN, "แม่งดเหล้าเข้าพรรษา", "พ่อแม่งดออกนอกบ้าน", "หน้าหีบศพ", "งบ 120000 บาท", "กูเกิล", "กู้เงิน", ""]
)
def test_words_of_work_that_have_the_letters_of_a_coarse_one_are_not_flagged(text: str) -> None:
    assert not flagged(text)


def test_what_is_flagged_waits_and_what_is_not_is_shown_at_once(room: Room, deliver: Callable[[], None]) -> None:
    assert first(room)["check_flagged"] is True  # of a new workshop
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    projector = listen(room, "projector", room.desk.client)
    others = [phone_socket(room, room.other), phone_socket(room, room.new_phone(0))]
    outsiders = [listen(room, "phone", device=room.outsider().key), listen(room.another(), "phone")]
    deliver()
    for socket in (projector, *others, *outsiders):
        socket.get_received()
    assert room.phone.note(TELEPHONE)["unchecked"] is True
    assert "unchecked" not in room.phone.note(CLEAN)
    deliver()
    told = [json.dumps(socket.get_received(), ensure_ascii=False) for socket in (projector, *others, *outsiders)]
    assert ["081" in each for each in told] == [False] * 5
    assert [CLEAN in each for each in told] == [True, True, True, False, False]
    assert mine(room.phone) == [(TELEPHONE, True), (CLEAN, False)]
    assert TELEPHONE not in json.dumps([room.other.state(), room.desk.board(view="projector")], ensure_ascii=False)
    assert room.desk.board()["figures"]["received"] == 2
    words = waiting(room)
    assert list(words) == [TELEPHONE]
    note = next(each["id"] for each in room.desk.board()["notes"] if each["text"] == TELEPHONE)
    assert helper_of(room, "viewer").call("/notes/check", {"notes": []}).status_code == 403
    approved = room.desk.call("/notes/check", {"notes": [{"id": note, "words": words[TELEPHONE]}]})
    assert approved.status_code == 200
    deliver()
    assert TELEPHONE in json.dumps([each.get_received() for each in (projector, *others)], ensure_ascii=False)
    assert mine(room.phone) == [(TELEPHONE, False), (CLEAN, False)]


def test_where_the_phase_does_not_ask_for_it_nothing_waits_and_undo_asks_again(room: Room) -> None:
    let(room, on=False)
    assert "unchecked" not in room.phone.note(TELEPHONE)
    room.desk.call("/undo")
    assert first(room)["check_flagged"] is True
    assert room.phone.note(COARSE)["unchecked"] is True
    let(room, on=False)
    assert list(waiting(room)) == [COARSE]  # nobody has approved it


def test_an_edit_that_brings_such_words_waits_and_one_that_takes_them_out_waits_no_longer(room: Room) -> None:
    note = room.phone.note(CLEAN)["id"]
    assert edit(room, note, TELEPHONE)["unchecked"] is True
    assert TELEPHONE not in str(room.desk.board(view="projector"))
    assert "unchecked" not in edit(room, note, CLEAN)
    assert CLEAN in str(room.desk.board(view="projector"))
    assert room.desk.call(f"/notes/{note}/hide").status_code == 200
    edit(room, note, CLEAN + " เลย")
    assert CLEAN not in str(room.desk.board(view="projector"))  # what the facilitator hid stays hidden


def test_where_all_are_checked_first_an_edit_without_such_words_waits_on(room: Room) -> None:
    assert room.desk.call(f"/phases/{first(room)['id']}/check_first", {"on": True}).status_code == 200
    note = room.phone.note(TELEPHONE)["id"]
    assert edit(room, note, CLEAN)["unchecked"] is True


def test_comments_with_such_words_wait_too(room: Room) -> None:
    phase = first(room)["id"]
    assert room.desk.call(f"/phases/{phase}/comments", {"on": True}).status_code == 200
    note = room.phone.note(CLEAN)["id"]
    for text, waits in ((TELEPHONE, True), (CLEAN, False)):
        body = {"id": new_id(), "phase_id": phase, "note_id": note, "text": text}
        answer = room.phone.call("POST", "/comments", body)
        assert answer.get_json()["comment"].get("unchecked", False) is waits, answer.text


def test_an_anonymous_note_that_waits_tells_nothing_of_its_writer_or_its_time(room: Room) -> None:
    phase = room.desk.board()["phases"][1]["id"]
    assert room.desk.call(f"/phases/{phase}/identity", {"identity": "anonymous"}).status_code == 200
    room.desk.open_phase(1)
    category = room.desk.board()["phases"][1]["categories"][0]
    for phone, text in ((room.phone, TELEPHONE), (room.other, CLEAN)):
        phone.note(text, phase_id=phase, category=category)
    flagged_note, other = sorted(
        (note for note in room.desk.board()["notes"] if note["phase_id"] == phase),
        key=lambda note: note["text"] == CLEAN,
    )
    assert flagged_note.keys() - other.keys() <= {"unchecked"}
    assert flagged_note.get("group_id") == other.get("group_id") is None
    assert flagged_note["at"] == other["at"]
