"""Dates are entered and shown in the Buddhist era."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.views.dates import fiscal_year, from_parts, span, spoken


def test_a_date_of_the_buddhist_era_is_parsed_and_formatted() -> None:
    day = from_parts("30", "10", "2563")
    assert day == date(2020, 10, 30)
    assert spoken(day) == "30 ตุลาคม 2563"
    assert spoken(day, "en") == "30 October 2020 (B.E. 2563)"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2020, 10, 30), date(2020, 10, 31), "30–31 ตุลาคม 2563"),
        (date(2020, 10, 30), date(2020, 11, 2), "30 ตุลาคม – 2 พฤศจิกายน 2563"),
        (date(2020, 12, 31), date(2021, 1, 1), "31 ธันวาคม 2563 – 1 มกราคม 2564"),
        (date(2020, 10, 30), date(2020, 10, 30), "30 ตุลาคม 2563"),
        (date(2020, 10, 30), None, "30 ตุลาคม 2563"),
        (None, None, ""),
    ],
)
def test_a_span_of_dates_names_a_shared_month_and_year_once(start: date | None, end: date | None, said: str) -> None:
    assert span(start, end) == said


def test_empty_parts_are_no_date_and_missing_parts_an_error() -> None:
    assert from_parts("", "", "") is None
    for parts in (("30", "", "2563"), ("31", "2", "2563"), ("x", "1", "2563"), ("1", "1", "99999")):
        with pytest.raises((ValueError, OverflowError)):
            from_parts(*parts)


def test_the_fiscal_year_begins_in_october() -> None:
    assert [fiscal_year(day) for day in (date(2020, 9, 30), date(2020, 10, 1))] == [2563, 2564]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2400, 1, 1)))
def test_every_day_is_restored_from_its_parts(day: date) -> None:
    assert from_parts(str(day.day), str(day.month), str(day.year + 543)) == day
