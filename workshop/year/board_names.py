"""What a theme over all answers is called: as its units call it, where they agree."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.folding import comparable
from workshop.domain.themes import LABEL_LIMIT
from workshop.domain.wording import characters, clean, short


def agreed(themes: Mapping[str, Sequence[str]], labels: Mapping[str, str]) -> dict[str, str]:
    """Return theme → the units' own name, for themes of a category in most of whose notes it stands.

    themes  the units' name of each note's theme, "" for none
    labels  how each theme is called otherwise; no name is given to two themes
    """
    taken = {comparable(label): key for key, label in labels.items()}
    found: dict[str, str] = {}
    for _count, name, folded, key in sorted(_majorities(themes)):
        if taken.setdefault(folded, key) == key:
            found[key] = name
    return found


def _majorities(themes: Mapping[str, Sequence[str]]) -> list[tuple[int, str, str, str]]:
    """Return (less than 0: how many notes have it, name as most write it, as it is compared, theme)."""
    rows = []
    for key, names in themes.items():
        counts = Counter(comparable(name) for name in names if name)
        folded, count = min(counts.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
        if folded and 2 * count > len(names):
            forms = Counter(clean(name) for name in names if comparable(name) == folded)
            form = min(forms, key=lambda name: (-forms[name], name))
            if characters(form) <= LABEL_LIMIT:
                rows.append((-count, short(form, LABEL_LIMIT), folded, key))
    return rows
