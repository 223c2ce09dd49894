"""Whose a new workshop or directive is: a unit that who makes it may run, or with the password any, or none."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from sqlalchemy.orm import Session

from workshop.domain import admission, organisation, policy
from workshop.domain.policy import Grant, Thing
from workshop.domain.roles import NotYourRole
from workshop.domain.wording import number
from workshop.web import edge
from workshop.web.edge import feed
from workshop.year import directives


def offered(thing: Thing = Thing.WORKSHOP) -> list[organisation.Listed]:
    """Return the units that a new thing may belong to, for a field of its form."""
    units = feed().read(organisation.every)
    person = edge.person()
    if person is None:
        return units
    mine = feed().read(admission.held, person)
    return [unit for unit in units if policy.grants(mine, unit.path)[thing] >= Grant.RUN and _at(mine, unit.path)]


def chosen() -> int | None:
    """Return the unit that the address or the form names, for the form to be shown again."""
    return number(request.values.get("unit", "")) or None


def given_workshop(make: Callable[[Session], str]) -> Callable[[Session], str]:
    """Return a verb that makes a workshop of the chosen unit and returns its code. Raises NotYourRole."""
    unit = unit_of(Thing.WORKSHOP)

    def verb(session: Session) -> str:
        code = make(session)
        if unit is not None:
            organisation.give_workshop(session, code, unit)
        return code

    return verb


def given_directive(make: Callable[[Session], str]) -> Callable[[Session], str]:
    """Return a verb that makes a directive of the chosen unit and returns its uid. Raises NotYourRole."""
    unit = unit_of(Thing.DIRECTIVE)

    def verb(session: Session) -> str:
        uid = make(session)
        if unit is not None:
            organisation.give_directive(session, directives.find(session, uid), unit)
        return uid

    return verb


def unit_of(thing: Thing) -> int | None:
    """Return the chosen unit; a person's first where none is chosen. Raises NotYourRole for another's."""
    named = chosen()
    if edge.person() is None:
        return named
    units = [each.id for each in offered(thing)]
    if not units or named not in (None, *units):
        raise NotYourRole
    return named or units[0]


def _at(mine: admission.Held, path: str) -> bool:
    return any(held == path for _role, held in mine)
