"""A report that somebody looks at, in words: its state, what is missing, what changed since its approval."""

from typing import Any

from workshop.domain import phases
from workshop.reports.approval import SHOWN, status
from workshop.reports.changes import sentences
from workshop.reports.words import Words
from workshop.views.record import Record
from workshop.views.since_approval import Look


def shown(look: Look, words: Words) -> dict[str, Any]:
    """Return {state, status, digest, short, missing: titles of texts, warnings, changes: sentences}."""
    return {
        "state": look.state.value,
        "status": status(look.record, words),
        "digest": look.seen.digest,
        "short": look.seen.digest[:SHOWN],
        "missing": [getattr(words, name) for name in look.missing],
        "warnings": _warnings(look.record, words),
        "changes": sentences(look.differences, words) if look.differences else [],
    }


def _warnings(record: Record, words: Words) -> list[str]:
    """Return what will change the content by itself, so that an approval now would not stay."""
    waiting, opened = record.figures.waiting, [phase.title for phase in record.phases if phase.state == phases.OPEN]
    found = [words.still_waiting.format(count=f"{waiting:,}")] if waiting else []
    return found + ([words.still_open.format(names=", ".join(opened))] if opened else [])
