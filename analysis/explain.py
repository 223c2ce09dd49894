"""Why a note stands where it stands: the notes nearest to it, and the words it shares with its theme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analysis.corpus import Corpus
from analysis.model import Theme
from analysis.represent import Matrix

_NEAREST = 3
_WORDS = 6


@dataclass(frozen=True)
class Reason:
    """nearest  (note id, cosine) of up to three other notes of the theme, nearest first
    words    telling words that the note shares with others of the theme, most shared first
    fit      cosine to the theme's middle, -1..1
    """

    nearest: tuple[tuple[str, float], ...] = ()
    words: tuple[str, ...] = ()
    fit: float = 0.0


def explained(corpus: Corpus, rows: Matrix, note: str, theme: Theme) -> Reason:
    """Raises KeyError where the note is not among the corpus's."""
    index = corpus.index
    at = index[note]
    others = [index[name] for name in theme.members if name in index and name != note]
    if not others:
        return Reason()
    near = rows[others] @ rows[at]
    order = sorted(range(len(others)), key=lambda i: (-round(float(near[i]), 6), others[i]))[:_NEAREST]
    middle = rows[others].mean(axis=0)
    said = Counter(word for other in others for word in set(corpus.words[other]))
    shared = sorted({word for word in corpus.words[at] if said[word]}, key=lambda word: (-said[word], word))
    return Reason(
        tuple((corpus.notes[others[i]].id, round(float(near[i]), 3)) for i in order),
        tuple(shared[:_WORDS]),
        round(float(rows[at] @ middle / max(float(middle @ middle) ** 0.5, 1e-9)), 3),
    )
