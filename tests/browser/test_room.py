"""Sharing, a voting and the mood from the facilitator's hand to phones and the projector, each a browser of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import regex
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.waiting import until
from tests.room import Room, new_id
from workshop.domain import imports, phases
from workshop.messages.incoming import ChooseIdentity, ImportedNote

LAPTOP, WALL, HAND = (1366, 768), (1920, 1080), (360, 740)


@pytest.fixture
def desk(staff: Callable[..., Page], url: str, room: Room) -> Callable[..., Page]:
    """desk(path, size): a page of the facilitator's, signed in."""

    def show(path: str = "", size: tuple[int, int] = LAPTOP) -> Page:
        page = staff(size)
        page.goto(f"{url}/workshops/{room.code}{path}")
        if path != "/edit":
            page.locator("#connection[data-state='connected']").wait_for(state="attached")
        return page

    return show


@pytest.fixture
def phone(visitor: Callable[..., Page], url: str, room: Room) -> Page:
    page = visitor(HAND, has_touch=True)
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกจาน").check()
    page.locator("#join-send").click()
    expect(page.locator("#compose")).to_be_visible()
    return page


def theme(room: Room, label: str) -> None:
    note = room.phone.note(f"เรื่อง{label}")
    room.desk.call(f"/notes/{note['id']}/move", {"theme_id": "new", "label": label})


def together(console: Page, tab: str) -> Any:
    if not console.locator("#together").is_visible():
        console.locator("#open-together").click()
    console.locator(f'[data-together="{tab}"]').click()
    return console.locator(f"#together-{tab}")


def test_the_facilitator_lets_phones_see_all_notes_and_takes_it_back(
    desk: Callable[..., Page], phone: Page, room: Room
) -> None:
    room.phone.note("น้ำไม่พอใช้")
    console = desk()
    together(console, "sharing").get_by_text("ทั้งห้อง").click()
    expect(console.locator(".toast")).to_contain_text("ทุกคนเห็น")
    expect(phone.locator("#shared-notes")).to_contain_text("น้ำไม่พอใช้")
    with phone.expect_response(lambda answer: answer.request.method == "PUT"):
        phone.locator("#shared-notes").get_by_role("button").click()
    console.keyboard.press("Escape")
    expect(console.locator(".note-agreed")).to_have_text("1")
    together(console, "sharing").get_by_text("เฉพาะของตนเอง").click()
    expect(phone.locator("#shared")).to_be_hidden()


def others_vote(room: Room, label: str, phones: int) -> None:
    now = room.desk.board()["voting"]
    (theme_id,) = (option["theme_id"] for option in now["options"] if option["label"] == label)
    for _ in range(phones):
        vote = {"id": new_id(), "voting_id": now["id"], "theme_id": theme_id, "dots": 1}
        assert room.new_phone().call("PUT", "/votes", vote).status_code == 200


