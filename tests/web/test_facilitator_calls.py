"""The facilitator's door: what needs a session, and what a participant or another site cannot do."""

from __future__ import annotations

import re

import pytest

from tests.room import PASSWORD, Desk, Room
from workshop.domain import facilitator

CALLS = [
    ("/phases/1/open", {}),
    ("/phases/1/close", {}),
    ("/timer", {"action": "start", "seconds": 60}),
    ("/notes/NOTE/hide", {}),
    ("/notes/NOTE/unhide", {}),
    ("/notes/NOTE/move", {"theme_id": None}),
    ("/themes/THEME/rename", {"label": "ชื่อ"}),
    ("/themes/THEME/merge", {"other": "x"}),
    ("/themes/THEME/split", {"notes": ["x"]}),
    ("/themes/THEME/lock", {"on": True}),
    ("/notes/NOTE/pin", {"on": True}),
    ("/sharing", {"sharing": "everyone"}),
    ("/voting", {"dots": 3}),
    ("/voting/close", {}),
    ("/voting/clear", {}),
    ("/pulse", {"question": ""}),
    ("/pulse/close", {}),
    ("/pulse/clear", {}),
    ("/undo", {}),
    ("/address", {"url": "http://192.0.2.7:8000"}),
]


@pytest.mark.parametrize(("path", "json"), CALLS)
def test_calls_without_a_session_change_nothing(room: Room, path: str, json: dict[str, object]) -> None:
    note = room.phone.note("อยู่ตรงนี้")
    seq = room.desk.board()["seq"]
    visitor = Desk(room.app, room.code)
    answer = visitor.call(path.replace("NOTE", note["id"]), json)
    assert (answer.status_code, answer.get_json()["error"]) == (401, "sign_in")
    assert room.desk.board()["seq"] == seq


@pytest.mark.parametrize(("path", "json"), CALLS)
def test_another_site_cannot_act_for_the_facilitator(room: Room, path: str, json: dict[str, object]) -> None:
    seq = room.desk.board()["seq"]
    answer = room.desk.client.post(f"/api/w/{room.code}{path}", json=json)
    assert (answer.status_code, answer.get_json()["error"]) == (409, "conflict")
    assert room.desk.board()["seq"] == seq


@pytest.mark.parametrize(
    "path",
    [
        "/workshops",
        "/workshops/new",
        "/workshops/{code}",
        "/workshops/{code}/projector",
        "/workshops/{code}/edit",
        "/workshops/{code}/export/json",
        "/workshops/{code}/qr.svg",
    ],
)
def test_pages_of_the_facilitator_send_a_participant_to_the_door(room: Room, path: str) -> None:
    page = path.format(code=room.code)
    answer = room.phone.client.get(page)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")
    assert room.desk.client.get(page).status_code == 200


def test_a_board_requires_a_session(room: Room) -> None:
    room.phone.note("ไม่ให้ใครเห็น")
    for view in ("console", "projector"):
        answer = room.phone.client.get(f"/api/w/{room.code}/board?view={view}")
        assert answer.status_code == 401
        assert "ไม่ให้ใครเห็น" not in answer.text


def test_the_password_is_set_once_with_the_link_and_opens_the_list(app, room: Room) -> None:
    token = room.feed.write(facilitator.new_token)
    visitor = app.test_client()
    assert visitor.get("/setup/guessed").status_code == 302
    page = visitor.get(f"/setup/{token}").text
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)

    def post(password: str, again: str):
        return visitor.post(f"/setup/{token}", data={"csrf_token": csrf, "password": password, "again": again})

    assert "อย่างน้อย" in post("สั้น", "สั้น").text
    assert "ไม่ตรงกัน" in post("ยาวพอแล้วนะ", "ไม่เหมือนกัน").text
    assert post("ยาวพอแล้วนะ", "ยาวพอแล้วนะ").location == "/workshops"
    assert visitor.get("/workshops").status_code == 200
    assert app.test_client().get(f"/setup/{token}").status_code == 302
    # the old password and the old session are over
    assert room.desk.client.get("/workshops").status_code == 302
    assert Desk(app, room.code).sign_in(PASSWORD).status_code == 200
    assert Desk(app, room.code).sign_in("ยาวพอแล้วนะ").status_code == 302


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"])
def test_the_door_never_leads_to_another_site(room: Room, address: str) -> None:
    desk = Desk(room.app, room.code)
    page = desk.client.get("/sign-in").text
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
    answer = desk.client.post("/sign-in", data={"password": PASSWORD, "csrf_token": csrf, "next": address})
    assert answer.location == "/workshops"


