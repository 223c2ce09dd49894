"""Numbers of notes, counted and drawn in any order: none is given twice, and all stay short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.store import numbers

SECRET = "a" * 32


@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.sampled_from([0, 7, 990, 1500, 99_990]), st.data())
def test_counted_and_drawn_numbers_in_any_order_are_all_different(secret: str, last: int, data: st.DataObject) -> None:
    seen, drawn = set(range(1, last + 1)), 0
    for many, draws in data.draw(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=12)):
        for _ in range(many):
            if draws:
                number, drawn = numbers.draw(secret, drawn, last)
            else:
                number = last = numbers.counted(last, drawn)
            assert number not in seen
            seen.add(number)


@pytest.mark.parametrize(("begin", "end"), [(0, 9_000), (9_000, 99_000)])
def test_each_number_of_a_length_is_drawn_once_before_longer_ones(begin: int, end: int) -> None:
    found, drawn = [], begin
    while drawn < end:
        number, drawn = numbers.draw(SECRET, drawn, 0)
        found.append(number)
    assert sorted(found) == list(range(begin + 1000, end + 1000))


def test_the_first_drawn_numbers_have_four_digits_and_counted_ones_begin_at_one() -> None:
    assert 1000 <= numbers.draw(SECRET, 0, 0)[0] <= 9999
    assert [numbers.counted(last, 0) for last in (0, 1, 999, 1000)] == [1, 2, 1000, 1001]


def test_counted_numbers_pass_over_those_that_are_drawn_from() -> None:
    assert numbers.counted(999, 1) == 10_000
    assert 10_000 <= numbers.draw(SECRET, 0, 1_500)[0] <= 99_999


def test_another_secret_draws_in_another_order() -> None:
    first = [[numbers.draw(secret, place, 0)[0] for place in range(20)] for secret in (SECRET, "b" * 32)]
    assert first[0] != first[1]
