"""A stored workshop as a draft, for the edit form, and what of it another console has changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.domain import activities, groups, phases, report_texts, versions, workshops
from workshop.messages.incoming import Identity, PhaseDraft, PhaseSharing, Sharing, WorkshopDraft
from workshop.views import dates

_PARTS: tuple[tuple[Any, Callable[[WorkshopDraft], object]], ...] = (
    (_("ข้อมูลการประชุม"), lambda it: (it.title, it.host_unit, it.venue, it.starts_on, it.ends_on, it.fiscal_year)),
    (_("คำกล่าวเปิด"), lambda it: it.opening_words),
    (_("กลุ่ม"), lambda it: it.groups),
    (_("ช่วง"), lambda it: it.phases),
    (_("ใครเห็นความเห็นของใคร"), lambda it: it.sharing),
    (_("ประกาศเรื่องข้อมูลส่วนบุคคล"), lambda it: it.notice),
    (_("ความเป็นมาและวัตถุประสงค์"), lambda it: (it.background, it.objectives)),
)


def version(draft: WorkshopDraft) -> str:
    """Return what tells the parts of a stored workshop from later ones."""
    return " ".join(versions.version(repr(part(draft))) for _name, part in _PARTS)


def changed(was: str, now: WorkshopDraft) -> list[str]:
    """Return the names of the parts that differ from those of the version `was`; none where it is no version."""
    before, after = was.split(" "), version(now).split(" ")
    if len(before) != len(after):
        return []
    return [str(name) for (name, _part), one, other in zip(_PARTS, before, after, strict=True) if one != other]


def of(session: Session, code: str) -> WorkshopDraft:
    row = workshops.find(session, code)
    texts = report_texts.of(session, row.id)
    names = {category["key"]: category["name"] for category in row.categories}
    return WorkshopDraft(
        template=row.template,
        title=row.title,
        host_unit=row.host_unit,
        venue=row.venue,
        starts_on=dates.parse(row.starts_on),
        ends_on=dates.parse(row.ends_on),
        fiscal_year=row.fiscal_year,
        opening_words=row.opening_words,
        groups=tuple(group.name for group in groups.of(session, row.id)),
        phases=tuple(
            PhaseDraft(
                phase.title,
                phase.question,
                tuple(names.get(key, key) for key in phase.categories),
                phase.id,
                {name: getattr(phase, name) for name in activities.SWITCH_NAMES},
                cast(Identity, phase.identity),
                phase.most,
                phase.help,
                cast(PhaseSharing, phase.sharing),
            )
            for phase in phases.of(session, row.id)
        ),
        sharing=cast(Sharing, row.sharing),
        notice=dict(row.notice),
        background=texts.background,
        objectives=texts.objectives,
    )
