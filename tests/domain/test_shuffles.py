"""People are spread evenly over groups, moved as they were looked at, and brought back; no change names them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tests.room import Room, draft
from workshop.domain import corrections, groups, shuffles, workshops
from workshop.domain.shuffles import Wanted
from workshop.errors import Conflict, Refusal, UnknownGroup
from workshop.feed import now_ms
from workshop.store.models import Change, Participant

GROUPS = ("อำเภอพล", "อำเภอชนบท", "อำเภอแวงใหญ่", "กลุ่มย่อย 1", "กลุ่มย่อย 2")


class Hall:
    """A workshop of three districts with people, and two breakout groups."""

    def __init__(self, room: Room) -> None:
        self.room = room
        with room.app.test_request_context():
            self.code = room.feed.write(workshops.create, draft(groups=GROUPS))
        self.id = room.feed.read(workshops.find, self.code).id
        self.groups = [group.id for group in room.feed.read(groups.of, self.id)]
        self.into = (self.groups[3], self.groups[4])
        self.count = 0

    def join(self, place: int, unit: str = "", role: str = "", removed: bool = False) -> str:
        self.count += 1
        person = f"p{self.count:03}"

        def insert(session: Any) -> None:
            session.add(
                Participant(
                    id=person, workshop_id=self.id, device=f"d{self.count}", group_id=self.groups[place], unit=unit,
                    role=role, name=f"ผู้ทดสอบ {self.count}", removed_at=now_ms() if removed else 0,
                )
            )  # fmt: skip

        self.room.feed.write(insert)
        return person

    def seats(self) -> dict[str, int]:
        rows = self.room.feed.read(
            lambda session: list(
                session.execute(select(Participant).where(Participant.workshop_id == self.id)).scalars()
            )
        )
        return {row.id: self.groups.index(row.group_id) for row in rows}

    def change(self, verb: Any, *args: Any) -> Any:
        with self.room.app.test_request_context():
            return self.room.feed.change(self.code, "facilitator", verb, *args)

    def look(self, wanted: Wanted) -> shuffles.Preview:
        with self.room.app.test_request_context():
            return self.room.feed.read(shuffles.preview, self.code, wanted)

    def shuffle(self, by: Any = "group", seed: int = 1) -> int:
        wanted = Wanted(self.into, by, seed)
        return int(self.change(shuffles.shuffle, wanted, self.look(wanted).version))


@pytest.fixture
def hall(room: Room) -> Hall:
    hall = Hall(room)
    for place, number in ((0, 4), (1, 4), (2, 5)):
        for _ in range(number):
            hall.join(place)
    return hall


kinds = st.lists(st.sampled_from("abcde"), min_size=1, max_size=60)


@given(kinds, st.integers(2, 7), st.integers(0, 10**6))
def test_sizes_of_groups_and_of_each_unit_in_them_differ_by_one_at_most(units: list[str], n: int, seed: int) -> None:
    people = [Participant(id=f"{place}", device="", group_id=1, unit=unit) for place, unit in enumerate(units)]
    seats = shuffles.spread(people, Wanted(tuple(range(n)), "unit", seed))
    assert sorted(person.id for sitting in seats.values() for person in sitting) == sorted(each.id for each in people)
    sizes = [len(sitting) for sitting in seats.values()]
    assert max(sizes) - min(sizes) <= 1
    for unit in set(units):
        counts = [sum(person.unit == unit for person in sitting) for sitting in seats.values()]
        assert max(counts) - min(counts) <= 1
    again = shuffles.spread(people[::-1], Wanted(tuple(range(n)), "unit", seed))
    assert {group: [each.id for each in sitting] for group, sitting in again.items()} == {
        group: [each.id for each in sitting] for group, sitting in seats.items()
    }


def test_people_move_exactly_as_they_were_looked_at(hall: Hall) -> None:
    wanted = Wanted(hall.into, "group", 7)
    seen = hall.look(wanted)
    assert hall.change(shuffles.shuffle, wanted, seen.version) == seen.moving == 13
    expected = {person.id: hall.groups.index(group) for group, people in seen.seats.items() for person in people}
    assert hall.seats() == expected
    assert sorted(Counter(expected.values()).values()) == [6, 7]


def test_people_go_back_in_one_step_and_those_moved_by_hand_since_stay(hall: Hall) -> None:
    before = hall.seats()
    hall.shuffle()
    by_hand = next(person for person, place in hall.seats().items() if place == 3)
    hall.change(corrections.seat, by_hand, hall.groups[4])
    assert hall.change(shuffles.put_back) == 12
    assert hall.seats() == {**before, by_hand: 4}
    with pytest.raises(Conflict):
        hall.change(shuffles.put_back)


def test_latecomers_go_to_the_smallest_group_and_back_with_the_others(hall: Hall) -> None:
    before = hall.seats()
    with pytest.raises(Conflict):
        hall.change(shuffles.seat_late)
    hall.shuffle()
    smaller = 3 if Counter(hall.seats().values())[3] == 6 else 4
    late = [hall.join(0), hall.join(1), hall.join(2)]
    assert hall.change(shuffles.seat_late) == 3
    sizes = Counter(hall.seats().values())
    assert (sizes[3], sizes[4]) == (8, 8)
    assert hall.seats()[late[0]] == smaller
    assert hall.change(shuffles.seat_late) == 0
    assert hall.change(shuffles.put_back) == 16
    assert hall.seats() == {**before, **dict(zip(late, (0, 1, 2), strict=True))}


def test_who_joined_since_the_look_stops_the_shuffle_and_nobody_has_moved(hall: Hall) -> None:
    wanted = Wanted(hall.into, "group", 1)
    version = hall.look(wanted).version
    hall.join(0)
    before = hall.seats()
    with pytest.raises(Conflict):
        hall.change(shuffles.shuffle, wanted, version)
    assert hall.seats() == before


def test_removed_phones_are_not_shuffled(hall: Hall) -> None:
    gone = hall.join(0, removed=True)
    hall.shuffle("nothing")
    assert hall.seats()[gone] == 0


@pytest.mark.parametrize("places", [(), (3,), (3, 3)])
def test_fewer_than_two_groups_are_refused(places: tuple[int, ...], hall: Hall) -> None:
    with pytest.raises(Refusal):
        hall.look(Wanted(tuple(hall.groups[place] for place in places), "group", 1))


def test_groups_of_another_workshop_are_refused(hall: Hall) -> None:
    with pytest.raises(UnknownGroup):
        hall.look(Wanted((hall.groups[3], hall.room.groups[0]), "group", 1))


def test_no_change_of_the_feed_names_who_moved(hall: Hall) -> None:
    hall.shuffle()
    hall.join(0)
    hall.change(shuffles.seat_late)
    hall.change(shuffles.put_back)
    stored = hall.room.feed.read(
        lambda session: [row.model_dump() for row in session.execute(select(Change)).scalars()]
    )
    text = json.dumps(stored, ensure_ascii=False, default=str)
    assert not [person for person in hall.seats() if f'"{person}"' in text]


def test_a_moved_phone_and_the_console_see_the_new_groups(room: Room) -> None:
    phones = [room.phone, room.other, *(room.new_phone(0) for _ in range(4))]
    wanted = Wanted(tuple(room.groups), "nothing", 3)
    with room.app.test_request_context():
        seen = room.feed.read(shuffles.preview, room.code, wanted)
        room.feed.change(room.code, "facilitator", shuffles.shuffle, wanted, seen.version)
    expected = {person.id: group for group, people in seen.seats.items() for person in people}
    assert {phone.state()["me"]["id"]: phone.state()["me"]["group_id"] for phone in phones} == expected
    assert [group["participants"] for group in room.desk.board()["groups"]] == [3, 3]


def test_the_page_looks_first_then_moves_and_says_how_many(room: Room) -> None:
    for _ in range(4):
        room.new_phone(0, name="ผู้ทดสอบ", unit="อำเภอพล")
    path = f"/workshops/{room.code}/shuffle"
    into = "&".join(f"into={group}" for group in room.groups)
    page = room.desk.client.get(f"{path}?{into}&by=unit&seed=5").text
    assert "ดูก่อนย้าย" in page
    assert [group["participants"] for group in room.desk.board()["groups"]] == [5, 1]
    version = page.split('name="version" value="')[1].split('"')[0]
    form = {"into": room.groups, "by": "unit", "seed": "5", "version": version}
    answer = room.desk.post(f"{path}/move", data=form)
    assert (answer.status_code, "ย้ายแล้ว" in room.desk.client.get(answer.headers["Location"]).text) == (302, True)
    assert [group["participants"] for group in room.desk.board()["groups"]] == [3, 3]
    again = room.desk.post(f"{path}/move", data=form)
    assert (again.status_code, "ดูรายชื่อใหม่" in again.text) == (409, True)
    assert room.desk.post(f"{path}/back").status_code == 302
    assert [group["participants"] for group in room.desk.board()["groups"]] == [5, 1]


@pytest.mark.parametrize(
    "asked", ["seed=x", "seed=5", "seed=5&into=999999999&into=1", "by=none&seed=1&into=%00", "moved=ก"]
)
def test_an_odd_question_still_shows_the_page(asked: str, room: Room) -> None:
    assert room.desk.client.get(f"/workshops/{room.code}/shuffle?{asked}").status_code == 200
