"""The attendance list counts by unit, with those who typed none, and is the facilitator's alone."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from openpyxl import load_workbook

from tests.room import Room, helper_of
from workshop.reports.facts import facts
from workshop.reports.json import as_json
from workshop.reports.words import Words
from workshop.views.content import digest
from workshop.views.read_record import read_record
from workshop.views.record import Record


def counted(page: str) -> list[tuple[str, int]]:
    table = page.split('class="attendance-table attendance-units"')[1].split("</table>")[0]
    return [(unit, int(n)) for unit, n in re.findall(r"<tr><td[^>]*>([^<]+)</td><td[^>]*>(\d+)</td></tr>", table)]


def test_devices_are_counted_by_unit_alike_but_for_spaces_and_of_one_workshop(room: Room) -> None:
    page = room.desk.client.get(f"/workshops/{room.code}/attendance").text
    assert "จำนวนตามหน่วยงาน" not in page, "nobody typed a unit"
    for unit in ("พช.ขก.", "สพอ. น้ำพอง", "สพอ.น้ำพอง", "สพอ. น้ำพอง", " "):
        room.new_phone(1, unit=unit)
    room.another().new_phone(0, unit="หน่วยงานอื่น")
    page = room.desk.client.get(f"/workshops/{room.code}/attendance").text
    assert counted(page) == [("สพอ. น้ำพอง", 3), ("พช.ขก.", 1), ("ไม่ระบุหน่วยงาน", 3)]
    assert sum(n for _unit, n in counted(page)) == 7
    assert helper_of(room, "viewer").client.get(f"/workshops/{room.code}/attendance").status_code == 403
    assert room.outsider().client.get(f"/workshops/{room.code}/attendance").status_code == 302


def test_the_counts_by_unit_are_a_table_that_names_nobody_and_nothing_that_was_written(room: Room) -> None:
    for unit, name in (("สพอ. น้ำพอง", "สมชาย"), ("สพอ. น้ำพอง", ""), ("=1+1", "สมหญิง")):
        room.new_phone(1, unit=unit, name=name).note("ถนนเป็นหลุม")
    path = f"/workshops/{room.code}/attendance"
    assert f"{path}/xlsx" in room.desk.client.get(path).text
    wanted = [("สพอ. น้ำพอง", 2), ("=1+1", 1), ("ไม่ระบุหน่วยงาน", 2), ("รวม", 5)]
    text = room.desk.client.get(f"{path}/csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [(unit.removeprefix('="').removesuffix('"'), int(n)) for unit, n in rows[1:]] == wanted
    book = load_workbook(io.BytesIO(room.desk.client.get(f"{path}/xlsx").data))
    assert [tuple(cell.value for cell in row) for row in book.active.iter_rows(min_row=2)] == wanted
    assert [cell.data_type for cell in book.active["A"]] == ["s"] * 5, "no formula"
    assert not any(word in text for word in ("สมชาย", "สมหญิง", "ถนน"))
    assert helper_of(room, "viewer").client.get(f"{path}/csv").status_code == 403
    assert room.outsider().client.get(f"{path}/csv").status_code == 302
    assert room.desk.client.get(f"{path}/docx").status_code == 404


def test_the_report_says_in_one_line_how_many_devices_came_of_each_unit(room: Room) -> None:
    assert read(room).units == (), "nobody typed a unit"
    for unit in (*["สพอ. น้ำพอง"] * 6, *["พช.ขก. เขต 4"] * 5, *["สพอ. พล"] * 4, "นายสมศักดิ์ ใจดี"):
        room.new_phone(1, unit=unit, name="สมชาย")
    record = read(room)
    assert record.units == (("สพอ. น้ำพอง", 6), ("พช.ขก. เขต 4", 5), ("", 7))
    assert sum(devices for _unit, devices in record.units) == record.participants
    line = "สพอ. น้ำพอง ๖ · พช.ขก. เขต 4 ๕ · หน่วยงานอื่นและไม่ระบุ ๗"
    assert ("อุปกรณ์ตามหน่วยงาน", line, False) in facts(record, Words("th"))
    assert as_json(record, Words("th"))["workshop"]["units"][0] == {"name": "สพอ. น้ำพอง", "participants": 6}
    assert digest(record) == digest(replace(record, units=())), "no approval of before is undone"
    assert not any(name in str(as_json(record, Words("th"))) for name in ("สมชาย", "สมศักดิ์"))


def test_what_few_devices_typed_is_no_unit_of_the_report_nor_are_the_others_few(room: Room) -> None:
    for unit in (*["สพอ. น้ำพอง"] * 6, *["สพอ. พล"] * 5):
        room.new_phone(1, unit=unit)
    assert read(room).units == (("สพอ. น้ำพอง", 6), ("", 7)), "of two devices nothing stands alone"
    room.other.join(room.groups[1], unit="สพอ. พล")
    room.phone.join(room.groups[0], unit="สพอ.พล")
    assert read(room).units == (("สพอ. พล", 7), ("สพอ. น้ำพอง", 6))


def test_where_no_unit_has_enough_devices_the_report_names_none(room: Room) -> None:
    for unit in (*["สพอ. พล"] * 4, "นายสมศักดิ์ ใจดี"):
        room.new_phone(1, unit=unit)
    assert read(room).units == ()


def read(room: Room) -> Record:
    return room.feed.read(read_record, room.code)
