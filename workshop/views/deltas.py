"""The parts that the deltas of all screens share."""

from __future__ import annotations

from typing import Any

from workshop.feed import now_ms
from workshop.messages.outgoing import Facts, of_row
from workshop.store.models import Workshop
from workshop.views import dates


def known(workshop: Workshop, since: int, asked: bool = False) -> int:
    """Return `since`, or 0 (everything) for a client that is ahead, as after a restore.

    `asked`: a client chose it. Of an anonymous phase that has ended everything is sent at once: with one number after
    another somebody could find out after which change each note came.
    """
    return since if since <= workshop.seq and not (asked and since < workshop.whole_seq) else 0


def head(workshop: Workshop, since: int) -> dict[str, Any]:
    return {"seq": workshop.seq, "from": max(0, since), "full": since <= 0, "now": now_ms()}


def facts(workshop: Workshop, language: str = "th") -> Facts:
    days = dates.span(dates.parse(workshop.starts_on), dates.parse(workshop.ends_on), language)
    return of_row(Facts, workshop, date_text=days, ended=bool(workshop.ended_at))
