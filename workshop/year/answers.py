"""The department's side: answers taken in once each, in any order, and what each unit has answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, cast

from sqlalchemy.orm import Session, defer
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.organisation_tables import Unit as OrgUnit
from workshop.store.year_tables import AnswerLink, Directive, DirectiveAnswer, DirectiveWorkshop
from workshop.views import dates
from workshop.year import contents, directives, former_units, reshaping, signed_files
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
    FORMER_UNIT = "former_unit"  # its unit was merged or split: it counts until the new units have answered


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
    FORMER = "former"  # the units of which it came have answered, it has not


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the table. `answer` is what counts; `disputed` are the keys of several installations, else empty.

    progress  how far a unit without an answer is: WAITING where nobody can know, as it has the directive as a file
    of        names of units that were merged or split into this one, whose answers count for it
    now       of a unit that was merged or split: the units that came of it
    """

    unit: contents.Unit
    state: State
    answer: DirectiveAnswer | None = None
    versions: tuple[int, ...] = ()
    first_at: int = 0
    reason: str = ""
    disputed: tuple[str, ...] = ()
    progress: State = State.WAITING
    of: tuple[str, ...] = ()
    now: tuple[contents.Unit, ...] = ()

    @property
    def name(self) -> str:
        """Return what the unit is called, with what became of it."""
        return f"{self.unit.name} (ปัจจุบัน {self.addressee})" if self.now else self.unit.name

    @property
    def called(self) -> contents.Unit:
        return contents.Unit(code=self.unit.code, name=self.name) if self.now else self.unit

    @property
    def addressee(self) -> str:
        """Return to whom a letter goes that answers it."""
        names = [unit.name for unit in self.now]
        more = [f"อีก {len(names) - _NAMED} หน่วยงาน"] if len(names) > _NAMED else []
        return " และ".join([" ".join(names[:_NAMED]), *more]) or self.unit.name


@dataclass(frozen=True, slots=True)
class Table:
    """What units have answered.

    strangers  answers of units that are not in the directive; `foreign`: to another directive of the same number
    former     units that were merged or split and whose answers count; `kept`: those whose answers count no more
    """

    rows: tuple[Row, ...]
    strangers: tuple[DirectiveAnswer, ...]
    foreign: tuple[DirectiveAnswer, ...]
    former: tuple[Row, ...] = ()
    kept: tuple[Row, ...] = ()

    @property
    def counting(self) -> tuple[Row, ...]:
        """Return the rows whose answers count."""
        return tuple(row for row in (*self.rows, *self.former) if row.answer is not None)

    def count(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows)


_NAMED = 5  # so many of the units that came of one stand beside its name
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
    former = content.unit.code in reshaping.gone(directive)
    if not former and content.unit.code not in {unit["code"] for unit in directive.content["units"]}:
        return Result.WRONG_UNIT
    if any(each.key != found.key for each in others):
        return Result.DISPUTED
    before = max(((each.version, each.checksum) for each in others), default=None)
    if before is not None and (content.version, found.checksum) < before:
        return Result.OLDER
    if former:
        return Result.FORMER_UNIT
    return Result.FIRST if before is None else Result.REPLACES


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
    former, kept = _former(session, row, by_unit, content.deadline)
    rows = tuple(
        replace(
            _unit(unit, by_unit.pop(unit.code, []), row, content.deadline, late, far.get(unit.code, State.WAITING)),
            progress=far.get(unit.code, State.WAITING),
        )
        for unit in content.units
    )
    gone = {row.unit.code for row in (*former, *kept)}
    strangers = tuple(each for code, answers in by_unit.items() if code not in gone for each in answers)
    return Table(_with_former(row, rows, former), strangers, tuple(foreign), former, kept)


def waiting(session: Session) -> list[DirectiveAnswer]:
    """Return answers whose directive is not here."""
    known = set(session.execute(select(Directive.uid)).scalars())
    rows = session.execute(_query().order_by(col(DirectiveAnswer.unit_name))).scalars()
    return [each for each in rows if each.uid not in known]


def _former(
    session: Session, directive: Directive, answers: dict[str, list[DirectiveAnswer]], deadline: date
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the units that were merged or split, with their answers: those that count, and those that do no more."""
    gone = {code: unit for code, unit in reshaping.gone(directive).items() if answers.get(code)}
    if not gone:
        return (), ()
    asked_in = cast(Any, DirectiveAnswer.content)["directive"]
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, asked_in)
    versions = {
        (checksum, key): found["version"]
        for checksum, key, found in session.execute(query.where(DirectiveAnswer.uid == directive.uid))
    }
    spoken = former_units.Spoken(reshaping.of(directive), answers, lambda each: versions[each.checksum, each.key])
    found: dict[bool, list[Row]] = {True: [], False: []}
    for code, unit in gone.items():
        line = _unit(unit, answers[code], directive, deadline, False, State.WAITING)
        over = spoken.is_over(code)
        found[over].append(replace(line, now=tuple(reshaping.now(directive, code))))
    return tuple(found[False]), tuple(found[True])


def _with_former(directive: Directive, rows: Sequence[Row], former: Sequence[Row]) -> tuple[Row, ...]:
    """Say of the units that came of others whose answers count for them."""
    answered = {row.unit.code for row in (*rows, *former) if row.answer is not None}
    came: defaultdict[str, list[Row]] = defaultdict(list)
    for each in former:
        for unit in each.now:
            came[unit.code].append(each)
    found = []
    for row in rows:
        of = [each.unit.name for each in came[row.unit.code] if each.answer is not None]
        needed = [
            {unit.code for unit in each.former}
            for each in reshaping.of(directive)
            if not each.undone and row.unit.code in {unit.code for unit in each.new}
        ]
        whole = bool(of) and all(codes <= answered for codes in needed)
        state = State.FORMER if whole and row.answer is None and row.state != State.DISPUTED else row.state
        found.append(replace(row, of=tuple(of), state=state))
    return tuple(found)


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
