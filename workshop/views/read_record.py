"""The reading of a workshop's record from its tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import (
    approvals,
    attached,
    chapters,
    focus_issues,
    groups,
    identity,
    office_fonts,
    office_templates,
    offices,
    phases,
    pictures,
    report_texts,
    workshops,
)
from workshop.domain.offices import Office
from workshop.store import models, year_tables
from workshop.views import actions, attendance, boards, content, dates, figures, linked, programme, summaries
from workshop.views.asked import PARTS
from workshop.views.figures import Status
from workshop.views.ledger import Ledger
from workshop.views.linked import FocusIssue, Linked
from workshop.views.record import (
    Approval,
    Attached,
    Category,
    Erased,
    FormerTheme,
    Group,
    Note,
    Phase,
    Picture,
    Record,
    Theme,
)

# By category, status and, in one, id of the theme; each list by number.
_Notes = defaultdict[tuple[str, Status, str | None], list[Note]]

_OnIt = dict[str, tuple[Attached, ...]]


def read_record(session: Session, code: str) -> Record:
    """Return the record of the workshop as it is now. Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    stored = session.execute(
        select(models.Note)
        .where(models.Note.workshop_id == row.id, col(models.Note.deleted).is_(False))
        .order_by(col(models.Note.number))
    )
    rows = stored.scalars().all()
    names = {category["key"]: category["name"] for category in row.categories}
    # Notes of categories that are no longer on the agenda are recorded too.
    names |= {note.category: note.category for note in rows if note.category not in names}
    query = select(models.Theme).where(models.Theme.workshop_id == row.id).order_by(col(models.Theme.id))
    themes = {theme.id: theme for theme in session.execute(query).scalars()}
    agenda = phases.of(session, row.id)
    titles: dict[int | None, str] = {phase.id: phase.title for phase in agenda}
    received = Counter(note.phase_id for note in rows)
    anonymous = {phase.id for phase in agenda if phase.identity == identity.ANONYMOUS}
    focus = focus_issues.of(session, row.id)
    known = {issue.key for issue in focus}
    group_names: dict[int | None, str] = {group.id: group.name for group in groups.of(session, row.id)}
    on_notes, on_themes = (_attached(session, row.id, of) for of in ("note_id", "theme_id"))
    notes: _Notes = defaultdict(list)
    by_id: dict[str, Note] = {}
    for each in rows:
        theme = themes[each.theme_id] if each.theme_id and figures.status(each) is Status.THEME else None
        group, label = group_names.get(each.group_id, ""), _label(theme) if theme else ""
        merged = each.group_id is None and each.phase_id in anonymous
        note = _note(each, names[each.category], group, merged, label, on_notes.get(each.id, {}))
        note = replace(
            note,
            phase=titles.get(each.phase_id, ""),
            focus=tuple(key for key in focus_issues.on(each) if key in known),
            waiting=note.status is Status.UNGROUPED and not each.looked_at,
        )
        if note.status is not Status.HIDDEN:
            by_id[each.id] = note
        notes[each.category, note.status, theme.id if theme else None].append(note)
    categories = tuple(_category(key, name, themes, notes, on_themes) for key, name in names.items())
    ledger = Ledger().follow(session, row.id, row.seq, 0, rows)
    texts = report_texts.of(session, row.id)
    return Record(
        title=row.title,
        host_unit=row.host_unit,
        venue=row.venue,
        starts_on=dates.parse(row.starts_on),
        ends_on=dates.parse(row.ends_on),
        fiscal_year=row.fiscal_year,
        template=row.template,
        code=row.code,
        opening_words=row.opening_words,
        groups=tuple(
            Group(group["name"], group["participants"], group["notes"])
            for group in boards.progress(session, row.id, ledger)
        ),
        phases=tuple(
            Phase(phase.title, phase.question, phase.identity, phase.state, received[phase.id]) for phase in agenda
        ),
        figures=figures.total(ledger.figures()),
        categories=categories,
        read_at=dates.now(),
        asked=tuple(each for part in PARTS for each in part.read(session, row.id, names)),
        without_group=sum(each.group_id is None for each in rows),
        former_themes=tuple(
            FormerTheme(_label(themes[theme_id]), on_it)
            for theme_id, on_it in on_themes.items()
            if not any(key[2] == theme_id for key in notes)
        ),
        attached={name: attached.figures(session, name, row.id) for name in models.ATTACHED},
        seq=row.seq,
        withdrawn=_withdrawn(session, row.id),
        erased=tuple(Erased(each.number, each.erased) for each in rows if each.erased),
        unchecked=sum(each.unchecked > 0 for each in rows),
        office=_office(session, row.id),
        linked=_linked(session, row.id, ledger, categories, by_id, themes, names),
        focus=tuple(FocusIssue(issue.key, issue.name) for issue in focus),
        background=texts.background,
        objectives=texts.objectives,
        conclusion=texts.conclusion,
        approval=_approval(approvals.current(session, row.id)),
        chapters=chapters.of(session, row.id),
        pictures=tuple(
            Picture(each.caption, each.data, each.width, each.height, each.digest)
            for each in pictures.of(session, row.id)
            if not each.removed
        ),
        actions=actions.read(session, row.id),
        programme=programme.read(row.programme),
        glossary=focus_issues.glossary(session, row.id, row.glossary),
        summaries=summaries.read(session, row),
        units=attendance.by_unit(session, row.id),
    )


