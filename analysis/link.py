"""Links from problems to what answers them, and the problems that nobody answered; a note may stand for a theme."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.corpus import Corpus
from analysis.likeness import Likeness
from analysis.model import Theme
from analysis.represent import Matrix, WordTable, centred, middle, unit


@dataclass(frozen=True)
class Weights:
    """What counts beside the words that both say, which count 1: an answer repeats the words of its problem.

    encoders   of each encoder's vectors, the sentence encoder first, the words' vectors second
    learnt     of the learnt projection; linked  from which strength on an answer is linked
    """

    encoders: tuple[float, ...]
    learnt: float
    linked: float


_PLAIN = Weights((1.0,), 0.0, 0.40)
# With the second tier: chosen with links that were judged by hand in the fields of training (`bench/grouping/links`),
# each with the projection of the others, so that as many answers are found and more of them are right. Without it the
# learnt projection gave nothing.
_DEEP = Weights((0.4, 0.0, 0.4), 0.3, 0.45)
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
    common: Sequence[Matrix],
    likeness: Likeness,
    problems: Sequence[Theme],
    answers: Sequence[Theme],
    confirmed: Collection[tuple[str, str]] = (),
    removed: Collection[tuple[str, str]] = (),
) -> Links:
    """Links by cosine between theme middles, each side centred on itself: what all problems share says nothing.

    common               (width of each,) mean vectors of everyday sentences by each encoder of the corpus
    confirmed, removed   pairs (problem id, answer id) that people decided: always there, never there
    """
    problems = [theme for theme in problems if theme.members]
    weights = _PLAIN if likeness.projection is None or len(common) < len(_DEEP.encoders) else _DEEP
    strength = _strengths(corpus, common, likeness, weights, problems, answers)
    column_of = {answer.id: column for column, answer in enumerate(answers)}
    links: list[Link] = []
    gaps = []
    for row, problem in enumerate(problems):
        sure = {column_of[target] for source, target in confirmed if source == problem.id and target in column_of}
        enough = max(weights.linked, _NEAR_THE_BEST * float(strength[row].max(initial=0.0)))
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


def _strengths(
    corpus: Corpus,
    common: Sequence[Matrix],
    likeness: Likeness,
    weights: Weights,
    problems: Sequence[Theme],
    answers: Sequence[Theme],
) -> Matrix:
    """(problems, answers)"""
    if not problems or not answers:
        return np.zeros((len(problems), len(answers)), dtype=np.float32)
    index = corpus.index
    words = WordTable(corpus.words).rows(corpus.words)
    sides = []
    for side in (problems, answers):
        at = [[index[name] for name in theme.members if name in index] for theme in side]
        everyone = sorted({i for group in at for i in group})
        rows = [centred(v[:], middle(v[everyone], mean)) for v, mean in zip(corpus.meanings, common, strict=True)]
        counted = list(zip(weights.encoders, rows, strict=False))
        if weights.learnt and likeness.projection is not None:
            counted.append((weights.learnt, unit(np.hstack(rows) @ likeness.projection)))
        middles = [weight**0.5 * unit(np.vstack([each[group].sum(axis=0) for group in at])) for weight, each in counted]
        said = np.vstack([np.asarray(words[group].sum(axis=0)).ravel() for group in at])
        sides.append(np.hstack([*middles, unit(said)]))
    return np.asarray(sides[0] @ sides[1].T, dtype=np.float32)
