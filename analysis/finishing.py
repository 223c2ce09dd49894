"""From a draft to an arrangement: ids, labels, keywords, examples, and the account of every note."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2s

import numpy as np

from analysis.corpus import Read
from analysis.describe import examples_of, keywords_of, medoid_of
from analysis.label import Labeller
from analysis.model import Arrangement, Note, Stack, Theme
from analysis.reading import Reader
from analysis.regrouping import Draft
from analysis.represent import Matrix
from analysis.rules import Rules


def finished(
    notes: Sequence[Note], read: Read, rows: Matrix, mean: Matrix, draft: Draft, reader: Reader
) -> Arrangement:
    """Every note of `notes` stands in the result exactly once.

    rows (n, width) of the corpus; mean (width of the embedder,) what centring took out
    """
    corpus, rules = read.corpus, read.rules
    order = {note.id: at for at, note in enumerate(notes)}
    members: list[list[int]] = [[] for _ in draft.ids]
    for at, theme in enumerate(draft.place):
        if theme >= 0:
            members[theme].append(at)
    for group in members:
        group.sort(key=lambda at: order[corpus.notes[at].id])
    known = len(rules.themes)
    shown = [i for i, group in enumerate(members) if group or (i < known and _survives_empty(rules, i))]
    labeller = Labeller(corpus, rows, mean, reader, members)
    labels = labeller.labels(shown, rules)
    used = {theme.id for theme in rules.themes}
    themes = []
    for i in shown:
        group = members[i]
        name = draft.ids[i] if draft.ids[i] is not None else new_id([corpus.notes[at].id for at in group], used)
        assert name is not None
        used.add(name)
        given = rules.themes[i].given_label if i < known else None
        middle = medoid_of(rows, group)
        themes.append(
            Theme(
                id=name,
                label=given if given is not None else labels[i],
                label_given=given is not None,
                members=tuple(corpus.notes[at].id for at in group),
                keywords=keywords_of(labeller, i),
                medoid=corpus.notes[middle].id if group else "",
                stacks=_stacks(read, group),
                examples=tuple(corpus.notes[at].id for at in examples_of(rows, group, middle)),
            )
        )
    ungrouped = [corpus.notes[at].id for at in np.flatnonzero(draft.place < 0)]
    return Arrangement(
        tuple(themes),
        tuple(sorted(ungrouped, key=order.__getitem__)),
        tuple(sorted(read.aside, key=order.__getitem__)),
    )


def _stacks(read: Read, group: Sequence[int]) -> tuple[Stack, ...]:
    """Near-duplicates among the members of a theme, in their order."""
    same: dict[str, list[str]] = {}
    for at in group:
        same.setdefault(read.corpus.prints[at], []).append(read.corpus.notes[at].id)
    return tuple(Stack(ids[0], tuple(ids)) for ids in same.values() if len(ids) > 1)


def _survives_empty(rules: Rules, i: int) -> bool:
    theme = rules.themes[i]
    return theme.given_label is not None or bool(theme.fixed) or theme.locked


def new_id(members: Sequence[str], used: Collection[str]) -> str:
    """A short id from the founding note's id, unlike all ids in use."""
    turn = 0
    while True:
        name = "t" + blake2s(f"{turn}:{members[0]}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        if name not in used:
            return name
        turn += 1
