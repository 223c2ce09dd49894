"""What a person may do with a workshop, a directive or a unit: the roles and the unit, by the table of policy.py."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func
from sqlalchemy import select as columns
from sqlalchemy.orm import Session

from workshop.domain import policy
from workshop.domain.policy import Grant, Grants, Thing
from workshop.store.rows import ANSWERING, DIRECTIVE, PERSON_ROLE, UNIT, WORKSHOP

Held = Sequence[tuple[str, str]]
NOTHING: Grants = dict.fromkeys(Thing, Grant.NONE)
_HELD = (
    columns(PERSON_ROLE.c.role, UNIT.c.path)
    .join_from(PERSON_ROLE, UNIT, PERSON_ROLE.c.unit_id == UNIT.c.id)
    .where(PERSON_ROLE.c.person_id == bindparam("person"))
)
_ANSWERED = func.coalesce(ANSWERING.c.version, 0) > 0
_WORKSHOPS = (
    columns(WORKSHOP.c.code, UNIT.c.path, _ANSWERED.label("answered"))
    .join_from(WORKSHOP, UNIT, WORKSHOP.c.unit_id == UNIT.c.id)
    .outerjoin(ANSWERING, ANSWERING.c.workshop_id == WORKSHOP.c.id)
)
_WORKSHOP = _WORKSHOPS.where(WORKSHOP.c.code == bindparam("code"))
_DIRECTIVES = columns(DIRECTIVE.c.uid, UNIT.c.path).join_from(DIRECTIVE, UNIT, DIRECTIVE.c.unit_id == UNIT.c.id)
_DIRECTIVE = _DIRECTIVES.where(DIRECTIVE.c.uid == bindparam("uid"))
_UNIT = columns(UNIT.c.path).where(UNIT.c.id == bindparam("unit"))


def held(session: Session, person: int) -> Held:
    """Return the person's (role, path of its unit)."""
    return [(row.role, row.path) for row in session.connection().execute(_HELD, {"person": person})]


def of_workshop(session: Session, person: int, code: str) -> Grants:
    """Return what the person may do with the workshop: nothing where it is unknown."""
    found = session.connection().execute(_WORKSHOP, {"code": code}).first()
    return policy.grants(held(session, person), found.path, found.answered) if found else NOTHING


def of_directive(session: Session, person: int, uid: str) -> Grants:
    found = session.connection().execute(_DIRECTIVE, {"uid": uid}).first()
    return policy.grants(held(session, person), found.path) if found else NOTHING


def of_unit(session: Session, person: int, unit: int) -> Grants:
    found = session.connection().execute(_UNIT, {"unit": unit}).first()
    return policy.grants(held(session, person), found.path) if found else NOTHING


def anywhere(session: Session, person: int) -> Grants:
    """Return what the person may do at any of the own units."""
    mine = held(session, person)
    every = [policy.grants(mine, path) for _role, path in mine]
    return {thing: max((each[thing] for each in every), default=Grant.NONE) for thing in Thing}


def workshops(session: Session, mine: Held) -> dict[str, Grants]:
    """Return the codes of all workshops that somebody with these roles knows of, with what may be done there."""
    rows = session.connection().execute(_WORKSHOPS)
    every = {row.code: policy.grants(mine, row.path, row.answered) for row in rows}
    return {code: grants for code, grants in every.items() if grants[Thing.WORKSHOP]}


def directives(session: Session, mine: Held) -> dict[str, Grants]:
    """Return the uids of all directives that somebody with these roles knows of, with what may be done there."""
    every = {row.uid: policy.grants(mine, row.path) for row in session.connection().execute(_DIRECTIVES)}
    return {uid: grants for uid, grants in every.items() if grants[Thing.DIRECTIVE]}
