"""Two levels in a large arrangement: the parts of its large themes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.corpus import Corpus
from analysis.label import Labeller
from analysis.linkage import linked
from analysis.model import Arrangement, SubTheme, Theme
from analysis.naming import TextRows
from analysis.reading import Reader
from analysis.represent import Matrix

# Sub-themes are found from so many notes on, for themes of so many, in parts of at least so many.
LARGE = 150
_LARGE_THEME = 24
_SMALLEST_PART = 5
# Parts come from the same tree, cut in so many steps towards full likeness, the first time that it parts.
_STEPS = 12


def with_subthemes(
    arrangement: Arrangement, corpus: Corpus, rows: Matrix, rows_of: TextRows, reader: Reader, cut: float
) -> Arrangement:
    """The arrangement with sub-themes; a note in none of them stands in its theme alone.

    cut   mean likeness from which groups were joined to themes
    """
    if len(corpus) < LARGE:
        return arrangement
    index = corpus.index
    parts: list[tuple[int, list[int]]] = []
    for number, theme in enumerate(arrangement.themes):
        group = [index[name] for name in theme.members]
        if len(group) < _LARGE_THEME:
            continue
        found = _parts(rows, group, cut)
        if len(found) > 1:
            parts += [(number, part) for part in found]
    labeller = Labeller(corpus, rows, rows_of, reader, [part for _, part in parts])
    used = [theme.label for theme in arrangement.themes]
    children: dict[int, list[SubTheme]] = {}
    for i, (number, part) in enumerate(parts):
        siblings = children.setdefault(number, [])
        label = labeller.part_label(i, used, [sibling.label for sibling in siblings])
        used.append(label)
        name = f"{arrangement.themes[number].id}.{len(siblings) + 1}"
        siblings.append(SubTheme(name, label, tuple(corpus.notes[at].id for at in part)))
    themes: list[Theme] = [
        replace(theme, subthemes=tuple(children.get(number, ()))) for number, theme in enumerate(arrangement.themes)
    ]
    return replace(arrangement, themes=tuple(themes))


def _parts(rows: Matrix, group: list[int], cut: float) -> list[list[int]]:
    """The parts of a theme that have enough notes; fewer than two where it does not part."""
    found: list[list[int]] = []
    for finer in np.linspace(cut, 1, _STEPS)[1:-1]:
        labels = linked(rows[group], float(finer), np.full(len(group), -1))
        sizes = np.bincount(labels)
        found = [[group[at] for at in np.flatnonzero(labels == k)] for k in np.flatnonzero(sizes >= _SMALLEST_PART)]
        if len(found) > 1:
            break
    return found
