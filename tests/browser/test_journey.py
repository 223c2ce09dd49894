"""The whole way through the house in a real browser: from the first start to the four files of the report."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import Served, serve
from workshop.reports.cells import written

PASSWORD = "เหลียวหลังแลหน้า"
FIRST = (
    "งบประมาณมาช้า จัดกิจกรรมไม่ทัน",
    "งบประมาณโอนมาช้าทุกไตรมาส",
    "งบประมาณมาช้ามาก ต้องสำรองจ่ายเอง",
    "ได้รับงบประมาณล่าช้า",
    "งบประมาณมาช้ากว่าแผน 3 เดือน",
)
SECOND = (
    "เจ้าหน้าที่ไม่พอ คนเดียวดูแลสี่ตำบล",
    "อัตรากำลังเจ้าหน้าที่ไม่พอ",
    "เจ้าหน้าที่มีน้อย งานมีมาก",
    "ขาดเจ้าหน้าที่มาสองปีแล้ว",
    "เจ้าหน้าที่ไม่พอ ลงพื้นที่ไม่ทั่วถึง",
)
OFFLINE = "พิมพ์ตอนสัญญาณหาย น้ำท่วมทางเข้าหมู่บ้านทุกปี"
NOTHING = "-"


@pytest.fixture
def served(tmp_path: Path) -> Served:
    with serve(tmp_path / "data") as served:
        yield served


def context(browser: Browser, width: int, height: int, **options: object) -> BrowserContext:
    made = browser.new_context(viewport={"width": width, "height": height}, locale="th-TH", **options)
    made.set_default_timeout(120_000)  # the first theme comes when the worker has loaded what it needs
    return made


def test_a_workshop_from_the_first_start_to_the_report(browser: Browser, served: Served, tmp_path: Path) -> None:
    desk = context(browser, 1366, 768, accept_downloads=True)
    console = desk.new_page()
    code = create(console, served)
    projector = desk.new_page()
    projector.set_viewport_size({"width": 1920, "height": 1080})
    projector.goto(f"{served.url}/workshops/{code}/projector")
    expect(projector.get_by_text(code).first).to_be_visible()
    phones = [
        context(browser, 360, 740, has_touch=True, is_mobile=True, device_scale_factor=2).new_page() for _ in range(2)
    ]
    for number, phone in enumerate(phones, 1):
        join(phone, served, code, number)
        expect(phone.locator("#no-phase")).to_be_visible()

    console.locator("#next-phase").click()
    for phone, texts in zip(phones, (FIRST, SECOND), strict=True):
        expect(phone.locator("#compose")).to_be_visible()
        for text in texts:
            submit(phone, text)
    submit(phones[1], NOTHING)
    expect(projector.locator("#newest")).to_contain_text("เจ้าหน้าที่", timeout=120_000)

    lose_the_network_type_and_come_back(phones[0], projector)
    label = rename_the_largest_theme(console, projector)
    expect(console.locator(".figures")).to_contain_text("12")
    export_and_open(console, code, label, tmp_path)


def create(page: Page, served: Served) -> str:
    """First start: the password, then a workshop; answers with its code."""
    page.goto(served.setup_url)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    page.locator("input[name=again]").press("Enter")
    page.wait_for_url("**/workshops")
    page.locator("a[href='/workshops/new']").first.click()
    page.locator("input[name=title]").fill("เหลียวหลัง แลหน้า ทดสอบทั้งสาย")
    page.locator("input[name=groups_count]").fill("2")
    page.locator(".form-foot button").click()
    page.wait_for_url(re.compile(r"/workshops/[A-Z0-9]{6}$"))
    return page.url.rsplit("/", 1)[1]


def join(page: Page, served: Served, code: str, group: int) -> None:
    page.goto(served.url)
    page.locator("input[name=code]").fill(code.lower())
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(f"**/j/{code}")
    page.locator("#groups label").nth(group - 1).click()
    page.locator("#join-send").click()
    expect(page.locator("#desk")).to_be_visible()


def submit(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()
    expect(page.locator("#own-notes > li[data-state=saved]", has_text=text).first).to_be_visible()


def lose_the_network_type_and_come_back(phone: Page, projector: Page) -> None:
    phone.context.set_offline(True)
    phone.locator("#text").fill(OFFLINE)
    phone.locator("#send").click()
    waiting = phone.locator("#own-notes > li", has_text=OFFLINE)
    expect(waiting).to_be_visible()
    expect(waiting).not_to_have_attribute("data-state", "saved")
    expect(projector.get_by_text(OFFLINE)).to_have_count(0)
    phone.context.set_offline(False)
    expect(waiting).to_have_attribute("data-state", "saved", timeout=120_000)
    expect(projector.locator("#newest").get_by_text(OFFLINE[:20]).first).to_be_visible(timeout=120_000)


def rename_the_largest_theme(console: Page, projector: Page) -> str:
    label = "เงินมาไม่ทันงาน"
    theme = console.locator("#sections .theme").first
    theme.locator(".theme-label").click()
    field = theme.locator("input")
    field.fill(label)
    field.press("Enter")
    expect(theme.locator(".theme-label")).to_have_text(label)
    expect(projector.locator("#themes").get_by_text(label)).to_be_visible(timeout=120_000)
    return label


def export_and_open(console: Page, code: str, label: str, folder: Path) -> None:
    files = {kind: download(console, code, kind, folder) for kind in ("docx", "xlsx", "csv", "json")}
    texts = [*FIRST, *SECOND, OFFLINE, NOTHING]

    rows = list(csv.reader(io.StringIO(files["csv"].read_text("utf-8-sig"))))
    cells = {written(cell) for row in rows for cell in row}
    assert set(texts) <= cells
    assert label in cells

    book = openpyxl.load_workbook(files["xlsx"])
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert set(texts) <= cells

    document = docx.Document(str(files["docx"]))
    words = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert all(text in words for text in [*texts, label])

    report = json.dumps(json.loads(files["json"].read_text("utf-8")), ensure_ascii=False)
    assert all(text in report for text in [*texts, label])


def download(console: Page, code: str, kind: str, folder: Path) -> Path:
    answer = console.request.get(
        console.url.split("/workshops")[0] + f"/workshops/{code}/export/{kind}", timeout=120_000
    )
    assert answer.ok, answer.status_text
    path = folder / f"report.{kind}"
    path.write_bytes(answer.body())
    return path
