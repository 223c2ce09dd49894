"""Whether problems are linked to what answers them, and named as gaps where nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import Theme, ThemePipeline
from bench.grouping.labelling import majority
from bench.grouping.sets import GoldSet

PROBLEM, BACK = "problem", ("result", "cause")


def links_right(pipeline: ThemePipeline, gold: GoldSet, answers: Mapping[str, str]) -> tuple[int, int]:
    """(right ones, all) of the gold problem themes: the strongest link is the right one, or it is rightly a gap."""
    sides: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for note in gold.notes:
        if gold.category[note.id] not in BACK:
            sides[gold.category[note.id] == PROBLEM].setdefault(gold.gold[note.id], []).append(note.id)
    themes = {side: [Theme(name, name, False, tuple(ids)) for name, ids in sides[side].items()] for side in sides}
    return _right(pipeline, gold, themes[True], themes[False], answers)


def links_right_as_found(pipeline: ThemePipeline, gold: GoldSet, answers: Mapping[str, str]) -> tuple[int, int]:
    """The same for the themes that Laena finds, and for the notes that it leaves in none: each is read as the gold
    theme that has the most of its notes."""
    sides: dict[bool, list[Theme]] = {True: [], False: []}
    for category in sorted(set(gold.category.values()) - set(BACK)):
        found = pipeline.regroup(gold.only(category).notes)
        alone = [Theme(name, "", False, (name,)) for name in found.ungrouped]
        sides[category == PROBLEM] += [
            Theme(f"{category} {theme.id}", "", False, theme.members) for theme in (*found.themes, *alone)
        ]
    return _right(pipeline, gold, sides[True], sides[False], answers)


def _right(
    pipeline: ThemePipeline,
    gold: GoldSet,
    problems: Sequence[Theme],
    others: Sequence[Theme],
    answers: Mapping[str, str],
) -> tuple[int, int]:
    strongest: dict[str, str] = {}
    for link in pipeline.link(gold.notes, problems, others).links:
        strongest.setdefault(link.source, link.target)
    members = {theme.id: theme.members for theme in others}
    right = asked = 0
    for problem in problems:
        wanted = {
            answer for theme in majority(gold, problem.members) & answers.keys() for answer in answers[theme].split("|")
        }
        if not wanted:
            continue
        asked += 1
        answer = strongest.get(problem.id)
        right += bool(wanted & (majority(gold, members[answer]) if answer is not None else {"-"}))
    return right, asked
