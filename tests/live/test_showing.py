"""What the facilitator shows on the projector: the state is the server's, and every projector follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room


def show(room: Room, what: str, id: str = "") -> Any:
    return room.desk.call("/show", {"what": what, "id": id})


def test_every_projector_follows_and_phones_learn_nothing_of_it(room: Room, deliver: Callable[[], None]) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    theme = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"}).get_json()["answer"]
    walls = [listen(room, "projector", room.desk.client) for _ in range(2)]
    phone = phone_socket(room, room.phone)
    deliver()
    for socket in (*walls, phone):
        heard(socket, "changes")
    assert show(room, "theme", theme).status_code == 200
    deliver()
    for wall in walls:
        assert [delta["shown"] for delta in heard(wall, "changes")] == [{"what": "theme", "id": theme}]
    assert all("shown" not in delta for delta in heard(phone, "changes"))
    assert room.desk.board(view="projector")["shown"] == {"what": "theme", "id": theme}
    seq = room.desk.board(view="projector")["seq"]
    show(room, "theme", theme)
    assert room.desk.board(view="projector")["seq"] == seq
    show(room, "live")
    deliver()
    assert [delta["shown"] for delta in heard(walls[0], "changes")] == [None]


def test_what_is_gone_or_hidden_cannot_be_shown(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/hide")
    assert show(room, "note", note).status_code == 404
    assert show(room, "theme", "none").status_code == 404
    assert show(room, "group", "none").status_code == 422
    assert show(room, "group", "99999").status_code == 422
    assert show(room, "film").status_code == 422
    assert room.desk.board(view="projector")["shown"] is None


def test_a_group_has_a_page_only_while_its_name_stands_with_a_note(room: Room) -> None:
    board = room.desk.board()
    group, silent = str(board["groups"][0]["id"]), str(board["groups"][1]["id"])
    room.phone.note("งบมาช้า")
    assert show(room, "group", group).status_code == 200
    refused = show(room, "group", silent)
    assert refused.status_code == 422
    assert "แสดงหน้าของกลุ่มนี้ไม่ได้" in refused.get_json()["message"]


def test_no_page_of_a_group_is_shown_while_an_anonymous_phase_is_open(room: Room) -> None:
    group = str(room.desk.board()["groups"][0]["id"])
    room.phone.note("งบมาช้า")
    phases = room.desk.board()["phases"]
    later = next(phase for phase in phases if phase["state"] == "waiting")
    room.desk.call(f"/phases/{later['id']}/identity", {"identity": "anonymous"})
    room.desk.call(f"/phases/{later['id']}/open", {})
    assert show(room, "group", group).status_code == 422
