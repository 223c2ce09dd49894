"""From the console to the report's file in three clicks, having looked at its pages; then it is approved."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.reports.picture_samples import picture_file
from tests.room import Room
from workshop.domain.chapters import KEYS


def test_the_report_is_looked_at_page_by_page_downloaded_and_approved(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    for text in ("งบมาช้า", "คนไม่พอ"):
        room.phone.note(text)
    page = staff((1366, 768), accept_downloads=True)
    page.goto(f"{url}/workshops/{room.code}")
    page.locator("#connection[data-state='connected']").wait_for(state="attached")
    page.locator("#open-export").click()
    page.get_by_role("link", name="ดูรายงาน เขียนข้อสรุป และรับรอง").click()
    expect(page.locator("#preview-number")).to_contain_text("หน้า 1 จาก")
    with page.expect_download() as waiting:
        page.locator(".report-files").get_by_role("link", name="PDF").first.click()
    assert waiting.value.suggested_filename.endswith(".pdf")
    first = page.locator("#preview-page").get_attribute("src") or ""
    assert first
    page.locator("#preview").press("ArrowRight")
    expect(page.locator("#preview-page")).to_have_attribute("alt", "ภาพของรายงาน หน้า 2 จาก 4 ข้อความอยู่ด้านล่าง")
    expect(page.locator("#preview-page")).not_to_have_attribute("src", first)
    page.locator("#preview").press("End")
    expect(page.locator("#preview-next")).to_be_disabled()
    expect(page.locator("#preview-text")).to_contain_text("งบมาช้า")
    expect(page.locator("#report-state")).to_have_text("ฉบับร่าง")
    page.locator("#picture").set_input_files(
        {"name": "ภาพ.jpg", "mimeType": "image/jpeg", "buffer": picture_file(400, 300, "JPEG", turned=True)}
    )
    page.locator("#caption").fill("ผู้เข้าร่วมระดมความคิด")
    page.get_by_role("button", name="เพิ่มภาพ", exact=True).click()
    expect(page.get_by_role("img", name="ผู้เข้าร่วมระดมความคิด")).to_have_js_property("naturalWidth", 400)
    # The last chapter goes up by keys, and one is left out: files and preview follow.
    up = page.get_by_role("button", name="เลื่อนขึ้น: ภาคผนวก ความเห็นทั้งหมด")
    for _step in KEYS[1:]:
        up.press("Enter")
    expect(page.locator("#chapters-moved")).to_have_text(f"ภาคผนวก ความเห็นทั้งหมด อยู่ลำดับที่ 1 จาก {len(KEYS)} ยังไม่บันทึก")
    expect(page.get_by_role("button", name="เลื่อนลง: ภาคผนวก ความเห็นทั้งหมด")).to_be_focused()
    page.get_by_label("วิธีอ่านรายงานนี้", exact=True).uncheck()
    page.get_by_role("button", name="บันทึกหัวข้อ").click()
    expect(page.locator(".chapter").first).to_contain_text("ภาคผนวก")
    expect(page.get_by_label("วิธีอ่านรายงานนี้", exact=True)).not_to_be_checked()
    expect(page.locator("#preview-number")).to_contain_text("หน้า 1 จาก")
    page.locator("#preview").press("ArrowRight")
    expect(page.locator("#preview-text")).to_contain_text("ภาคผนวก ความเห็นทั้งหมด")
    expect(page.locator("#preview-text")).not_to_contain_text("วิธีอ่าน")
    expect(page.locator("#report-state")).to_have_text("ฉบับร่าง")
    page.locator("#name").fill("นายตัวอย่าง")
    page.locator("#post").fill("พัฒนาการจังหวัด")
    page.locator("#approve").click()
    expect(page.locator("#report-state")).to_contain_text("รับรองโดย นายตัวอย่าง พัฒนาการจังหวัด")
    room.phone.note("ส่งทีหลัง")
    page.reload()
    expect(page.locator("#report-state")).to_have_text("ฉบับร่าง — เปลี่ยนหลังรับรอง")
    expect(page.locator("#report-change-list")).to_contain_text("ความเห็นที่เพิ่มมา 1: 3")
