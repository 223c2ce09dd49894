"""Two days of a workshop in real browsers: two facilitators, a remote, the wall and six phones in three groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_helpers import DESK, PHONE, enter, link_of
from tests.browser.test_journey import submit
from tests.browser.test_room import together
from tests.room import PhaseDraft, Room, draft
from workshop.domain import programmes, workshops

REVEAL = """(address) => fetch(address, { method: "POST", body: '{"sharing": "everyone"}', headers: {
  "Content-Type": "application/json",
  "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
} }).then((answer) => answer.status)"""
GROUPS = ("กลุ่มดอกคูน", "กลุ่มดอกจาน", "กลุ่มดอกแค")


def reached(page: Page, act: Callable[[], None]) -> None:
    """Do it, and wait for the server's answer."""
    with page.expect_response(lambda answer: answer.request.method in ("POST", "PUT") and answer.ok):
        act()


def test_two_days_from_the_first_note_to_thanks(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    asked = tuple(
        PhaseDraft(title, "", (category,), identity="unit")
        for title, category in (("เหลียวหลัง", "ปัญหา/อุปสรรค"), ("แลหน้า", "ข้อเสนอแนะ/การพัฒนาต่อยอด"))
    )
    with room.app.app_context():
        room.code = room.desk.code = room.feed.write(workshops.create, draft(groups=GROUPS, phases=asked))
        room.feed.change(room.code, "facilitator", programmes.plan, "two_days_evening")
    lead, helper, remote, screen = staff(DESK), visitor(DESK), visitor(PHONE, has_touch=True), staff((1920, 1080))
    for page, role, name in ((helper, "helper", "มะลิ"), (remote, "remote", "จำปี")):
        enter(page, link_of(lead, url, room, role), name)
    for page, path in ((lead, ""), (screen, "/projector")):
        page.goto(f"{url}/workshops/{room.code}{path}")
    phones = [arrived(visitor, url, room, GROUPS[place % 3]) for place in range(6)]

    mood(lead, screen, phones, "morning")
    day_one(lead, helper, remote, screen, phones, room)
    evening(lead, helper, remote, screen, url, room)
    for phone in phones:  # the next morning
        phone.reload()
        expect(phone.locator("#own-notes > li").first).to_be_visible()
    day_two(lead, remote, screen, phones)
    agreed(lead, screen, phones)
    mood(lead, screen, phones, "evening")
    the_end(lead, url, room, phones)


def arrived(visitor: Callable[..., Page], url: str, room: Room, group: str) -> Page:
    phone = visitor(PHONE, has_touch=True, accept_downloads=True)
    phone.goto(f"{url}/j/{room.code}")
    phone.get_by_role("radio", name=group).check()
    phone.locator("#join-send").click()
    expect(phone.locator("#no-phase")).to_be_visible()
    return phone


def steer(remote: Page, button: str) -> None:
    """Press the button, and once more in the dialog that says what it does."""
    remote.locator(button).click()
    reached(remote, remote.locator('#remote-sure [value="do"]').click)


def begin_next(remote: Page, item: str) -> None:
    """Begin the next item of the programme and wait for the remote to show it: else a press would ask for it again."""
    steer(remote, "#remote-next-item")
    expect(remote.locator("[data-text=item]")).to_contain_text(item)


def mood(lead: Page, screen: Page, phones: list[Page], moment: str) -> None:
    """Everybody says in a tap how they are; in the evening the morning stands beside it."""
    asked = together(lead, "pulse")
    asked.locator('[name="moment"]').select_option(moment)
    asked.get_by_role("button", name="เปิดถาม").click()
    for place, phone in enumerate(phones):
        reached(phone, phone.locator("#pulse .pulse-face").nth(place % 2 + 3).click)
    asked.get_by_role("button", name="ปิดรับ แล้วแสดงผล").click()
    stage = screen.locator("#room-pulse")
    expect(stage).to_be_visible()
    if moment == "evening":
        expect(stage).to_contain_text("เช้า")
    asked.get_by_role("button", name="เอาออกจากจอ").click()
    lead.keyboard.press("Escape")
    expect(stage).to_be_hidden()


def day_one(lead: Page, helper: Page, remote: Page, screen: Page, phones: list[Page], room: Room) -> None:
    """Notes, one of them late; a break; a reveal that is refused to the helper; themes and undo."""
    for item in ("เปิดการประชุม", "เหลียวหลัง"):
        begin_next(remote, item)
    texts = ("ถนนพัง", "ถนนมืด", "น้ำไม่ไหล", "น้ำขุ่น", "ถนนแคบ")
    for phone, text in zip(phones, texts, strict=False):
        expect(phone.locator("#compose")).to_be_visible()
        submit(phone, text)
    expect(screen.locator("#newest")).to_contain_text("ถนนแคบ")

    away = phones[5]
    expect(away.locator("#compose")).to_be_visible()
    away.context.set_offline(True)
    away.locator("#text").fill("เขียนไว้ก่อนปิด")
    away.locator("#send").click()
    steer(remote, "#remote-close-phase")
    expect(phones[0].locator("#compose")).to_be_hidden()
    away.context.set_offline(False)
    expect(away.locator('#own-notes > li[data-state="saved"]')).to_contain_text("เขียนไว้ก่อนปิด")
    expect(lead.locator("[data-note]").filter(has_text="เขียนไว้ก่อนปิด")).to_contain_text("มาช้า")

    begin_next(remote, "พักเช้า")
    expect(screen.locator(".programme-now .programme-title")).to_have_text("พักเช้า")
    expect(screen.locator(".programme-back")).to_contain_text("เริ่มต่อเวลา")
    expect(lead.locator("#shown-now")).to_contain_text("พักเช้า")
    lead.locator("#shown-now button").click()
    expect(screen.locator(".wall")).to_be_visible()

    choices = together(helper, "sharing").get_by_role("radio")
    for place in range(3):
        expect(choices.nth(place)).to_be_disabled()
    assert helper.evaluate(REVEAL, f"/api/w/{room.code}/sharing") == 403
    helper.keyboard.press("Escape")
    expect(phones[0].locator("#shared-notes > li")).to_have_count(0)
    together(lead, "sharing").get_by_text("ทั้งห้อง").click()
    lead.keyboard.press("Escape")
    expect(phones[0].locator("#shared-notes")).to_contain_text("น้ำไม่ไหล")

    for note, label in (("ถนนพัง", "ถนน"), ("น้ำไม่ไหล", "น้ำ")):
        themed(lead, note, label)
    helper.locator(".theme-label", has_text="ถนน").click()
    helper.locator(".theme-field").fill("ทางหลวง")
    helper.locator(".theme-field").press("Enter")
    expect(lead.locator(".theme-label").filter(has_text="ทางหลวง")).to_be_visible()
    reached(lead, lead.locator("#undo").click)  # the lead's own last step, and not the helper's
    expect(lead.locator(".theme-label")).to_have_text(["ทางหลวง"])
    reached(helper, helper.locator("#undo").click)
    expect(screen.locator("#themes")).to_contain_text("ถนน")
    themed(lead, "น้ำไม่ไหล", "น้ำ")


def themed(console: Page, note: str, label: str) -> None:
    """Move the note into a new theme by the keyboard."""
    console.locator("[data-note]").filter(has_text=note).locator(".note-more").press("Enter")
    console.locator("#note-menu-label").press_sequentially(label)
    console.locator("#note-menu-label").press("Enter")
    expect(console.locator(".theme-label").filter(has_text=label)).to_be_visible()


def evening(lead: Page, helper: Page, remote: Page, screen: Page, url: str, room: Room) -> None:
    """A group's summary is written and presented; then the evening begins on every screen."""
    helper.goto(f"{url}/workshops/{room.code}/groups")
    helper.get_by_role("link", name="เปิดกระดานกลุ่ม").first.click()
    helper.locator("#point-text").fill("ซ่อมทางหลวงก่อนฤดูฝน")
    helper.get_by_role("checkbox", name="ถนนพัง").check()
    helper.get_by_role("button", name="เพิ่มข้อสรุป").click()
    expect(helper.locator("#points")).to_contain_text("จากความเห็น #")
    reached(remote, remote.get_by_role("button", name="กลุ่มนำเสนอถัดไป").click)
    expect(screen.locator("#shown")).to_contain_text("1. ซ่อมทางหลวงก่อนฤดูฝน")
    reached(remote, remote.locator('[data-show-there="live"]').click)
    lead.goto(f"{url}/workshops/{room.code}/programme")
    lead.locator(".programme-row", has_text="กิจกรรมสานสัมพันธ์").click()
    lead.get_by_role("button", name="เริ่ม “กิจกรรมสานสัมพันธ์”").click()
    expect(remote.locator("[data-text=item]")).to_contain_text("กิจกรรมสานสัมพันธ์")
    lead.goto(f"{url}/workshops/{room.code}")
    expect(lead.locator("#programme-line")).to_contain_text("กิจกรรมสานสัมพันธ์")


def day_two(lead: Page, remote: Page, screen: Page, phones: list[Page]) -> None:
    """Comments in the plenary, then a matrix vote whose result becomes an action in one tap."""
    for item in ("ทบทวนวันแรก", "แลหน้า"):
        begin_next(remote, item)
    for phone in phones:
        expect(phone.locator("#compose")).to_be_visible()
    submit(phones[5], "ขุดสระทุกหมู่บ้าน")
    lead.locator("#phase-steps [data-phase]").nth(1).click()
    reached(lead, lead.locator("#phase-dialog [name=comments]").check)
    lead.keyboard.press("Escape")
    card = phones[0].locator("#shared-notes > li").filter(has_text="ขุดสระทุกหมู่บ้าน")
    card.locator("summary").tap()
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("เริ่มที่หมู่ 3")
    card.get_by_role("button", name="ส่งข้อคิดเห็น").tap()
    seen = phones[1].locator("#shared-notes > li").filter(has_text="ขุดสระทุกหมู่บ้าน")
    expect(seen.locator("summary")).to_have_text("ข้อคิดเห็น (1)")
    reached(remote, remote.get_by_role("button", name="กลุ่มความเห็นถัดไป").click)
    expect(screen.locator("#shown")).to_be_visible()
    reached(remote, remote.locator('[data-show-there="live"]').click)

    voting = together(lead, "voting")
    voting.locator('[name="kind"]').select_option("effort_impact")
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    for phone in phones:
        for label, effort, impact in (("น้ำ", 1, 5), ("ถนน", 5, 2)):
            option = phone.locator("#voting-options > li").filter(has_text=label)
            for scale, value in enumerate((effort, impact)):
                choice = option.locator("fieldset").nth(scale).locator(f'input[value="{value}"]')
                reached(phone, choice.locator("xpath=ancestor::label").click)
                expect(choice).to_be_checked()
    voting.get_by_role("button", name="ปิดลงคะแนน").click()
    expect(phones[2].locator("#voting-options .badge").first).to_have_text("ทำทันที")
    expect(screen.locator("#room-voting .matrix-spot")).to_have_count(2)
    voting.locator("[data-to-action]").first.click()
    expect(lead.locator('#action-form [name="what"]')).to_have_value("น้ำ")
    lead.locator("#action-form .button-call").click()
    expect(lead.locator("#action-rows")).to_contain_text("มาจาก “น้ำ”")


def agreed(lead: Page, screen: Page, phones: list[Page]) -> None:
    """The room agrees on phones to what it has decided to do."""
    lead.locator("#action-ask").click()
    for phone in phones:
        reached(phone, phone.locator("#voting .agree-choice").filter(has_text="เห็นชอบ").first.click)
    lead.keyboard.press("Escape")
    line = lead.locator("#together-now")
    line.get_by_role("button", name="ปิดรับคำตอบ").click()
    expect(phones[2].locator("#voting li").filter(has_text="เห็นชอบ").first).to_contain_text("6")
    expect(screen.locator("#room-voting .room-kind")).to_have_text("คำตอบของห้อง")


def the_end(lead: Page, url: str, room: Room, phones: list[Page]) -> None:
    """Everybody is thanked, and takes the own notes home."""
    lead.goto(f"{url}/workshops/{room.code}/endings")
    lead.get_by_role("button", name="สิ้นสุดการประชุม").click()
    for phone, text in ((phones[0], "ถนนพัง"), (phones[5], "เขียนไว้ก่อนปิด")):
        expect(phone.locator("#no-phase")).to_contain_text("การประชุมสิ้นสุดแล้ว ขอบคุณ")
        with phone.expect_download() as waiting:
            phone.locator("#save-notes").click()
        own = Path(waiting.value.path()).read_text("utf-8-sig")
        assert text in own
        assert "น้ำไม่ไหล" not in own
    assert [each["what"] for each in room.desk.board()["actions"]] == ["น้ำ"]
