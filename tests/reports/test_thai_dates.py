"""Dates in the Buddhist era."""

from datetime import date, datetime, timedelta

import pytest

from workshop.reports.thai_dates import date_range, long_date, long_moment, short_moment

FIRST, LAST = date(2020, 10, 30), date(2020, 10, 31)


@pytest.mark.parametrize(
    ("start", "end", "thai", "english"),
    [
        (FIRST, LAST, "๓๐–๓๑ ตุลาคม ๒๕๖๓", "30–31 October 2020"),
        (FIRST, FIRST, "๓๐ ตุลาคม ๒๕๖๓", "30 October 2020"),
        (FIRST, None, "๓๐ ตุลาคม ๒๕๖๓", "30 October 2020"),
        (None, LAST, "๓๑ ตุลาคม ๒๕๖๓", "31 October 2020"),
        (LAST, date(2020, 11, 1), "๓๑ ตุลาคม – ๑ พฤศจิกายน ๒๕๖๓", "31 October – 1 November 2020"),
        (date(2020, 12, 31), date(2021, 1, 1), "๓๑ ธันวาคม ๒๕๖๓ – ๑ มกราคม ๒๕๖๔", "31 December 2020 – 1 January 2021"),
        (None, None, "", ""),
    ],
)
def test_a_range_of_days_names_a_shared_month_and_year_once(
    start: date | None, end: date | None, thai: str, english: str
) -> None:
    assert date_range(start, end, "th") == thai
    assert date_range(start, end, "en") == english


def test_a_leap_day_of_the_common_era_keeps_its_day() -> None:
    assert long_date(date(2024, 2, 29), "th") == "๒๙ กุมภาพันธ์ ๒๕๖๗"


def test_moments_show_the_time_as_usual_in_each_language() -> None:
    moment = datetime(2020, 10, 31, 9, 5)
    assert long_moment(moment, "th") == "๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๕ น."
    assert long_moment(moment, "en") == "31 October 2020, 09:05"
    assert short_moment(moment, "th") == "31 ต.ค. 2563 09:05"
    assert short_moment(moment, "en") == "31 Oct 2020 09:05"


def test_every_month_has_its_own_thai_name() -> None:
    months = {long_date(date(2020, 1, 1) + timedelta(days=31 * at), "th").split()[1] for at in range(12)}
    assert len(months) == 12
