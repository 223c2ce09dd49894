"""The units of a directive: no two with one code or one name, and none lost in silence."""

from __future__ import annotations

import pytest

from tests.room import Room
from workshop.errors import Refusal
from workshop.year import units
from workshop.year.contents import Unit

KHON_KAEN = next(unit for unit in units.provinces() if unit.name == "ขอนแก่น")


def refused(room: Room, text: str) -> str:
    with room.app.test_request_context(), pytest.raises(Refusal) as refusal:
        units.together(units.provinces(), units.pasted(text))
    return str(refusal.value.errors["units"])


@pytest.mark.parametrize("text", ["40\tเลย", "ศูนย์ฝึก\n40\tเลย"])
def test_a_provinces_code_for_another_unit_is_refused_and_names_both(room: Room, text: str) -> None:
    assert refused(room, text) == "รหัส 40 เป็นของ ขอนแก่น ใช้กับ เลย ไม่ได้"


def test_a_province_with_another_code_beside_all_provinces_is_refused(room: Room) -> None:
    assert "ขอนแก่น" in refused(room, "x-1\tขอนแก่น")


@pytest.mark.parametrize("text", ["a\tหนึ่ง\na\tสอง", "ศูนย์ฝึก\nศูนย์ฝึก", "a\tศูนย์ฝึก\nb\tศูนย์ฝึก\u200b"])
def test_one_code_or_one_name_on_two_lines_is_refused(room: Room, text: str) -> None:
    assert refused(room, text)


def test_a_province_that_is_listed_again_is_one_unit(room: Room) -> None:
    with room.app.test_request_context():
        found = units.together(units.provinces(), units.pasted("ขอนแก่น\nศูนย์ฝึก"))
    assert len(found) == len(units.provinces()) + 1
    assert KHON_KAEN in found
    assert Unit(code="u-1", name="ศูนย์ฝึก") in found
