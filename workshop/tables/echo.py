"""A file's own words in a message: one line, and no longer than a person reads."""

from collections.abc import Sequence

import regex

NAMED = 60  # letters of a name in a message
_LISTED = 30  # names in a message


def cut(text: str, limit: int = NAMED) -> str:
    """Return the text, cut after `limit` whole character clusters where it is longer."""
    if len(text) <= limit:
        return text
    # A cluster may have any number of marks: of what is endless, no more is looked at.
    found = regex.findall(r"\X", text[: limit * 8 + 1])
    shown = "".join(found[:limit])
    return text if len(found) <= limit and shown == text else shown.rstrip() + "…"


def named(text: str) -> str:
    """Return a name on one line, cut to NAMED letters."""
    return cut(" ".join(text[: NAMED * 16].split()))


def quoted(names: Sequence[str]) -> str:
    """Return the names that are not empty, in quotation marks, for a message."""
    filled = [name for name in names if name.strip()]
    more = f" … (+{len(filled) - _LISTED})" if len(filled) > _LISTED else ""
    return (", ".join(f"“{named(name)}”" for name in filled[:_LISTED]) or "-") + more
