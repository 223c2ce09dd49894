"""Door control: a room gets in and writes freely; floods and guesses are slowed, and only they."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_socketio import SocketIOTestClient

from tests.room import PASSWORD, Desk, Phone, Room, new_id
from tests.web.test_moving import asked, boxed
from workshop.domain import facilitator
from workshop.errors import TooFast
from workshop.web.limits import Buckets, Limits


class Clock:
    """Seconds that pass only when somebody waits for them."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(room: Room) -> Iterator[Clock]:
    """The room's limits begin afresh, on a clock that stands still."""
    clock = Clock()
    fresh = Limits(clock, clock.sleep)
    vars(room.app.extensions["laena.limits"]).update(vars(fresh))
    return clock


def from_address(phone: Phone, address: str) -> Phone:
    phone.client.environ_base["REMOTE_ADDR"] = address
    return phone


def guess(room: Room, number: int, address: str) -> int:
    stranger = from_address(room.outsider(), address)
    return stranger.client.get(f"/j/{number:06d}").status_code


def test_the_figures_of_a_phone_that_moves_are_guessed_ten_times_whoever_guesses(room: Room, clock: Clock) -> None:
    packed = boxed(room.phone)
    answers = [asked(from_address(room.outsider(), f"10.0.0.{n}"), packed, f"{n:06}") for n in range(12)]
    assert [answer.get_json()["error"] for answer in answers] == ["wrong_number"] * 10 + ["too_fast"] * 2
    assert asked(room.outsider(), packed).get_json()["error"] == "too_fast"
    clock.now += 60
    assert asked(room.outsider(), packed).status_code == 200


def test_three_hundred_phones_of_one_address_join_at_once(room: Room, clock: Clock) -> None:
    codes = set()
    for place in range(300):
        phone = room.outsider()
        codes.add(phone.call("POST", "/join", {"group_id": room.groups[place % 2]}).status_code)
    assert codes == {200}
    assert sum(group["participants"] for group in room.desk.board()["groups"]) == 302
    assert clock.slept == []


def test_a_flood_from_one_phone_is_refused_and_the_phone_beside_it_is_not(room: Room, clock: Clock) -> None:
    answers = [room.phone.send(f"น้ำท่วม {number}") for number in range(25)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429] * 5
    refused = answers[-1].get_json()
    assert refused["error"] == "too_fast"
    assert refused["retry_after"] == 1
    assert answers[-1].headers["Retry-After"] == "1"
    assert "โทรศัพท์" in refused["message"]
    assert room.other.send("ยังส่งได้").status_code == 200
    assert len(room.phone.state()["notes"]) == 20


def test_a_refused_write_is_accepted_later_under_the_same_id(room: Room, clock: Clock) -> None:
    for number in range(20):
        room.phone.note(f"น้ำท่วม {number}")
    note_id = new_id()
    refused = room.phone.send("รอบสอง", note_id=note_id)
    clock.sleep(refused.get_json()["retry_after"])
    assert room.phone.send("รอบสอง", note_id=note_id).status_code == 200
    assert [note["id"] for note in room.phone.state()["notes"]].count(note_id) == 1


def test_edits_deletes_and_joins_of_a_phone_count_as_its_writes(room: Room, clock: Clock) -> None:
    note = room.phone.note("ต้นฉบับ")
    edit = {"text": "แก้แล้ว", "edit": new_id()}
    codes = [room.phone.call("PATCH", f"/notes/{note['id']}", edit).status_code for _ in range(10)]
    codes += [room.phone.call("POST", "/join", {"group_id": room.groups[0]}).status_code for _ in range(9)]
    assert codes == [200] * 19
    assert room.phone.call("DELETE", f"/notes/{note['id']}").status_code == 429


def test_a_scribe_who_types_for_a_table_for_an_hour_is_never_slowed(room: Room, clock: Clock) -> None:
    scribe = room.new_phone(0, scribe=True)
    for minute in range(4):
        for number in range(30):
            assert scribe.send(f"โต๊ะพูดว่า {minute} {number}").status_code == 200
            clock.now += 2


def test_reading_is_not_limited(room: Room, clock: Clock) -> None:
    for _ in range(60):
        assert room.phone.call("GET", "/state").status_code == 200


def test_strangers_who_never_joined_cannot_use_up_what_the_room_has(room: Room, clock: Clock) -> None:
    limits: Limits = room.app.extensions["laena.limits"]
    before = limits.workshop.left(room.code)
    for _ in range(30):
        assert room.outsider().send("จากคนนอก").status_code == 401
    assert limits.workshop.left(room.code) == before
    room.phone.note("จากคนใน")
    assert limits.workshop.left(room.code) == before - 1


def test_thousands_of_made_up_keys_behind_one_address_starve_no_phone_that_joined(room: Room, clock: Clock) -> None:
    joined = room.new_phone(0)
    for phone in (room.phone, room.other):
        phone.note("ก่อนน้ำหลาก")
    limits: Limits = room.app.extensions["laena.limits"]
    for number in range(6_000):
        with contextlib.suppress(TooFast):
            limits.write("127.0.0.1", room.code, f"made up {number}")
    assert room.outsider().send("จากคนนอก").status_code == 429
    assert [room.phone.send(f"ความเห็นที่ {number}").status_code for number in range(5)] == [200] * 5
    assert [phone.send("ข้าง ๆ กัน").status_code for phone in (room.other, joined)] == [200, 200]


