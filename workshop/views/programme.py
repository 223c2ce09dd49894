"""The programme in the record of a workshop: what was planned for which time; never the facilitators' script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.programme_times import clock, ending


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A timed item as planned: `day` from 1, `starts` and `ends` as 09:05, `kind` as in domain/programmes.py."""

    day: int
    starts: str
    ends: str
    kind: str
    title: str


def read(items: Sequence[dict[str, Any]]) -> tuple[ProgrammeItem, ...]:
    """Return the items of a workshop's row, in order of time."""
    return tuple(
        ProgrammeItem(item["day"], clock(item["starts"]), clock(ending(item)), item["kind"], item["title"])
        for item in items
    )
