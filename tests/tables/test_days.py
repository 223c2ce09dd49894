"""Days as files write them: read rightly, or named, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.tables.days import NoDay, day_of

TODAY = date(2026, 11, 29)
THAI = date(2020, 10, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *("30/10/2563", "30/10/2563, 14:05:33", "30/10/2020 9:15:00", "30-10-2563", "30.10.2563 เวลา 14.05 น."),
        "๓๐/๑๐/๒๕๖๓",
        *("2020-10-30", "2563-10-30 09:15:00", "2020/10/30 9:15:00 หลังเที่ยง GMT+7", "2020-10-30T09:15:00.123+07:00"),
        *("30 ต.ค. 2563 16:30", "30 ตุลาคม 2563", "วันศุกร์ที่ 30 ตุลาคม พ.ศ. 2563", "30 ตค 2563", "30 ต.ค. พ.ศ. 63"),
        *("Oct 30, 2020", "October 30, 2020 9:15 am", "30-Oct-2020", "30/10/พ.ศ.2563"),
        # In Bangkok it was the next day already.
        *("2020-10-29T18:30:00Z", "2020-10-29 18:30:00+00:00"),
    ],
)  # fmt: skip
def test_a_day_that_can_be_read_in_one_way_is_read(cell: str) -> None:
    assert day_of(cell, TODAY, None) == THAI
    assert day_of(f"  {cell} ", TODAY, True) == THAI


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        *((cell, NoDay.WRONG) for cell in ("31/2/2563", "32/1/2563", "13/13/2563", "บ่าย", "44135"        )),
        *((cell, NoDay.WRONG) for cell in ("0000-00-00", "1900-01-01", "1" * 200)),
        *((cell, NoDay.FUTURE) for cell in ("30/11/2569", "2027-01-01", "2570-01-01", "30 พ.ย. 2569")),
        *((cell, NoDay.ERA) for cell in ("30/10/63", "30 ต.ค. 63", "1/11/20")),
        *((cell, NoDay.ORDER) for cell in ("1/11/2563", "11/1/2020 10:00", "๑/๒/๒๕๖๓")),
        # A short year that a spreadsheet took for the last century.
        ("1977-11-01", NoDay.WRONG),
    ],
)  # fmt: skip
def test_a_day_that_is_none_or_may_be_another_is_named(cell: str, why: NoDay) -> None:
    assert day_of(cell, TODAY, None) is why


def test_the_order_that_a_person_chose_counts_for_every_day_in_numbers() -> None:
    assert day_of("1/11/2563", TODAY, True) == date(2020, 11, 1)
    assert day_of("1/11/2563", TODAY, False) == date(2020, 1, 11)
    assert day_of("30/10/2563", TODAY, False) is NoDay.WRONG
    assert day_of("", TODAY, True) is None


@given(st.dates(date(1990, 1, 1), TODAY), st.booleans(), st.sampled_from([0, 543]), st.sampled_from("/-."))
def test_a_day_written_in_either_order_and_era_is_that_day(day: date, first: bool, era: int, between: str) -> None:
    parts = [day.day, day.month] if first else [day.month, day.day]
    written = between.join(map(str, [*parts, day.year + era]))
    assert day_of(written, TODAY, first) == day
    assert day_of(written, TODAY, None) in (day, NoDay.ORDER)


@given(st.text(max_size=40))
def test_no_cell_is_too_strange(cell: str) -> None:
    found = day_of(cell, TODAY, True)
    assert found is None or isinstance(found, NoDay) or date(1990, 1, 1) <= found <= TODAY + timedelta(0)
