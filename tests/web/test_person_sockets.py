"""Sockets of people who sign in by name, open already when their rights change: open_sockets_of_people.txt, walked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.live.listening import heard, listen
from tests.room import Room
from tests.web.test_doors import rows
from tests.web.test_person_doors import Organisation
from tests.web.test_socket_doors import a_second_passes, deliver
from workshop.domain import organisation, persons, sessions

TABLE = Path(__file__).with_name("open_sockets_of_people.txt")
ROLES = {
    "lead": ("province", "lead"),
    "helper": ("province", "helper"),
    "viewer": ("province", "viewer"),
    "bureau": ("bureau", "lead"),
}


class People:
    """A room of the province with a browser for each of ROLES."""

    def __init__(self, room: Room) -> None:
        self.room, self.places = room, Organisation(room)
        self.desks = {who: self.places.person(who, held) for who, held in ROLES.items()} | {"administrator": room.desk}
        self.places.give("province")

    def do(self, verb: Callable[..., Any], *given: Any) -> None:
        with self.room.app.test_request_context():
            self.room.feed.write(verb, *given)

    def lead(self) -> int:
        return int(self.room.feed.read(persons.by_name, "lead").id)

    def unit(self, code: str) -> int:
        return int(self.places.units[code])

    def move(self) -> None:
        about = ("province", "จังหวัด", "province", self.unit("stranger"))
        self.do(organisation.edit, self.unit("province"), *about)

    def new_password(self) -> None:
        self.do(persons.change_password, self.lead(), "", "hash", None)

    def sign_out_elsewhere(self) -> None:
        token = self.room.feed.write(sessions.begin_person, sessions.Browser(), self.lead(), "lead")
        self.room.feed.write(sessions.end, sessions.digest(token))


HAPPENINGS: dict[str, Callable[[People], None]] = {
    "nothing": lambda _at: None,
    "role_gone": lambda at: at.do(persons.give_role, at.lead(), at.unit("province"), ""),
    "role_less": lambda at: at.do(persons.give_role, at.lead(), at.unit("province"), "viewer"),
    "password": People.new_password,
    "disabled": lambda at: at.do(persons.set_disabled, at.lead(), True),
    "purged": lambda at: at.do(persons.purge, at.lead()),
    "given": lambda at: at.places.give("neighbour"),
    "left_as_is": lambda at: at.places.give("province"),
    "unit_moved": People.move,
    "merged": lambda at: at.do(organisation.merge, at.unit("province"), at.unit("neighbour")),
    "district_off": lambda at: at.do(
        organisation.split, at.unit("province"), "split", "จังหวัดใหม่", [at.unit("district")]
    ),
    "signed_out": People.sign_out_elsewhere,
}


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_sockets_of_people_go_on_or_are_cut_as_the_table_says(room: Room, happening: str) -> None:
    at = People(room)
    table = rows(TABLE, [*HAPPENINGS])
    sockets = {place: listen(room, place.split()[1], at.desks[place.split()[0]].client) for place in table}
    assert all(socket.is_connected() for socket in sockets.values())
    deliver(room)
    for socket in sockets.values():
        socket.get_received()
    HAPPENINGS[happening](at)
    a_second_passes(room)
    room.phone.note("หลังเปลี่ยนสิทธิ์")
    deliver(room)
    found = {}
    for place, socket in sockets.items():
        texts = [note["text"] for delta in heard(socket) for note in delta["notes"]] if socket.is_connected() else []
        found[place] = "in" if texts == ["หลังเปลี่ยนสิทธิ์"] else "out"
        assert socket.is_connected() == bool(texts), place
    assert found == {place: line[happening] for place, line in table.items()}
