"""Words that left a workshop leave last year's cards that other workshops of the installation made of it, too."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain.wording import short
from workshop.feed import Changing
from workshop.store import card_words
from workshop.store.models import Change, Lookback, ReadyCards, Theme, Workshop
from workshop.store.only_there import Others, only_there

# The cards have names in this length; as in lookbacks.py, which imports what imports this.
_TEXT = 300


def forget(change: Changing, gone: str, others_in: Callable[[str], Others]) -> None:
    """Take what only the texts that are `gone` say out of the cards of others, and of what they would write back."""
    using = _using(change)
    if not using:
        return
    own = select(Theme.given_label, Theme.words).where(Theme.workshop_id == change.id)
    typed = {text for row in change.session.execute(own) for text in row if text}
    typed |= {short(text, _TEXT) for text in typed}
    keys = {category["name"]: category["key"] for category in change.workshop.categories}

    def quotes(category: str, words: str) -> bool:
        return words not in typed and only_there(words, gone, others_in(keys.get(category, category)))

    change.session.flush()
    for code in using:
        _forget(change.beside(code), change.id, quotes)


def _using(change: Changing) -> list[str]:
    """Return the codes of the workshops that have, or had, cards of this one, in the order in which they are locked."""
    ids = {
        workshop_id
        for table in (Lookback, ReadyCards)
        for workshop_id in change.session.execute(select(table.workshop_id).where(table.source == change.id)).scalars()
    } - {change.id}
    if not ids:
        return []
    return list(
        change.session.execute(
            select(Workshop.code).where(col(Workshop.id).in_(ids)).order_by(col(Workshop.id))
        ).scalars()
    )


def _forget(other: Changing, source: int, quotes: card_words.Quotes) -> None:
    session, touched = other.session, []
    for row in session.execute(
        select(Lookback).where(Lookback.workshop_id == other.id, Lookback.source == source)
    ).scalars():
        cards, themes = card_words.shown(row.cards, row.themes, quotes)
        if (cards, themes) != (row.cards, row.themes):
            row.cards, row.themes = cards, themes
            touched.append(row)
    ready = session.get(ReadyCards, other.id)
    if ready is not None and ready.source == source:
        ready.former = card_words.former(ready.former, quotes)
    steps = select(Change).where(
        Change.workshop_id == other.id, col(Change.kind).in_((Kind.OPEN_PHASE.value, Kind.UNDO.value))
    )
    for step in session.execute(steps).scalars():
        before = card_words.step(step.before or {}, source, quotes)
        if before != (step.before or {}):
            step.before = before
    if touched:
        other.workshop.lookback_seq = other.record(Kind.CARD_WORDS, *touched, subject=str(touched[-1].id))
