"""Who is behind a theme: not only how many notes, but how many people, groups and districts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.model import Theme


@dataclass(frozen=True)
class Origin:
    """Where a note comes from, as far as known; `person` is any token that tells people apart, never a name."""

    person: str | None = None
    group: str | None = None
    district: str | None = None


@dataclass(frozen=True)
class Backing:
    """Counts of notes, people, groups and districts behind a theme.

    spread    0..1, how evenly the notes come from all groups of the room: 1 - sum of half differences of shares
    only_in   the one group that says it, where two or more groups took part, else None
    """

    theme: str
    notes: int
    people: int
    groups: int
    districts: int
    spread: float
    only_in: str | None


def backing(themes: Sequence[Theme], origins: Mapping[str, Origin]) -> list[Backing]:
    """One Backing a theme, in the order given. `origins` by note id; notes without an entry count as notes alone."""
    taking_part = sorted({origin.group for origin in origins.values() if origin.group is not None})
    found = []
    for theme in themes:
        known = [origins[name] for name in theme.members if name in origins]
        groups = Counter(origin.group for origin in known if origin.group is not None)
        total = sum(groups.values())
        even = 1 / len(taking_part) if taking_part else 0.0
        uneven = sum(abs(groups[group] / total - even) for group in taking_part) / 2 if total else 1.0
        found.append(
            Backing(
                theme.id,
                len(theme.members),
                len({origin.person for origin in known if origin.person is not None}),
                len(groups),
                len({origin.district for origin in known if origin.district is not None}),
                round(1 - uneven, 3),
                next(iter(groups)) if len(groups) == 1 and len(taking_part) > 1 else None,
            )
        )
    return found