def test_a_voting_runs_over_all_three_screens(desk: Callable[..., Page], phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    console, projector = desk(), desk("/projector", WALL)
    voting = together(console, "voting")
    voting.locator('[name="title"]').fill("เรื่องใดเร่งด่วน")
    voting.locator('[name="dots"]').fill("2")
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    stage = projector.locator("#room-voting")
    expect(stage).to_contain_text("เรื่องใดเร่งด่วน")
    expect(stage).to_contain_text("ลงคะแนนแล้ว 0 จาก 3 เครื่อง")
    more = phone.locator("#voting-options > li").filter(has_text="ถนน").locator('[data-step="1"]')
    for _ in range(2):
        with phone.expect_response(lambda answer: answer.request.method == "PUT"):
            more.click()
    expect(stage).to_contain_text("ลงคะแนนแล้ว 1 จาก 3 เครื่อง")
    expect(voting.locator(".activity-bar").first.locator(".number").last).to_have_text("")
    expect(voting.get_by_text("ลงคะแนนยังไม่ถึง 5 เครื่อง")).to_be_visible()
    voting.get_by_role("button", name="ดูคะแนนตอนนี้").click()
    expect(voting.get_by_text("ดูได้เมื่อลงคะแนนแล้วอย่างน้อย 5 เครื่อง")).to_be_visible()
    others_vote(room, "ถนน", 4)
    expect(voting.get_by_text("ลงคะแนนยังไม่ถึง 5 เครื่อง")).to_be_hidden()
    voting.get_by_role("button", name="ดูคะแนนตอนนี้").click()
    expect(voting.locator(".activity-bar").first).to_contain_text("ถนน6")
    expect(voting.get_by_text("คะแนนเมื่อลงแล้ว 5 เครื่อง")).to_be_visible()
    voting.get_by_role("button", name="ซ่อนคะแนน").click()
    expect(voting.locator(".activity-bar").first.locator(".number").last).to_have_text("")
    expect(stage.locator(".room-votes").first).to_be_hidden()
    expect(projector.locator("#join")).to_be_visible()
    voting.get_by_role("button", name="ปิดลงคะแนน").click()
    expect(stage.locator(".room-votes")).to_have_text(["6", "0"])
    expect(phone.locator("#voting .voting-result .number")).to_have_text(["6", "0"])
    projector.keyboard.press("v")
    expect(projector.locator(".wall")).to_be_visible()
    projector.keyboard.press("v")
    expect(stage).to_be_visible()
    voting.get_by_role("button", name="เอาออกจากจอ").click()
    expect(projector.locator(".wall")).to_be_visible()
    expect(phone.locator("#voting")).to_be_hidden()


# Texts, and whether they may have an ID or a telephone number in them; 1 2345 … is everybody's example.
PERSONAL = {
    "เลขบัตร 1-2345-67890-12-1 ค่ะ": True,
    "๑๒๓๔๕๖๗๘๙๐๑๒๑": True,
    "เลขคำขอ 1-2345-67890-12-2": False,
    "โทร 081 234 5678": True,
    "ปี 2563 0812345678": True,
    "+66812345678": True,
    "สำนักงาน 043-123-456": True,
    "งบ 555,000 บาท ปี 2563-2564": False,
    "พิกัด 16.4419 102.8360": False,
    "ถนน 10 สาย 3 ตำบล": False,
}


def show_all_at_once(room: Room) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/check_flagged", {"on": False}).status_code == 200


def test_the_console_marks_notes_that_may_have_personal_data_until_they_are_erased(
    desk: Callable[..., Page], room: Room
) -> None:
    show_all_at_once(room)
    ids = {text: room.phone.note(text)["id"] for text in PERSONAL}
    console = desk()
    mark = {text: console.locator(f"[data-note='{key}'] .note-personal") for text, key in ids.items()}
    for text, may in PERSONAL.items():
        expect(mark[text]).to_be_visible(visible=may)
    erased = "โทร 081 234 5678"
    assert room.desk.call(f"/notes/{ids[erased]}/erase", {"reason": "มีหมายเลขโทรศัพท์"}).status_code == 200
    expect(mark[erased]).not_to_be_visible()


# Texts, and whether they may have a coarse word in them: whole words alone, as the dictionary and the browser cut them.
COARSE = {
    "โครงการนี้แม่งไม่คุ้ม": True,
    "งบหมดฉิบหาย": True,
    "เหี้ยมาก": True,
    "เเม่งงงง": True,
    "งานแบบหมู ๆ หมึกหมด": False,
    "Bullshit!": True,
    "กลุ่มแม่งดเหล้า": False,
    "หีบเลือกตั้งที่สัตหีบ": False,
    "เลี้ยงสัตว์เลี้ยงและควาย": False,
    "ผักเหี่ยวเฉา คนโหดเหี้ยม": False,
    "ผู้เชี่ยวชาญและสัสดี": False,
    "Scunthorpe": False,
}


def test_the_console_hints_at_coarse_words_that_stand_as_words(desk: Callable[..., Page], room: Room) -> None:
    show_all_at_once(room)
    ids = {text: room.phone.note(text)["id"] for text in COARSE}
    console = desk()
    for text, may in COARSE.items():
        mark = console.locator(f"[data-note='{ids[text]}'] .note-coarse")
        expect(mark, text).to_be_visible(visible=may)


def test_a_voting_without_themes_is_refused_in_the_dialog(desk: Callable[..., Page], room: Room) -> None:
    console = desk()
    voting = together(console, "voting")
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    expect(voting.locator(".activity-form > .field-error")).not_to_be_empty()
    expect(console.locator("#together-now")).to_be_hidden()


def test_the_mood_is_shown_to_the_room_when_it_has_closed(desk: Callable[..., Page], phone: Page, room: Room) -> None:
    room.phone.note("มีข้อหนึ่งแล้ว")
    console, projector = desk(), desk("/projector", WALL)
    together(console, "pulse").get_by_role("button", name="เปิดถาม").click()
    phone.get_by_role("radio", name="ดี", exact=True).check()
    pulse = room.desk.board()["pulse"]["id"]
    for value in (5, 5, 4, 1):
        voice = room.new_phone()
        assert voice.call("PUT", "/pulse", {"id": new_id(), "pulse_id": pulse, "value": value}).status_code == 200
    stage = projector.locator("#room-pulse")
    expect(stage).to_contain_text("ตอบแล้ว 5 จาก 7 เครื่อง")
    expect(stage.locator(".room-face b").first).to_be_hidden()
    console.keyboard.press("Escape")
    console.locator('[data-now="end"]').click()
    expect(stage.locator(".room-face b")).to_have_text(["1", "0", "0", "2", "2"])
    expect(phone.locator("#pulse-spread .number")).to_have_text(["1", "0", "0", "2", "2"])
    console.locator('[data-now="end"]').click()
    expect(console.locator("#together-now")).to_be_hidden()
    expect(projector.locator(".wall")).to_be_visible()


def test_the_dialog_is_worked_by_keyboard_alone(desk: Callable[..., Page], room: Room) -> None:
    console = desk()
    console.locator("#open-together").focus()
    console.keyboard.press("Enter")
    console.locator('[data-together="sharing"]').focus()
    console.keyboard.press("Enter")
    for _tab in range(console.locator("[data-together]").count()):
        console.keyboard.press("Tab")
    expect(console.locator('[name="sharing"][value="own"]')).to_be_focused()
    console.keyboard.press("ArrowDown")
    expect(console.locator(".toast")).to_contain_text("กลุ่มเดียวกัน")
    assert room.desk.board()["workshop"]["sharing"] == "group"
    console.keyboard.press("Escape")
    expect(console.locator("#together")).to_be_hidden()


def test_notes_stand_in_order_of_agreement_where_asked(desk: Callable[..., Page], room: Room) -> None:
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    ids = [room.phone.note(text)["id"] for text in ("ข้อแรก", "ข้อสอง", "ข้อสาม")]
    first = room.desk.call(f"/notes/{ids[0]}/move", {"theme_id": "new", "label": "รวม"})
    assert first.status_code == 200
    target = room.desk.board()["themes"][0]["id"]
    for note in ids[1:]:
        room.desk.call(f"/notes/{note}/move", {"theme_id": target})
    console = desk()
    texts = console.locator("#sections .theme .note-text")
    expect(texts).to_have_text(["ข้อแรก", "ข้อสอง", "ข้อสาม"])
    expect(console.locator("#by-agreed")).to_be_hidden()
    answer = room.other.call("PUT", f"/notes/{ids[2]}/reaction", {"id": new_id(), "on": True})
    assert answer.status_code == 200
    console.locator("#filter-name").click()
    console.locator("#by-agreed").click()
    expect(texts).to_have_text(["ข้อสาม", "ข้อแรก", "ข้อสอง"])


def test_the_form_sets_who_sees_whose_notes(desk: Callable[..., Page], room: Room) -> None:
    page = desk("/edit")
    expect(page.locator('[name="sharing"][value="own"]')).to_be_checked()
    page.locator("#sharing summary").click()
    page.locator("#sharing strong").get_by_text("ในกลุ่มเดียวกัน", exact=True).click()
    page.locator(".form-foot button").click()
    page.wait_for_url(f"**/workshops/{room.code}")
    assert room.desk.board()["workshop"]["sharing"] == "group"


def test_all_screens_of_the_room_work_in_english(desk: Callable[..., Page], phone: Page, room: Room) -> None:
    theme(room, "น้ำ")
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    assert room.desk.call("/voting", {"category": None, "dots": 3, "title": ""}).status_code == 200
    assert room.desk.call("/pulse", {"question": ""}).status_code == 200
    phone.locator("#change-group").click()
    phone.get_by_role("button", name="English").click()
    for words in ("Which matters most", "3 of 3 dots left", "How do you feel right now", "Everyone's notes", "Agree"):
        expect(phone.locator("#desk")).to_contain_text(words)
    console = desk()
    console.locator("#more-menu > summary").click()
    console.get_by_role("button", name="English").click()
    console.locator("#open-together").click()
    expect(console.locator("#together")).to_contain_text("Close the vote and show the result")


def test_while_a_phase_is_anonymous_the_wall_counts_all_groups_as_one(
    desk: Callable[..., Page], phone: Page, room: Room
) -> None:
    later = room.desk.board()["phases"][1]["id"]
    room.feed.change(room.code, "facilitator", phases.identify, later, ChooseIdentity(identity="anonymous"))
    room.desk.open_phase(1)
    wall, console = desk("/projector", WALL), desk()
    expect(wall.locator("#groups")).to_be_hidden()  # of no group is it said that it has not written
    phone.get_by_role("radio", name="สาเหตุ").check()
    write(phone, "หัวหน้าสั่งงานซ้ำซ้อน")
    expect(wall.locator("#groups .strip-name")).to_have_text(["ทุกกลุ่มรวมกัน (ไม่ระบุตัว)"])
    expect(wall.locator("#groups .strip-count")).to_have_text("1")
    expect(console.locator(".group-list")).to_contain_text("ทุกกลุ่มรวมกัน (ไม่ระบุตัว)")
    expect(console.locator(".group-list")).not_to_contain_text("กลุ่มอื่น ๆ")


CUT_ANYWHERE = """async (texts) => {
  const whole = await import('/static/any/js/lib/long_text.js');
  const segmenter = Intl.Segmenter;
  Intl.Segmenter = undefined;
  const plain = await import('/static/any/js/lib/long_text.js?without');
  Intl.Segmenter = segmenter;
  return texts.map((text) => [whole.beginning(text), plain.beginning(text)]);
}"""


def test_a_long_note_is_folded_at_a_whole_cluster_until_somebody_reads_on(
    desk: Callable[..., Page], phone: Page, room: Room
) -> None:
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    text = "น้ำแล้งทุกปี ต้องขุดลอกคลอง " * 140 + "จบ"
    room.feed.change(room.code, "facilitator", imports.add, [ImportedNote("i00000001", text, "problem")])
    note = room.desk.board()["notes"][0]["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "น้ำ"})
    console = desk()
    for page, found in ((console, "#sections .theme .note-text"), (phone, "#shared-notes .note-text")):
        shown = page.locator(found)
        expect(shown).to_contain_text("น้ำแล้งทุกปี")
        assert len(shown.inner_text()) < 300
        shown.get_by_role("button", name="อ่านต่อ").click()
        expect(shown).to_have_text(text)
        tap = f"{1 if page is console else 2}{new_id()[1:]}"  # rising, as a phone's are: an older tap changes nothing
        room.other.call("PUT", f"/notes/{note}/reaction", {"id": tap, "on": page is console})
        expect(page.locator(".note-agreed, .agree .number").first).to_have_text("1" if page is console else "")
        expect(shown).to_have_text(text)
    printed = desk()
    expect(printed.locator("#sections .theme .note-text button")).to_be_visible()
    printed.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(printed.locator("#sections .theme .note-text")).to_have_text(text)
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    texts = [
        before + cluster * 400
        for cluster in ("น้ำ", "ที่", family, "e\N{COMBINING ACUTE ACCENT}")
        for before in ("", "ก", "กข")
    ]
    for whole, parts in zip(texts, console.evaluate(CUT_ANYWHERE, texts), strict=True):
        for part in parts:
            assert part == "".join(regex.findall(r"\X", whole)[: len(regex.findall(r"\X", part))])
            assert 100 < len(part) <= 240
    assert console.evaluate(CUT_ANYWHERE, ["ก" * 300, "ก\n" * 9]) == [[None, None], ["\n".join("ก" * 5)] * 2]


def test_an_action_of_a_theme_is_on_console_and_wall_and_phones_agree_to_it(
    desk: Callable[..., Page], phone: Page, room: Room
) -> None:
    theme(room, "น้ำ")
    console, other, wall = desk(), desk(), desk("/projector", WALL)
    console.locator(".theme-more").click()
    console.locator('[data-act="action"]').click()
    form = console.locator("#action-form")
    form.locator('[name="what"]').fill("ขุดลอกคลอง")
    form.locator('[name="unit"]').fill("อำเภอพล")
    form.locator('[name="day"]').fill("31")
    form.locator('[name="month"]').select_option("3")
    form.locator('[name="year"]').fill("2027")
    form.locator(".button-call").click()
    expect(form.locator('[data-error="due"]')).to_contain_text("2027 เป็น พ.ศ. หรือ ค.ศ.")
    form.locator('[name="year"]').fill("2570")
    form.locator(".button-call").click()
    for screen in (console, other):
        if screen is other:
            other.locator("#more-menu > summary").click()
            other.locator("#open-actions").click()
        expect(screen.locator("#action-rows")).to_contain_text("อำเภอพล · ภายใน 31 มีนาคม 2570 · มาจาก “น้ำ”")
    other.locator('[data-action="edit"]').click()
    other.locator('#action-form [name="what"]').fill("ขุดลอกสองคลอง")
    console.locator('[data-action="edit"]').click()
    form.locator('[name="what"]').fill("ขุดลอกสามคลอง")
    form.locator(".button-call").click()
    expect(other.locator('[data-error=""]')).to_contain_text("อีกจอหนึ่ง")
    expect(other.locator('#action-form [name="what"]')).to_have_value("ขุดลอกสองคลอง")
    console.locator("#action-show").click()
    expect(wall.locator("#shown")).to_contain_text("1. ขุดลอกสามคลอง")
    expect(console.locator("#shown-now")).to_contain_text("สิ่งที่จะทำ")
    other.locator("#action-ask").click()
    expect(phone.locator("#voting")).to_contain_text("ท่านเห็นอย่างไรต่อสิ่งที่จะทำ")
    phone.locator("#voting").get_by_role("radio", name="รับทราบ", exact=True).check()
    expect(console.locator("#together-now")).to_contain_text("1")
    expect(wall.locator("#room-voting")).to_contain_text("ขุดลอกสามคลอง")
    assert room.desk.call("/show", {"what": "actions"}).status_code == 200
    assert room.desk.call("/actions", {"what": "ขุดลอกคลอง" * 30, "unit": "อำเภอพล" * 17}).status_code == 200
    expect(wall.locator(".shown-note")).to_have_count(2)
    parted = "notes => notes.some(note => note.getClientRects().length > 1)"
    # Who does it stands below what.
    until(wall, lambda: not wall.locator(".shown-note").evaluate_all(parted))
