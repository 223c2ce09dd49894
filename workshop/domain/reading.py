"""The input of a grouping."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import analysis


@dataclass(frozen=True)
class Reading:
    """A category of a workshop, and the seq at which it was read."""

    workshop_id: int
    code: str
    category: str
    seq: int
    notes: tuple[analysis.Note, ...]
    known: tuple[analysis.KnownTheme, ...]
    loose: frozenset[str]
    fineness: float = 0.0
    glossary: str = ""
    # Note id → (theme id, set aside, looked at) as it was read.
    places: Mapping[str, tuple[str | None, bool, bool]] = field(default_factory=dict)
    # Of the ids of new themes: from the workshop's secret, so that all workers find the same ones.
    salt: bytes = b""
