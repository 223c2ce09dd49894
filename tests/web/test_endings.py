"""What should end ends: a workshop, its door, a phone; and what is taken back goes on."""

from types import SimpleNamespace

import pytest

from tests.live.listening import listen, phone_socket
from tests.room import Desk, Phone, Room, new_id
from workshop import feed
from workshop.domain import access_log, endings
from workshop.process.upkeep import WARN_DAYS, Upkeep
from workshop.views import overview


def bring_about(room: Room, act: str) -> None:
    assert room.desk.post(f"/workshops/{room.code}/endings/{act}").status_code == 302


def error(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]  # type: ignore[attr-defined]


def test_the_code_of_an_ended_workshop_opens_nothing_for_strangers(room: Room) -> None:
    room.phone.note("ความลับของห้อง")
    bring_about(room, "end")
    stranger = room.outsider()
    assert stranger.client.get(f"/join?code={room.code}").status_code == 410
    assert error(stranger.call("GET", "/state")) == (410, "workshop_ended")
    assert error(stranger.client.get(f"/api/w/{room.code}/state")) == (410, "workshop_ended")
    assert error(stranger.call("POST", "/join", {"group_id": room.groups[0]})) == (410, "workshop_ended")
    assert not listen(room, "phone", device=stranger.key).is_connected()
    page = stranger.client.get(f"/j/{room.code}").text
    assert "การประชุมนี้สิ้นสุดแล้ว" in page
    for word in ("ความลับของห้อง", "กลุ่มดอกคูน", "อะไรติดขัด"):
        assert word not in page


def test_a_phone_of_an_ended_workshop_sees_its_own_notes_and_writes_nothing_new(room: Room) -> None:
    note = room.phone.note("ของฉัน")
    room.other.note("ของคนอื่น")
    bring_about(room, "end")
    state = room.phone.state()
    assert state["workshop"]["ended"]
    assert {phase["state"] for phase in state["phases"]} <= {"closed", "waiting"}
    assert [each["text"] for each in state["notes"]] == ["ของฉัน"]
    assert error(room.phone.send("มาช้าไป")) == (410, "workshop_ended")
    assert error(room.phone.call("PATCH", f"/notes/{note['id']}", {"text": "แก้", "edit": new_id()}))[0] == 410
    assert phone_socket(room, room.phone).is_connected()
    assert [each["text"] for each in room.desk.board()["notes"]] == ["ของฉัน", "ของคนอื่น"]


def test_a_note_whose_answer_was_lost_is_acknowledged_after_the_end_too(room: Room) -> None:
    sent = new_id()
    room.phone.note("ได้รับแล้ว", note_id=sent)
    bring_about(room, "end")
    assert room.phone.send("ได้รับแล้ว", note_id=sent).status_code == 200
    assert len(room.desk.board()["notes"]) == 1


@pytest.mark.parametrize("back", ["reopen", "undo"])
def test_an_end_can_be_taken_back(room: Room, back: str) -> None:
    bring_about(room, "end")
    if back == "undo":
        assert room.desk.call("/undo").status_code == 200
    else:
        bring_about(room, "reopen")
    assert not room.phone.state()["workshop"]["ended"]
    room.desk.open_phase()
    room.phone.note("เขียนต่อ")
    room.new_phone(1).note("มาใหม่")


def test_every_open_screen_is_sent_the_end(room: Room) -> None:
    screens = [phone_socket(room, room.phone), listen(room, "console", room.desk.client)]
    bring_about(room, "end")
    room.app.extensions["laena.delivery"].round(10.0)
    for screen in screens:
        changes = [event["args"][0] for event in screen.get_received() if event["name"] == "changes"]
        assert [delta["workshop"]["ended"] for delta in changes if "workshop" in delta][-1:] == [True]


def test_a_shut_door_lets_nobody_new_in_and_those_inside_go_on(room: Room) -> None:
    bring_about(room, "shut")
    newcomer = room.outsider()
    assert error(newcomer.call("POST", "/join", {"group_id": room.groups[0]})) == (403, "door_shut")
    room.phone.join(room.groups[1])
    room.phone.note("ยังเขียนได้")
    bring_about(room, "unshut")
    newcomer.join(room.groups[0])


def participant_of(room: Room, phone: Phone) -> str:
    return str(phone.state()["me"]["id"])


