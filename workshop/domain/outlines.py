"""Workshops made of what was planned for another: the outline is taken from one, and a new one made of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain import (
    activities,
    chapters,
    endings,
    focus_issues,
    groups,
    headings,
    notices,
    phases,
    programme_now,
    programmes,
    report_texts,
    workshops,
)
from workshop.domain.thai_time import fiscal_year
from workshop.domain.themes import LABEL_LIMIT
from workshop.domain.wording import clean, short
from workshop.errors import Refusal
from workshop.messages.incoming import PhaseDraft, WorkshopDraft
from workshop.messages.outline import (
    CategoryOutline,
    ChaptersOutline,
    FocusOutline,
    HeadingOutline,
    ItemOutline,
    Outline,
    PhaseOutline,
)
from workshop.store.models import FocusIssue, Phase, ReportText, Theme, Workshop

_SAME = (
    "template",
    "title",
    "host_unit",
    "venue",
    "opening_words",
    "closing_words",
    "sharing",
    "fineness",
    "headings_shown",
    "glossary",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is chosen for a new workshop: its title, and its first day or None."""

    title: str
    starts_on: date | None = None


def of(session: Session, code: str) -> Outline:
    """Return what was planned for the workshop. Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    texts, arranged = report_texts.of(session, row.id), chapters.of(session, row.id)
    planned = phases.of(session, row.id)
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    return Outline(
        **same,
        days=_days(row),
        notice={name: text for name, text in row.notice.items() if name in notices.FIELDS},
        background=texts.background,
        objectives=texts.objectives,
        chapters=ChaptersOutline(order=[*arranged.order], left_out=[*arranged.left_out]),
        categories=[CategoryOutline(**each) for each in row.categories],
        groups=[group.name for group in groups.of(session, row.id)],
        phases=[_planned(each) for each in planned],
        programme=_programme(row, [each.id for each in planned]),
        headings=[
            HeadingOutline(category=each["key"], name=heading.given_label, words=heading.words)
            for each in row.categories
            for heading in headings.of(session, row.id, each["key"])
        ],
        focus=[FocusOutline(name=each.name, words=each.words) for each in focus_issues.of(session, row.id)],
    )


def create(session: Session, outline: Outline, wanted: Wanted, code: str | None = None) -> str:
    """Make a workshop of the outline and return its code. No phase is open, and nobody has written.

    Raises Refusal for a bad title, and for an outline that could not be planned by hand.
    """
    code = workshops.create(
        session, _draft(outline, wanted), code, categories=[each.model_dump() for each in outline.categories]
    )
    row = workshops.find(session, code)
    row.closing_words = clean(outline.closing_words)[: endings.CLOSING_LIMIT]
    row.fineness, row.headings_shown, row.glossary = outline.fineness, outline.headings_shown, clean(outline.glossary)
    made = phases.of(session, row.id)
    for phase, planned in zip(made, outline.phases, strict=True):
        _settle(phase, planned)
    row.programme = programmes.in_order([_item(each, made) for each in outline.programme])
    _replace_focus(session, row, outline)
    _add_headings(session, row, outline)
    _arrange(session, row, outline.chapters)
    session.flush()
    return code


def check(outline: Outline) -> None:
    """Check what the types of an outline from a file do not. Raises Refusal."""
    keys = {each.key for each in outline.categories}
    used = {key for phase in outline.phases for key in phase.categories} | {each.category for each in outline.headings}
    places = {each.phase for each in outline.programme if each.phase is not None}
    names = [short(each.name, phases.TITLE_LIMIT) for each in outline.categories]
    unlike = names != [each.name for each in outline.categories]
    if unlike or not used <= keys or any(place >= len(outline.phases) for place in places):
        raise Refusal(_("แบบการประชุมนี้อ้างถึงช่วงหรือประเภทที่ไม่มี"))
    workshops.checked(_draft(outline, Wanted(outline.title)))
    programmes.in_order([_item(each, []) for each in outline.programme])


def _planned(phase: Phase) -> PhaseOutline:
    lets = {name: getattr(phase, name) for name in activities.SWITCH_NAMES}
    return PhaseOutline(
        **{name: getattr(phase, name) for name in PhaseOutline.model_fields if name != "lets"}, lets=lets
    )


def _days(row: Workshop) -> int:
    first, last = (date.fromisoformat(day) if day else None for day in (row.starts_on, row.ends_on or row.starts_on))
    return min((last - first).days + 1, 400) if first and last else 0


def _programme(row: Workshop, ids: list[int]) -> list[ItemOutline]:
    names = ("day", "starts", "minutes", "kind", "title", "script", "icebreaker")
    places = {phase_id: place for place, phase_id in enumerate(ids)}
    return [
        ItemOutline(**{name: item.get(name, "") for name in names}, phase=places.get(item["phase_id"]))
        for item in row.programme
    ]


def _draft(outline: Outline, wanted: Wanted) -> WorkshopDraft:
    names = {each.key: each.name for each in outline.categories}
    first = wanted.starts_on
    return WorkshopDraft(
        template=outline.template,
        title=wanted.title,
        host_unit=outline.host_unit,
        venue=outline.venue,
        starts_on=first,
        ends_on=first + timedelta(days=max(1, outline.days) - 1) if first else None,
        fiscal_year=fiscal_year(first) if first else None,
        opening_words=outline.opening_words,
        groups=tuple(outline.groups),
        phases=tuple(
            PhaseDraft(
                each.title,
                each.question,
                tuple(names.get(key, "") for key in each.categories),
                lets={name: on for name, on in each.lets.items() if name in activities.SWITCH_NAMES},
                identity=each.identity,
                help=each.help,
            )
            for each in outline.phases
        ),
        sharing=outline.sharing,
        notice={name: text for name, text in outline.notice.items() if name in notices.FIELDS},
        background=outline.background,
        objectives=outline.objectives,
    )


def _settle(phase: Phase, planned: PhaseOutline) -> None:
    """Set what the form does not ask for; texts stay as the form has cut them."""
    for name in PhaseOutline.model_fields.keys() - {"title", "question", "help", "categories", "lets"}:
        setattr(phase, name, getattr(planned, name))


def _item(item: ItemOutline, made: list[Phase]) -> dict[str, Any]:
    kept = item.model_dump(exclude={"phase", "title", "script"})
    return {
        "id": secrets.token_hex(4),
        "state": programme_now.PLANNED,
        "began_at": 0,
        **kept,
        "title": short(item.title, programmes.TITLE_LIMIT) or str(programmes.KINDS[item.kind]),
        "script": clean(item.script)[: programmes.SCRIPT_LIMIT],
        "phase_id": made[item.phase].id if item.phase is not None and made else None,
    }


def _replace_focus(session: Session, row: Workshop, outline: Outline) -> None:
    for issue in focus_issues.of(session, row.id):
        session.delete(issue)
    session.flush()
    for position, each in enumerate(outline.focus):
        name = short(each.name)
        if name:
            key, words = focus_issues.key_of(name), clean(each.words)[: focus_issues.WORDS_LIMIT]
            session.add(FocusIssue(workshop_id=row.id, key=key, name=name, words=words, position=position))


def _add_headings(session: Session, row: Workshop, outline: Outline) -> None:
    places: dict[str, int] = {}
    for each in outline.headings:
        place = places[each.category] = places.get(each.category, 0) + 1
        name = short(each.name, LABEL_LIMIT)
        known = any(category["key"] == each.category for category in row.categories)
        if name and known and place <= headings.MOST:
            session.add(
                Theme(
                    workshop_id=row.id, id="h" + secrets.token_hex(6), category=each.category, label=name,
                    given_label=name, words=short(each.words, headings.WORDS_LIMIT), heading=place, seq=row.seq,
                )
            )  # fmt: skip


def _arrange(session: Session, row: Workshop, arranged: ChaptersOutline) -> None:
    order = [key for key in arranged.order if key in chapters.KEYS]
    left_out = [key for key in arranged.left_out if key in chapters.KEYS]
    chosen = {name: keys for name, keys in (("order", order), ("left_out", left_out)) if keys}
    if chosen:
        texts = session.get(ReportText, row.id) or ReportText(workshop_id=row.id)
        texts.chapters = cast(Any, chosen)
        session.add(texts)
