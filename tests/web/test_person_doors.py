"""Every door for people who sign in by name: the table of workshop/domain/policy.py, walked.

Where the table lets somebody in, the door answers as it does for the facilitator (doors.txt); what belongs to another
unit is not there (404), and what the role does not include is refused (403).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.live.listening import listen
from tests.room import Desk, Room
from tests.web.test_doors import Visitor, filled, table
from tests.year.installations import draft
from workshop.domain import organisation, persons, policy, sessions, workshops
from workshop.domain.policy import Grant, Thing
from workshop.store.year_tables import DirectiveWorkshop
from workshop.web import person_rights
from workshop.year import directives

ROLES = ("lead", "helper", "viewer")
PLACES = ("own", "below", "above", "elsewhere")
SITUATIONS = [f"{role} {place}" for role in ROLES for place in PLACES] + [
    *("department own", "department below", "department elsewhere"),
    *("department below answered", "viewer below answered", "without a role", "of no unit"),
]
# Pages of the administrator alone. A new page is entered here, or in workshop/web/person_rights.py.
ADMINISTRATORS = {
    *("board.again", "board.playing", "board.set_pace"),  # of the demo
    *("directives.every", "directives.take", "facilitator.workshops"),
    *("facilitator.forget_learnt", "facilitator.learn_from", "facilitator.learn_now", "facilitator.learn_page"),
    *("facilitator.take_names", "facilitator.use_learnt"),
    *("facilitator.end_other_sessions", "facilitator.end_session", "facilitator.sign_ins"),
    *("outlines.act", "outlines.file", "outlines.new", "outlines.save_template", "outlines.templates"),
    *("organisation.act", "organisation.every", "organisation.make", "people.act", "people.add", "people.every"),
}
PREFIXES = ("offices.", "office_files.", "office_templates.")


class Organisation:
    """A department, a bureau below it, a province below that with a district; another province, another department."""

    def __init__(self, room: Room) -> None:
        self.room, self.units = room, {}
        self._unit("department", "department", None)
        self._unit("bureau", "bureau", "department")
        self._unit("province", "province", "bureau")
        self._unit("district", "district", "province")
        self._unit("neighbour", "province", "bureau")
        self._unit("stranger", "department", None)

    def _unit(self, code: str, kind: str, parent: str | None) -> None:
        above = self.units[parent] if parent else None
        self.units[code] = self.room.feed.write(organisation.add, code, f"หน่วยงาน {code}", kind, above)

    def person(self, name: str, *roles: tuple[str, str]) -> Desk:
        """A browser signed in by somebody with these (unit, role)."""
        with self.room.app.test_request_context():
            person = self.room.feed.write(persons.add, name, f"คุณ {name}")
            for unit, role in roles:
                self.room.feed.write(persons.give_role, person, self.units[unit], role)
        desk = Desk(self.room.app, self.room.code)
        desk.use(self.room.feed.write(sessions.begin_person, sessions.Browser(), person, name))
        return desk

    def give(self, unit: str, uid: str = "") -> None:
        """Make the workshop, and the directive, the unit's."""
        self.room.feed.write(organisation.give_workshop, self.room.code, self.units[unit])
        if uid:

            def verb(session: Any) -> None:
                organisation.give_directive(session, directives.find(session, uid), self.units[unit])

            self.room.feed.write(verb)

    def answer(self, uid: str) -> None:
        """Make it so that the workshop has answered the directive."""

        def verb(session: Any) -> None:
            workshop, row = workshops.find(session, self.room.code), directives.find(session, uid)
            session.add(DirectiveWorkshop(workshop_id=workshop.id, directive_id=row.id, unit="", version=1))

        self.room.feed.write(verb)


def situated(room: Room, situation: str) -> tuple[Visitor, dict[Thing, Grant]]:
    """Return somebody at the door with what exists, and what the table says of workshop and directive."""
    values = filled(room)
    all_units = Organisation(room)
    role, place, *answered = situation.split()
    at = {"own": "province", "below": "bureau", "above": "district", "elsewhere": "neighbour"}
    of, unit = "province", at.get(place, "province")
    if role == "department":
        of = "department" if place == "own" else "province"
        unit = "stranger" if place == "elsewhere" else "department"
    if situation == "of no unit":
        role, place, of = "lead", "elsewhere", ""
    if of:
        all_units.give(of, values["uid"])
    if answered:
        all_units.answer(values["uid"])
    roles = [(unit, role)] if situation != "without a role" else []
    desk = all_units.person("somjai", *roles)
    values |= {"unit_id": all_units.units[of or "province"]}
    granted = grants(role, place, bool(answered)) if roles else dict.fromkeys(Thing, Grant.NONE)
    return Visitor(room, desk.client, "", values), granted


def grants(role: str, place: str, answered: bool) -> dict[Thing, Grant]:
    """Return the line of the table as it is written."""
    head, *lines = (line.split() for line in policy.TABLE.strip().splitlines())
    words = next(line[2:] for line in lines if line[:2] == [role, place])
    levels = {"none": Grant.NONE, "see": Grant.SEE, "run": Grant.RUN, "answered": Grant.SEE if answered else Grant.NONE}
    return {Thing(thing): levels[word] for thing, word in zip(head[2:], words, strict=True)}


