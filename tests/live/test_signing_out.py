"""Who signs out receives nothing more, in any process; everybody else goes on."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from flask_socketio import SocketIOTestClient
from sqlmodel import select

from tests.live.listening import heard, listen, phone_socket
from tests.room import PASSWORD, Desk, Room
from workshop.app import create_app
from workshop.domain import facilitator, sessions
from workshop.store.models import SignedIn


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
    room.feed.write(facilitator.set_password, token, facilitator.new_hash(PASSWORD + "2"))


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
        session[sessions.IN_COOKIE] = ["tests", "00112233"]
    assert cut(listen(room, "console", room.desk.client))
    assert room.desk.client.get("/workshops").status_code == 302


def test_a_console_removed_by_a_colleague_is_cut_and_its_cookie_opens_nothing(room: Room, colleague: Desk) -> None:
    console, own = listen(room, "console", room.desk.client), listen(room, "console", colleague.client)
    theirs = next(each for each in room.feed.read(sessions.listed, _digest(room, colleague)) if not each.own)
    assert colleague.post(f"/sign-ins/{theirs.id}/end").status_code == 302
    assert [cut(console), cut(own)] == [True, False]
    assert room.desk.client.get("/workshops").status_code == 302
    assert colleague.client.get("/workshops").status_code == 200


def test_all_other_browsers_are_signed_out_at_once(room: Room, colleague: Desk) -> None:
    third = Desk(room.app, room.code)
    third.be_signed_in(room.feed)
    consoles = [listen(room, "console", desk.client) for desk in (room.desk, colleague, third)]
    assert third.post(f"/sign-ins/{2**63}/end").status_code == 302, "nobody's"
    assert third.post("/sign-ins/end-others").status_code == 302
    assert [cut(console) for console in consoles] == [True, True, False]


def test_a_stranger_ends_no_session(room: Room) -> None:
    stranger = Desk(room.app, room.code)
    for row in room.feed.read(sessions.listed, None):
        stranger.post(f"/sign-ins/{row.id}/end")
    stranger.post("/sign-ins/end-others")
    assert room.desk.client.get("/workshops").status_code == 200


def test_a_session_ends_after_twelve_idle_hours_and_a_use_prolongs_it(
    room: Room, colleague: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    consoles = [listen(room, "console", desk.client) for desk in (room.desk, colleague)]
    hours = facilitator_clock(monkeypatch)
    hours(11)
    assert room.desk.client.get("/workshops").status_code == 200
    assert colleague.board()["ok"]  # an open page asks by itself
    hours(13)
    room.app.extensions["laena.signed_in"].cut_ended()
    assert [cut(console) for console in consoles] == [False, True]
    assert room.desk.client.get("/workshops").status_code == 200
    assert colleague.client.get("/workshops").status_code == 302


def facilitator_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the sessions' clock to so many hours after now."""
    now = sessions.now_ms()
    return lambda hours: monkeypatch.setattr(sessions, "now_ms", lambda: now + int(hours * 3_600_000))


def test_a_clock_set_back_signs_nobody_out(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert room.desk.client.get("/workshops").status_code == 200
    real = time.time
    for seconds in (3, 3_600, 7 * 3_600):
        monkeypatch.setattr(time, "time", lambda late=seconds: real() - late)
        facilitator_clock(monkeypatch)(-seconds / 3_600)
        assert room.desk.client.get("/workshops").status_code == 200
        assert room.desk.call("/timer", {"action": "start", "seconds": 60}).status_code == 200
        assert not cut(listen(room, "console", room.desk.client))


def test_the_database_contains_no_token_that_opens_a_session(room: Room) -> None:
    with room.desk.client.session_transaction() as session:
        token = session[sessions.IN_COOKIE]
    rows = room.feed.read(lambda session: list(session.execute(select(SignedIn)).scalars()))
    assert [row.digest for row in rows] == [sessions.digest(token)]
    assert token not in " ".join(str(row.model_dump()) for row in rows)


def _digest(room: Room, desk: Desk) -> str:
    with desk.client.session_transaction() as session:
        return sessions.digest(session[sessions.IN_COOKIE])


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_the_cookie_is_secure_behind_tls_only(room: Room, scheme: str, secure: bool) -> None:
    answer = room.app.test_client().get("/sign-in", base_url=f"{scheme}://localhost")
    assert ("; Secure;" in answer.headers["Set-Cookie"]) == secure
