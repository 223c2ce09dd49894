"""The training card: what the likeness was trained on, and how well it does in fields left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.likeness import Likeness
from bench.similarity.corpus import HELD_OUT


@dataclass(frozen=True)
class Figures:
    """ari of the learnt likeness where the field was left out of training, and of plain likeness; means of its sets"""

    field: str
    notes: int
    themes: int
    ari: float
    plain: float


def write_card(path: Path, name: str, likeness: Likeness, figures: Sequence[Figures], sets: int) -> None:
    trained = [one for one in figures if one.field not in HELD_OUT]
    held = [one for one in figures if one.field in HELD_OUT]
    assert likeness.projection is not None
    encoders = " and ".join(str(weight) for weight in likeness.weights.encoders)
    lines = [
        f"# Training card of `{name}`",
        "",
        "Written by `python -m bench.similarity`; do not edit.",
        "",
        f"Trained on {sum(one.notes for one in trained):,} notes of {sum(one.themes for one in trained)} themes in "
        f"{sets} sets ({len(trained)} fields, a set for each category) of `bench/grouping/corpus`. Linear discriminant "
        f"projection to {likeness.projection.shape[1]}, beside which the encoders' own vectors weigh {encoders}, "
        f"shared words {likeness.weights.said} and topics {likeness.weights.topics}; groups join from a mean likeness "
        f"of {likeness.threshold:.2f}. These weights and this threshold were chosen by leaving whole fields out.",
        "",
        "What a likeness means on the fields left out (logistic fit over all pairs of a set): "
        + ", ".join(f"{x:.1f} belongs together in {likeness.belonging(x):.0%}" for x in (0, 0.2, 0.4, 0.6))
        + ".",
        "",
        "ARI of the groups found, mean over the five categories; the field itself was not in training:",
        "",
        "| field | notes | themes | plain likeness | learnt likeness |",
        "|---|---|---|---|---|",
        *(f"| {one.field} | {one.notes} | {one.themes} | {one.plain:.3f} | {one.ari:.3f} |" for one in trained),
        f"| mean of {len(trained)} | | | {_mean(one.plain for one in trained)} | {_mean(one.ari for one in trained)} |",
        *(
            f"| {one.field}, held out for good | {one.notes} | {one.themes} | {one.plain:.3f} | {one.ari:.3f} |"
            for one in held
        ),
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def _mean(values: Iterable[float]) -> str:
    return f"{np.mean(list(values)):.3f}"