def guarded(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Yield (door, endpoint, the facilitator's answer) of the doors that need a sign-in."""
    rules = {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.alias
    }
    for door, answers in table().items():
        if answers["nobody"] in ("sign-in", "401") and answers["facilitator"] not in ("sign-in", "401"):
            yield door, rules[door], answers["facilitator"]


def test_every_page_says_what_it_asks_of_a_person_or_is_the_administrators(room: Room) -> None:
    known = {*person_rights.NEEDS, *person_rights.ANYWHERE, "organisation.start"}
    others = {endpoint for _door, endpoint, _answer in guarded(room.app)} - known
    assert {each for each in others if not each.startswith(PREFIXES)} <= ADMINISTRATORS, others - ADMINISTRATORS
    assert not known & ADMINISTRATORS


def test_only_what_changes_nothing_is_open_to_those_who_see(room: Room) -> None:
    writing = {endpoint for door, endpoint, _ in guarded(room.app) if not door.startswith("GET ")}
    seen = {endpoint for endpoint, (_thing, grant) in person_rights.NEEDS.items() if grant < Grant.RUN}
    assert not writing & seen


def test_what_asks_for_notes_asks_for_the_notes_of_a_workshop(room: Room) -> None:
    """A page without a workshop in its address would be open to whoever may see any workshop's notes."""
    for door, endpoint, _answer in guarded(room.app):
        thing = person_rights.NEEDS.get(endpoint, (Thing.SETTINGS, Grant.RUN))[0]
        if thing in (Thing.NOTES, Thing.REPORT, Thing.MINUTES, Thing.ACTIONS):
            assert "<code>" in door or endpoint in ("directives.actions", "directives.actions_file")
        if thing in (Thing.ANSWERS, Thing.BOARD):
            assert "<uid>" in door


def expected(door: str, endpoint: str, otherwise: str, granted: dict[Thing, Grant]) -> str:
    need = person_rights.NEEDS.get(endpoint)
    anywhere = endpoint in person_rights.ANYWHERE
    if "<code>" in door and not granted[Thing.WORKSHOP]:
        return "404"
    if "<uid>" in door and not granted[Thing.DIRECTIVE]:
        return "404"
    if endpoint in ("facilitator.workshops", "directives.every"):
        return "302"
    if not anywhere and (need is None or granted[need[0]] < need[1]):
        return "403"
    if endpoint == "facilitator.endings" and expected(door, "facilitator.bring_about", otherwise, granted) == "403":
        return "302"  # to the page of phones and groups
    return otherwise


# Where somebody who is let in is answered otherwise than the facilitator is.
OTHERWISE = {
    "people.account": "200",
    "people.change_password": "422",
    "people.end_own": "302",
    "people.home": "302",
    "organisation.start": "200",
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_door_answers_as_the_policy_says(room: Room, situation: str) -> None:
    somebody, granted = situated(room, situation)
    wanted, found = {}, {}
    for door, endpoint, answer in guarded(room.app):
        if not re.search(r"<(code|uid)>", door) and endpoint in person_rights.NEEDS:
            continue  # of any unit of one's own: see below
        if endpoint == "organisation.start":
            wanted[door] = "200" if granted[Thing.WORKSHOP] or granted[Thing.DIRECTIVE] else "404"
            wanted[door] = "200" if situation == "of no unit" else wanted[door]
        elif endpoint == "organisation.answer" and (granted[Thing.WORKSHOP] == Grant.RUN or situation == "of no unit"):
            wanted[door] = "404"  # no directive was named
        elif "<int:unit_id>" in door:
            wanted[door] = "403" if granted[Thing.DIRECTIVE] or situation == "of no unit" else "404"
        else:
            wanted[door] = OTHERWISE.get(endpoint) or expected(door, endpoint, answer, granted)
        found[door] = somebody.opens(*door.split(maxsplit=1))
    assert found == wanted


@pytest.mark.parametrize("situation", SITUATIONS)
def test_sockets_are_admitted_and_workshops_made_as_the_policy_says(room: Room, situation: str) -> None:
    somebody, granted = situated(room, situation)
    for view in ("console", "projector"):
        assert listen(room, view, somebody.client).is_connected() == (granted[Thing.NOTES] >= Grant.SEE)
    # By those alone who run a unit.
    may = situation.startswith(("lead", "department")) or situation == "of no unit"
    assert somebody.opens("GET", "/workshops/new") == ("200" if may else "403")
    assert somebody.opens("GET", "/directives/new") == ("200" if may else "403")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_whole_workshop_is_taken_in_by_those_alone_who_run_a_unit(room: Room, situation: str) -> None:
    somebody, _granted = situated(room, situation)
    may = situation.startswith(("lead", "department")) or situation == "of no unit"
    assert somebody.opens("GET", "/take-in") == ("200" if may else "403")
    for call in ("look", "take"):
        assert somebody.opens("POST", f"/api/take-in/{call}") == ("422" if may else "403")


def test_the_directive_of_another_unit_is_not_there(room: Room) -> None:
    other = room.feed.write(directives.make, draft())
    desk = Organisation(room).person("somjai", ("province", "lead"))
    assert desk.client.get(f"/directives/{other}").status_code == 404
