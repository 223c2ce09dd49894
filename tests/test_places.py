"""The provinces and districts that groups can be made from."""

import pytest
from pythainlp.util import collate

from workshop import places

# Typed here apart from the package's data, so that a change of the list is seen.
KHON_KAEN = {
    "เมืองขอนแก่น", "บ้านฝาง", "พระยืน", "หนองเรือ", "ชุมแพ", "สีชมพู", "น้ำพอง", "อุบลรัตน์", "กระนวน", "บ้านไผ่",
    "เปือยน้อย", "พล", "แวงใหญ่", "แวงน้อย", "หนองสองห้อง", "ภูเวียง", "มัญจาคีรี", "ชนบท", "เขาสวนกวาง", "ภูผาม่าน",
    "ซำสูง", "โคกโพธิ์ไชย", "หนองนาคำ", "บ้านแฮด", "โนนศิลา", "เวียงเก่า",
}  # fmt: skip


def test_khon_kaen_has_its_26_districts_the_capital_first():
    found = places.districts("ขอนแก่น")
    assert found[0] == "เมืองขอนแก่น"
    assert len(found) == 26
    assert set(found) == KHON_KAEN


def test_there_are_77_provinces_with_bangkok_in_dictionary_order():
    found = places.provinces()
    assert len(set(found)) == len(found) == 77
    assert places.BANGKOK in found
    assert found == collate(found)
    assert found.index("ขอนแก่น") < found.index("ชลบุรี") < found.index("เชียงใหม่") < found.index("ตรัง")


@pytest.mark.parametrize("province", places.provinces())
def test_every_province_has_districts_with_bare_names(province):
    thai = places.districts(province)
    assert len(thai) == len(set(thai)) >= 3
    assert not [name for name in thai if name.startswith(("อำเภอ", "เขต", "กิ่ง")) or name != name.strip()]


@pytest.mark.parametrize("name", ["", "ขอนแก่", "Khon Kaen", "40"])
def test_a_name_that_is_no_province_is_a_key_error(name):
    with pytest.raises(KeyError):
        places.districts(name)


def test_a_caller_cannot_spoil_the_lists_for_the_next():
    places.provinces().clear()
    places.districts("ขอนแก่น").clear()
    assert len(places.provinces()) == 77
    assert len(places.districts("ขอนแก่น")) == 26
