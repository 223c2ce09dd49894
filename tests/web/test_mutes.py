"""Muted phones: refused in words with nothing lost, let go on, and nobody learns whose a note is."""

from __future__ import annotations

import re

from tests.room import Phone, Room, new_id


def error(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]  # type: ignore[attr-defined]


def on_page(room: Room, path: str) -> int:
    return int(room.desk.post(f"/workshops/{room.code}/{path}").status_code)


def who(phone: Phone) -> str:
    return str(phone.state()["me"]["id"])


def page(room: Room) -> str:
    text = room.desk.client.get(f"/workshops/{room.code}/phones").text
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_a_phone_muted_behind_its_note_writes_nothing_new_until_it_may_go_on(room: Room) -> None:
    first, sent = room.phone.note("ข้อแรก"), new_id()
    assert room.desk.call(f"/notes/{first['id']}/mute").status_code == 200
    refused = room.phone.send("ข้อที่สอง", note_id=sent)
    assert error(refused) == (403, "phone_muted")
    assert "ยังอยู่ในโทรศัพท์" in refused.get_json()["message"]
    edit = {"text": "แก้คำ", "edit": new_id()}
    assert error(room.phone.call("PATCH", f"/notes/{first['id']}", edit)) == (403, "phone_muted")
    assert room.other.send("คนอื่นยังส่งได้").status_code == 200
    assert [note["text"] for note in room.desk.board()["notes"]] == ["ข้อแรก", "คนอื่นยังส่งได้"]
    assert on_page(room, f"silenced/{first['id']}/unmute") == 302
    assert room.phone.send("ข้อที่สอง", note_id=sent).status_code == 200


def test_a_muted_phone_still_withdraws_and_a_repeat_is_acknowledged(room: Room) -> None:
    sent = new_id()
    note = room.phone.note("ได้รับแล้ว", note_id=sent)
    room.desk.call(f"/notes/{note['id']}/mute")
    assert room.phone.send("ได้รับแล้ว", note_id=sent).status_code == 200
    assert room.phone.call("DELETE", f"/notes/{note['id']}").status_code == 200
    assert error(room.phone.send("อีกข้อ")) == (403, "phone_muted"), "the mute outlasts the note"


def test_undo_lets_a_phone_go_on_and_redo_mutes_it_again(room: Room) -> None:
    note = room.phone.note("ข้อแรก")
    room.desk.call(f"/notes/{note['id']}/mute")
    assert room.desk.call("/undo").status_code == 200
    assert room.phone.send("ส่งได้").status_code == 200
    assert room.desk.call("/redo").status_code == 200
    assert error(room.phone.send("ไม่ได้แล้ว")) == (403, "phone_muted")


def test_a_phone_muted_in_the_list_is_refused_there_alone(room: Room) -> None:
    assert on_page(room, f"phones/{who(room.phone)}/mute") == 302
    assert error(room.phone.send("ไม่ได้ส่ง")) == (403, "phone_muted")
    assert room.other.send("คนอื่น").status_code == 200
    assert page(room).count('<span class="badge">พักการส่ง</span>') == 1
    assert on_page(room, f"phones/{who(room.phone)}/unmute") == 302
    assert room.phone.send("ส่งได้").status_code == 200


def test_no_page_joins_a_muted_note_with_a_device_or_with_another_note(room: Room) -> None:
    mine, mine_too, theirs = room.phone.note("หนึ่ง"), room.phone.note("สอง"), room.other.note("สาม")
    before = page(room)
    answers = [room.desk.call(f"/notes/{note['id']}/mute").get_json().keys() for note in (mine, mine_too, theirs)]
    assert answers[0] == answers[1] == answers[2]
    rows = re.findall(r"เครื่องที่ส่งความเห็นที่ \d+", page(room))
    assert rows == [f"เครื่องที่ส่งความเห็นที่ {note['number']}" for note in (mine, mine_too, theirs)]
    assert 'badge">พักการส่ง' not in page(room)
    listed = re.compile(r"<details.*?</details>", re.DOTALL)
    assert listed.findall(page(room)) == listed.findall(before), "the list of devices is as it was"
    assert all("muted" not in note for note in room.desk.board()["notes"])
    on_page(room, f"silenced/{mine['id']}/unmute")
    assert error(room.phone.send("ยังไม่ได้")) == (403, "phone_muted"), "the other row mutes it still"


def test_so_few_phones_that_they_could_be_told_are_not_left_in_an_anonymous_phase(room: Room) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/identity", {"identity": "anonymous"}).status_code == 200
    answer = room.desk.post(f"/workshops/{room.code}/phones/{who(room.phone)}/mute")
    assert answer.status_code == 422
    assert "อย่างน้อย 5 เครื่อง" in answer.text
    assert room.phone.send("ส่งได้").status_code == 200


def test_what_cannot_be_muted_is_said(room: Room) -> None:
    assert error(room.desk.call("/notes/no-such-note/mute")) == (404, "unknown_note")
    assert on_page(room, "phones/nobody/mute") == 404
    assert on_page(room, "silenced/no-such-note/unmute") == 404
    gone = room.phone.note("ถอนแล้ว")
    room.phone.call("DELETE", f"/notes/{gone['id']}")
    assert error(room.desk.call(f"/notes/{gone['id']}/mute")) == (404, "unknown_note")