def test_a_removed_phone_is_cut_and_shut_out_and_its_neighbours_are_not(room: Room) -> None:
    sockets = [phone_socket(room, phone) for phone in (room.phone, room.phone, room.other)]
    room.phone.note("เขียนไว้ก่อน")
    place = f"/workshops/{room.code}/phones/{participant_of(room, room.phone)}"
    assert room.desk.post(f"{place}/remove").status_code == 302
    assert [socket.is_connected() for socket in sockets] == [False, False, True]
    assert not phone_socket(room, room.phone).is_connected()
    assert error(room.phone.send("อีกข้อ")) == (403, "phone_removed")
    assert error(room.phone.call("POST", "/join", {"group_id": room.groups[0]})) == (403, "phone_removed")
    assert room.phone.state()["me"] is None
    assert room.phone.state()["notes"] == []
    assert [note["text"] for note in room.desk.board()["notes"]] == ["เขียนไว้ก่อน"]
    room.other.note("ยังอยู่")
    assert room.desk.post(f"{place}/admit").status_code == 302
    room.phone.note("กลับมาแล้ว")


def test_a_removed_phone_stays_in_another_workshop(room: Room) -> None:
    elsewhere = room.another()
    same = Phone(elsewhere.app.test_client(), elsewhere.code, key=room.phone.key)
    same.join(elsewhere.groups[0])
    room.desk.post(f"/workshops/{room.code}/phones/{participant_of(room, room.phone)}/remove")
    same.note("อีกห้องหนึ่ง")
    wrong = f"/workshops/{room.code}/phones/{participant_of(room, same)}/remove"
    assert room.desk.post(wrong).status_code == 404
    same.note("ยังเขียนได้")


def test_a_stranger_ends_shuts_removes_and_deletes_nothing(room: Room) -> None:
    stranger = Desk(room.app, room.code)
    for path in (*(f"endings/{act}" for act in ("end", "shut", "delete")), "endings", "phones/x/remove"):
        answer = stranger.post(f"/workshops/{room.code}/{path}")
        assert answer.status_code in (302, 405)
        assert "/workshops/" not in answer.headers.get("Location", "").partition("?")[0]
    room.new_phone(0).note("ทุกอย่างยังเดิม")


def test_only_an_ended_workshop_is_archived(room: Room) -> None:
    assert room.desk.post(f"/workshops/{room.code}/endings/archive").status_code == 409
    bring_about(room, "end")
    bring_about(room, "archive")
    assert [row["archived"] for row in room.feed.read(overview.every)] == [True]


@pytest.fixture
def upkeep(room: Room) -> Upkeep:
    chosen = room.app.extensions["laena.settings"].model_copy(update={"retention_days": 365})
    return Upkeep(chosen, room.feed, SimpleNamespace(), lambda work, *given: work(*given), lambda _seconds: None)


def days_later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    now = endings.now_ms()
    for module in (endings, feed):
        monkeypatch.setattr(module, "now_ms", lambda: now + int(days * endings.DAY_MS))


def test_a_deletion_can_be_taken_back_until_its_day_and_then_all_is_gone(
    room: Room, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = room.another()
    other.phone.note("ห้องข้าง ๆ")
    bring_about(room, "delete")
    assert error(room.outsider().call("GET", "/state")) == (410, "workshop_ended")
    assert upkeep.delete_due() == []
    bring_about(room, "spare")
    with monkeypatch.context() as patch:
        days_later(patch, 8)
        assert upkeep.delete_due() == []
    bring_about(room, "delete")
    days_later(monkeypatch, 8)
    assert upkeep.delete_due() == [room.code]
    entries = [(entry.what, entry.code) for entry in room.feed.read(access_log.latest)]
    assert entries.count((access_log.What.PURGE, room.code)) == 1
    assert room.phone.call("GET", "/state").status_code == 404
    assert room.desk.client.get(f"/workshops/{room.code}").status_code == 404
    assert [note["text"] for note in other.phone.state()["notes"]] == ["ห้องข้าง ๆ"]


def test_a_workshop_is_announced_a_month_before_its_retention_ends(
    room: Room, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_later(monkeypatch, 365 - WARN_DAYS - 1)
    upkeep.delete_due()
    assert [row["delete_at"] for row in room.feed.read(overview.every)] == [0]
    monkeypatch.undo()
    days_later(monkeypatch, 365 - WARN_DAYS + 1)
    assert upkeep.delete_due() == []
    assert room.feed.read(overview.every)[0]["delete_at"] > 0
    assert "จะถูกลบ" in room.desk.client.get("/workshops").text


def test_phones_and_groups_have_a_page_of_their_own_with_nameless_phones_apart(room: Room) -> None:
    listed = room.desk.client.get(f"/workshops/{room.code}/phones").text
    for phone in (room.phone, room.other):
        assert f"เครื่อง {phone.state()['me']['id'][-4:].upper()}" in listed
    assert "ย้ายความเห็นของกลุ่ม" in listed
    ends = room.desk.client.get(f"/workshops/{room.code}/endings").text
    assert f"/workshops/{room.code}/phones" in ends
    assert "ย้ายความเห็นของกลุ่ม" not in ends
    console = room.desk.client.get(f"/workshops/{room.code}").text
    assert console.count(f"/workshops/{room.code}/phones") >= 2, "in the menu and below the groups"
