"""A unit's side: the workshop that a directive asks for, and the file that answers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop import places
from workshop.domain import organisation, phases, workshops
from workshop.domain.agendas import LOOK_BACK
from workshop.domain.identity import ANONYMOUS, FEWEST
from workshop.domain.report_texts import FORM_LIMIT
from workshop.domain.wording import short
from workshop.domain.workshops import TITLE_LIMIT
from workshop.errors import Conflict
from workshop.messages.incoming import PhaseDraft, WorkshopDraft
from workshop.store.models import Workshop
from workshop.store.year_tables import Directive, DirectiveWorkshop
from workshop.views import dates
from workshop.views.asked.voting import Voting
from workshop.views.content import state
from workshop.views.read_record import read_record
from workshop.views.record import Record
from workshop.year import contents, directives, keys, reshaping, signed_files
from workshop.year.refusals import DirectiveWithdrawn, NoDirectiveAnswered, NoUnitChosen, StillOpen, UnitNotAsked

NEWEST = contents.VERSIONS["answer"][-1]


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as a file. `again`: the version before said the same, so that this is the same file."""

    data: bytes
    content: contents.Answer
    again: bool


def make_workshop(session: Session, uid: str, code_of_unit: str = "") -> str:
    """Make the workshop that answers the directive for a unit, and return its code; the second time that of the first.

    code_of_unit  without it: the unit whose installation this is

    Raises NoUnitChosen, DirectiveWithdrawn.
    """
    row = directives.find(session, uid)
    code_of_unit = code_of_unit or row.unit
    if made := workshop_of(session, row, code_of_unit):
        return made.code
    content = directives.content_of(row)
    if content.withdrawn:
        raise DirectiveWithdrawn
    code = workshops.create(session, _draft(content, _unit(content, code_of_unit)))
    workshop = workshops.find(session, code)
    session.add(DirectiveWorkshop(workshop_id=workshop.id, directive_id=row.id, unit=code_of_unit))
    session.flush()
    return code


def make_for(session: Session, uid: str, unit_id: int) -> str:
    """Make the workshop by which a unit of the organisation answers, which is the unit's; return its code.

    The second time that of the first. Raises UnknownOrgUnit, UnknownDirective, NoUnitChosen where the directive does
    not ask the unit, DirectiveWithdrawn, Conflict where a workshop of others answers for it.
    """
    unit = organisation.find(session, unit_id)
    made = workshop_of(session, directives.find(session, uid), unit.code)
    if made is not None and made.unit_id != unit.id:
        raise Conflict(_("มีการประชุมอื่นในเครื่องนี้ตอบแทนหน่วยงานนี้อยู่แล้ว ขอให้ผู้ดูแลระบบให้เป็นของหน่วยงาน"))
    code = make_workshop(session, uid, unit.code)
    if made is None:
        organisation.give_workshop(session, code, unit.id)
    return code


def workshop_of(session: Session, row: Directive, unit: str) -> Workshop | None:
    """Return the workshop that answers the directive for the unit with this code here."""
    query = select(Workshop).join(DirectiveWorkshop, col(DirectiveWorkshop.workshop_id) == col(Workshop.id))
    return session.execute(
        query.where(DirectiveWorkshop.directive_id == row.id, DirectiveWorkshop.unit == unit)
    ).scalar_one_or_none()


def directive_of(session: Session, code: str) -> Directive | None:
    """Return the directive that a workshop answers."""
    link = link_of(session, code)
    return session.get(Directive, link.directive_id) if link else None


def link_of(session: Session, code: str) -> DirectiveWorkshop | None:
    """Return which directive a workshop answers, and for which unit."""
    return session.get(DirectiveWorkshop, workshops.find(session, code).id)


@dataclass(frozen=True, slots=True)
class Reshaped:
    """The unit for which a workshop answers was merged or split: its name, and what came of it."""

    former: str
    new: tuple[contents.Unit, ...]


def reshaped_of(session: Session, code: str) -> Reshaped | None:
    """Return what became of the unit for which the workshop answers; None where it is asked as before."""
    row, link = directive_of(session, code), link_of(session, code)
    former = reshaping.gone(row).get(link.unit) if row is not None and link is not None else None
    if row is None or former is None:
        return None
    return Reshaped(former.name, tuple(reshaping.now(row, former.code)))


def waits_for(session: Session, code: str) -> list[str]:
    """Return the titles of the phases that have to be over, late notes too, before there can be an answer."""
    found = phases.not_over(session, workshops.find(session, code).id)
    return [title for phase, title in found if phase.identity == ANONYMOUS]


def read(session: Session, code: str) -> contents.Answer:
    """Return what the answer says now, without its version.

    Raises UnknownWorkshop, NoDirectiveAnswered, NoUnitChosen, UnitNotAsked; StillOpen while a phase without names
    accepts notes: two answers one after the other would differ by one phone's note.
    """
    link = link_of(session, code)
    if link is None:
        raise NoDirectiveAnswered
    if waits := waits_for(session, code):
        raise StillOpen(*waits)
    row = session.get_one(Directive, link.directive_id)
    # Where the department is here, it knows that the unit was merged or split, and takes its answer as before.
    unit = reshaping.gone(row).get(link.unit) or _unit(directives.content_of(row), link.unit)
    return _content(read_record(session, code), row, unit)


