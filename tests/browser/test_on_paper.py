"""What is meant for paper, as Chromium prints it: slips to be cut, and the record of processing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.room import Room, helper_of

CODE = re.compile(r"\b[ACDEFHJKMNPRTUVWXY3479]{4}[- ]?[ACDEFHJKMNPRTUVWXY3479]{4}\b")
A4 = (210, 297)
MILLIMETRES = 25.4 / 72


def printed(page: Page, name: str) -> list[str]:
    """Return the text of each page. With LAENA_TEST_KEEP, the folder that it names gets the PDF."""
    data = page.pdf(prefer_css_page_size=True, format="A4", print_background=True)
    if keep := os.environ.get("LAENA_TEST_KEEP"):
        Path(keep, name).write_bytes(data)
    pages = list(pypdfium2.PdfDocument(data))
    assert {tuple(round(side * MILLIMETRES) for side in sheet.get_size()) for sheet in pages} == {A4}
    return [sheet.get_textpage().get_text_bounded() for sheet in pages]


def test_each_slip_is_printed_whole_21_on_a_sheet(staff: Callable[..., Page], url: str, room: Room) -> None:
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}/slips")
    page.locator("[name=count]").fill("43")
    page.locator("[name=count]").press("Enter")
    expect(page.locator(".slip")).to_have_count(43)
    shown = page.locator(".slip").evaluate_all("all => all.map(each => each.innerText)")
    codes = [CODE.findall(text)[0] for text in shown]
    assert len({*codes}) == 43
    sheets = printed(page, "slips.pdf")
    on_paper = [CODE.findall(text) for text in sheets]
    assert [len(found) for found in on_paper] == [21, 21, 1], sheets
    assert sorted(code for found in on_paper for code in found) == sorted(codes)


def test_the_record_of_processing_is_printed_whole_without_buttons(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    helper_of(room, "viewer")
    long = "ทบทวนผลการดำเนินงานพัฒนาชุมชน" * 10
    notice = {"controller": "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น", "purpose": long[:300], "contact": "CONTACT-1"}
    form = {"title": "เหลียวหลัง แลหน้า", "groups_mode": "names", "groups_names": "กลุ่มดอกคูน\nกลุ่มดอกจาน"}
    form |= {"phase_title": "ปัญหา", "phase_categories": "ปัญหา/อุปสรรค", "phase_id": ""}
    form |= {f"notice_{name}": text for name, text in notice.items()}
    assert room.desk.post(f"/workshops/{room.code}/edit", data=form).status_code == 302
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}/processing")
    rows = page.locator("table.processing tr")
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    # Nothing is wider than the paper: what would be, is cut off by a printer.
    width = page.evaluate(
        "() => { document.body.style.width = '186mm'; return document.body.getBoundingClientRect().width; }"
    )
    for place in range(rows.count()):
        box = rows.nth(place).bounding_box()
        assert box is not None
        assert box["width"] <= width + 1
    page.evaluate("document.body.style.width = ''")
    sheets = printed(page, "processing.pdf")
    text = "".join(sheets)
    assert "CONTACT-1" in text
    assert room.code in text
    assert len(sheets) <= 2
