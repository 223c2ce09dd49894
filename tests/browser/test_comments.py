"""Comments on the real server: written on phones, read live by others, steered on the console, counted on the wall."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.phone.storage_faults import TRANSACTIONS_HANG
from tests.browser.waiting import at_rest
from tests.room import Room

LAPTOP, WALL, HAND = (1366, 768), (1920, 1080), (360, 740)


@pytest.fixture
def talking(room: Room) -> Room:
    """A room that shares its notes and lets them be commented on, with a note in a theme."""
    note = room.phone.note("งบประมาณมาถึงช้าทุกปี")["id"]
    phase = room.desk.board()["phases"][0]["id"]
    for path, body in (
        (f"/notes/{note}/move", {"theme_id": "new", "label": "งบประมาณมาช้า"}),
        ("/sharing", {"sharing": "everyone"}),
        (f"/phases/{phase}/comments", {"on": True}),
    ):
        assert room.desk.call(path, body).status_code == 200
    return room


@pytest.fixture
def phone(talking: Room, joined: Callable[..., Page]) -> Callable[..., Page]:
    """A phone in the room that talks."""
    return joined


@pytest.fixture
def desk(staff: Callable[..., Page], url: str, talking: Room) -> Callable[..., Page]:
    def look(path: str, size: tuple[int, int]) -> Page:
        page = staff(size)
        page.goto(f"{url}/workshops/{talking.code}{path}")
        return page

    return look


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def of_others(page: Page, text: str) -> Any:
    return page.locator("#shared-notes > li").filter(has_text=text)


def comment(card: Any, text: str) -> None:
    """By keyboard alone."""
    if not card.locator("details.comments").evaluate("part => part.open"):
        card.locator("summary").press("Enter")
    card.get_by_label("ข้อคิดเห็นของท่าน").fill(text)
    card.get_by_label("ข้อคิดเห็นของท่าน").press("Tab")
    card.get_by_role("button", name="ส่งข้อคิดเห็น").press("Enter")


def test_a_comment_is_seen_live_on_another_phone_and_stays_its_writers_to_change(phone: Callable[..., Page]) -> None:
    writer, reader = phone(0), phone(1)
    card = of_others(writer, "งบประมาณมาถึงช้า")
    comment(card, "ควรโอนภายใน 15 วัน")
    mine = card.locator(".comment")
    expect(mine.get_by_text("ของท่าน", exact=True)).to_be_visible()
    expect(card.get_by_label("ข้อคิดเห็นของท่าน")).to_have_value("")
    seen = of_others(reader, "งบประมาณมาถึงช้า")
    expect(seen.locator("summary")).to_have_text("ข้อคิดเห็น (1)")
    seen.locator("summary").tap()
    expect(seen.locator(".comment")).to_contain_text("ควรโอนภายใน 15 วัน")
    expect(seen.locator(".comment").get_by_text("ของท่าน", exact=True)).to_be_hidden()
    expect(seen.get_by_role("button", name="แก้ไขข้อคิดเห็น")).to_have_count(0)
    picture(reader, "phone_reader")
    mine.get_by_role("button", name="แก้ไขข้อคิดเห็น").tap()
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("ควรโอนภายใน 10 วัน")
    card.get_by_role("button", name="บันทึกที่แก้").tap()
    expect(seen.locator(".comment")).to_contain_text("ควรโอนภายใน 10 วัน")
    picture(writer, "phone_writer")
    mine.get_by_role("button", name="ลบข้อคิดเห็น").tap()
    expect(mine).to_have_count(0)
    expect(seen.locator(".comment")).to_have_count(0)


def test_a_draft_of_a_comment_is_still_there_after_the_page_was_loaded_anew(phone: Callable[..., Page]) -> None:
    page = phone(0)
    card = of_others(page, "งบประมาณมาถึงช้า")
    card.locator("summary").tap()
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("พิมพ์ค้างไว้")
    page.reload()
    expect(card.get_by_label("ข้อคิดเห็นของท่าน")).to_have_value("พิมพ์ค้างไว้")
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("ก" * 501)
    card.get_by_role("button", name="ส่งข้อคิดเห็น").tap()
    expect(card.locator(".compose-count")).to_have_text("ยาวเกินไป 1 ตัวอักษร โปรดย่อหรือแบ่งเป็น 2 ความเห็น")
    expect(card.get_by_label("ข้อคิดเห็นของท่าน")).to_have_value("ก" * 501)


def test_a_comment_that_the_server_refuses_stays_in_sight_with_the_reason(
    phone: Callable[..., Page], talking: Room
) -> None:
    page = phone(0)
    card = of_others(page, "งบประมาณมาถึงช้า")
    card.locator("summary").tap()
    page.context.set_offline(True)
    comment(card, "มาไม่ทัน")
    expect(card.locator(".comment")).to_contain_text("รอส่ง")
    phase = talking.desk.board()["phases"][0]["id"]
    talking.desk.call(f"/phases/{phase}/comments", {"on": False})
    page.context.set_offline(False)
    expect(card.locator(".comment .note-why")).to_contain_text("ไม่ได้เปิดรับข้อคิดเห็น")
    expect(card.locator(".comment")).to_contain_text("มาไม่ทัน")
    picture(page, "phone_refused")


def test_themes_are_shown_on_phones_while_they_may_be_commented_on(phone: Callable[..., Page], talking: Room) -> None:
    writer, reader = phone(0), phone(1)
    theme = writer.locator("#theme-list > li").filter(has_text="งบประมาณมาช้า")
    expect(theme).to_contain_text("1 ความเห็น")
    comment(theme, "เรื่องนี้สำคัญที่สุด")
    seen = reader.locator("#theme-list > li").filter(has_text="งบประมาณมาช้า")
    expect(seen.locator("summary")).to_have_text("ข้อคิดเห็น (1)")
    seen.locator("summary").tap()
    seen.scroll_into_view_if_needed()
    picture(reader, "phone_theme")
    phase = talking.desk.board()["phases"][0]["id"]
    talking.desk.call(f"/phases/{phase}/comments", {"on": False})
    expect(reader.locator("#themes")).to_be_hidden()


def test_a_phone_shows_a_few_themes_and_more_of_a_category_on_demand(phone: Callable[..., Page], talking: Room) -> None:
    reader = phone(1)
    for number in range(8):
        note = talking.phone.note(f"เรื่องที่ {number}")["id"]
        talking.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"กลุ่ม {number}"})
    rows, more = reader.locator("#theme-list > li"), reader.locator("#theme-more")
    expect(more).to_contain_text("ดูเพิ่ม")
    expect(rows).to_have_count(5)
    more.tap()
    expect(rows).to_have_count(9)
    expect(more).to_be_hidden()
    last = rows.last
    label = last.locator(".note-text").inner_text()
    last.locator("summary").tap()
    last.locator("textarea").fill("ค้างไว้")
    reader.reload()
    mine = rows.filter(has_text=label)
    expect(mine.locator("textarea")).to_have_value("ค้างไว้")
    expect(rows).to_have_count(6)


def test_the_console_reads_hides_and_answers_and_the_wall_counts(
    phone: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    console, wall = desk("", LAPTOP), desk("/projector", WALL)
    writer = phone(1)
    card = of_others(writer, "งบประมาณมาถึงช้า")
    comment(card, "ควรโอนภายใน 15 วัน")
    expect(card.locator(".comment")).to_have_count(1)
    comment(card, "ไม่สุภาพ")
    expect(card.locator(".comment")).to_have_count(2)
    note = console.locator("[data-note]").filter(has_text="งบประมาณมาถึงช้า")
    count = note.get_by_role("button", name="ข้อคิดเห็น 2")
    expect(count).to_have_text("2")
    expect(wall.locator(".wall-example").get_by_role("img", name="ข้อคิดเห็น 2")).to_be_visible()
    count.click()
    section = console.locator("#note-menu-comments")
    expect(section).to_be_in_viewport()
    expect(section.locator(".desk-comment")).to_have_count(2)
    rude = section.locator(".desk-comment").filter(has=console.get_by_text("ไม่สุภาพ", exact=True))
    rude.get_by_role("button").click()
    expect(section.locator("h3")).to_have_text("ข้อคิดเห็น (1)")
    expect(section.locator(".desk-comment.is-hidden")).to_contain_text("ไม่สุภาพ")
    expect(wall.locator(".wall-example").get_by_role("img", name="ข้อคิดเห็น 1")).to_be_visible()
    section.get_by_label("ข้อคิดเห็นของวิทยากร").fill("ขอบคุณครับ จะนำเสนอกรม")
    section.get_by_role("button", name="ส่งข้อคิดเห็น").click()
    expect(card.locator(".comment").filter(has_text="จะนำเสนอกรม")).to_contain_text("วิทยากร")
    expect(section.get_by_label("ข้อคิดเห็นของวิทยากร")).to_have_value("")
    section.scroll_into_view_if_needed()
    picture(console, "console_menu")
    picture(wall, "wall")
    console.keyboard.press("Escape")
    console.get_by_role("button", name="เลิกทำ").first.click()
    expect(wall.locator(".wall-example").get_by_role("img", name="ข้อคิดเห็น 1")).to_be_visible()
    expect(card.locator(".comment").filter(has_text="จะนำเสนอกรม")).to_have_count(0)
    console.get_by_role("button", name="เลิกทำ: ซ่อนข้อคิดเห็น").first.click()
    expect(wall.locator(".wall-example").get_by_role("img", name="ข้อคิดเห็น 2")).to_be_visible()
    picture(console, "console")
    console.set_viewport_size({"width": 1920, "height": 1080})
    picture(console, "console_large")


@pytest.mark.parametrize(
    ("path", "head", "name", "count", "role"),
    [
        ("", ".theme-head", ".theme-name", ".theme-count", "button"),
        ("/projector", ".wall-theme-head", ".wall-label", ".wall-count", "img"),
    ],
)
@pytest.mark.parametrize("size", [LAPTOP, WALL])
def test_a_themes_comment_count_leaves_the_row_to_the_name(
    desk: Callable[..., Page],
    talking: Room,
    path: str,
    head: str,
    name: str,
    count: str,
    role: str,
    size: tuple[int, int],
) -> None:
    theme = talking.desk.board()["themes"][0]["id"]
    talking.desk.call(f"/themes/{theme}/rename", {"label": "งบประมาณโครงการพัฒนาแหล่งน้ำมาถึงหน่วยงานช้า"})
    talking.phone.note("เงินมาช้า")
    said = {"id": "018f0000-0000-7000-8000-00000000c001", "text": "เห็นตรงกัน", "theme_id": theme}
    assert talking.desk.call("/comments/say", said).status_code == 200
    page = desk(path, size)
    row = page.locator(head).first
    mark = row.get_by_role(role, name="ข้อคิดเห็น 1")
    expect(mark).to_have_text("1")
    at_rest(page)
    boxes = [
        row.locator(name).bounding_box(),
        mark.bounding_box(),
        row.locator(count).bounding_box(),
        row.bounding_box(),
    ]
    label, shown, badge, whole = [box for box in boxes if box]
    assert shown["width"] < 0.16 * whole["width"]
    assert abs(shown["y"] + shown["height"] / 2 - badge["y"] - badge["height"] / 2) < 3
    assert label["width"] > 0.5 * whole["width"]
    picture(page, f"count{path.replace('/', '_')}_{size[0]}")


def test_the_facilitator_lets_comments_in_from_the_phases_dialog(
    desk: Callable[..., Page], phone: Callable[..., Page], talking: Room
) -> None:
    phase = talking.desk.board()["phases"][0]["id"]
    talking.desk.call(f"/phases/{phase}/comments", {"on": False})
    console, page = desk("", LAPTOP), phone(0)
    expect(of_others(page, "งบประมาณมาถึงช้า").locator("details.comments")).to_have_count(0)
    console.locator("#phase-steps [data-phase]").first.click()
    box = console.locator("#phase-dialog [name=comments]")
    expect(box).not_to_be_checked()
    box.check()
    picture(console, "console_phase")
    expect(of_others(page, "งบประมาณมาถึงช้า").locator("summary")).to_have_text("เขียนข้อคิดเห็น")


def test_the_console_reads_and_hides_what_stands_on_a_theme_that_has_gone(
    desk: Callable[..., Page], talking: Room
) -> None:
    made = talking.desk.board()["themes"][0]["id"]
    said = {"id": "018f0000-0000-7000-8000-00000000c002", "text": "ไม่สุภาพ", "theme_id": made}
    assert talking.desk.call("/comments/say", said).status_code == 200
    assert (
        talking.desk.call("/notes/" + talking.desk.board()["notes"][0]["id"] + "/move", {"theme_id": None}).status_code
        == 200
    )
    assert talking.desk.call(f"/themes/{made}/rename", {"label": ""}).status_code == 200
    console = desk("", LAPTOP)
    line = console.locator("#former").get_by_role("button")
    expect(line).to_contain_text("1")
    line.click()
    section = console.locator("#theme-menu-comments")
    expect(section).to_contain_text("ไม่สุภาพ")
    expect(console.locator("#theme-menu").get_by_role("button", name="แยกกลุ่มความเห็น")).to_be_hidden()
    expect(section.locator("form")).to_be_hidden()
    for size in (LAPTOP, WALL, HAND):
        console.set_viewport_size({"width": size[0], "height": size[1]})
        picture(console, f"console_former_{size[0]}")
        console.keyboard.press("Escape")
        picture(console, f"console_former_line_{size[0]}")
        line.click()
    section.locator(".desk-comment").get_by_role("button").click()
    expect(section.locator(".desk-comment.is-hidden")).to_contain_text("ไม่สุภาพ")


def test_a_comment_sent_twice_while_the_store_hangs_is_one_comment(phone: Callable[..., Page]) -> None:
    page, reader = phone(0), phone(1)
    card = of_others(page, "งบประมาณมาถึงช้า")
    card.locator("summary").tap()
    field = card.get_by_label("ข้อคิดเห็นของท่าน")
    field.fill("ส่งครั้งเดียว")
    page.evaluate(f"() => {{ {TRANSACTIONS_HANG} window.faulty = true; }}")
    for _ in range(2):
        card.get_by_role("button", name="ส่งข้อคิดเห็น").tap()
    expect(field).to_have_value("")
    expect(card.locator(".comment")).to_have_count(1)
    expect(of_others(reader, "งบประมาณมาถึงช้า").locator("summary")).to_have_text("ข้อคิดเห็น (1)")


def test_the_foot_does_not_say_saved_beside_a_comment_that_is_being_typed(phone: Callable[..., Page]) -> None:
    page = phone(0)
    write(page, "ถนนเป็นหลุม")
    foot = page.locator("#send-state")
    expect(foot).to_have_text("บันทึกแล้ว")
    card = of_others(page, "งบประมาณมาถึงช้า")
    card.locator("summary").tap()
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("พิมพ์ค้างไว้")
    expect(foot).to_have_text("")
    card.get_by_label("ข้อคิดเห็นของท่าน").fill("")
    expect(foot).to_have_text("บันทึกแล้ว")


@pytest.mark.parametrize(
    ("sharing", "words"),
    [
        ("everyone", "ข้อคิดเห็นของท่านไม่แสดงชื่อและไม่แสดงกลุ่ม"),
        ("group", "ข้อคิดเห็นของท่านไม่แสดงชื่อ แต่ผู้อื่นรู้ว่ามาจากกลุ่มของท่าน"),
    ],
)
def test_beside_the_comment_box_stands_what_others_learn_of_its_writer(
    phone: Callable[..., Page], talking: Room, sharing: str, words: str
) -> None:
    talking.desk.call("/sharing", {"sharing": sharing})
    page = phone(0)
    card = of_others(page, "งบประมาณมาถึงช้า")
    card.locator("summary").tap()
    expect(card.locator(".comment-form")).to_contain_text(words)
    theme = page.locator("#theme-list > li").filter(has_text="งบประมาณมาช้า")
    theme.locator("summary").tap()
    expect(theme.locator(".comment-form")).to_contain_text("ข้อคิดเห็นของท่านไม่แสดงชื่อและไม่แสดงกลุ่ม")
    card.scroll_into_view_if_needed()
    picture(page, f"phone_names_{sharing}")


def test_a_comment_withdrawn_before_its_answer_came_leaves_no_empty_row(phone: Callable[..., Page]) -> None:
    page = phone(0)

    def answer_as_to_one_withdrawn(route: Any) -> None:
        sent = route.request.post_data_json
        seen = {"theme_id": None, "note_id": None, "edited": False, **sent, "text": ""}
        route.fulfill(json={"ok": True, "comment": seen, "seq": 1})

    page.route("**/comments", answer_as_to_one_withdrawn)
    card = of_others(page, "งบประมาณมาถึงช้า")
    with page.expect_response("**/comments"):
        comment(card, "ถอนแล้ว")
    expect(card.locator(".comment")).to_have_count(0)
    expect(card.locator("summary")).to_have_text("เขียนข้อคิดเห็น")


def test_a_refused_comment_whose_note_or_theme_has_gone_stays_in_sight(
    phone: Callable[..., Page], talking: Room
) -> None:
    other = talking.phone.note("ถนนเป็นหลุม")["id"]
    talking.desk.call(f"/notes/{other}/move", {"theme_id": "new", "label": "ถนนชำรุด"})
    page = phone(1)
    themes = {theme["label"]: theme["id"] for theme in talking.desk.board()["themes"]}
    theme = page.locator("#theme-list > li").filter(has_text="ถนนชำรุด")
    for card in (of_others(page, "ถนนเป็นหลุม"), theme):
        card.locator("summary").tap()
    page.context.set_offline(True)
    comment(of_others(page, "ถนนเป็นหลุม"), "ต่อความเห็น")
    comment(theme, "ต่อกลุ่มความเห็น")
    assert talking.phone.call("DELETE", f"/notes/{other}").status_code == 200
    merge = f"/themes/{themes['งบประมาณมาช้า']}/merge"
    assert talking.desk.call(merge, {"other": themes["ถนนชำรุด"]}).status_code == 200
    page.context.set_offline(False)
    lost = page.locator("#lost-comments > ul > li")
    expect(lost).to_have_count(2)
    for text, why, again in (("ต่อความเห็น", "ถอนความเห็นนี้แล้ว", False), ("ต่อกลุ่มความเห็น", "ไม่พบกลุ่มความเห็นนี้", True)):
        row = lost.filter(has=page.get_by_text(text, exact=True))
        expect(row.locator(".note-why")).to_contain_text(why)
        expect(row.get_by_role("button", name="ส่งอีกครั้ง")).to_be_visible(visible=again)
        expect(row.get_by_role("button", name="คัดลอก")).to_be_visible()
    expect(page.locator("#send-state")).to_contain_text("ส่งไม่ได้ 2 ข้อ")
    lost.first.scroll_into_view_if_needed()
    picture(page, "phone_lost")
    for _ in range(2):
        lost.first.get_by_role("button", name="ทิ้ง").tap()
    expect(page.locator("#lost-comments")).to_be_hidden()


def test_a_note_whose_words_were_erased_takes_no_comments_on_its_writers_phone(
    phone: Callable[..., Page], talking: Room
) -> None:
    writer = phone(0)
    write(writer, "ผู้ใหญ่บ้านคนหนึ่งเก็บเงินไม่ครบ")
    card = writer.locator("#own-notes > li")
    expect(card.locator("details.comments")).to_be_visible()
    note = next(each for each in talking.desk.board()["notes"] if each["text"].startswith("ผู้ใหญ่บ้าน"))
    talking.desk.call(f"/notes/{note['id']}/erase", {"reason": "กล่าวถึงบุคคล"})
    expect(card).to_contain_text("กล่าวถึงบุคคล")
    expect(card.locator("details.comments")).to_be_hidden()
