"""Whether labels say what most notes of their theme say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from analysis import Arrangement, parts_of_label
from bench.grouping.sets import GoldSet


def majority(gold: GoldSet, members: Collection[str]) -> frozenset[str]:
    """The gold themes that have the most of these notes."""
    counts = Counter(gold.gold[name] for name in members)
    most = max(counts.values(), default=0)
    return frozenset(theme for theme, count in counts.items() if count == most)


def labels_right(found: Arrangement, gold: GoldSet) -> tuple[int, int, int]:
    """(themes whose label stands in a note of the theme's majority, those whose label says that they are mixed, all).

    A mixed theme is right where one of the matters that its label names is the majority's.
    """
    texts = {note.id: note.text.replace(" ", "") for note in gold.notes}
    right = mixed = 0
    for theme in found.themes:
        parts = [part.replace(" ", "") for part in parts_of_label(theme.label)]
        mixed += len(parts) > 1
        most = majority(gold, theme.members)
        right += any(gold.gold[name] in most and any(part in texts[name] for part in parts) for name in theme.members)
    return right, mixed, len(found.themes)
