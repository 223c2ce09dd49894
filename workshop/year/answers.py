"""The department's side: answers taken in once each, in any order, and what each unit has answered."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session, defer
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.organisation_tables import Unit as OrgUnit
from workshop.store.year_tables import AnswerLink, Directive, DirectiveAnswer, DirectiveWorkshop
from workshop.views import dates
from workshop.year import contents, directives, signed_files
from workshop.year.refusals import ForeignDirective


class Result(StrEnum):
    """What became of an answer file that was taken in."""

    FIRST = "first"
    REPLACES = "replaces"
    SAME = "same"
    OLDER = "older"
    WAITING = "waiting"  # its directive is not here yet
    WRONG_UNIT = "wrong_unit"
    FOREIGN = "foreign"  # its directive was signed elsewhere
    DISPUTED = "disputed"  # another installation answers for the same unit


class State(StrEnum):
    """Of a unit; before the deadline the first three are how far it is, WAITING where that is not known."""

    WAITING = "waiting"
    NOT_OPENED = "not_opened"
    PREPARING = "preparing"
    LATE = "late"
    EXCUSED = "excused"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    AGAIN = "again"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the table. `answer` is what counts; `disputed` are the keys of several installations, else empty.

    progress  how far a unit without an answer is: WAITING where nobody can know, as it has the directive as a file
    """

    unit: contents.Unit
    state: State
    answer: DirectiveAnswer | None = None
    versions: tuple[int, ...] = ()
    first_at: int = 0
    reason: str = ""
    disputed: tuple[str, ...] = ()
    progress: State = State.WAITING


@dataclass(frozen=True, slots=True)
class Table:
    """What units have answered. `strangers`: answers of units that are not in the directive; `foreign`: to another
    directive of the same number."""

    rows: tuple[Row, ...]
    strangers: tuple[DirectiveAnswer, ...]
    foreign: tuple[DirectiveAnswer, ...]

    def count(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows)


ANSWERED = (State.ANSWERED, State.ANSWERED_LATE, State.AGAIN)


def take(session: Session, found: signed_files.SignedFile, only: str = "") -> Result:
    """Store an answer, each once. `only`: the uid of the directive that is looked at. Raises ForeignDirective."""
    content = found.content
    assert isinstance(content, contents.Answer)
    if only and content.directive.uid != only:
        raise ForeignDirective
    if session.get(DirectiveAnswer, (found.checksum, found.key)) is not None:
        return Result.SAME
    others = [
        each
        for each in _stored(session, content.directive.uid)
        if each.unit == content.unit.code and each.directive_key == content.directive.key
    ]
    session.add(_row(content, found))
    session.flush()
    directive = session.execute(select(Directive).where(Directive.uid == content.directive.uid)).scalar_one_or_none()
    if directive is None:
        return Result.WAITING
    if directive.key != content.directive.key:
        return Result.FOREIGN
    if content.unit.code not in {unit["code"] for unit in directive.content["units"]}:
        return Result.WRONG_UNIT
    if any(each.key != found.key for each in others):
        return Result.DISPUTED
    before = max(((each.version, each.checksum) for each in others), default=None)
    if before is None:
        return Result.FIRST
    return Result.REPLACES if (content.version, found.checksum) > before else Result.OLDER


def table(session: Session, uid: str, today: date | None = None) -> Table:
    """Return each unit's state; the same for the same files in any order. Raises UnknownDirective."""
    row = directives.find(session, uid)
    content = directives.content_of(row)
    by_unit: defaultdict[str, list[DirectiveAnswer]] = defaultdict(list)
    foreign: list[DirectiveAnswer] = []
    for answer in _stored(session, uid):
        (by_unit[answer.unit] if answer.directive_key == row.key else foreign).append(answer)
    late = (today or dates.now().date()) > content.deadline
    far = _progress(session, row)
    rows = tuple(
        replace(
            _unit(unit, by_unit.pop(unit.code, []), row, content.deadline, late, far.get(unit.code, State.WAITING)),
            progress=far.get(unit.code, State.WAITING),
        )
        for unit in content.units
    )
    return Table(rows, tuple(each for answers in by_unit.values() for each in answers), tuple(foreign))


def waiting(session: Session) -> list[DirectiveAnswer]:
    """Return answers whose directive is not here."""
    known = set(session.execute(select(Directive.uid)).scalars())
    rows = session.execute(_query().order_by(col(DirectiveAnswer.unit_name))).scalars()
    return [each for each in rows if each.uid not in known]


def _progress(session: Session, directive: Directive) -> dict[str, State]:
    """Return by a unit's code how far it is, of those of which this installation knows.

    It has the directive by a link of this installation, or is a unit of it: then it is preparing once it took the
    directive's file by the link, or made its workshop here.
    """
    query = select(AnswerLink.unit, AnswerLink.taken_at, AnswerLink.revoked).where(AnswerLink.uid == directive.uid)
    links = session.execute(query).all()
    made = select(DirectiveWorkshop.unit).where(DirectiveWorkshop.directive_id == directive.id)
    asked = {unit for unit, _taken, revoked in links if not revoked}
    asked |= set(session.execute(select(OrgUnit.code)).scalars())
    preparing = {unit for unit, taken, _revoked in links if taken} | set(session.execute(made).scalars())
    return {**dict.fromkeys(asked, State.NOT_OPENED), **dict.fromkeys(preparing, State.PREPARING)}


def _unit(
    unit: contents.Unit,
    answers: list[DirectiveAnswer],
    directive: Directive,
    deadline: date,
    late: bool,
    far: State,
) -> Row:
    decided = directive.units.get(unit.code, {})
    reason, sources = decided.get("excused", ""), sorted({each.key for each in answers})
    chosen = decided.get("key", "")
    if len(sources) > 1 and chosen not in sources:
        return Row(unit, State.DISPUTED, reason=reason, disputed=tuple(sources))
    counting = sorted(
        (each for each in answers if len(sources) < 2 or each.key == chosen),
        key=lambda each: (each.version, each.checksum),
    )
    if not counting:
        return Row(unit, State.EXCUSED if reason else State.LATE if late else far, reason=reason)
    first = min(each.at for each in counting)
    after = dates.at(first).date() > deadline
    found = State.AGAIN if len(counting) > 1 else State.ANSWERED_LATE if after else State.ANSWERED
    versions = tuple(each.version for each in counting)
    several = tuple(sources) if len(sources) > 1 else ()
    return Row(unit, found, counting[-1], versions, first, reason, several)


def _query() -> Any:
    return select(DirectiveAnswer).options(defer(DirectiveAnswer.content))  # type: ignore[arg-type]


def _stored(session: Session, uid: str) -> list[DirectiveAnswer]:
    query = _query().where(DirectiveAnswer.uid == uid).order_by(col(DirectiveAnswer.checksum))
    return list(session.execute(query).scalars())


def _row(content: contents.Answer, found: signed_files.SignedFile) -> DirectiveAnswer:
    return DirectiveAnswer(
        checksum=found.checksum,
        key=found.key,
        uid=content.directive.uid,
        directive_key=content.directive.key,
        unit=content.unit.code,
        unit_name=content.unit.name,
        version=content.version,
        notes=len(content.notes),
        themes=len(content.themes),
        at=now_ms(),
        content=content.model_dump(mode="json"),
    )
