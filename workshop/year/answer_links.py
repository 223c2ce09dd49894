"""Links by which units send their answers: one for a unit of a directive, good for one accepted file.

A link has a token that nobody can guess, of which the digest alone is stored.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import sessions
from workshop.feed import now_ms
from workshop.store.year_tables import AnswerLink, Directive, DirectiveAnswer
from workshop.views import dates
from workshop.year import answers, contents, directives, keys, reshaping, signed_files
from workshop.year.refusals import (
    AnswerLinkExpired,
    AnswerLinkRevoked,
    AnswerLinkUsed,
    DirectiveWithdrawn,
    ForeignDirective,
    NotAnAnswer,
    NotYourDirective,
    OlderAnswer,
    SignedElsewhere,
    UnitReshaped,
    UnknownAnswerLink,
    UnknownUnit,
    WrongUnit,
)

GRACES = (0, 3, 7, 14, 30, 90)  # days
DEFAULT_GRACE = 7


class State(StrEnum):
    NONE = "none"
    UNUSED = "unused"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the list of links, with its newest one. `last_day`: on which it can be used; None without a link."""

    unit: contents.Unit
    state: State
    last_day: date | None = None
    used_at: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was just made: the token is shown this once."""

    unit: contents.Unit
    token: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link is for. `version`: of the answer that came by it, 0 before; `used_at` in ms."""

    content: contents.Directive
    unit: contents.Unit
    last_day: date
    used_at: int
    version: int


def make(
    session: Session, uid: str, wanted: Sequence[str] | None, asked: str, grace: int = DEFAULT_GRACE
) -> list[Made]:
    """Make a link for each of these units; a former link of theirs is revoked.

    `wanted`: codes of units; None for all without a link that can be used and without an answer. `asked`: by which the
    page asks; the same again gives the same links, as the page that shows them may be loaded anew.
    Raises UnknownDirective, NotYourDirective, DirectiveWithdrawn, UnknownUnit, and AnswerLinkRevoked for what was asked
    before and was revoked since.
    """
    row = _own(session, uid)
    content = directives.content_of(row)
    units = {unit.code: unit for unit in content.units}
    secret = keys.own(session).secret
    newest = _newest(session, uid)
    if wanted is None:
        answered = {each.unit.code for each in answers.table(session, uid).rows if each.answer is not None}
        wanted = [
            code
            for code in units
            if _is(newest.get(code), _token(secret, uid, code, asked))
            or (code not in answered and _state(newest.get(code), content) != State.UNUSED)
        ]
    made = []
    for code in wanted:
        if code not in units:
            raise UnknownUnit
        token = _token(secret, uid, code, asked)
        link = _by_digest(session, token)
        if link is not None and link.revoked:
            raise AnswerLinkRevoked
        if link is None:
            revoke(session, uid, code)
            days = grace if grace in GRACES else DEFAULT_GRACE
            link = AnswerLink(uid=uid, unit=code, digest=digest(token), grace=days, made_at=now_ms())
            session.add(link)
            session.flush()
        made.append(Made(units[code], token, _last_day(link, content)))
    return made


def revoke(session: Session, uid: str, unit: str) -> None:
    """Let the unit's link open nothing any more; without one nothing changes."""
    query = select(AnswerLink).where(AnswerLink.uid == uid, AnswerLink.unit == unit, col(AnswerLink.revoked).is_(False))
    for link in session.execute(query).scalars():
        link.revoked = True
    session.flush()


def listed(session: Session, uid: str) -> list[Line]:
    """Return all units of the directive with their newest links. Raises UnknownDirective."""
    content = directives.content_of(directives.find(session, uid))
    newest = _newest(session, uid)
    return [_line(unit, newest.get(unit.code), content) for unit in content.units]


def look(session: Session, token: str) -> Opened:
    """Return what the link is for.

    Raises UnknownAnswerLink, AnswerLinkRevoked, AnswerLinkExpired, DirectiveWithdrawn, WrongUnit, UnitReshaped.
    """
    link, row = _find(session, token)
    content = directives.content_of(row)
    unit = _usable(link, content, reshaping.gone(row))
    version = 0
    if link.used_at:
        answer = session.get(DirectiveAnswer, (link.checksum, link.key))
        version = answer.version if answer is not None else 0
    return Opened(content, unit, _last_day(link, content), link.used_at, version)


def known(session: Session, token: str) -> None:
    """Raises UnknownAnswerLink where there never was such a link, or its directive is gone."""
    _find(session, token)