def test_a_foreign_note_phase_or_theme_is_not_found(room: Room) -> None:
    elsewhere = room.another()
    note = elsewhere.phone.note("ของที่อื่น")
    phase = elsewhere.desk.board()["phases"][0]["id"]
    for path, json, error in (
        (f"/notes/{note['id']}/hide", {}, "unknown_note"),
        (f"/notes/{note['id']}/move", {"theme_id": None}, "unknown_note"),
        (f"/phases/{phase}/close", {}, "unknown_phase"),
        ("/themes/nothing/rename", {"label": "x"}, "unknown_theme"),
    ):
        answer = room.desk.call(path, json)
        assert (answer.status_code, answer.get_json()["error"]) == (404, error)
    assert elsewhere.desk.board()["notes"][0]["status"] == "ungrouped"


def test_undo_answers_with_what_it_undid_and_what_is_next(room: Room) -> None:
    note = room.phone.note("ซ่อนผิดใบ")
    room.desk.call(f"/notes/{note['id']}/hide")
    hidden = room.desk.board()
    answer = room.desk.call("/undo")
    assert (answer.status_code, answer.get_json()["undone"]) == (200, hidden["undo"])
    assert answer.get_json()["undo"] == room.desk.board()["undo"] != hidden["undo"]
    assert room.desk.board()["notes"][0]["status"] == "ungrouped"


def test_two_consoles_have_names_and_undo_their_own_steps_alone(room: Room) -> None:
    second = Desk(room.app, room.code)
    second.be_signed_in(room.feed)
    notes = [room.phone.note(text)["id"] for text in ("งบมาช้า", "คนไม่พอ")]
    for desk in (room.desk, second):
        assert desk.client.get(f"/workshops/{room.code}").status_code == 200
    assert second.call("/console", {"name": "มะลิ"}).get_json()["answer"] == "มะลิ"
    assert room.desk.call("/console", {"name": "มะลิ"}).get_json()["error"] == "console_name_taken"
    assert room.desk.call("/console", {"name": 5}).status_code == 422
    assert [(row["number"], row["name"]) for row in room.desk.board()["consoles"]] == [(1, ""), (2, "มะลิ")]
    assert room.desk.board()["me"] != second.board()["me"]
    room.desk.call(f"/notes/{notes[0]}/hide")
    second.call(f"/notes/{notes[1]}/hide")
    assert room.desk.call("/undo").get_json()["undone"] == "ซ่อนความเห็น"
    assert {note["id"]: note["status"] for note in second.board()["notes"]} == {
        notes[0]: "ungrouped",
        notes[1]: "hidden",
    }
    room.desk.call(f"/notes/{notes[1]}/unhide")
    refused = second.call("/undo")
    assert refused.status_code == 409
    assert "วิทยากร 1 ทำ “แสดงความเห็นที่ซ่อน”" in refused.get_json()["message"]
    assert room.phone.client.get(f"/api/w/{room.code}/board").status_code == 401
    assert "มะลิ" not in room.phone.client.get(f"/j/{room.code}").text
    for kind in ("json", "csv"):
        assert "มะลิ" not in room.desk.client.get(f"/workshops/{room.code}/export/{kind}").get_data(as_text=True)


def test_a_timer_is_one_end_time_for_all(room: Room) -> None:
    room.desk.call("/timer", {"action": "start", "seconds": 300})
    timer = room.phone.state()["timer"]
    assert timer == room.desk.board()["timer"]
    assert (timer["seconds"], timer["running"]) == (300, True)
    room.desk.call("/timer", {"action": "pause"})
    paused = room.phone.state()["timer"]
    assert not paused["running"]
    assert 0 < paused["left"] <= 300
    room.desk.call("/timer", {"action": "stop"})
    assert room.phone.state()["timer"] is None


def test_a_typed_public_address_is_in_the_invitation_and_a_wrong_one_is_refused(room: Room) -> None:
    assert room.desk.call("/address", {"url": "https://laena.example.go.th/"}).status_code == 200
    assert f"https://laena.example.go.th/j/{room.code}" in room.desk.client.get(f"/workshops/{room.code}").text
    for wrong in ("laena.example", "ftp://x", "http://a b"):
        assert room.desk.call("/address", {"url": wrong}).status_code == 422


def test_a_grouped_workshop_is_exported_in_every_format(room: Room) -> None:
    for text in ("งบประมาณมาช้า", "งบประมาณไม่พอ", "คนไม่พอ", "-"):
        room.phone.note(text)
    room.group_notes()
    for kind in ("docx", "xlsx", "csv", "json"):
        answer = room.desk.client.get(f"/workshops/{room.code}/export/{kind}")
        assert answer.status_code == 200, answer.text
        assert f'filename="laena-{room.code}.{kind}"' in answer.headers["Content-Disposition"]
    written = room.desk.client.get(f"/workshops/{room.code}/export/json").get_data(as_text=True)
    assert all(text in written for text in ("งบประมาณมาช้า", "งบประมาณไม่พอ", "คนไม่พอ"))
    room.desk.client.set_cookie("language", "en")
    english = room.desk.client.get(f"/workshops/{room.code}/export/json").get_json()
    assert "Look back" in str(english)
    assert room.desk.client.get(f"/workshops/{room.code}/export/exe").status_code == 404
