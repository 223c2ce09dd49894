"""The demo workshop as a draft."""

from workshop.demo.notes import DemoWorkshop
from workshop.domain import agendas
from workshop.messages.incoming import PhaseDraft, WorkshopDraft


def draft(demo: DemoWorkshop) -> WorkshopDraft:
    names = {key: str(name) for key, name in agendas.AGENDAS[demo.template].categories}
    return WorkshopDraft(
        template=demo.template,
        title=demo.title,
        host_unit=demo.host_unit,
        venue=demo.venue,
        starts_on=demo.starts_on,
        ends_on=demo.ends_on,
        fiscal_year=demo.fiscal_year,
        opening_words=demo.opening_words,
        groups=demo.groups,
        sharing="everyone",
        phases=tuple(
            PhaseDraft(phase.title, phase.question, (names[phase.category],), comments=phase.category == "proposal")
            for phase in demo.phases
        ),
    )
