"""How like notes are to groups, and the counting behind labels and keywords."""

from __future__ import annotations

from collections import Counter
from math import log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import likeness_without_itself, sums_of
from analysis.represent import unit
from analysis.word_weights import Vocabulary, WordWeights

GROUPS = st.lists(st.lists(st.frozensets(st.sampled_from("กขคงจฉ"), max_size=5), max_size=40), min_size=1, max_size=5)


@given(groups=GROUPS)
def test_words_weigh_as_the_formula_says(groups: list[list[frozenset[str]]]) -> None:
    vocabulary = Vocabulary()
    counted = [vocabulary.counted(["".join(sorted(said)) for said in group], group) for group in groups]
    words = WordWeights(vocabulary, counted, [len(group) for group in groups])
    overall = Counter(word for group in groups for said in group for word in said)
    average = sum(overall.values()) / max(1, sum(1 for group in groups if group))
    for i, group in enumerate(groups):
        counts = Counter(word for said in group for word in said)
        assert words.counts(i) == counts
        expected = {
            word: count / len(group) * log(1 + average / overall[word]) * min(1.0, count / 2)
            for word, count in counts.items()
            if count > 1 or len(group) <= 30
        }
        assert words.weights(i).keys() == expected.keys()
        assert all(abs(weight - expected[word]) < 1e-9 for word, weight in words.weights(i).items())
        ranked = sorted(expected, key=lambda word: (-round(expected[word], 6), word))
        assert words.strongest(i, 3) == tuple(ranked[:3])


def test_a_row_does_not_count_in_the_group_that_it_is_compared_with() -> None:
    rows = unit(np.random.default_rng(1).normal(size=(12, 5)).astype(np.float32))
    labels = np.array([0, 0, 0, 1, 1, 2, -1, 0, 1, 1, 0, -1])
    sizes = np.bincount(labels[labels >= 0]).astype(np.float32)
    near = likeness_without_itself(rows, sums_of(rows, labels, 3), sizes, labels)
    for at in range(12):
        for group in range(3):
            others = [i for i in range(12) if labels[i] == group and i != at]
            expected = float(np.mean(rows[others] @ rows[at])) if others else 0.0
            assert abs(near[at, group] - expected) < 1e-4
