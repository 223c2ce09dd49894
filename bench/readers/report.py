"""The tables of a readers' test: Laena beside each reader, readers beside each other, and what labels are worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bench.readers.answers import Answers
from bench.readers.scores import Pairs, interval, pairwise_f1, sorting_f1, together
from bench.readers.sheet import Sheet

_HEAD = (
    "| set | notes | readers | Laena with readers | readers with each other | difference | gold with readers "
    "| printed unedited | sorted by labels alone, F1 |\n|---|---|---|---|---|---|---|---|---|"
)


def report(answered: Sequence[tuple[Sheet, Sequence[Answers]]]) -> str:
    """Markdown: one row a sheet, then one line a pair; pairwise F1 with 95% intervals over notes."""
    rows = [_row(sheet, answers) for sheet, answers in answered if answers]
    pairs = [line for sheet, answers in answered for line in _pairs(sheet, answers)]
    return "\n".join([_HEAD, *rows, "", "| set | pair | pairwise F1 (95% interval) |\n|---|---|---|", *pairs])


def _row(sheet: Sheet, answers: Sequence[Answers]) -> str:
    laena, n = together(sheet.groups), len(sheet.texts)
    found = [together(one.groups) for one in answers if one.groups]
    cells = [sheet.name, str(n), ", ".join(f"{one.reader} ({one.kind})" for one in answers)]
    with_laena = _mean([(laena, other) for other in found])
    among = _mean(list(combinations(found, 2)))
    cells.append(_figure(with_laena, n) if found else "–")
    several = len(found) > 1
    cells.append(_figure(among, n) if several else "–")
    cells.append(_figure(lambda often: with_laena(often) - among(often), n, "+.2f") if several else "–")
    gold = together([sorted(set(sheet.gold)).index(theme) + 1 for theme in sheet.gold])
    cells.append(_figure(_mean([(gold, other) for other in found]), n) if found and all(sheet.gold) else "–")
    printed = [sum(one.printed) / len(one.printed) for one in answers if one.printed]
    cells.append(f"{sum(printed) / len(printed):.2f}" if printed else "–")
    placed = [sorting_f1(one.sorted, sheet.groups) for one in answers if one.sorted]
    cells.append(f"{sum(placed) / len(placed):.2f}" if placed else "–")
    return f"| {' | '.join(cells)} |"


def _pairs(sheet: Sheet, answers: Sequence[Answers]) -> list[str]:
    everyone = [
        ("Laena", together(sheet.groups)),
        *((one.reader, together(one.groups)) for one in answers if one.groups),
    ]
    return [
        f"| {sheet.name} | {first} – {second} | {_figure(_mean([(a, b)]), len(sheet.texts))} |"
        for (first, a), (second, b) in combinations(everyone, 2)
    ]


def _mean(pairs: Sequence[tuple[Pairs, Pairs]]) -> Callable[[NDArray[np.float64]], float]:
    return lambda often: sum(pairwise_f1(a, b, often) for a, b in pairs) / max(1, len(pairs))


def _figure(score: Callable[[NDArray[np.float64]], float], n: int, form: str = ".2f") -> str:
    low, high = interval(score, n)
    return f"{score(np.ones(n)):{form}} ({low:{form}} to {high:{form}})"