def write(session: Session, code: str, content: contents.Answer) -> Written:
    """Write what was read: as the next version where it says something new, else as the last one again.

    Raises UnknownWorkshop, NoDirectiveAnswered.
    """
    link = link_of(session, code)
    if link is None:
        raise NoDirectiveAnswered
    row, signer = session.get_one(Directive, link.directive_id), keys.own(session)
    said = _keyed(signer, content)
    again = link.said == said
    if not again:
        row.written_by = {**row.written_by, link.unit: row.written_by.get(link.unit, 0) + 1}
        link.version, link.said, link.before = row.written_by[link.unit], said, link.checksum
        link.written_on = dates.now().date().isoformat() if contents.version(content) == NEWEST else ""
    day = dates.parse(link.written_on)
    content = content.model_copy(update={"version": link.version, "predecessor": link.before, "written_on": day})
    link.checksum = _keyed(signer, content)
    data = signed_files.write("answer", content, signer)
    session.flush()
    return Written(data, content, again)


def _keyed(signer: keys.Signer, content: contents.Answer) -> str:
    """Return a digest of the content that only this installation can make: by a plain one, whoever has the chain of
    versions could confirm what a former one said that they guess, also of words that were withdrawn since."""
    return signer.keyed(signed_files.checksum(content.model_dump(mode="json")))


def _unit(content: contents.Directive, code: str) -> contents.Unit:
    """Raises NoUnitChosen; UnitNotAsked where a newer version of the directive has not got the unit."""
    found = next((unit for unit in content.units if unit.code == code), None)
    if found is None:
        raise UnitNotAsked if code else NoUnitChosen
    return found


def _draft(content: contents.Directive, unit: contents.Unit) -> WorkshopDraft:
    titles: dict[str, Any] = {phase.categories[0]: phase.title for phase in LOOK_BACK.phases}
    background = "\n".join(filter(None, (content.meeting, content.text)))
    return WorkshopDraft(
        template=LOOK_BACK.key,
        title=short(f"{content.subject} · {unit.name}", TITLE_LIMIT),
        host_unit=short(unit.name, TITLE_LIMIT),
        fiscal_year=dates.fiscal_year(content.issued_on),
        groups=_groups(unit),
        phases=tuple(
            PhaseDraft(str(titles.get(each.key, each.name)), "\n".join(each.questions), (each.name,))
            for each in content.asked
        ),
        background=background[:FORM_LIMIT],
    )


def _groups(unit: contents.Unit) -> tuple[str, ...]:
    """Return a province's districts; other units divide themselves into groups as they like, from one on."""
    if places.province_codes().get(unit.code) == unit.name:
        return tuple(places.districts(unit.name))
    return (_("กลุ่มที่ %(number)s", number=1),)


def _content(record: Record, row: Directive, unit: contents.Unit) -> contents.Answer:
    """Return the answer without its version. Names, groups, times and what is hidden stay here."""
    keys_of = {note.number: category.key for category in record.categories for note in category.notes}
    votings = list(_votings(record))
    return contents.Answer(
        directive=contents.Answered(uid=row.uid, version=row.version, key=row.key),
        unit=unit,
        version=1,
        predecessor="",
        title=record.title,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        report=state(record).value,
        figures=contents.Figures(**record.figures.account, participants=record.participants),
        categories=[contents.Category(key=each.key, name=each.name) for each in record.categories],
        themes=[
            contents.Theme(
                id=theme.id,
                category=category.key,
                name=theme.label,
                given=theme.given,
                notes=[note.number for note in theme.notes],
            )
            for category in record.categories
            for theme in category.themes
        ],
        notes=[
            contents.Note(
                number=note.number,
                category=keys_of[note.number],
                text=note.text,
                status=note.status.value,  # type: ignore[arg-type]  # hidden ones are only counted
                agreed=note.agreed,
            )
            for note in record.notes
        ],
        actions=[
            contents.Action(
                what=each.what,
                unit=each.unit,
                due=each.due,
                measure=each.measure,
                status=each.status,  # type: ignore[arg-type]  # views/actions.py checks it
            )
            for each in record.actions
        ],
        conclusion=record.conclusion,
        votings=votings,
        summary=_summary(record, len(votings)) if record.conclusion or votings else None,
    )


def _summary(record: Record, votings: int) -> contents.Summary:
    return contents.Summary(
        groups=len(record.groups),
        themes=len(record.themes),
        agreed=sum(note.agreed for note in record.notes),
        remarks=sum(each["shown"] for each in record.attached.values()),
        votings=votings,
    )


def _votings(record: Record) -> Iterator[contents.Votes]:
    """Yield the closed votings, without results where they would show what each of a few gave."""
    for each in record.asked:
        if not isinstance(each, Voting) or not each.closed:
            continue
        yield contents.Votes(
            # In Thai whoever answers, so that units' answers add up.
            title=each.heading("th") if each.actions else each.title,
            category=each.category,
            kind=each.kind,  # type: ignore[arg-type]  # views/asked/voting.py takes them from the tables
            source="lines" if each.source == "points" else each.source,  # type: ignore[arg-type]  # as all releases read it
            dots=each.dots,
            slips=each.slips,
            voters=each.voters,
            options=[
                contents.VoteOption(
                    label=each.called(option, "th") if each.actions else option.label,
                    votes=option.votes,
                    firsts=option.firsts,
                    spread=[list(scale) for scale in option.spread],
                )
                for option in (each.options if each.voters >= FEWEST else ())
            ],
        )
