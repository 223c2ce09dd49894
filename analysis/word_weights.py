"""Which words tell groups of notes apart: c-TF-IDF (Grootendorst 2022), a word counted once a note."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

# In a larger group a word of one note alone tells nothing of it.
_SMALL = 30


class Vocabulary:
    """Numbers words in the order in which they come, and remembers the numbers of each text's words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number: dict[str, int] = {}
        self._said: dict[str, Numbers] = {}

    def numbers(self, text: str, said: Collection[str]) -> Numbers:
        """The numbers of the words that are said in a text, each once."""
        known = self._said.get(text)
        if known is None:
            for word in said:
                if word not in self._number:
                    self._number[word] = len(self.words)
                    self.words.append(word)
            known = self._said[text] = np.array([self._number[word] for word in said], dtype=np.int64)
        return known

    def counted(self, texts: Sequence[str], said: Sequence[Collection[str]]) -> tuple[Numbers, Numbers]:
        """Numbers of the words of some notes, and how many of the notes say each."""
        each = [self.numbers(text, words) for text, words in zip(texts, said, strict=True)]
        words, counts = np.unique(np.concatenate(each) if each else np.zeros(0, np.int64), return_counts=True)
        return words, counts


class WordWeights:
    """Weights of the words of G groups of notes, worked out for a group when it is asked for.

    counted   (numbers of words, how many notes say each) of each group; sizes  notes of each group
    """

    def __init__(
        self, vocabulary: Vocabulary, counted: Sequence[tuple[Numbers, Numbers]], sizes: Sequence[int]
    ) -> None:
        self._vocabulary = vocabulary
        self._counted = counted
        self._sizes = sizes
        self._overall = np.zeros(len(vocabulary.words))
        for words, counts in counted:
            self._overall[words] += counts
        self._average = float(self._overall.sum()) / max(1, sum(1 for size in sizes if size))
        self._known: dict[int, tuple[dict[str, int], dict[str, float]]] = {}

    def counts(self, group: int) -> dict[str, int]:
        """Word -> how many notes of the group say it."""
        return self._of(group)[0]

    def weights(self, group: int) -> dict[str, float]:
        """Word -> c-TF-IDF, for the words that can tell anything of the group."""
        return self._of(group)[1]

    def strongest(self, group: int, number: int) -> tuple[str, ...]:
        """The words of the highest weights, equal ones in the order of the alphabet."""
        words, weights = self._weighed(group)
        weights = weights.round(6)
        if len(weights) > number:
            enough = weights >= np.partition(weights, -number)[-number]
            words, weights = words[enough], weights[enough]
        names = self._vocabulary.words
        ranked = sorted((-float(weight), names[word]) for word, weight in zip(words, weights, strict=True))
        return tuple(name for _, name in ranked[:number])

    def _of(self, group: int) -> tuple[dict[str, int], dict[str, float]]:
        known = self._known.get(group)
        if known is None:
            names = self._vocabulary.words
            counts = {names[word]: int(c) for word, c in zip(*self._counted[group], strict=True)}
            weights = {names[word]: float(w) for word, w in zip(*self._weighed(group), strict=True)}
            known = self._known[group] = counts, weights
        return known

    def _weighed(self, group: int) -> tuple[Numbers, NDArray[np.float64]]:
        words, counts = self._counted[group]
        size = self._sizes[group]
        if size > _SMALL:
            words, counts = words[counts > 1], counts[counts > 1]
        rarity = np.log(1 + self._average / self._overall[words])
        return words, counts / max(1, size) * rarity * np.minimum(1.0, counts / 2)
