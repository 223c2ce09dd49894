"""The parts that the deltas of all screens share."""

from __future__ import annotations

from typing import Any

from workshop.feed import now_ms
from workshop.store.models import Phase, Workshop
from workshop.views import dates


def known(workshop: Workshop, since: int) -> int:
    """Return `since`, or 0 (everything) for a client that is ahead, as after a restore."""
    return since if since <= workshop.seq else 0


def head(workshop: Workshop, since: int) -> dict[str, Any]:
    return {"seq": workshop.seq, "from": max(0, since), "full": since <= 0, "now": now_ms()}


def facts(workshop: Workshop, language: str = "th") -> dict[str, Any]:
    return {
        "code": workshop.code,
        "title": workshop.title,
        "host_unit": workshop.host_unit,
        "venue": workshop.venue,
        "date_text": dates.span(dates.parse(workshop.starts_on), dates.parse(workshop.ends_on), language),
        "fiscal_year": workshop.fiscal_year,
        "opening_words": workshop.opening_words,
        "categories": workshop.categories,
        "sharing": workshop.sharing,
    }


def phase_view(phase: Phase) -> dict[str, Any]:
    return {
        "id": phase.id,
        "position": phase.position,
        "title": phase.title,
        "question": phase.question,
        "categories": phase.categories,
        "state": phase.state,
        "comments": phase.comments,
    }
