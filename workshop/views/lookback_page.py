"""What the facilitator's page of last year's cards shows: each card with the notes about it, and both years' themes."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import lookbacks, workshops, years
from workshop.messages.lookback import CardShown, LookbackShown
from workshop.store.models import Note
from workshop.views.years import GONE, NEW, PERSISTING, Compared, compared

ANSWERS = {"done": _("ทำแล้ว"), "doing": _("กำลังทำ"), "dropped": _("ไม่ได้ทำ")}
STATES = {PERSISTING: _("ยังมีอยู่"), NEW: _("ใหม่"), GONE: _("ไม่พบแล้วในปีนี้")}


@dataclass(frozen=True)
class LookbackPage:
    """`lessons`: {card: (number, text) of the shown notes about it}; `former`: (id, name) of last year's themes by
    category; `choices`: {theme of this year: what is chosen for it}."""

    shown: LookbackShown
    lessons: dict[str, list[tuple[int, str]]]
    themes: list[Compared]
    former: dict[str, list[tuple[str, str]]]
    choices: dict[str, str]

    def cards(self) -> list[tuple[CardShown, list[tuple[int, str]]]]:
        return [(card, self.lessons.get(card["id"], [])) for card in self.shown["cards"]]


def of(session: Session, code: str) -> LookbackPage | None:
    """Return what stands of the cards that were opened last; None without any. Raises UnknownWorkshop."""
    workshop = workshops.find(session, code)
    row = years.newest(session, workshop.id)
    if row is None:
        return None
    query = select(Note.card, Note.number, Note.text).where(
        Note.workshop_id == workshop.id,
        col(Note.card).startswith(f"{row.id}.", autoescape=True),
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
        Note.erased == "",
    )
    lessons: dict[str, list[tuple[int, str]]] = {}
    for card, number, text in session.execute(query.order_by(col(Note.number))):
        lessons.setdefault(card.partition(".")[2], []).append((number, text))
    former: dict[str, list[tuple[str, str]]] = {}
    for theme in row.themes:
        former.setdefault(theme["category"], []).append((theme["id"], theme["name"]))
    themes = compared(session, row)
    choices = {each.id: row.said.get(each.id, years.FOUND) for each in themes if each.id}
    return LookbackPage(lookbacks.view(session, row), lessons, themes, former, choices)
