"""Links from problems to what answers them, and the problems that nobody answered; a note may stand for a theme."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.corpus import Corpus
from analysis.model import Theme
from analysis.represent import COMMON_WEIGHT, Matrix, WordTable, unit

# Meaning and words count alike here: an answer repeats the words of its problem ("ขยะ", "คิว").
# On the labelled sets of `bench/grouping` right links lie above 0.53, problems without an answer under 0.27.
LINKED = 0.40
_NEAR_THE_BEST = 0.75
# A problem shows so many answers of the machine; single notes may be many.
_MOST = 5


@dataclass(frozen=True)
class Link:
    """An answer theme (`target`) to a problem theme (`source`); strength 0..1, 1 where a person confirmed it."""

    source: str
    target: str
    strength: float
    confirmed: bool = False


@dataclass(frozen=True)
class Links:
    """links  strongest first within a problem; gaps  ids of problem themes without an answer"""

    links: tuple[Link, ...] = ()
    gaps: tuple[str, ...] = ()


def linked(
    corpus: Corpus,
    common: Matrix,
    problems: Sequence[Theme],
    answers: Sequence[Theme],
    confirmed: Collection[tuple[str, str]] = (),
    removed: Collection[tuple[str, str]] = (),
) -> Links:
    """Links by cosine between theme middles, each side centred on itself: what all problems share says nothing.

    confirmed, removed   pairs (problem id, answer id) that people decided: always there, never there
    """
    problems = [theme for theme in problems if theme.members]
    strength = _strengths(corpus, common, problems, answers)
    column_of = {answer.id: column for column, answer in enumerate(answers)}
    links: list[Link] = []
    gaps = []
    for row, problem in enumerate(problems):
        sure = {column_of[target] for source, target in confirmed if source == problem.id and target in column_of}
        enough = max(LINKED, _NEAR_THE_BEST * float(strength[row].max(initial=0.0)))
        near = [column for column in np.flatnonzero(strength[row] >= enough).tolist() if column not in sure]
        found = [
            Link(problem.id, answers[column].id, round(min(float(strength[row, column]), 1.0), 3))
            for column in near
            if (problem.id, answers[column].id) not in removed
        ]
        found = sorted(found, key=lambda link: (-link.strength, link.target))[:_MOST]
        links += [Link(problem.id, answers[column].id, 1.0, confirmed=True) for column in sorted(sure)] + found
        if not sure and not found:
            gaps.append(problem.id)
    return Links(tuple(links), tuple(gaps))


def _strengths(corpus: Corpus, common: Matrix, problems: Sequence[Theme], answers: Sequence[Theme]) -> Matrix:
    if not problems or not answers:
        return np.zeros((len(problems), len(answers)), dtype=np.float32)
    index = corpus.index
    words = WordTable(corpus.words).rows(corpus.words)
    sides = []
    for side in (problems, answers):
        at = [[index[name] for name in theme.members if name in index] for theme in side]
        everyone = sorted({i for group in at for i in group})
        mean = (corpus.vectors[everyone].sum(axis=0) + COMMON_WEIGHT * common) / (len(everyone) + COMMON_WEIGHT)
        rows = unit(corpus.vectors - mean)
        meaning = np.vstack([rows[group].sum(axis=0) for group in at])
        said = np.vstack([np.asarray(words[group].sum(axis=0)).ravel() for group in at])
        sides.append((unit(meaning), unit(said)))
    (a, x), (b, y) = sides
    return np.asarray(a @ b.T + x @ y.T, dtype=np.float32)
