"""Two levels in a large arrangement: the parts of its large themes."""

from __future__ import annotations

from dataclasses import replace

from analysis.corpus import Corpus
from analysis.group import ThemeGrouping
from analysis.label import Labeller
from analysis.model import Arrangement, SubTheme, Theme
from analysis.reading import Reader
from analysis.represent import Matrix

# Sub-themes are found from so many notes on, for themes of so many, in parts of at least so many.
LARGE = 150
_LARGE_THEME = 24
_SMALLEST_PART = 5
# Parts are looked for a little coarser than themes are: two to five of them.
_COARSER = -0.3


def with_subthemes(arrangement: Arrangement, corpus: Corpus, rows: Matrix, mean: Matrix, reader: Reader) -> Arrangement:
    """The arrangement with sub-themes; a note in none of them stands in its theme alone."""
    if len(corpus) < LARGE:
        return arrangement
    index = corpus.index
    parts: list[tuple[int, list[int]]] = []
    for number, theme in enumerate(arrangement.themes):
        group = [index[name] for name in theme.members]
        if len(group) < _LARGE_THEME:
            continue
        labels = ThemeGrouping(_COARSER).fit(rows[group]).labels_
        found = [
            [at for at, label in zip(group, labels, strict=True) if label == k] for k in range(int(labels.max()) + 1)
        ]
        found = [part for part in found if len(part) >= _SMALLEST_PART]
        if len(found) > 1:
            parts += [(number, part) for part in found]
    labeller = Labeller(corpus, rows, mean, reader, [part for _, part in parts])
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
