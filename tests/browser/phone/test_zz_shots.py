import pytest
from playwright.sync_api import expect
from tests.browser.phone.test_on_the_server import enter
from tests.browser.phone.conftest import write


@pytest.mark.parametrize("size", [(360, 740), (1366, 768), (1920, 1080)])
def test_shots(browser, url, room, size):
    c = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="th-TH")
    p = c.new_page()
    n = f"{size[0]}"
    p.goto(f"{url}/j/{room.code}")
    p.wait_for_selector("#join:not([hidden])")
    p.screenshot(path=f"/tmp/wt/shot_{n}_join.png")
    enter(p, url, room)
    for t in ("น้ำประปาไหลอ่อนทั้งหมู่บ้าน ต้องรอถึงกลางคืน", "ถนนเป็นหลุม"):
        write(p, t)
        expect(p.locator("#own-notes > li").filter(has_text=t)).to_have_attribute("data-state", "saved")
    p.locator("#own-notes > li").first.locator("[data-do=edit]").click()
    p.locator(".note-form:not([hidden]) textarea").fill("ถนนเป็นหลุม แก้ค้าง")
    p.reload()
    expect(p.locator(".note-form:not([hidden]) textarea")).to_have_value("ถนนเป็นหลุม แก้ค้าง")
    p.screenshot(path=f"/tmp/wt/shot_{n}_desk.png", full_page=True)
    p.goto(f"{url}/j/{room.code}/plain")
    p.fill("#text", "ส่งจากหน้าอย่างง่าย")
    p.get_by_role("button", name="ส่ง").click()
    p.screenshot(path=f"/tmp/wt/shot_{n}_plain.png", full_page=True)
    p.fill("#text", "ก" * 301)
    p.get_by_role("button", name="ส่ง").click()
    p.screenshot(path=f"/tmp/wt/shot_{n}_plain2.png", full_page=True)
    q = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    q.route("**/*.js", lambda r: r.fulfill(status=404, body="x"))
    q.goto(f"{url}/j/{room.code}")
    expect(q.get_by_text("หน้านี้ยังเปิดไม่ได้")).to_be_visible(timeout=20000)
    q.screenshot(path=f"/tmp/wt/shot_{n}_trouble.png")
    c.close()
