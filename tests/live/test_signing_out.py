"""Who signs out receives nothing more, in any process; everybody else goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask_socketio import SocketIOTestClient

from tests.live.listening import heard, listen, phone_socket
from tests.room import PASSWORD, Desk, Room
from workshop.app import create_app
from workshop.domain import facilitator


@pytest.fixture
def colleague(room: Room) -> Desk:
    """Another facilitator's browser."""
    desk = Desk(room.app, room.code)
    desk.be_signed_in(room.feed)
    return desk


def sign_out(desk: Desk) -> None:
    page = desk.client.get("/").text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    assert desk.client.post("/sign-out", headers={"X-CSRFToken": token}).status_code == 302


def set_password_anew(room: Room) -> None:
    token = room.feed.write(facilitator.new_token)
    room.feed.write(facilitator.set_password, token, PASSWORD + "2", PASSWORD + "2")


def cut(client: SocketIOTestClient) -> bool:
    return not client.is_connected()


def test_signing_out_closes_only_the_sockets_of_that_session(
    room: Room, colleague: Desk, deliver: Callable[[], None]
) -> None:
    own = [listen(room, view, room.desk.client) for view in ("console", "projector")]
    others = [listen(room, view, colleague.client) for view in ("console", "projector")]
    phone = phone_socket(room, room.phone)
    sign_out(room.desk)
    assert [cut(client) for client in own] == [True, True]
    room.phone.note("หลังออกจากระบบ")
    deliver()
    for client in others:
        assert [note["text"] for delta in heard(client) for note in delta["notes"]] == ["หลังออกจากระบบ"]
    assert not cut(phone)
    assert colleague.client.get("/workshops").status_code == 200


def test_a_copy_of_the_signed_out_cookie_opens_no_socket_and_no_page(room: Room) -> None:
    cookie = room.desk.client.get_cookie("laena")
    assert cookie is not None
    sign_out(room.desk)
    room.desk.client.set_cookie("laena", cookie.value)
    assert cut(listen(room, "console", room.desk.client))
    assert room.desk.client.get("/workshops").status_code == 302
    assert room.desk.call("/undo").status_code == 401


def test_another_process_closes_the_sockets_at_its_next_check(room: Room, colleague: Desk) -> None:
    elsewhere = create_app(room.app.extensions["laena.settings"], room.feed)
    cookie = room.desk.client.get_cookie("laena")
    others = colleague.client.get_cookie("laena")
    assert cookie is not None
    assert others is not None
    clients = []
    for each in (cookie, others):
        browser = elsewhere.test_client()
        browser.set_cookie("laena", each.value)
        socketio = elsewhere.extensions["laena.socketio"]
        auth = {"code": room.code, "view": "console"}
        clients.append(socketio.test_client(elsewhere, auth=auth, flask_test_client=browser))
    assert [cut(client) for client in clients] == [False, False]
    sign_out(room.desk)
    elsewhere.extensions["laena.signed_in"].cut_ended()
    assert [cut(client) for client in clients] == [True, False]


def test_a_new_password_closes_the_sockets_of_all_earlier_sessions(room: Room, colleague: Desk) -> None:
    former = [listen(room, "console", desk.client) for desk in (room.desk, colleague)]
    projector, phone = listen(room, "projector", colleague.client), phone_socket(room, room.phone)
    set_password_anew(room)
    room.desk.be_signed_in(room.feed)
    now = listen(room, "console", room.desk.client)
    room.app.extensions["laena.signed_in"].cut_ended()
    assert [cut(client) for client in (*former, projector)] == [True, True, True]
    assert [cut(client) for client in (now, phone)] == [False, False]
    assert cut(listen(room, "console", colleague.client))


def test_a_cookie_of_an_earlier_version_opens_no_socket(room: Room) -> None:
    with room.desk.client.session_transaction() as session:
        session[facilitator.IN_COOKIE] = "tests"
    assert cut(listen(room, "console", room.desk.client))
    assert room.desk.client.get("/workshops").status_code == 302


def test_signed_out_sessions_are_stored_for_the_life_of_a_cookie(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = room.feed.read(facilitator.new_pass), room.feed.read(facilitator.new_pass)
    room.feed.write(facilitator.sign_out, first)
    assert room.feed.read(facilitator.in_force, [first, second]) == {second}
    later = facilitator.now_ms() + facilitator.LIFE_DAYS * 24 * 3600 * 1000
    monkeypatch.setattr(facilitator, "now_ms", lambda: later)
    room.feed.write(facilitator.sign_out, second)
    assert room.feed.read(facilitator.in_force, [first, second]) == {first}  # its cookie is too old to be read
