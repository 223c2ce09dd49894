"""What became of one's own notes: asked by the phone's key alone, nothing of an open phase, no word of others."""

from __future__ import annotations

from tests.room import Phone, Room, new_id


def outcomes(phone: Phone) -> dict[str, list[str]]:
    answer = phone.call("GET", "/outcomes")
    assert answer.status_code == 200, answer.text
    found: dict[str, list[str]] = answer.get_json()["outcomes"]
    return found


def error(phone: Phone) -> tuple[int, str]:
    answer = phone.call("GET", "/outcomes")
    return answer.status_code, answer.get_json()["error"]


def do(room: Room, path: str, **body: object) -> dict[str, object]:
    answer = room.desk.call(path, body)
    assert answer.status_code == 200, answer.text
    result: dict[str, object] = answer.get_json()
    return result


def theme(room: Room, note: str, label: str) -> str:
    do(room, f"/notes/{note}/move", theme_id="new", label=label)
    return str(next(each["id"] for each in room.desk.board()["themes"] if each["label"] == label))


def close(room: Room, place: int = 0) -> None:
    do(room, f"/phases/{room.desk.board()['phases'][place]['id']}/close")


def test_a_note_is_found_in_its_theme_once_its_phase_has_closed(room: Room) -> None:
    own, alone, others = room.phone.note("งบมาช้า"), room.phone.note("รถเสีย"), room.other.note("เงินไม่ทัน")
    money = theme(room, own["id"], "งบประมาณ")
    do(room, f"/notes/{others['id']}/move", theme_id=money)
    assert outcomes(room.phone) == {}, "of an open phase"
    close(room)
    assert outcomes(room.phone) == {
        own["id"]: ["อยู่ในกลุ่มความเห็น “งบประมาณ” ซึ่งมี 2 ความเห็น"],
        alone["id"]: ["ยังไม่อยู่ในกลุ่มความเห็นใด ข้อความอยู่ในรายงาน"],
    }
    assert outcomes(room.other) == {others["id"]: ["อยู่ในกลุ่มความเห็น “งบประมาณ” ซึ่งมี 2 ความเห็น"]}


def test_it_says_what_was_answered_voted_and_decided(room: Room) -> None:
    problem = room.phone.note("งบมาช้า")
    money = theme(room, problem["id"], "งบประมาณ")
    other = theme(room, room.other.note("รถเสีย")["id"], "ยานพาหนะ")
    room.desk.open_phase(1)
    category = room.desk.board()["phases"][1]["categories"][1]
    answer = room.other.note("ขอโอนงบไตรมาสแรก", category=category)
    early = theme(room, answer["id"], "โอนงบเร็วขึ้น")
    do(room, "/links", **{"from": money, "to": early, "said": "added"})
    do(room, "/voting", category=None, dots=3, title="อะไรสำคัญ")
    voting = room.desk.board()["voting"]["id"]
    vote = {"id": new_id(), "voting_id": voting, "theme_id": money, "dots": 2}
    assert room.other.call("PUT", "/votes", vote).status_code == 200
    do(room, "/actions", what="จัดทำแผนเงิน", unit="กลุ่มงานยุทธศาสตร์", day="31", month="1", year="2564", themes=[money])
    assert "โอนงบเร็วขึ้น" not in str(outcomes(room.phone)), "its phase is open"
    close(room, 1)
    lines = outcomes(room.phone)[problem["id"]]
    assert lines == [
        "อยู่ในกลุ่มความเห็น “งบประมาณ” ซึ่งมีข้อนี้ข้อเดียว",
        "มีผู้เสนอทางแก้ (ข้อเสนอแนะ/การพัฒนาต่อยอด): “โอนงบเร็วขึ้น”",
        "กลายเป็นสิ่งที่จะทำ: จัดทำแผนเงิน โดย กลุ่มงานยุทธศาสตร์ ภายใน 31 มกราคม 2564",
    ], "the vote is open"
    do(room, "/voting/close")
    assert "ลงคะแนน “อะไรสำคัญ”: อันดับ 1 จาก 3 ข้อ" in outcomes(room.phone)[problem["id"]]
    assert outcomes(room.other)[answer["id"]][1] == "เกี่ยวกับปัญหา/อุปสรรค: “งบประมาณ”"
    assert other not in str(outcomes(room.phone))
    assert "ขอโอนงบไตรมาสแรก" not in str(outcomes(room.phone)), "no word of another's note"
    english = room.phone.client.get(
        f"/api/w/{room.code}/outcomes", headers={"Authorization": f"Bearer {room.phone.key}", "Accept-Language": "en"}
    )
    assert english.status_code == 200


def test_only_the_phone_that_wrote_can_ask(room: Room) -> None:
    room.phone.note("ความลับของฉัน")
    close(room)
    assert error(room.outsider()) == (401, "not_joined")
    assert room.outsider().client.get(f"/api/w/{room.code}/outcomes").status_code == 401
    assert room.desk.client.get(f"/api/w/{room.code}/outcomes").status_code == 401, "nor the facilitator"
    elsewhere = room.another()
    assert error(Phone(room.app.test_client(), room.code, elsewhere.phone.key)) == (401, "not_joined")
    assert outcomes(room.new_phone(0)) == {}, "a phone of the same group"
    assert Phone(room.app.test_client(), "AAAAAA", room.phone.key).call("GET", "/outcomes").status_code == 404


def test_a_hidden_withdrawn_or_set_aside_note_says_no_theme_and_the_end_changes_nothing(room: Room) -> None:
    hidden, gone, kept = (room.phone.note(text)["id"] for text in ("ซ่อน", "ถอน", "5555"))
    theme(room, hidden, "ก")
    do(room, f"/notes/{hidden}/hide")
    assert room.phone.call("DELETE", f"/notes/{gone}").status_code == 200
    room.group_notes()
    close(room)
    before = outcomes(room.phone)
    assert before == {kept: ["ไม่นำมาจัดกลุ่ม ข้อความอยู่ในรายงาน"]}
    assert room.desk.post(f"/workshops/{room.code}/endings/end").status_code == 302
    assert outcomes(room.phone) == before
