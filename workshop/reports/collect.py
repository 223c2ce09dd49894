"""From the workshop's tables to a report's content."""

from __future__ import annotations

import gettext
from datetime import datetime
from typing import Literal, cast

from sqlalchemy.orm import Session

from workshop import paths
from workshop.domain import agendas
from workshop.reports.content import (
    CategoryContent,
    Figures,
    GroupFacts,
    NoteContent,
    OptionContent,
    PhaseFacts,
    PulseContent,
    ReportContent,
    Status,
    ThemeContent,
    VotingContent,
)
from workshop.views import record

_STATUS = {"theme": Status.IN_THEME, "ungrouped": Status.UNGROUPED, "set_aside": Status.SET_ASIDE}


def collect(session: Session, code: str, language: str) -> ReportContent:
    """Everything that the report of this workshop says. Raises UnknownWorkshop."""
    kept = record.of(session, code)
    named = dict(kept.categories)
    # A note whose category left the agenda is still in the report: every note is accounted for.
    named |= {note.category: note.category for note in kept.notes if note.category not in named}
    categories = tuple(_category(kept, key, name) for key, name in named.items())
    agenda = agendas.AGENDAS.get(kept.template)
    return ReportContent(
        title=kept.title,
        host_unit=kept.host_unit,
        venue=kept.venue,
        starts_on=kept.starts_on,
        ends_on=kept.ends_on,
        fiscal_year=kept.fiscal_year,
        template_name=_said_in(language, str(agenda.name)) if agenda else kept.template,
        code=kept.code,
        opening_words=kept.opening_words,
        groups=tuple(GroupFacts(group.name, group.participants, group.notes) for group in kept.groups),
        phases=tuple(PhaseFacts(title, question) for title, question in kept.phases),
        participants=sum(group.participants for group in kept.groups),
        figures=_sum([category.figures for category in categories]),
        categories=categories,
        generated_at=datetime.now(),
        language=cast(Literal["th", "en"], language),
        votings=tuple(_voting(voting, named) for voting in kept.votings),
        pulses=tuple(PulseContent(pulse.question, pulse.answers, pulse.spread) for pulse in kept.pulses),
    )


def _voting(voting: record.KeptVoting, named: dict[str, str]) -> VotingContent:
    category = "" if voting.category is None else named.get(voting.category, voting.category)
    options = sorted(voting.options, key=lambda option: -option[1])  # alike in votes: as on the screens
    return VotingContent(
        title=voting.title,
        category=category,
        dots=voting.dots,
        voters=voting.voters,
        closed=voting.closed,
        options=tuple(OptionContent(label, votes) for label, votes in options),
    )


def _said_in(language: str, text: str) -> str:
    """A Thai text of the source in the report's language: the worker that writes it serves no visitor's request."""
    return gettext.translation("messages", paths.translations_dir(), [language], fallback=True).gettext(text)


def _category(kept: record.Record, key: str, name: str) -> CategoryContent:
    notes = [note for note in kept.notes if note.category == key]
    labels = {theme.id: theme for theme in kept.themes}

    def content(note: record.KeptNote) -> NoteContent:
        theme = labels[note.theme_id].label if note.status == "theme" and note.theme_id else ""
        return NoteContent(
            number=note.number,
            text=note.text,
            group=note.group,
            category=name,
            status=_STATUS[note.status],
            theme=theme,
            submitted_at=datetime.fromtimestamp(note.at / 1000),
            agreed=note.agreed,
        )

    def of_status(status: str) -> tuple[NoteContent, ...]:
        return tuple(content(note) for note in notes if note.status == status)

    themes = []
    for theme in kept.themes:
        members = tuple(content(note) for note in notes if note.status == "theme" and note.theme_id == theme.id)
        if members:
            themes.append(ThemeContent(theme.label, theme.given, len(members), members))
    themes.sort(key=lambda theme: (-theme.note_count, theme.label))
    hidden = sum(note.status == "hidden" for note in notes)
    return CategoryContent(key, name, tuple(themes), of_status("ungrouped"), of_status("set_aside"), hidden)


def _sum(parts: list[Figures]) -> Figures:
    return Figures(*(sum(getattr(part, name) for part in parts) for name in Figures.__dataclass_fields__))
