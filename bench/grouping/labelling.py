"""Whether labels say what most notes of their theme say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from analysis import Arrangement, parts_of_label
from analysis.covering import borne_out
from analysis.library import shipped_library
from analysis.reading import Reader
from bench.grouping.sets import GoldSet


def majority(gold: GoldSet, members: Collection[str]) -> frozenset[str]:
    """The gold themes that have the most of these notes."""
    counts = Counter(gold.gold[name] for name in members)
    most = max(counts.values(), default=0)
    return frozenset(theme for theme, count in counts.items() if count == most)


def labels_right(found: Arrangement, gold: GoldSet, reader: Reader) -> tuple[int, int, int]:
    """(themes whose label is the majority's, those whose label says that they are mixed, all).

    A phrase is the majority's where it stands in a note of it, of a mixed theme's label one of the matters; a heading
    of the library where the majority's notes bear out its words at least as much as the others of the theme do.
    """
    texts = {note.id: note.text for note in gold.notes}
    plain = {name: text.replace(" ", "") for name, text in texts.items()}
    right = mixed = 0
    for theme in found.themes:
        parts = [part.replace(" ", "") for part in parts_of_label(theme.label)]
        mixed += len(parts) > 1
        most = majority(gold, theme.members)
        inside = [name for name in theme.members if gold.gold[name] in most]
        if theme.label in shipped_library().known:
            others = [texts[name] for name in theme.members if name not in inside]
            right += _borne(theme.label, [texts[name] for name in inside], reader) >= _borne(
                theme.label, others, reader
            )
        else:
            right += any(part in plain[name] for name in inside for part in parts)
    return right, mixed, len(found.themes)


def _borne(heading: str, texts: list[str], reader: Reader) -> float:
    """The share of the texts that bear out a word of a heading, in the mean of its words."""
    counts = borne_out(reader.read(heading).pieces, texts, reader)
    return sum(counts) / max(1, len(counts) * len(texts))
