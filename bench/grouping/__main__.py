"""python -m bench.grouping [FILE.tsv ...] [--beside CHECKOUT] [--rivals] [--live] [--growth]: tables in Markdown.

Without a word more: V-measure / ARI by family of sets (own sets, the demo, the fields held out of training, and the
files given, by the first word of their names), in one go, with each tier and by another build beside it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from analysis import Note, ThemePipeline
from analysis.corpus import read_corpus
from analysis.e5.encoder import e5_encoder
from bench.grouping.beside import labels_beside
from bench.grouping.labelling import labels_right
from bench.grouping.linking import links_right, links_right_as_found
from bench.grouping.measures import arriving, cost, grown, labels_of, operations, quality
from bench.grouping.rivals import rivals
from bench.grouping.sets import DEMO, FOLDER, GoldSet, demo_sets, held_out_sets, own_sets, read_answers, read_set

_SMALLEST = 20
_ORDERS = 3
_SIZES = (100, 500, 2_000, 5_000, 20_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.grouping", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="more sets: TSV with the columns text, theme, perhaps category"
    )
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="folder of another build, with its .venv")
    parser.add_argument("--rivals", action="store_true", help="set by set, beside other methods on the same space")
    parser.add_argument("--live", action="store_true", help="what moves while notes arrive")
    parser.add_argument("--labels", action="store_true", help="whose words labels are, and links")
    parser.add_argument("--growth", action="store_true", help="time and memory from 100 to 20,000 notes")
    arguments = parser.parse_args()
    e5 = e5_encoder(threads=2)
    vectors: dict[str, Any] = {}
    quick, deep = (ThemePipeline(deep=tier, cache=vectors, threads=2) for tier in (None, e5))
    files = [read_set(path) for path in arguments.files]
    sets = [gold for gold in own_sets() + files if len(gold.notes) >= _SMALLEST]
    kinds = {"own sets": own_sets(), "the demo": demo_sets(), "fields held out": held_out_sets()}
    for gold in files:
        kinds.setdefault(re.split(r"[-\d]", gold.name)[0], []).append(gold)
    tiers = {"": quick} if e5 is None else {"": quick, "with e5": deep}
    families(kinds, tiers, arguments.beside)
    if arguments.rivals:
        compare(deep, sets)
    if arguments.live:
        own = [gold for gold in own_sets() if len(gold.notes) >= _SMALLEST]
        steadiness(tiers, {"own sets": own, "the demo": demo_sets(), "fields held out": held_out_sets()[::3]})
    if arguments.labels:
        labels(deep, {gold.name: gold for found in kinds.values() for gold in found}.values())
        links(deep)
    if arguments.growth:
        growth([note for gold in sets for note in gold.notes])


def families(kinds: dict[str, list[GoldSet]], pipelines: dict[str, ThemePipeline], beside: Path | None) -> None:
    """Means over the sets of each family; ungrouped notes count as groups of their own."""
    sets = {f"{kind}: {gold.name}": gold for kind, found in kinds.items() for gold in found}
    builds: dict[str, dict[str, list[int]]] = {}
    if beside is not None:
        texts = {name: [note.text for note in gold.notes] for name, gold in sets.items()}
        builds["other build"] = labels_beside(beside, texts)
    for name, pipeline in pipelines.items():
        found = {at: labels_of(pipeline.regroup(gold.notes), gold.notes) for at, gold in sets.items()}
        builds[f"Laena {name}".strip()] = found
    print("| family | sets | notes | " + " | ".join(f"{build}: V / ARI, themes" for build in builds) + " |")
    print("|---|---|---|" + "---|" * len(builds))
    means: dict[str, list[tuple[float, float]]] = {build: [] for build in builds}
    for kind, found_sets in kinds.items():
        cells = []
        for build, labels in builds.items():
            every = [
                quality([gold.gold[note.id] for note in gold.notes], labels[f"{kind}: {gold.name}"])
                for gold in found_sets
            ]
            v, ari, themes = (
                float(np.mean([getattr(one, name) for one in every])) for name in ("v_measure", "ari", "themes")
            )
            means[build].append((v, ari))
            cells.append(f"{v:.3f} / {ari:.3f}, {themes:.1f}")
        notes = sum(len(gold.notes) for gold in found_sets)
        print(f"| {kind} | {len(found_sets)} | {notes:,} | " + " | ".join(cells) + " |", flush=True)
    ends = [" / ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)) for rows in means.values()]
    print("| mean of families | | | " + " | ".join(ends) + " |", flush=True)


def compare(pipeline: ThemePipeline, sets: list[GoldSet]) -> None:
    """Laena, number of themes found by itself, beside others on the same vectors: V-measure / ARI (share grouped)."""
    others = rivals()
    print("| set | notes | gold themes | Laena | " + " | ".join(others) + " |")
    print("|---|---|---|---|" + "---|" * len(others))
    for gold in sets:
        truth = [gold.gold[note.id] for note in gold.notes]
        ours = quality(truth, labels_of(pipeline.regroup(gold.notes), gold.notes))
        cells = [f"**{ours.v_measure:.3f} / {ours.ari:.3f}** ({ours.share:.0%}), {ours.themes} themes"]
        reader = pipeline.reader
        corpus = read_corpus(gold.notes, reader)
        space = reader.space(False).fit(corpus.meanings, corpus.words)
        rows = space.transform(corpus.meanings, corpus.words)
        truth = [gold.gold[note.id] for note in corpus.notes]
        for rival in others.values():
            found = quality(truth, rival([note.text for note in corpus.notes], rows, len(set(truth))).tolist())
            cells.append(f"{found.v_measure:.3f} / {found.ari:.3f} ({found.share:.0%})")
        print(f"| {gold.name} | {len(truth)} | {len(set(truth))} | " + " | ".join(cells) + " |", flush=True)


def steadiness(pipelines: dict[str, ThemePipeline], kinds: dict[str, list[GoldSet]]) -> None:
    """Notes that arrive by five, in the order of the file and in some random ones: means over sets and orders."""
    print(
        "\n| sets | tier | final ARI (regrouped) | right after 12 / 30 / 60 | moved, worst step "
        "| hand operations to gold for 100 notes, live (regrouped) |\n|---|---|---|---|---|---|"
    )
    for kind, sets in kinds.items():
        for name, pipeline in pipelines.items():
            rows = []
            for gold in sets:
                truth = [gold.gold[note.id] for note in gold.notes]
                labels = labels_of(pipeline.regroup(gold.notes), gold.notes)
                once, by_hand = quality(truth, labels).ari, 100 * operations(truth, labels) / len(truth)
                for live in (arriving(pipeline, gold, 5, order) for order in range(_ORDERS)):
                    ends = live.final.ari, once, 100 * live.operations / len(truth), by_hand
                    rows.append((*ends, *live.right, live.moved, live.worst))
            final, once, after, by_hand, *right, moved, _ = np.nanmean(rows, axis=0)
            shares, worst = " / ".join(f"{share:.2f}" for share in right), max(row[-1] for row in rows)
            tier = name or "without e5"
            print(
                f"| {kind} | {tier} | {final:.3f} ({once:.3f}) | {shares} | {moved:.4f}, {worst:.4f} "
                f"| {after:.0f} ({by_hand:.0f}) |",
                flush=True,
            )


def labels(pipeline: ThemePipeline, sets: Iterable[GoldSet]) -> None:
    print(
        "\n| set | label stands in a note of the theme's majority | label says that the theme is mixed |\n|---|---|---|"
    )
    total = Counter[str]()
    for gold in sets:
        right, mixed, all_ = labels_right(pipeline.regroup(gold.notes), gold, pipeline.reader)
        total.update(right=right, mixed=mixed, all=all_)
        print(f"| {gold.name} | {right} of {all_} | {mixed} |", flush=True)
    print(f"| all | {total['right']} of {total['all']}: {total['right'] / total['all']:.2f} | {total['mixed']} |")


def links(pipeline: ThemePipeline) -> None:
    print("\n| set | gold problem themes linked rightly | found problem themes and single notes |\n|---|---|---|")
    for path in sorted(FOLDER.glob("*.links.tsv")):
        name = path.name.removesuffix(".links.tsv")
        gold, answers = read_set(DEMO if name == "demo" else FOLDER / f"{name}.tsv"), read_answers(path)
        given, found = links_right(pipeline, gold, answers), links_right_as_found(pipeline, gold, answers)
        print(f"| {name} | {given[0]} of {given[1]} | {found[0]} of {found[1]} |", flush=True)


def growth(notes: list[Note]) -> None:
    print(
        "\n| notes | embedding, notes/s | full regrouping, s | one note placed, ms | the same with a new landscape, ms "
        "| peak memory, MB |\n|---|---|---|---|---|---|"
    )
    for size in _SIZES:
        found = cost(grown(notes, size))
        print(
            f"| {size:,} | {size / found.embedding:,.0f} | {found.regrouping:.2f} | {1000 * found.placing:.0f} "
            f"| {1000 * found.anew:.0f} | {found.memory:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
