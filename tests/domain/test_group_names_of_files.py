"""The names of groups as files write them."""

from __future__ import annotations

import pytest

from workshop.domain.written_names import group_of, groups_by_name

NIKHAHIT, SARA_AA, MAI_THO = "\N{THAI CHARACTER NIKHAHIT}", "\N{THAI CHARACTER SARA AA}", "\N{THAI CHARACTER MAI THO}"


@pytest.mark.parametrize(
    ("group", "written"),
    [
        ("น้ำพอง", "อำเภอน้ำพอง"), ("อำเภอน้ำพอง", "น้ำพอง"), ("อำเภอน้ำพอง", "อ.น้ำพอง"), ("อำเภอน้ำพอง", "อ. น้ำพอง"),
        ("น้ำพอง", f"น{NIKHAHIT}{MAI_THO}{SARA_AA}พอง"), ("แวงใหญ่", "เเวงใหญ่"), ("กลุ่มที่ 1", "1.0"), ("กลุ่มที่ 1", "๑"),
        ("กลุ่มที่ 1", "กลุ่ม 01"), ("1", "โต๊ะที่ 1."), ("ชุมแพ", "สพอ.ชุมแพ"), ("ชุมแพ", "อำเภอชุมแพ จังหวัดขอนแก่น"),
        ("ชุมแพ", "อ.ชุมแพ จ.ขอนแก่น"), ("อำเภอชุมแพ", "สำนักงานพัฒนาชุมชนอำเภอชุมแพ"),
    ],
)  # fmt: skip
def test_a_group_is_found_however_its_name_is_written(group: str, written: str) -> None:
    assert group_of(groups_by_name([("อื่น", 1), (group, 2)]), written) == 2


@pytest.mark.parametrize("written", ["", " ", "เมืองเลย", "11", "น้ำ"])
def test_another_name_is_no_group(written: str) -> None:
    assert group_of(groups_by_name([("อำเภอน้ำพอง", 1), ("กลุ่มที่ 1", 2)]), written) is None
