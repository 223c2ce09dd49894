"""What the facilitator's page of last year's cards shows: each card with the notes about it, and both years' themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.domain import lookbacks, workshops, years
from workshop.messages.lookback import CardShown, LookbackShown
from workshop.views.years import Compared, compared

# Which cards the page shows, by the name in its address.
FILTERS: dict[str, Callable[[CardShown], bool]] = {
    "": lambda card: True,
    "unsaid": lambda card: not card["status"],
    lookbacks.PROPOSAL: lambda card: card["kind"] == lookbacks.PROPOSAL,
    lookbacks.ACTION: lambda card: card["kind"] == lookbacks.ACTION,
}


@dataclass(frozen=True)
class LookbackPage:
    """`lessons`: {card: (number, text) of the shown notes about it}; `former`: (id, name) of last year's themes by
    category; `choices`: {theme of this year: what is chosen for it}."""

    shown: LookbackShown
    lessons: dict[str, list[tuple[int, str]]]
    themes: list[Compared]
    former: dict[str, list[tuple[str, str]]]
    choices: dict[str, str]

    def cards(self, only: str = "") -> list[tuple[CardShown, list[tuple[int, str]]]]:
        """Return the cards that one of FILTERS lets through."""
        wanted = FILTERS[only]
        return [(card, self.lessons.get(card["id"], [])) for card in self.shown["cards"] if wanted(card)]


def of(session: Session, code: str) -> LookbackPage | None:
    """Return what stands of the cards that were opened last; None without any. Raises UnknownWorkshop."""
    workshop = workshops.find(session, code)
    row = years.newest(session, workshop.id)
    if row is None:
        return None
    lessons = lookbacks.notes_on(session, row)
    former: dict[str, list[tuple[str, str]]] = {}
    for theme in row.themes:
        former.setdefault(theme["category"], []).append((theme["id"], theme["name"]))
    themes = compared(session, row)
    choices = {each.id: row.said.get(each.id, years.FOUND) for each in themes if each.id}
    return LookbackPage(lookbacks.view(session, row), lessons, themes, former, choices)
