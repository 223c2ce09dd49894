"""A stored workshop as a draft, for the edit form."""

from __future__ import annotations

from typing import cast

from sqlalchemy.orm import Session

from workshop.domain import activities, groups, phases, report_texts, workshops
from workshop.messages.incoming import Identity, PhaseDraft, Sharing, WorkshopDraft
from workshop.views import dates


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
            )
            for phase in phases.of(session, row.id)
        ),
        sharing=cast(Sharing, row.sharing),
        notice=dict(row.notice),
        background=texts.background,
        objectives=texts.objectives,
    )