def directive_file(session: Session, token: str) -> bytes:
    """Return the file of the directive that the link asks to answer: its unit is preparing. Raises as `look`."""
    link, row = _find(session, token)
    _usable(link, directives.content_of(row), reshaping.gone(row))
    link.taken_at = link.taken_at or now_ms()
    session.flush()
    return directives.file_of(session, row.uid)


def accept(session: Session, token: str, found: signed_files.SignedFile) -> answers.Result:
    """Take in the answer that came by the link, which is used up with it; the same file again changes nothing.

    Raises as `look`, and AnswerLinkUsed, NotAnAnswer, ForeignDirective, SignedElsewhere, WrongUnit, OlderAnswer: then
    nothing has changed, and the link can be used.
    """
    link, row = _find(session, token, lock=True)
    if link.used_at and (link.checksum, link.key) == (found.checksum, found.key):
        return answers.Result.SAME
    content = directives.content_of(row)
    unit = _usable(link, content, reshaping.gone(row))
    if link.used_at:
        raise AnswerLinkUsed
    said = found.content
    if not isinstance(said, contents.Answer):
        raise NotAnAnswer
    if said.directive.uid != row.uid:
        raise ForeignDirective
    if said.directive.key != row.key:
        raise SignedElsewhere
    if said.unit.code != unit.code:
        raise WrongUnit
    result = answers.take(session, found, row.uid)
    if result == answers.Result.OLDER:
        raise OlderAnswer
    if result != answers.Result.SAME:
        link.used_at, link.checksum, link.key = now_ms(), found.checksum, found.key
        session.flush()
    return result


def digest(token: str) -> str:
    """Return what the link is known by where its token must not stand."""
    return sessions.digest(token)


def _own(session: Session, uid: str) -> Directive:
    row = directives.find(session, uid)
    if not row.own:
        raise NotYourDirective
    if row.content["withdrawn"]:
        raise DirectiveWithdrawn
    return row


def _find(session: Session, token: str, lock: bool = False) -> tuple[AnswerLink, Directive]:
    link = _by_digest(session, token, lock)
    row = session.execute(select(Directive).where(Directive.uid == link.uid)).scalar_one_or_none() if link else None
    if link is None or row is None:
        raise UnknownAnswerLink
    return link, row


def _by_digest(session: Session, token: str, lock: bool = False) -> AnswerLink | None:
    query = select(AnswerLink).where(AnswerLink.digest == digest(token))
    return session.execute(query.with_for_update() if lock else query).scalar_one_or_none()


def _newest(session: Session, uid: str) -> dict[str, AnswerLink]:
    query = select(AnswerLink).where(AnswerLink.uid == uid).order_by(col(AnswerLink.id))
    return {link.unit: link for link in session.execute(query).scalars()}


def _usable(link: AnswerLink, content: contents.Directive, reshaped: Collection[str]) -> contents.Unit:
    """Return the link's unit. Raises what is wrong with the link now; one that was used opens its page."""
    if link.revoked:
        raise AnswerLinkRevoked
    if content.withdrawn:
        raise DirectiveWithdrawn
    unit = next((each for each in content.units if each.code == link.unit), None)
    if unit is None:
        raise UnitReshaped if link.unit in reshaped else WrongUnit
    if _state(link, content) == State.EXPIRED:
        raise AnswerLinkExpired
    return unit


def _line(unit: contents.Unit, link: AnswerLink | None, content: contents.Directive) -> Line:
    if link is None:
        return Line(unit, State.NONE)
    return Line(unit, _state(link, content), _last_day(link, content), link.used_at)


def _state(link: AnswerLink | None, content: contents.Directive) -> State:
    if link is None:
        return State.NONE
    if link.used_at:
        return State.USED
    if link.revoked:
        return State.REVOKED
    return State.EXPIRED if dates.now().date() > _last_day(link, content) else State.UNUSED


def _last_day(link: AnswerLink, content: contents.Directive) -> date:
    """A deadline that is put off puts off the end of its links too."""
    return max(content.deadline, dates.at(link.made_at).date()) + timedelta(days=link.grace)


def _is(link: AnswerLink | None, token: str) -> bool:
    return link is not None and not link.revoked and link.digest == digest(token)


def _token(secret: str, uid: str, unit: str, asked: str) -> str:
    """Return a token that nobody can guess without the installation's secret."""
    said = hmac.digest(bytes.fromhex(secret), f"answer link\0{uid}\0{unit}\0{asked}".encode(), "sha256")
    return base64.urlsafe_b64encode(said[:16]).decode().rstrip("=")
