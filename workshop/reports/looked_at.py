"""A report that somebody looks at, in words: its state, what is missing, what changed since its approval."""

from typing import Any

from workshop.reports.approval import SHOWN, status
from workshop.reports.changes import sentences
from workshop.reports.words import Words
from workshop.views.since_approval import Look


def shown(look: Look, words: Words) -> dict[str, Any]:
    """Return {state, status, digest, short, missing: titles of texts that nobody wrote, changes: sentences}."""
    return {
        "state": look.state.value,
        "status": status(look.record, words),
        "digest": look.seen.digest,
        "short": look.seen.digest[:SHOWN],
        "missing": [getattr(words, name) for name in look.missing],
        "changes": sentences(look.differences, words) if look.differences else [],
    }
