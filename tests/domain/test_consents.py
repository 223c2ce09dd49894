"""Lines of the minutes that came by a consent: nobody's withdrawal strikes the line of somebody else."""

from __future__ import annotations

import pytest

from workshop.domain import consents
from workshop.domain.meeting_facts import Facts

FIRST, SECOND = "สมชาย ใจดี\tเกษตรกร ตำบลหนองบัว", "สมชาย ใจดี\tพัฒนาการอำเภอ เมือง"
GIVEN = {"a": FIRST, "b": SECOND}


def typed(*lines: str) -> Facts:
    return Facts(present="\n".join(lines))


def after(*lines: str, given: dict[str, str] = GIVEN) -> dict[str, str]:
    return consents.after_typing(given, typed(*given.values()), typed(*lines))


def test_who_was_taken_off_by_hand_does_not_get_the_edited_line_of_a_namesake() -> None:
    assert after(f"{SECOND}ขอนแก่น") == {"b": f"{SECOND}ขอนแก่น"}


def test_two_of_one_name_whose_lines_are_edited_at_once_each_find_their_own() -> None:
    assert after(f"{SECOND}ขอนแก่น", f"{FIRST} หมู่ 3") == {"a": f"{FIRST} หมู่ 3", "b": f"{SECOND}ขอนแก่น"}


def test_no_line_belongs_to_two_consents_and_one_that_could_be_eithers_to_none() -> None:
    assert after("สมชาย ใจดี\tก") in ({}, {"a": "สมชาย ใจดี\tก"}, {"b": "สมชาย ใจดี\tก"})
    assert after("สมชาย\tกข", given={"a": "สมชาย\tก", "b": "สมชาย\tข"}) == {}


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ((FIRST, SECOND), GIVEN),
        ((SECOND,), {"b": SECOND}),
        ((FIRST, f"{SECOND} 2"), {"a": FIRST, "b": f"{SECOND} 2"}),
        (("สมหญิง ใจดี\tเกษตรกร ตำบลหนองบัว", SECOND), {"b": SECOND}),
        ((), {}),
    ],
)
def test_a_line_that_stands_or_was_edited_stays_its_consents_and_another_name_is_nobodys(
    lines: tuple[str, ...], kept: dict[str, str]
) -> None:
    assert after(*lines) == kept
