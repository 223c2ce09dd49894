"""What comes of votes, counted: means, points, places and corners, for any votes."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.tallies import Given, best_first, mean, tally
from workshop.domain.voting_kinds import KINDS, corner

OPTIONS = ("a", "b", "c", "d")
VALUES = st.lists(st.tuples(st.sampled_from(OPTIONS), st.integers(0, 5), st.integers(0, 5)), max_size=60)
ORDERS = st.lists(
    st.permutations(OPTIONS).flatmap(lambda order: st.integers(0, 3).map(lambda n: order[:n])), max_size=30
)
MATRICES = ("effort_impact", "urgency_importance")


def together(values: list[tuple[str, int, int]]) -> list[Given]:
    """As the database counts them."""
    return [Given(*alike, count) for alike, count in Counter(values).items()]


@given(VALUES)
def test_a_rating_is_the_mean_of_its_values_and_its_spread_counts_each_once(values: list[tuple[str, int, int]]) -> None:
    found = dict(zip(OPTIONS, tally(KINDS["rating"], 1, OPTIONS, together(values)), strict=True))
    for option, its in found.items():
        own = [value for name, value, _second in values if name == option and value]
        assert its.votes == len(own) == sum(its.spread[0])
        assert its.spread[0] == tuple(own.count(value) for value in range(1, 6))
        exact = Decimal(sum(own)) / len(own) if own else None
        assert its.means == ((int((100 * exact).quantize(Decimal(1), ROUND_HALF_UP)),) if exact is not None else ())
        higher = sum(other.means > its.means for other in found.values())
        assert its.standing.place == (1 + higher if own else None)
        alike = [other for other in found.values() if other.means == its.means]
        assert its.standing.tied == (bool(own) and len(alike) > 1)


@given(ORDERS)
def test_points_of_a_ranking_are_those_of_borda_whoever_ranked_how_many(orders: list[list[str]]) -> None:
    given_ = [(option, place, 0) for order in orders for place, option in enumerate(order, start=1)]
    found = dict(zip(OPTIONS, tally(KINDS["ranking"], 3, OPTIONS, together(given_)), strict=True))
    for option, its in found.items():
        assert its.votes == sum(3 - order.index(option) for order in orders if option in order)
        assert its.firsts == sum(order[:1] == [option] for order in orders)
    assert sum(its.votes for its in found.values()) == sum(sum((3, 2, 1)[: len(order)]) for order in orders)


@pytest.mark.parametrize("name", MATRICES)
@given(values=VALUES)
def test_an_option_counts_in_a_matrix_once_it_has_both_values(name: str, values: list[tuple[str, int, int]]) -> None:
    kind = KINDS[name]
    for option, its in zip(OPTIONS, tally(kind, 1, OPTIONS, together(values)), strict=True):
        whole = [(first, second) for each, first, second in values if each == option and first and second]
        assert its.votes == len(whole) == sum(its.spread[0]) == sum(its.spread[1])
        assert (its.standing.place, its.standing.tied) == (None, False)
        assert bool(its.means) == bool(whole)
        for scale, shown in enumerate(its.means):
            assert abs(Fraction(shown, 100) - Fraction(sum(pair[scale] for pair in whole), len(whole))) <= Fraction(
                1, 200
            )
        assert its.corner == (corner(kind, its.means) if whole else "")


@pytest.mark.parametrize("name", ["rating", "ranking", *MATRICES])
@given(values=VALUES)
def test_every_option_is_listed_once_and_what_leads_stands_first(name: str, values: list[tuple[str, int, int]]) -> None:
    kind = KINDS[name]
    found = tally(kind, 3, OPTIONS, together([(each, first % 4, second) for each, first, second in values]))
    order = best_first(kind, found)
    assert sorted(order) == list(range(len(OPTIONS)))
    listed = [found[at] for at in order]
    if kind.corners:
        corners = [kind.first.index(its.corner) if its.corner else 4 for its in listed if its.means]
        assert corners == sorted(corners)
        assert [bool(its.means) for its in listed] == sorted((bool(its.means) for its in listed), reverse=True)
    else:
        places = [its.standing.place or 99 for its in listed]
        assert places == sorted(places)


def test_a_half_is_rounded_upwards() -> None:
    assert (mean((1, 0, 0, 0, 0)), mean((0, 0, 0, 0, 3)), mean((1, 1, 1, 0, 0))) == (100, 500, 200)
    assert mean((5, 3, 0, 0, 0)) == 138  # 1.375


@pytest.mark.parametrize(
    ("name", "means", "expected"),
    [
        ("effort_impact", (150, 450), "now"),
        ("effort_impact", (450, 450), "plan"),
        ("effort_impact", (150, 150), "spare"),
        ("effort_impact", (450, 150), "doubt"),
        ("urgency_importance", (450, 450), "now"),
        ("urgency_importance", (150, 450), "plan"),
        ("urgency_importance", (450, 150), "hand_over"),
        ("urgency_importance", (150, 150), "rest"),
        ("effort_impact", (300, 450), ""),
        ("urgency_importance", (450, 300), ""),
        ("effort_impact", (301, 299), "doubt"),
    ],
)
def test_corners_are_where_the_means_are_and_the_middle_is_a_line(
    name: str, means: tuple[int, int], expected: str
) -> None:
    assert corner(KINDS[name], means) == expected


def test_every_corner_of_a_matrix_stands_in_its_list_once() -> None:
    for kind in KINDS.values():
        assert sorted(kind.corners) == sorted(kind.first)
        assert (len(kind.scales), bool(kind.corners)) in {(0, False), (1, False), (2, True)}
