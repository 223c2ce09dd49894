"""A card of last year by its name: "lookback.card" in notes, and the two apart elsewhere."""

from __future__ import annotations

from typing import Any

from workshop.domain.stage import CLOSED, TAKEN_BACK
from workshop.domain.wording import number
from workshop.errors import UnknownCard
from workshop.feed import Changing
from workshop.store.models import Lookback, as_row_id


def lookback(change: Changing, lookback_id: int) -> Lookback:
    """Raises UnknownCard, also for another workshop's."""
    row = change.session.get(Lookback, as_row_id(lookback_id))
    if row is None or row.workshop_id != change.id:
        raise UnknownCard
    return row


def find(row: Lookback, card_id: str) -> dict[str, Any]:
    """Raises UnknownCard."""
    found = next((card for card in row.cards if card["id"] == card_id), None)
    if found is None:
        raise UnknownCard
    return found


def checked(change: Changing, card: str) -> str:
    """Return the card that a note is about, as the note stores it. Raises UnknownCard.

    Cards whose opening was undone are in the report again then.
    """
    lookback_id, _dot, name = card.partition(".")
    row = lookback(change, number(lookback_id))
    found = find(row, name)["id"]
    if row.state == TAKEN_BACK:
        row.state = CLOSED
    return f"{row.id}.{found}"
