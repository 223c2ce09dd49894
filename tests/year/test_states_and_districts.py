"""How far a unit is, as far as this installation knows; and districts as units, folded by province."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.room import Room
from tests.year.installations import KHON_KAEN, TYPED, UDON, Office, answer_file
from tests.year.test_answer_links import asked_for, key_of, link, outsider
from tests.year.test_units_of_one_server import Server
from workshop.errors import Refusal
from workshop.year import answers, directives, regions, units

ALL_DISTRICTS = {"provinces": "y", "all_districts": "y", "units": "b-1\tกองแผนงาน"}


def states(office: Office, uid: str) -> dict[str, str]:
    return {row.unit.code: row.state.value for row in office.feed.read(answers.table, uid).rows}


def test_a_unit_with_a_link_has_not_opened_it_until_it_takes_the_directive_and_then_prepares(
    department: Office,
) -> None:
    uid = asked_for(department)
    token = link(department, uid)
    assert (states(department, uid)[KHON_KAEN], states(department, uid)[UDON]) == ("not_opened", "waiting")
    phone = outsider(department)
    phone.get(f"/answers/{token}")
    phone.head(f"/answers/{token}/directive")
    assert states(department, uid)[KHON_KAEN] == "not_opened"
    for _again in range(2):
        assert phone.get(f"/answers/{token}/directive").status_code == 200
    assert states(department, uid)[KHON_KAEN] == "preparing"
    shown = department.client.get(f"/directives/{uid}?state=preparing").text
    assert ('id="unit-40"' in shown, 'id="unit-41"' in shown) == (True, False)
    assert "เครื่องนี้ไม่ทราบ" in shown
    table = department.client.get(f"/directives/{uid}/table/csv").data.decode("utf-8-sig")
    cells = {row[1]: row[3] for row in csv.reader(io.StringIO(table))}
    assert (cells["ขอนแก่น"], cells["อุดรธานี"]) == ("กำลังเตรียม", "ไม่ทราบ (ได้เป็นไฟล์)")
    department.post(f"/directives/{uid}/links", deed="revoke", unit=KHON_KAEN)
    assert states(department, uid)[KHON_KAEN] == "preparing"
    phone.post(f"/api/answers/{link(department, uid)}", data=answer_file(uid, key_of(department, uid)))
    assert states(department, uid)[KHON_KAEN] == "answered"


def test_after_the_deadline_a_unit_is_late_and_the_table_says_how_far_it_is(department: Office) -> None:
    uid = department.make()
    link(department, uid)
    row = department.feed.read(answers.table, uid).rows[1]
    assert {each.state for each in department.feed.read(answers.table, uid).rows} == {"late"}
    found = {each.unit.code: each.progress for each in department.feed.read(answers.table, uid).rows}
    assert (found[KHON_KAEN], found[UDON]) == ("not_opened", "waiting")
    assert row.answer is None


def test_units_of_one_server_prepare_once_they_made_their_workshop(room: Room) -> None:
    server = Server(room)
    server.made(KHON_KAEN)
    found = {each.unit.code: each.progress for each in room.feed.read(answers.table, server.uid).rows}
    assert (found[KHON_KAEN], found[UDON], found["42"]) == ("preparing", "not_opened", "waiting")


def test_all_878_districts_are_units_by_their_codes_and_the_table_is_folded_by_province(department: Office) -> None:
    uid = department.make(**ALL_DISTRICTS)
    content = directives.content_of(department.feed.read(directives.find, uid))
    assert len(content.units) == 76 + 878 + 1
    assert {unit.code: unit.name for unit in content.units}["4001"] == "อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"
    department.take(answer_file(uid, department.feed.read(directives.find, uid).key, "4001"))
    page = department.client.get(f"/directives/{uid}").text
    assert page.count('id="unit-') == 0
    assert re.search(r'province=40#units">ขอนแก่น</a></th><td class="number">27</td><td class="number">1</td>', page)
    opened = department.client.get(f"/directives/{uid}?province=40").text
    assert opened.count('id="unit-') == 27
    assert department.client.get(f"/directives/{uid}?province=other").text.count('id="unit-') == 1
    assert department.client.get(f"/directives/{uid}?province=99&state=x").text.count('id="unit-') == 0
    late = department.client.get(f"/directives/{uid}?state=late&province=40").text
    assert late.count('id="unit-') == 26
    answer = department.post(f"/directives/{uid}/excuse", unit="4002", reason="น้ำท่วม")
    assert "province=40" in answer.location
    links = department.client.get(f"/directives/{uid}/links?province=40").text
    assert links.count('id="unit-') == 27
    assert len(page) < 120_000


def test_the_form_chooses_districts_of_some_provinces_and_shows_them_again(department: Office) -> None:
    uid = department.make(provinces="", districts="40", units="b-1\tกองแผนงาน")
    content = directives.content_of(department.feed.read(directives.find, uid))
    assert len(content.units) == 27
    page = department.client.get(f"/directives/{uid}/edit").text
    assert re.findall(r'name="districts" value="(\d+)" checked', page) == ["40"]
    assert "b-1\tกองแผนงาน" in page
    assert "4001" not in page
    refused = department.post("/directives/new", **{**TYPED, "districts": "99"})
    assert (refused.status_code, "ไม่พบจังหวัดที่เลือก" in refused.text) == (422, True)


def test_a_district_has_its_provinces_region_and_an_official_code_from_its_name(room: Room) -> None:
    assert (regions.of("4001"), regions.of("4099"), regions.of("40ก1")) == ("northeast", "other", "other")
    with room.app.test_request_context():
        (found,) = units.pasted("อำเภอพล จังหวัดขอนแก่น")
        assert found.code == "4012"
        with pytest.raises(Refusal):
            units.together(units.of_provinces(["40"]), units.pasted("4012\tอำเภออื่น"))
