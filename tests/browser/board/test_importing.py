"""A newcomer drops a file on the console, sees how it is read, mends what is unclear and imports it with one button."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.board.conftest import shows_its_choice
from tests.browser.board.import_dialog import open_import
from tests.browser.waiting import becomes
from tests.intake.test_zip import zipped
from tests.room import Room
from tests.web.importing import OnTheSpot
from workshop.views.read_record import read_record

FORM = "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ,ฝากถึงกรม\nดอกคูน,งบไม่พอ,แผนมาช้า,ขอบคุณ\nดอกจาก,รถไม่มี,,สวัสดี\nรวม,2,1,\n"
OF_DISTRICTS = "อำเภอ\tปัญหา/อุปสรรค\nน้ำพอง\tถนนขาด\nชุมแพ\tน้ำแล้ง\nชุมแพ\tฝนมาช้า"
OF_NOBODY = "อำเภอ\tปัญหา/อุปสรรค\nบ้านไผ่\tไฟดับ"


def test_a_file_and_a_pasted_list_are_looked_at_and_imported_and_undone(
    url: str, staff: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    path = tmp_path / "อำเภอ.csv"
    path.write_text(FORM, encoding="utf-8")
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    expect(page.locator("#import-files")).to_have_attribute("accept", re.compile(r"\.json\b"))
    page.set_input_files("#import-files", path)
    state = page.locator("#import-state")
    expect(state).to_have_text("3 ความเห็นในไฟล์ = เพิ่ม 3 + มีอยู่แล้ว 0 + ข้อความซ้ำ 0 + ไม่รับ 0")
    expect(page.locator("#import-findings")).to_contain_text("ฝากถึงกรม")
    page.get_by_label("คอลัมน์ “ฝากถึงกรม” มีข้อความ 2 ช่อง แต่ไม่ได้อ่าน อ่านเป็น").select_option("proposal")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 5 ความเห็น")
    page.get_by_label("คอลัมน์ “ฝากถึงกรม” คือ").select_option("ดูจากไฟล์")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 3 ความเห็น")
    unknown = page.get_by_label("ไม่มีกลุ่ม “ดอกจาก” (1 แถว) หมายถึง")
    offered = ["กลุ่มดอกจาน (คล้ายกัน)", "สร้างกลุ่ม “ดอกจาก”", "ไม่ระบุกลุ่ม"]
    becomes(page, lambda: unknown.locator("option").all_inner_texts()[:3], offered)
    unknown.select_option("กลุ่มดอกจาน")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 3 ความเห็น")
    page.set_viewport_size({"width": 1366, "height": 500})
    expect(page.locator("#import-store")).to_be_in_viewport(ratio=1)
    page.locator("#import-store").click()
    expect(state).to_have_text("นำเข้าแล้ว 3 ความเห็น")
    assert [note.group for note in room.feed.read(read_record, room.code).notes][-1] == "กลุ่มดอกจาน"
    page.keyboard.press("Escape")
    expect(page.locator("#undo-text")).to_have_text("เลิกทำ: นำเข้าความเห็นจากไฟล์")
    page.locator("#undo").click()
    expect(page.locator("#undo-text")).not_to_have_text("เลิกทำ: นำเข้าความเห็นจากไฟล์")
    assert room.feed.read(read_record, room.code).notes == ()
    open_import(page)
    page.fill("#import-text", "- รถไม่มี\n- คนน้อย")
    page.get_by_role("button", name="ดูก่อนนำเข้า").click()
    expect(state).to_contain_text("ไฟล์นี้ไม่บอกประเภท")
    page.get_by_label("ประเภทของทุกแถว").select_option("problem")
    page.locator("#import-store").click()
    expect(state).to_have_text("นำเข้าแล้ว 2 ความเห็น")
    page.keyboard.press("Escape")
    open_import(page)
    page.fill("#import-text", OF_DISTRICTS)
    page.get_by_role("button", name="ดูก่อนนำเข้า").click()
    page.get_by_role("button", name="สร้าง 2 กลุ่มที่ยังไม่มี").click()
    made = page.get_by_label("ไม่มีกลุ่ม “ชุมแพ” (2 แถว) หมายถึง").locator("option:checked")
    expect(made).to_have_text("สร้างกลุ่ม “ชุมแพ”")
    page.locator("#import-store").click()
    expect(page.locator("#import-results")).to_contain_text("สร้าง 2 กลุ่ม: น้ำพอง, ชุมแพ")
    page.keyboard.press("Escape")
    open_import(page)
    page.fill("#import-text", OF_NOBODY)
    page.get_by_role("button", name="ดูก่อนนำเข้า").click()
    page.locator("#import-store").click()
    expect(page.locator("#import-results")).to_contain_text("1 ความเห็นไม่ระบุกลุ่ม เพราะไม่มีกลุ่ม: บ้านไผ่")


def test_the_group_that_a_file_s_name_says_is_shown_and_may_be_switched_off(
    url: str, staff: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    path = tmp_path / "ปัญหา กลุ่มดอกคูน (1).csv"
    path.write_text("ปัญหา/อุปสรรค,สาเหตุ\nงบไม่พอ,แผนมาช้า\n", encoding="utf-8")
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    page.set_input_files("#import-files", path)
    box = page.get_by_label("ชื่อไฟล์บอกกลุ่ม “กลุ่มดอกคูน” ใช้กับ 2 ความเห็น เพราะในไฟล์ไม่มีกลุ่ม")
    expect(box).to_be_checked()
    notes = page.locator("#import-findings details").last
    notes.locator("summary").click()
    expect(notes).to_contain_text("กลุ่มดอกคูน")
    box.click()
    expect(box).not_to_be_checked()
    expect(notes).not_to_contain_text("กลุ่มดอกคูน")
    box.click()
    expect(box).to_be_checked()
    page.locator("#import-store").click()
    expect(page.locator("#import-state")).to_have_text("นำเข้าแล้ว 2 ความเห็น")
    assert {note.group for note in room.feed.read(read_record, room.code).notes} == {"กลุ่มดอกคูน"}


def test_a_choice_made_while_the_server_still_reads_waits_for_it_and_is_kept(
    url: str, staff: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    path = tmp_path / "อำเภอ.csv"
    path.write_text(FORM, encoding="utf-8")
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    page.set_input_files("#import-files", path)
    expect(page.locator("#import-store")).to_have_text("นำเข้า 3 ความเห็น")
    busy = {"status": 503, "json": {"error": "import_under_way", "message": "กำลังอ่านไฟล์อื่นอยู่"}}
    page.route("**/import", lambda route: route.fulfill(**busy), times=1)
    page.get_by_label("คอลัมน์ “ฝากถึงกรม” มีข้อความ 2 ช่อง แต่ไม่ได้อ่าน อ่านเป็น").select_option("proposal")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 5 ความเห็น")


def test_the_chosen_order_of_day_and_month_is_read_in_full(url: str, staff: Callable[..., Page], room: Room) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    page.fill("#import-text", "ปัญหา/อุปสรรค\tวันที่\nน้ำแล้ง\t1/11/2563\nถนนขาด\t2/11/2563")
    page.get_by_role("button", name="ดูก่อนนำเข้า").click()
    order = page.get_by_label("1/11 ในคอลัมน์วันที่คือ")
    expect(order).to_be_visible()
    for width in (360, 768, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        for value in order.locator("option").evaluate_all("all => all.map(each => each.value)"):
            order.evaluate("(select, value) => { select.value = value; }", value)
            assert shows_its_choice(order), (width, value)


def test_a_zip_comes_file_by_file_and_headings_may_be_switched_off(
    url: str, staff: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    path = tmp_path / "อำเภอ.zip"
    bands = "ที่,ปัญหา/อุปสรรค,สาเหตุ\nกลุ่มดอกคูน,,\n1,ถนนขาด,ฝนตก\n"
    path.write_bytes(zipped({"ก.csv": bands, "ข.pdf": b"%PDF-1.7", "ค.csv": bands, "ง.zip": b"PK"}))
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    page.set_input_files("#import-files", path)
    state = page.locator("#import-state")
    expect(state).to_contain_text("ไฟล์ 1 จาก 3: อำเภอ.zip › ก.csv")
    expect(page.locator("#import-store")).to_be_in_viewport(ratio=1)
    headings = page.get_by_label("หัวข้อ 1 แห่ง (ชื่อกลุ่มหรือประเภทเหนือความเห็น) ใช้กับความเห็นที่อยู่ใต้")
    headings.click()  # the box is drawn anew at once, under another name
    off = page.get_by_label("หัวข้อ 0 แห่ง")
    expect(off).not_to_be_checked()
    off.click()
    expect(page.locator("#import-findings")).to_contain_text("กลุ่มดอกคูน")
    page.locator("#import-store").click()
    expect(state).to_contain_text("ค.csv")
    page.get_by_role("button", name="ไม่มีอะไรต้องเพิ่ม ไปต่อ").click()
    expect(state).to_have_text("นำเข้าแล้ว 2 ความเห็น")
    expect(page.locator("#import-results tbody tr")).to_have_count(4)
    rows = [row.split("\t") for row in page.locator("#import-results tbody").inner_text().splitlines()]
    assert [row[0] for row in rows] == [f"อำเภอ.zip › {name}" for name in ("ง.zip", "ก.csv", "ข.pdf", "ค.csv")]
    assert (rows[1][1:], rows[3][1:]) == (["2", "0", "0", "0"], ["0", "2", "0", "0"])
    assert ("ZIP ที่อยู่ใน ZIP" in rows[0][1], "PDF" in rows[2][1]) == (True, True)
    assert {note.group for note in room.feed.read(read_record, room.code).notes} == {"กลุ่มดอกคูน"}


def test_another_row_of_the_header_leaves_the_category_of_all_rows_as_it_was_chosen(
    url: str, staff: Callable[..., Page], room: Room
) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    page.fill("#import-text", "ความเห็น\tวันที่\nรถไม่มี\t1/11/2563\nคนน้อย\t2/11/2563")
    page.get_by_role("button", name="ดูก่อนนำเข้า").click()
    into = page.get_by_label("ประเภทของทุกแถว")
    into.select_option("problem")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 2 ความเห็น")
    header = page.get_by_label("แถวหัวตาราง (0 คือไม่มี)")
    header.fill("0")
    header.press("Tab")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 3 ความเห็น")
    expect(into).to_have_value("problem")
    header.fill("1")
    header.press("Tab")
    expect(page.locator("#import-store")).to_have_text("นำเข้า 2 ความเห็น")
    expect(into).to_have_value("problem")
