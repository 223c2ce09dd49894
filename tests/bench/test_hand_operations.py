"""How many steps of a hand lie between the themes found and the gold ones."""

from __future__ import annotations

import pytest

from bench.grouping.measures import operations


@pytest.mark.parametrize(
    ("gold", "labels", "steps"),
    [
        ("aabb", [0, 0, 1, 1], 0),
        ("aabb", [0, 0, 1, -1], 1),  # a note moved
        ("aabb", [0, 0, 1, 2], 1),  # two themes merged
        ("aaabb", [0, 0, 0, 0, 0], 1),  # a theme opened with what stands together
        ("aaabbb", [0, 0, 0, 0, 0, -1], 2),  # and a note moved to it
        ("ab", [-1, -1], 2),
    ],
)
def test_a_move_a_merge_and_a_theme_opened_are_one_step_each(gold: str, labels: list[int], steps: int) -> None:
    assert operations(gold, labels) == steps
