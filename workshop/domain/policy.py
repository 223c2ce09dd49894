"""Who in an organisation may see and do what: one table, which docs/organisation.md shows and tests walk.

A person has a role at a unit. What belongs to a unit stands to that role in one of four places: at the unit itself,
below it in the tree, above it, or elsewhere. What belongs to no unit is the installation's, its administrator's alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _


class Standing(StrEnum):
    """A person's role at a unit. The values are stored: none may be renamed."""

    LEAD = "lead"
    HELPER = "helper"
    VIEWER = "viewer"
    DEPARTMENT = "department"


class Place(StrEnum):
    OWN = "own"
    BELOW = "below"
    ABOVE = "above"
    ELSEWHERE = "elsewhere"


class Thing(StrEnum):
    """What is seen or run. WORKSHOP: that it is there, its form, endings and team; NOTES: console, projector, board;
    FILE: a whole workshop as one file, out and in, with words that are hidden."""

    WORKSHOP = "workshop"
    NOTES = "notes"
    REPORT = "report"
    DIRECTIVE = "directive"
    ANSWERS = "answers"
    BOARD = "board"
    MINUTES = "minutes"
    ACTIONS = "actions"
    PEOPLE = "people"
    SETTINGS = "settings"
    FILE = "file"


class Grant(IntEnum):
    """ANSWERED: to be seen once the workshop has answered a directive."""

    NONE = 0
    ANSWERED = 1
    SEE = 2
    RUN = 3


# One line a role and place. Whatever is missing is "none": also of a role that is added and forgotten here.
TABLE = """
role       place      workshop  notes     report    directive  answers  board  minutes   actions   people  settings file
lead       own        run       run       run       run        run      run    run       run       see     none     run
lead       below      see       see       see       see        see      see    see       see       see     none     none
lead       above      none      none      none      see        none     none   none      none      none    none     none
lead       elsewhere  none      none      none      none       none     none   none      none      none    none     none
helper     own        see       run       none      see        none     none   none      run       none    none     none
helper     below      none      none      none      none       none     none   none      none      none    none     none
helper     above      none      none      none      see        none     none   none      none      none    none     none
helper     elsewhere  none      none      none      none       none     none   none      none      none    none     none
viewer     own        see       see       see       see        see      see    see       see       none    none     none
viewer     below      see       answered  answered  see        see      see    answered  answered  none    none     none
viewer     above      none      none      none      see        none     none   none      none      none    none     none
viewer     elsewhere  none      none      none      none       none     none   none      none      none    none     none
department own        run       run       run       run        run      run    run       run       see     none     run
department below      see       answered  answered  see        see      see    none      answered  see     none     none
department above      none      none      none      see        none     none   none      none      none    none     none
department elsewhere  none      none      none      none       none     none   none      none      none    none     none
"""

NAMES: dict[str, Any] = {
    Standing.LEAD: _("ผู้นำ"),
    Standing.HELPER: _("ผู้ช่วย"),
    Standing.VIEWER: _("ผู้ชม"),
    Standing.DEPARTMENT: _("กรม"),
}
Grants = dict[Thing, Grant]


def place(role_path: str, thing_path: str) -> Place:
    """Return where a thing of the unit at `thing_path` stands to a role at `role_path`."""
    if role_path == thing_path:
        return Place.OWN
    if thing_path.startswith(role_path):
        return Place.BELOW
    return Place.ABOVE if role_path.startswith(thing_path) else Place.ELSEWHERE


def grants(held: Iterable[tuple[str, str]], path: str | None, answered: bool = False) -> Grants:
    """Return what somebody with these (role, path of its unit) may do with what belongs to the unit at `path`.

    None, of what belongs to no unit, grants nothing. Of several roles the one that allows more counts.
    """
    found = dict.fromkeys(Thing, Grant.NONE)
    for role, role_path in held if path else ():
        for thing, grant in _table().get((role, place(role_path, path or "")), {}).items():
            found[thing] = max(found[thing], _resolved(grant, answered))
    return found


@cache
def _table() -> dict[tuple[str, str], Grants]:
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    things = [Thing(name) for name in head[2:]]
    return {
        (role, where): {thing: Grant[word.upper()] for thing, word in zip(things, words, strict=True)}
        for role, where, *words in lines
    }


def _resolved(grant: Grant, answered: bool) -> Grant:
    if grant != Grant.ANSWERED:
        return grant
    return Grant.SEE if answered else Grant.NONE