def test_a_guesser_waits_longer_and_longer_and_is_then_refused(room: Room, clock: Clock) -> None:
    assert [guess(room, number, "203.0.113.9") for number in range(30)] == [404] * 30
    assert clock.slept == []
    guess(room, 30, "203.0.113.9")
    assert clock.slept == [1.0]
    # Many at once stand in one line; whoever would stand too long is told to come back.
    clock.sleep = clock.slept.append  # type: ignore[method-assign]
    room.app.extensions["laena.limits"].sleep = clock.slept.append
    answers = [guess(room, number, "203.0.113.9") for number in range(40, 80)]
    assert answers.count(429) > 20
    assert max(clock.slept) <= 15


def test_a_guesser_in_the_room_does_not_lock_the_room(room: Room, clock: Clock) -> None:
    limits: Limits = room.app.extensions["laena.limits"]
    room.phone.note("ก่อนถูกเดารหัส")
    for number in range(200):
        guess(room, number, "127.0.0.1")
    # The line behind which guessers wait is full, and a code that is known here does not stand in it.
    limits.sleep = lambda _seconds: None
    while guess(room, 999, "127.0.0.1") != 429:
        pass
    newcomer = room.outsider()
    assert newcomer.client.get(f"/join?code={room.code}").status_code == 302
    assert newcomer.client.get(f"/j/{room.code}").status_code == 200
    newcomer.join(room.groups[0])
    assert newcomer.send("เข้ามาได้").status_code == 200
    assert from_address(room.outsider(), "203.0.113.7").client.get(f"/j/{room.code}").status_code == 200


def test_a_right_code_from_a_guessing_address_works_at_its_turn(room: Room, clock: Clock) -> None:
    for number in range(40):
        guess(room, number, "203.0.113.9")
    neighbour = from_address(room.outsider(), "203.0.113.9")
    assert neighbour.client.get(f"/j/{room.code}").status_code == 200
    waited = len(clock.slept)
    assert neighbour.client.get(f"/j/{room.code}").status_code == 200
    assert len(clock.slept) == waited


def test_guesses_over_door_calls_and_sockets_are_counted_together(room: Room, clock: Clock) -> None:
    def socket(code: str) -> SocketIOTestClient:
        socketio = room.app.extensions["laena.socketio"]
        return socketio.test_client(room.app, auth={"code": code, "view": "phone"})

    stranger = from_address(room.outsider(), "")  # that of flask_socketio's test client
    for number in range(10):
        assert stranger.client.get(f"/join?code={number:06d}").status_code == 404
        assert stranger.client.get(f"/api/w/{number:06d}/state").status_code == 404
        assert not socket(f"{number:06d}").is_connected()
    assert clock.slept == []
    assert not socket("999999").is_connected()
    assert clock.slept == [1.0]
    assert [socket(room.code).is_connected() for _ in range(3)] == [True] * 3
    assert clock.slept == [1.0, 1.0]


def at(room: Room, address: str) -> Desk:
    desk = Desk(room.app, room.code)
    desk.client.environ_base["REMOTE_ADDR"] = address
    return desk


def test_guessing_the_facilitators_password_is_slowed_with_a_clear_message(room: Room, clock: Clock) -> None:
    guesser = at(room, "203.0.113.9")
    for _ in range(5):
        assert "รหัสผ่านไม่ถูกต้อง" in guesser.sign_in("wrong words").text
    refused = guesser.sign_in(PASSWORD)
    assert refused.status_code == 429
    assert "กรุณารอ 10 วินาที" in refused.text
    assert refused.headers["Retry-After"] == "10"
    assert guesser.client.get("/workshops").status_code == 302
    assert at(room, "203.0.113.8").sign_in().status_code == 302
    clock.now += 10
    assert guesser.sign_in(PASSWORD).status_code == 302


def test_of_forty_guesses_at_once_five_are_checked_and_the_next_waits_a_minute(
    room: Room, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def is_right(_hash: str | None, password: str) -> bool:
        checked.append(password)
        return False

    monkeypatch.setattr(facilitator, "is_right", is_right)
    with ThreadPoolExecutor(40) as threads:
        answers = list(threads.map(lambda n: at(room, "203.0.113.9").sign_in(f"guess {n}"), range(40)))
    assert len(checked) == 5
    waits = [int(answer.headers["Retry-After"]) for answer in answers if answer.status_code == 429]
    assert len(waits) == 35
    assert max(waits) <= 60
    monkeypatch.undo()
    clock.now += 60
    assert at(room, "203.0.113.9").sign_in(PASSWORD).status_code == 302


def test_right_passwords_are_never_slowed(room: Room, clock: Clock) -> None:
    assert [at(room, "203.0.113.9").sign_in(PASSWORD).status_code for _ in range(12)] == [302] * 12


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_is_slowed_by_a_second_and_never_locked_out(room: Room, clock: Clock, address: str) -> None:
    for number in range(30):
        assert at(room, address).sign_in(f"guess {number}").status_code == 200
    assert at(room, address).sign_in(PASSWORD).status_code == 302
    assert max(clock.slept) <= 1


def test_what_a_proxy_forwards_is_not_taken_for_this_machine(room: Room, clock: Clock) -> None:
    guesser = at(room, "127.0.0.1")
    guesser.client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    assert [guesser.sign_in("wrong words").status_code for _ in range(7)] == [200] * 5 + [429] * 2


def test_a_bucket_starts_with_its_burst_and_refills_at_its_rate() -> None:
    clock = Clock()
    buckets = Buckets(2, 0.5, clock)
    buckets.take("one")
    buckets.take("one")
    assert math.isclose(buckets.wait("one"), 2)
    assert buckets.wait("another") == 0
    clock.now += 2
    assert buckets.wait("one") == 0
    clock.now += 1000
    assert buckets.left("one") == 2
