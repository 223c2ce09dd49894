"""What stands for groups of notes: their words counted, the medoid, examples, near-duplicates.

All of it follows from the texts of a group and the space alone, so it is remembered by them: of thousands of notes only
the theme that a new one joined is looked at anew, and a process that remembers nothing finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.corpus import Corpus
from analysis.describe import examples_of, medoid_of
from analysis.represent import Matrix
from analysis.word_weights import Numbers, Vocabulary


@dataclass
class Face:
    """Places count from 0 within the group.

    counted   numbers of the words that are said, and how many of the notes say each
    stacks    places of notes that are the same to a reader, two or more each
    middle    place of the medoid, -1 in an empty group; examples  places of the examples
    fits      label -> whether it stands in a note of the group
    """

    counted: tuple[Numbers, Numbers]
    stacks: tuple[tuple[int, ...], ...]
    middle: int = -1
    examples: tuple[int, ...] = ()
    space: object = None
    fits: dict[str, bool] = field(default_factory=dict)


class Faces:
    """Remembers the faces of the groups that it was last asked for."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._faces: dict[tuple[str, ...], Face] = {}

    def of(self, corpus: Corpus, rows: Matrix, groups: Sequence[Sequence[int]], space: object) -> list[Face]:
        """Faces of groups of note numbers; `space` is the same object as long as a text has the same row."""
        keys = [tuple([corpus.notes[at].text for at in group]) for group in groups]
        faces: dict[tuple[str, ...], Face] = {}
        for key, group in zip(keys, groups, strict=True):
            face = faces.get(key) or self._faces.get(key) or self._new(corpus, group)
            if face.space is not space:
                inside, everyone = rows[list(group)], range(len(group))
                face.middle = medoid_of(inside, everyone)
                face.examples = tuple(examples_of(inside, everyone, face.middle))
                face.space = space
            faces[key] = face
        self._faces = faces
        return [faces[key] for key in keys]

    def _new(self, corpus: Corpus, group: Sequence[int]) -> Face:
        counted = self.vocabulary.counted([corpus.texts[at] for at in group], [corpus.said[at] for at in group])
        same: dict[str, list[int]] = {}
        for place, at in enumerate(group):
            same.setdefault(corpus.prints[at], []).append(place)
        return Face(counted, tuple(tuple(places) for places in same.values() if len(places) > 1))
