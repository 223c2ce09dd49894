"""From a draft to an arrangement: ids, labels, keywords, examples, and the account of every note."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2s

import numpy as np

from analysis.corpus import Read
from analysis.describe import KEYWORDS
from analysis.faces import Faces
from analysis.label import Labeller
from analysis.model import Arrangement, Note, Stack, Theme
from analysis.naming import TextRows
from analysis.reading import Reader
from analysis.regrouping import Draft
from analysis.represent import Matrix
from analysis.rules import Rules
from analysis.word_weights import WordWeights

_MORE = 4  # so many times the keywords are looked through where some are passed over


def finished(
    notes: Sequence[Note],
    read: Read,
    rows: Matrix,
    rows_of: TextRows,
    draft: Draft,
    reader: Reader,
    faces: Faces,
    space: object,
    salt: bytes = b"",
) -> Arrangement:
    """Every note of `notes` stands in the result exactly once.

    rows   (n, width) of the corpus; rows_of  rows of other texts in the same space
    faces  remembers what stands for themes that did not change; space is what it knows the rows by
    salt   of the ids of new themes
    """
    corpus, rules = read.corpus, read.rules
    order = {note.id: at for at, note in enumerate(notes)}
    came = np.argsort(read.arrival)
    there = draft.place[came]
    members: list[list[int]] = [came[there == theme].tolist() for theme in range(len(draft.ids))]
    known = len(rules.themes)
    shown = [i for i, group in enumerate(members) if group or (i < known and _survives_empty(rules, i))]
    known_faces = faces.of(corpus, rows, members, space)
    sizes = [len(group) for group in members]
    words = WordWeights(faces.vocabulary, [face.counted for face in known_faces], sizes)
    labeller = Labeller(corpus, rows, rows_of, reader, members, words, [face.fits for face in known_faces])
    labels = labeller.labels(shown, rules)
    used = {theme.id for theme in rules.themes}
    themes = []
    for i in shown:
        face, ids = known_faces[i], tuple([corpus.notes[at].id for at in members[i]])
        name = draft.ids[i] if draft.ids[i] is not None else new_id(ids, used, salt)
        assert name is not None
        used.add(name)
        given = rules.themes[i].given_label if i < known else None
        themes.append(
            Theme(
                id=name,
                label=given if given is not None else labels[i],
                label_given=given is not None,
                members=ids,
                keywords=_fit(words, i, reader),
                medoid=ids[face.middle] if ids else "",
                examples=tuple(ids[place] for place in face.examples),
                stacks=tuple(Stack(ids[same[0]], tuple(ids[place] for place in same)) for same in face.stacks),
            )
        )
    ungrouped = [corpus.notes[at].id for at in np.flatnonzero(draft.place < 0)]
    return Arrangement(
        tuple(themes),
        tuple(sorted(ungrouped, key=order.__getitem__)),
        tuple(sorted(read.aside, key=order.__getitem__)),
    )


def _fit(words: WordWeights, i: int, reader: Reader) -> tuple[str, ...]:
    """The strongest words of a theme that may be picked."""
    found = words.strongest(i, KEYWORDS)
    if not any(map(reader.unfit, found)):
        return found
    return tuple([word for word in words.strongest(i, _MORE * KEYWORDS) if not reader.unfit(word)][:KEYWORDS])


def _survives_empty(rules: Rules, i: int) -> bool:
    theme = rules.themes[i]
    return theme.given_label is not None or bool(theme.fixed) or theme.locked


def new_id(members: Sequence[str], used: Collection[str], salt: bytes = b"") -> str:
    """A short id from the founding note's id, unlike all ids in use. Who does not know `salt` (up to 32 bytes) cannot
    tell which note that is, and so not which notes of the theme came later."""
    turn = 0
    while True:
        name = (
            "t" + blake2s(f"{turn}:{members[0]}".encode("utf-8", "surrogatepass"), digest_size=4, key=salt).hexdigest()
        )
        if name not in used:
            return name
        turn += 1