def _withdrawn(session: Session, workshop_id: int) -> tuple[int, ...]:
    """Return the numbers of notes that were taken back."""
    taken_back = (models.Note.workshop_id == workshop_id, col(models.Note.deleted))
    return tuple(sorted(session.execute(select(models.Note.number).where(*taken_back)).scalars()))


def _office(session: Session, workshop_id: int) -> Office:
    """Return the office; its letter refers to the directive that the workshop answers, where there is one."""
    office = replace(offices.read(session), fonts=office_fonts.read(session), templates=office_templates.read(session))
    query = select(year_tables.Directive).join(year_tables.DirectiveWorkshop)
    row = session.execute(query.where(year_tables.DirectiveWorkshop.workshop_id == workshop_id)).scalar_one_or_none()
    if row is None:
        return office
    content = row.content
    day = dates.spoken(date.fromisoformat(content["issued_on"]))
    directive = f"หนังสือ{content['issuer']} ที่ {content['number']} ลงวันที่ {day}"
    return replace(office, directive=directive, addressee=office.addressee or content["addressee"])


def _approval(row: models.Approval | None) -> Approval | None:
    if row is None:
        return None
    return Approval(row.name, row.post, dates.at(row.at), row.digest, content.has_words(row.content))


def _linked(
    session: Session,
    workshop_id: int,
    ledger: Ledger,
    categories: Iterable[Category],
    by_id: Mapping[str, Note],
    themes: Mapping[str, models.Theme],
    names: Mapping[str, str],
) -> Linked:
    """Return links and gaps. A theme on the wall without notes, which a person named, is an end too."""
    named = {each.id for each in themes.values() if each.given_label and not each.heading}
    wall = [each for each in themes.values() if not each.gone and (each.id in named or ledger.has_notes(each.id))]
    ends = {
        each.id: linked.End(each.id, _label(themes[each.id]), names.get(each.category, each.category), ())
        for each in wall
    }
    ends |= {note_id: note.end for note_id, note in by_id.items()}
    ends |= {theme.id: theme.end(category.name) for category in categories for theme in category.themes}
    return linked.read(session, workshop_id, wall, ledger.single(), ledger.theme_of, ends)


def _attached(session: Session, workshop_id: int, of: str) -> dict[str, _OnIt]:
    """Return what is shown by note or theme, then by kind."""
    found: defaultdict[str, _OnIt] = defaultdict(dict)
    for name in models.ATTACHED:
        for parent, rows in attached.shown(session, name, workshop_id, None, of).items():
            found[parent][name] = tuple(Attached(each["text"], each["staff"]) for each in rows)
    return found


def _label(theme: models.Theme) -> str:
    return theme.given_label or theme.label or "…"


def _note(row: models.Note, category: str, group: str, merged: bool, theme: str, on_it: _OnIt) -> Note:
    return Note(
        number=row.number,
        text=row.text,
        group=group,
        category=category,
        status=figures.status(row),
        theme=theme,
        submitted_at=dates.at(row.at),
        agreed=row.agreed,
        attached=on_it,
        merged=merged,
        signed=row.signed,
        late=row.late,
    )


def _category(
    key: str, name: str, themes: Mapping[str, models.Theme], notes: _Notes, on_themes: Mapping[str, _OnIt]
) -> Category:
    found = [
        Theme(
            _label(theme),
            bool(theme.given_label),
            tuple(notes[key, Status.THEME, theme.id]),
            on_themes.get(theme.id, {}),
            theme.id,
            tuple(theme.keywords),
        )
        for theme in themes.values()
        if (key, Status.THEME, theme.id) in notes
    ]
    empty = [
        theme
        for theme in themes.values()
        if theme.heading and theme.category == key and not theme.gone and (key, Status.THEME, theme.id) not in notes
    ]
    return Category(
        key,
        name,
        themes=tuple(sorted(found, key=lambda theme: (-len(theme.notes), theme.label))),
        ungrouped=tuple(notes[key, Status.UNGROUPED, None]),
        set_aside=tuple(notes[key, Status.SET_ASIDE, None]),
        hidden=len(notes[key, Status.HIDDEN, None]),
        unanswered=tuple(_label(theme) for theme in sorted(empty, key=lambda theme: theme.heading)),
    )
