"""The phone page as a person uses it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analysis.folding import comparable
from tests.browser.phone.conftest import Stub, join, write
from tests.browser.waiting import admission, becomes, until
from workshop.domain.wording import characters

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def test_a_long_list_of_groups_can_be_searched(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.phone_url)
    page.locator("#group-find").fill("12")
    expect(page.locator(".join-group:visible")).to_have_text(["กลุ่ม 12"])
    page.locator("#group-find").fill("ไม่มีกลุ่มนี้")
    expect(page.locator("#no-group")).to_be_visible()


def test_a_group_is_found_however_its_number_is_typed(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.phone_url)
    for typed in ["กลุ่ม12", "กลุ่ม ๑๒", "กลุ่ม １２"]:
        page.locator("#group-find").fill(typed)
        expect(page.locator(".join-group:not([hidden])")).to_have_text("กลุ่ม 12")


def test_a_phone_that_comes_back_is_not_asked_again(phone: Page, stub: Stub) -> None:
    phone.reload()
    expect(phone.locator("#compose")).to_be_visible()
    expect(phone.locator("#join")).to_be_hidden()
    assert len(stub.room.people) == 1


def test_a_phone_changes_its_group_and_stays_the_same_participant(phone: Page, stub: Stub) -> None:
    phone.locator("#text").fill("พิมพ์ค้างอยู่")
    phone.locator("#change-group").click()
    join(phone, 7)
    expect(phone.locator("#change-group")).to_contain_text("กลุ่ม 7")
    assert phone.locator("#text").input_value() == "พิมพ์ค้างอยู่"
    assert [person["group_id"] for person in stub.room.people.values()] == [7]


def test_length_counts_what_a_person_sees_as_one_character(phone: Page) -> None:
    rule = "async (text) => (await import('/static/any/js/lib/graphemes.js')).countByRule(text)"
    for cluster in ["น้ำ", "ก็", "ที่", "ฐี", "ญู", "ก", FAMILY, "🇹🇭", "👍🏽", "e\N{COMBINING ACUTE ACCENT}"]:
        phone.locator("#text").fill(cluster * 299)
        expect(phone.locator("#count")).to_contain_text("299 จาก 300")
        assert phone.evaluate(rule, cluster * 299) == 299


def test_browsers_without_a_segmenter_count_other_scripts_as_the_server_does(phone: Page) -> None:
    rule = "async (text) => (await import('/static/any/js/lib/graphemes.js')).countByRule(text)"
    for word in [
        "မြန်မာနိုင်ငံ", "ကျွန်တော်", "क्षत्रिय", "हिन्दी", "ন্দ্র", "தமிழ்", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ភាសាខ្មែរ", "ກຳ",
    ]:  # fmt: skip
        assert phone.evaluate(rule, word) == characters(word), word


def test_pages_fold_thai_as_the_server_does(phone: Page) -> None:
    rule = "async (text) => (await import('/static/any/js/lib/folding.js')).comparable(text)"
    for typed in [
        "น\N{THAI CHARACTER SARA AM}\N{THAI CHARACTER MAI THO}ท่วม",
        "หญา\N{THAI CHARACTER MAI THO}",
        "อำเภอ",
        "เเม่",
        "สิทธ์ิ",
        "Ｇroup",
        "นํ้า",
        "กลุ่มที่ ๑๒ และ １２",
        "กลุ่ม\N{ZERO WIDTH SPACE} 1\N{HANGUL FILLER}\N{BRAILLE PATTERN BLANK}\N{VARIATION SELECTOR-16}",
    ]:
        assert phone.evaluate(rule, typed) == comparable(typed)


def test_a_text_that_is_too_long_is_not_sent_and_not_cut(phone: Page, stub: Stub) -> None:
    phone.locator("#text").fill("น้ำ" * 301)
    phone.locator("#send").click()
    expect(phone.locator("#count")).to_contain_text("ยาวเกินไป 1 ตัวอักษร")
    assert phone.locator("#text").input_value() == "น้ำ" * 301
    assert stub.room.received == []


def test_a_text_without_anything_to_see_is_not_sent(phone: Page, stub: Stub) -> None:
    for text in ["", "   ", "\N{ZERO WIDTH SPACE}\N{WORD JOINER}", "\n\n", "\N{HANGUL FILLER}"]:
        write(phone, text)
        expect(phone.locator("#send-state")).to_have_text("พิมพ์ความเห็นก่อนส่ง")
    assert stub.room.received == []


def test_a_half_typed_text_is_there_after_a_reload(phone: Page) -> None:
    phone.locator("#text").fill("พิมพ์ยังไม่เสร็จ")
    phone.reload()
    expect(phone.locator("#text")).to_have_value("พิมพ์ยังไม่เสร็จ")


def test_a_half_typed_edit_is_there_after_a_reload_until_it_is_saved_or_given_up(phone: Page, stub: Stub) -> None:
    form = phone.locator(".note-form:not([hidden]) textarea")
    for text in ("ข้อแรก", "ข้อที่สอง"):
        write(phone, text)
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    note = phone.locator("#own-notes > li").filter(has_text="ข้อแรก")
    note.locator('[data-do="edit"]').click()
    form.fill("ข้อแรก แก้ค้างไว้")
    phone.reload()
    expect(form).to_have_count(1)
    expect(form).to_have_value("ข้อแรก แก้ค้างไว้")
    phone.locator(".note-form:not([hidden]) [type=submit]").click()
    expect(phone.locator("#own-notes")).to_contain_text("บันทึกที่แก้แล้ว")
    phone.reload()
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    expect(form).to_have_count(0)
    phone.locator("#own-notes > li").first.locator('[data-do="edit"]').click()
    form.fill("ไม่เอาแล้ว")
    phone.locator(".note-form:not([hidden]) [data-do=cancel]").click()
    phone.reload()
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    expect(form).to_have_count(0)
    assert sorted(note["text"] for note in stub.room.notes.values()) == ["ข้อที่สอง", "ข้อแรก แก้ค้างไว้"]


def test_keys_of_an_input_method_that_composes_send_nothing(phone: Page, stub: Stub) -> None:
    phone.locator("#text").fill("กำลังประกอบคำ")
    for key in ({"isComposing": True}, {"keyCode": 229}):
        script = (
            "(field, key) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, ...key}))"
        )
        phone.locator("#text").evaluate(script, key)
    expect(phone.locator("#text")).to_have_value("กำลังประกอบคำ")
    assert stub.room.received == []
    phone.locator("#text").press("Control+Enter")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)


def test_a_half_typed_edit_of_a_note_that_has_gone_is_shown_and_can_be_used(phone: Page, stub: Stub) -> None:
    write(phone, "ข้อแรก")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    phone.locator('#own-notes [data-do="edit"]').click()
    phone.locator(".note-form textarea").fill("แก้ค้างไว้")
    stub.room.notes.clear()
    phone.reload()
    expect(phone.locator("#drafts")).to_contain_text("แก้ค้างไว้")
    phone.locator("#drafts [data-do=use]").click()
    expect(phone.locator("#text")).to_have_value("แก้ค้างไว้")
    expect(phone.locator("#drafts")).to_be_hidden()


def test_two_tabs_that_type_in_one_phase_lose_neither_text(phone: Page, device: BrowserContext, stub: Stub) -> None:
    other = device.new_page()
    other.goto(stub.phone_url)
    phone.locator("#text").fill("จากหน้าต่างแรก")
    other.locator("#text").fill("จากหน้าต่างที่สอง")
    phone.locator("#text").press_sequentially("!")
    phone.close()
    other.close()
    again = device.new_page()
    again.goto(stub.phone_url)
    expect(again.locator("#compose")).to_be_visible()
    expect(again.locator("#drafts")).to_be_visible()
    everything = again.locator("#text").input_value() + again.locator("#drafts").inner_text()
    assert "จากหน้าต่างแรก!" in everything
    assert "จากหน้าต่างที่สอง" in everything


def test_a_half_typed_text_outlives_its_phase_and_moves_to_the_next(phone: Page, stub: Stub) -> None:
    phone.locator("#text").fill("ยังพิมพ์ไม่จบ")
    stub.room.open(4)
    stub.tell()
    expect(phone.locator("#phase-question")).to_contain_text("2564")
    expect(phone.locator("#drafts")).to_contain_text("ยังพิมพ์ไม่จบ")
    phone.locator('[data-do="use"]:visible').click()
    expect(phone.locator("#text")).to_have_value("ยังพิมพ์ไม่จบ")
    expect(phone.locator("#drafts")).to_be_hidden()


def test_what_explains_the_question_is_open_where_it_is_short_and_folded_where_it_is_long(
    phone: Page, stub: Stub
) -> None:
    help_ = phone.locator("#phase-help")
    expect(help_).to_be_hidden()
    stub.room.phase(3)["help"] = "ก" * 300
    stub.room.open(2, 3)
    stub.room.phase(2)["help"] = "เขียนข้อละเรื่อง"
    stub.tell()
    expect(help_.locator("p")).to_have_text("เขียนข้อละเรื่อง")
    expect(help_.locator("p")).to_be_visible()
    phone.get_by_role("tab", name="สาเหตุและแนวทางแก้ไข").click()
    expect(help_.locator("p")).to_be_hidden()
    help_.locator("summary").click()
    expect(help_.locator("p")).to_have_text("ก" * 300)
    stub.room.phase(3)["question"] = "ถามใหม่"
    stub.room.seq += 1
    stub.tell()
    expect(phone.locator("#phase-question")).to_have_text("ถามใหม่")
    expect(help_.locator("p")).to_be_visible()


def test_without_an_open_phase_the_page_says_what_comes_next(phone: Page, stub: Stub) -> None:
    stub.room.phase(1)["state"] = "closed"
    stub.room.open()
    stub.tell()
    expect(phone.locator("#no-phase")).to_contain_text("สาเหตุและแนวทางแก้ไข")
    expect(phone.locator("#compose")).to_be_hidden()


def test_of_several_open_phases_one_is_chosen_by_its_tab(phone: Page, stub: Stub) -> None:
    stub.room.open(2, 4)
    stub.tell()
    phone.get_by_role("tab", name="แลไปข้างหน้า").click()
    write(phone, "ทำต่อปีหน้า")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [note["phase_id"] for note in stub.room.notes.values()] == [4]


def test_a_phase_with_several_categories_asks_for_one(phone: Page, stub: Stub) -> None:
    stub.room.open(3)
    stub.tell()
    write_to: dict[str, Any] = stub.room.notes
    expect(phone.locator("#kinds")).to_be_visible()
    write(phone, "เบิกจ่ายช้า")
    expect(phone.locator("#send-state")).to_have_text("เลือกประเภทของความเห็นก่อนส่ง")
    phone.get_by_role("radio", name="สาเหตุ").check()
    phone.locator("#send").click()
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [note["category"] for note in write_to.values()] == ["cause"]


def test_a_scribe_keeps_the_keyboard_and_sees_how_many_were_sent(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.phone_url)
    join(page, 2, scribe=True)
    for n in range(3):
        page.locator("#text").fill(f"โต๊ะเสนอข้อ {n}")
        page.keyboard.press("Control+Enter")
        assert page.evaluate("document.activeElement.id") == "text"
    expect(page.locator("#me")).to_contain_text("ส่งแล้ว 3 ความเห็น")


def test_news_from_the_room_does_not_disturb_an_edit_that_is_being_typed(phone: Page, stub: Stub) -> None:
    for text in ("ข้อหนึ่ง", "ข้อสอง"):
        write(phone, text)
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    phone.locator('#own-notes > li:last-child [data-do="edit"]').click()
    field = phone.locator("#own-notes > li:last-child textarea")
    field.press_sequentially(" เพิ่มเติม")
    stub.room.timer = {"ends_at": 4_000_000_000_000, "seconds": 60, "running": False, "left": 90}
    stub.room.open(2, 3)
    stub.tell()
    expect(phone.locator("#timer")).to_have_text("พัก 1:30")
    assert field.input_value() == "ข้อหนึ่ง เพิ่มเติม"
    assert field.evaluate("field => field === document.activeElement")


def test_the_banner_counts_what_waits_while_there_is_no_network(phone: Page, device: BrowserContext) -> None:
    device.set_offline(True)
    write(phone, "รอเน็ต")
    expect(phone.locator("#offline")).to_be_visible()
    expect(phone.locator("#offline")).to_contain_text("รอส่ง 1 ความเห็น")
    device.set_offline(False)
    expect(phone.locator("#offline")).to_be_hidden()


@pytest.mark.parametrize(("width", "text_size"), [(320, "100%"), (360, "100%"), (360, "200%")])
def test_nothing_is_wider_than_the_screen(phone: Page, width: int, text_size: str) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    phone.evaluate("size => { document.documentElement.style.fontSize = size }", text_size)
    write(phone, "https://example.go.th/" + "ก" * 150)
    write(phone, "ปั๊มน้ำ" * 50)
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    becomes(phone, lambda: phone.evaluate("document.documentElement.scrollWidth"), width)
    small = """() => Array.from(document.querySelectorAll('button, summary, .chip'))
        .filter(el => el.offsetHeight && (el.offsetHeight < 44 || el.offsetWidth < 44)).map(el => el.outerHTML)"""
    becomes(phone, lambda: phone.evaluate(small), [])


def test_no_field_is_so_small_that_ios_zooms_into_it(phone: Page) -> None:
    write(phone, "ข้อแรก")
    sizes = phone.locator("input, textarea, select").evaluate_all(
        "fields => fields.map(field => parseFloat(getComputedStyle(field).fontSize))"
    )
    assert len(sizes) > 10
    assert min(sizes) >= 16


def test_a_waiting_note_stands_on_top_though_the_phones_clock_is_two_hours_slow(phone: Page, stub: Stub) -> None:
    write(phone, "บันทึกแล้ว")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    phone.evaluate("const now = Date.now; Date.now = () => now() - 7200000")
    stub.room.down = True
    write(phone, "รอส่ง ข้อแรก")
    write(phone, "รอส่ง ข้อหลัง")
    expect(phone.locator("#own-notes .note-text")).to_have_text(["รอส่ง ข้อหลัง", "รอส่ง ข้อแรก", "บันทึกแล้ว"])
    stub.room.down = False
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(3)
    expect(phone.locator("#own-notes .note-text")).to_have_text(["รอส่ง ข้อหลัง", "รอส่ง ข้อแรก", "บันทึกแล้ว"])


def test_own_notes_are_in_the_order_of_their_numbers_though_the_clock_was_set_back(phone: Page, stub: Stub) -> None:
    for text in ("ข้อแรก", "ข้อที่สอง"):
        write(phone, text)
        expect(phone.locator("#own-notes > li").filter(has_text=text)).to_have_attribute("data-state", "saved")
    first = next(note for note in stub.room.notes.values() if note["text"] == "ข้อแรก")
    first["at"] += 7 * 3_600_000
    phone.reload()
    expect(phone.locator("#own-notes .note-text")).to_have_text(["ข้อที่สอง", "ข้อแรก"])


def test_the_door_takes_a_code_however_it_is_typed(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.url)
    page.locator("#code").press_sequentially("khn-2 34")
    expect(page.locator("#code")).to_have_value("KHN234")
    page.locator("#code").press("Enter")
    expect(page.locator("#join")).to_be_visible()


def test_a_link_that_is_pasted_into_the_door_is_sent_whole(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.url)
    page.locator("#code").fill(f"เข้าที่ {stub.url}/j/KHN234 ค่ะ")
    with page.expect_request("**/join?**") as sent:
        page.locator("#code").press("Enter")
    assert parse_qs(urlsplit(sent.value.url).query)["code"] == [f"เข้าที่ {stub.url}/j/KHN234 ค่ะ"]


def test_the_door_says_when_a_code_is_unknown(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.url)
    page.locator("#code").fill("ABC999")
    page.locator("#code").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ไม่พบรหัสนี้")


def test_before_one_types_a_group_of_few_devices_is_named_as_such(device: BrowserContext, stub: Stub) -> None:
    stub.room.in_groups = {"2": 1, "3": 4}
    page = device.new_page()
    page.goto(stub.phone_url)
    expect(page.locator(".join-privacy")).to_contain_text("ผู้อื่นเห็นชื่อกลุ่มของท่านคู่กับข้อความ")
    few = page.locator("#join-few")
    expect(few).to_be_hidden()
    page.get_by_role("radio", name="กลุ่ม 1", exact=True).check(force=True)
    expect(few).to_have_text("ตอนนี้ยังไม่มีเครื่องอื่นใน กลุ่ม 1 ถ้าไม่มีใครเข้าเพิ่ม ผู้อื่นย่อมรู้ว่าข้อความของกลุ่มนี้เป็นของท่าน")
    page.locator("#group-other").click()
    page.get_by_role("radio", name="กลุ่ม 2", exact=True).check(force=True)
    expect(few).to_have_text("ตอนนี้มีเครื่องอื่นใน กลุ่ม 2 เพียง 1 เครื่อง ผู้อื่นอาจเดาได้ว่าใครเขียน")
    page.locator("#group-other").click()
    page.get_by_role("radio", name="กลุ่ม 3", exact=True).check(force=True)
    expect(few).to_be_hidden()


def test_a_saved_note_stays_when_an_older_answer_about_all_notes_comes_in_after_it(phone: Page, stub: Stub) -> None:
    stub.room.down = True  # so that the page still has to ask for everything once its socket is open
    admitted = admission(phone)
    with phone.expect_response("**/state"):
        phone.reload()
    until(phone, admitted)
    phone.wait_for_load_state("networkidle")
    stub.room.down = False
    held: list[Any] = []
    phone.route("**/state", lambda route: held.append((route, route.fetch())), times=1)
    phone.evaluate("dispatchEvent(new Event('focus'))")
    until(phone, lambda: bool(held))
    write(phone, "บันทึกก่อนคำตอบเก่ามาถึง")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    [(route, answer)] = held
    route.fulfill(response=answer)
    write(phone, "ข้อถัดไป")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    assert len(stub.room.notes) == 2


def test_a_phone_whose_first_question_failed_asks_again_although_its_socket_is_open(phone: Page, stub: Stub) -> None:
    write(phone, "ข้อแรก")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    stub.room.phase(2)["most"] = 3
    stub.room.down = True
    admitted = admission(phone)
    phone.clock.install()
    with phone.expect_response("**/state"):
        phone.reload()
    until(phone, admitted)
    phone.wait_for_load_state("networkidle")
    expect(phone.locator("#own-notes")).to_be_attached()
    expect(phone.locator("#no-notes, #left").filter(visible=True)).to_have_count(0)
    stub.room.down = False
    phone.clock.run_for(20_000)
    expect(phone.locator("#left")).to_have_text("เหลือ 2 จาก 3")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
