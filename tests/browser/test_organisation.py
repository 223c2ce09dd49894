"""People and units in real browsers: the administrator's pages, a person's first day, and the end of a right."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import faults, faults_of_both
from tests.browser.test_answer_link import DESK, LONG, PHONE
from tests.browser.test_whole_workshop import fits
from tests.room import Room
from workshop.domain import organisation

WALL = (1920, 1080)
SHOWN = "นางสาวสมมุติชื่อยาวมากเพื่อให้เห็นว่าบรรทัดตัดตรงไหน นักวิชาการพัฒนาชุมชนชำนาญ"
SECRET = "ปลาทูสามตัวครึ่ง"


def seen_well(page: Page) -> None:
    """On the wall, a phone and a laptop, where the page stays."""
    for width, height in (WALL, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        assert fits(page)
        assert (faults_of_both(page) if (width, height) == DESK else faults(page)) == []


def add_unit(page: Page, code: str, name: str, kind: str, parent: str = "") -> None:
    form = page.locator("form[action='/units/add']")
    form.get_by_label("รหัส", exact=True).fill(code)
    form.get_by_label("ชื่อ", exact=True).fill(name)
    form.get_by_label("ประเภท").select_option(kind)
    form.get_by_label("อยู่ใต้รหัส").fill(parent)
    form.get_by_role("button", name="เพิ่มหน่วยงาน").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()


def add_person(page: Page, url: str, name: str, shown: str, unit: str, role: str = "lead") -> str:
    """Return the path of the link that sets the password."""
    page.goto(f"{url}/people")
    form = page.locator("form[action='/people']:not([role=search])")
    form.get_by_label("ชื่อเข้าระบบ").fill(name)
    form.get_by_label("ชื่อหรือตำแหน่งที่คนอื่นเห็น").fill(shown)
    form.get_by_label("รหัสหน่วยงาน").fill(unit)
    form.get_by_label("หน้าที่").select_option(role)
    form.get_by_role("button", name="เพิ่ม และทำลิงก์ตั้งรหัสผ่าน").click()
    address = page.locator("#helper-url").inner_text()
    return address[address.index("/first-password/") :]


def first_day(page: Page, address: str) -> None:
    page.goto(address)
    seen_well(page)
    page.get_by_label("รหัสผ่าน", exact=True).fill(SECRET)
    page.get_by_label("พิมพ์รหัสผ่านอีกครั้ง").fill(SECRET)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(address)


def test_units_and_people_are_added_and_a_person_works_until_the_role_is_taken_away(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    owner = staff(DESK)
    owner.goto(f"{url}/units")
    seen_well(owner)
    add_unit(owner, "dep", "กรมตัวอย่าง", "department")
    add_unit(owner, "40", LONG, "province", "dep")
    add_unit(owner, "41", "อุดรธานี", "province", "dep")
    owner.get_by_label(f"แก้ไข {LONG}").focus()
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("button", name="เติมอำเภอทั้งหมด").first).to_be_visible()
    seen_well(owner)
    link = add_person(owner, url, "wanida", SHOWN, "40")
    seen_well(owner)
    other = add_person(owner, url, "udon", "พัฒนาการจังหวัดอุดรธานี", "41")
    unit = next(each for each in room.feed.read(organisation.every) if each.code == "40")
    room.feed.write(organisation.give_workshop, room.code, unit.id)

    person, stranger = visitor(DESK), visitor(PHONE)
    first_day(person, f"{url}{link}")
    expect(person.get_by_role("heading", name=LONG)).to_be_visible()
    seen_well(person)
    person.get_by_role("link", name="เหลียวหลัง แลหน้า ปี 2564").click()
    expect(person.locator("#connection")).to_have_attribute("data-state", "connected")
    room.phone.note("ถนนพัง")
    expect(person.locator("body")).to_contain_text("ถนนพัง")
    account = person.context.new_page()
    account.goto(f"{url}/account")
    expect(account.get_by_role("heading", name=SHOWN)).to_be_visible()
    seen_well(account)

    first_day(stranger, f"{url}{other}")
    answered = stranger.goto(f"{url}/workshops/{room.code}")
    assert answered is not None
    assert answered.status == 404
    expect(stranger.locator("body")).not_to_contain_text("เหลียวหลัง แลหน้า ปี 2564")

    owner.goto(f"{url}/people")
    seen_well(owner)
    owner.get_by_label(f"เอาออก: หน้าที่ที่ {LONG}").click()
    expect(owner.get_by_text("บันทึกแล้ว")).to_be_visible()
    expect(person.locator("#connection")).not_to_have_attribute("data-state", "connected")
    account.reload()
    assert "/sign-in" in account.url
