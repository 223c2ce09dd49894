"""Wrong clocks and years typed in the other era: they are said, and nothing is guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.year.installations import KHON_KAEN, TYPED, Office, altered, answer_file, resigned
from workshop.year import clocks, directives

TODAY = date(2020, 11, 20)


def odd(office: Office, today: date = TODAY, **days: Any) -> list[str]:
    """Return what is said of an answer with these days."""
    uid = office.make()
    key = office.feed.read(directives.find, uid).key
    data = altered(answer_file(uid, key), schema_version=3 if "written_on" in days else 1)
    assert office.results(resigned(data, days)) == ["first"]
    with office.room.app.test_request_context():
        return office.feed.read(clocks.of, uid, "th", today).get(KHON_KAEN, [])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2019-11-01", "ก่อนวันที่ของข้อสั่งการ"),
        ("2020-10-26", "ก่อนวันที่ของข้อสั่งการ"),
        ("2021-11-01", "ยังมาไม่ถึง"),
        ("2563-11-01", "ยังมาไม่ถึง"),
    ],
)
def test_an_answer_of_a_laptop_whose_clock_is_off_is_said_to_be(department: Office, day: str, said: str) -> None:
    found = odd(department, written_on=day)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("day", ["2020-10-28", "2020-11-02", "2020-11-20", "2020-11-21"])
def test_an_answer_of_a_right_clock_is_not(department: Office, day: str) -> None:
    assert odd(department, written_on=day) == []


def test_an_answer_more_than_a_year_late_is_asked_about_and_one_within_the_year_is_not(department: Office) -> None:
    assert odd(department, date(2023, 1, 1), written_on="2021-10-30") == []
    assert "เกินหนึ่งปี" in odd(department, date(2023, 1, 1), written_on="2022-01-01")[0]


@pytest.mark.parametrize("days", [{"starts_on": "2019-10-30", "ends_on": "2019-10-31"}, {"starts_on": "2563-10-30"}])
def test_a_workshop_whose_year_cannot_be_is_asked_about(department: Office, days: dict[str, str]) -> None:
    (said,) = odd(department, **days)
    assert "พ.ศ." in said


def test_the_pages_of_both_sides_say_it(department: Office, province: Office) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    data = resigned(altered(answer_file(uid, key), schema_version=3), {"written_on": "2019-01-01"})
    department.take(data)
    assert "นาฬิกาของเครื่องที่ทำอาจผิด" in department.client.get(f"/directives/{uid}").text
    province.take(department.client.get(f"/directives/{uid}/file").data)
    assert "ตั้งวันที่ของเครื่อง" in province.client.get(f"/directives/{uid}").text, "the test runs years after 2563"
    with department.room.app.test_request_context():
        content = directives.content_of(department.feed.read(directives.find, uid))
        assert clocks.here(content, "th", date(2020, 11, 1)) == ""
        assert "2562" in clocks.here(content, "th", date(2019, 11, 1))


@pytest.mark.parametrize("name", ["issued", "deadline"])
@pytest.mark.parametrize("year", ["2020", "63", "3106"])
def test_a_year_that_may_be_of_the_other_era_is_asked_about_and_nothing_is_made(
    department: Office, name: str, year: str
) -> None:
    answer = department.post("/directives/new", **{**TYPED, f"{name}_year": year})
    assert answer.status_code == 422
    assert re.search(r"พ.ศ. หรือ ค.ศ.|ไม่มีในปฏิทิน", answer.text)
    assert department.feed.read(directives.every) == []
