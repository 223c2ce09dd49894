"""What people do together on their phones, on the real server: others' notes, reactions, votes, the mood."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.waiting import at_rest
from tests.room import Phone, Room, new_id
from workshop.domain import slips, votings, workshops

GROUPS = ("กลุ่มดอกคูน", "กลุ่มดอกจาน")
Join = Callable[..., Page]


@pytest.fixture
def phone(joined: Join) -> Join:
    return joined


def share(room: Room, sharing: str) -> None:
    assert room.desk.call("/sharing", {"sharing": sharing}).status_code == 200


def themes(room: Room, *labels: str) -> list[str]:
    """Ids of new themes of one note each."""
    found = []
    for label in labels:
        note = room.phone.note(f"เรื่อง{label}")
        room.desk.call(f"/notes/{note['id']}/move", {"theme_id": "new", "label": label})
        found.append(next(theme["id"] for theme in room.desk.board()["themes"] if theme["label"] == label))
    return found


def open_voting(room: Room, dots: int = 3) -> int:
    assert room.desk.call("/voting", {"category": None, "dots": dots, "title": "เลือกเรื่องสำคัญ"}).status_code == 200
    return int(room.desk.board()["voting"]["id"])


def open_pulse(room: Room) -> int:
    assert room.desk.call("/pulse", {"question": "สนุกไหม"}).status_code == 200
    return int(room.desk.board()["pulse"]["id"])


def votes(room: Room) -> dict[str, int]:
    """The votes so far, as the database has them."""

    def read(session: Any) -> Any:
        now = votings.STAGE.now(session, workshops.find(session, room.code))
        return votings.view(session, now, True)["options"] if now else []

    return {option["label"]: option["votes"] for option in room.feed.read(read)}


def of_others(page: Page, text: str) -> Any:
    return page.locator("#shared-notes > li").filter(has_text=text)


def option(page: Page, label: str) -> Any:
    return page.locator("#voting-options > li").filter(has_text=label)


def give(page: Page, label: str, step: int = 1) -> None:
    option(page, label).locator(f'[data-step="{step}"]').click()


def answered(page: Page, part: str) -> Any:
    """Wait for the server's answer to what is tapped inside the block."""
    return page.expect_response(lambda answer: answer.request.method == "PUT" and part in answer.url)


def test_the_own_group_sees_a_note_at_once_and_another_group_does_not(phone: Join, room: Room) -> None:
    share(room, "group")
    writer, neighbour, stranger = phone(), phone(), phone(1)
    write(writer, "น้ำไม่พอใช้")
    expect(of_others(neighbour, "น้ำไม่พอใช้")).to_be_visible()
    room.other.note("ของกลุ่มดอกจาน")
    expect(of_others(stranger, "ของกลุ่มดอกจาน")).to_be_visible()
    assert stranger.locator("#shared-notes > li").count() == 1
    assert writer.locator("#shared-notes > li").count() == 0
    expect(writer.locator("#own-notes > li")).to_have_count(1)


def test_who_changes_the_group_sees_the_notes_of_the_new_one_only(phone: Join, room: Room) -> None:
    share(room, "group")
    room.phone.note("ของกลุ่มดอกคูน")
    room.other.note("ของกลุ่มดอกจาน")
    page = phone(0)
    expect(of_others(page, "ของกลุ่มดอกคูน")).to_be_visible()
    page.locator("#change-group").click()
    page.get_by_role("radio", name=GROUPS[1]).check()
    page.locator("#join-send").click()
    expect(of_others(page, "ของกลุ่มดอกจาน")).to_be_visible()
    expect(page.locator("#shared-notes > li")).to_have_count(1)
    room.other.note("มาทีหลัง")
    expect(of_others(page, "มาทีหลัง")).to_be_visible()


def test_the_facilitator_opens_and_ends_sharing_live(phone: Join, room: Room) -> None:
    room.other.note("จากอีกกลุ่ม")
    page = phone(0)
    expect(page.locator("#shared")).to_be_hidden()
    share(room, "everyone")
    expect(of_others(page, "จากอีกกลุ่ม")).to_contain_text(GROUPS[1])
    expect(page.locator("#sharing-line")).to_contain_text("ทุกคน")
    share(room, "own")
    expect(page.locator("#shared")).to_be_hidden()
    expect(page.locator("#sharing-line")).to_have_text("")


def test_an_agreement_given_without_network_comes_through_later(phone: Join, room: Room) -> None:
    share(room, "everyone")
    writer, reader = phone(), phone(1)
    write(writer, "ถนนพังทุกฝน")
    agree = of_others(reader, "ถนนพังทุกฝน").get_by_role("button")
    expect(agree).to_have_attribute("aria-pressed", "false")
    reader.context.set_offline(True)
    agree.click()
    expect(agree).to_have_attribute("aria-pressed", "true")
    expect(agree).to_contain_text("1")
    waits = of_others(reader, "ถนนพังทุกฝน").locator(".tap-waits")
    expect(waits).to_be_visible()
    assert room.desk.board()["notes"][0]["agreed"] == 0
    reader.context.set_offline(False)
    expect(writer.locator("#own-notes > li")).to_contain_text("เห็นด้วย 1 เครื่อง")
    expect(waits).to_be_hidden()
    expect(agree).to_contain_text("1")
    reader.reload()
    expect(agree).to_have_attribute("aria-pressed", "true")


def test_an_agreement_can_be_taken_back(phone: Join, room: Room) -> None:
    share(room, "everyone")
    room.phone.note("ถนนพังทุกฝน")
    page = phone(1)
    agree = of_others(page, "ถนนพังทุกฝน").get_by_role("button")
    for pressed, agreed in (("true", 1), ("false", 0)):
        with answered(page, "/reaction"):
            agree.click()
        expect(agree).to_have_attribute("aria-pressed", pressed)
        assert room.desk.board()["notes"][0]["agreed"] == agreed


def test_a_refused_vote_says_why_and_is_put_back(phone: Join, room: Room) -> None:
    themes(room, "น้ำ")
    page = phone()
    open_voting(room)
    expect(page.locator("#voting")).to_be_visible()
    page.context.set_offline(True)
    give(page, "น้ำ")
    expect(option(page, "น้ำ").locator("output")).to_have_text("1")
    assert room.desk.call("/voting/close").status_code == 200
    page.context.set_offline(False)
    expect(page.locator("#toasts")).not_to_be_empty()
    expect(page.locator("#voting .tap-waits")).to_be_hidden()
    assert votes(room) == {"น้ำ": 0}


def test_two_phones_vote_and_see_the_result_only_after_it_has_closed(phone: Join, room: Room) -> None:
    themes(room, "น้ำ", "ถนน", "ไฟฟ้า")
    first, second = phone(), phone(1)
    open_voting(room)
    for page, label, dots in ((first, "ถนน", 2), (second, "ถนน", 1), (second, "น้ำ", 1)):
        for _ in range(dots):
            with answered(page, "/votes"):
                give(page, label)
    assert votes(room) == {"น้ำ": 1, "ถนน": 3, "ไฟฟ้า": 0}
    expect(first.locator("#voting-left")).to_contain_text("เหลือ 1 จาก 3 จุด")
    expect(first.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 2 เครื่อง")
    expect(first.locator(".voting-result").first).to_be_hidden()
    assert room.desk.call("/voting/close").status_code == 200
    for page in (first, second):
        expect(page.locator("#voting-options > li").first).to_contain_text("ถนน")
        expect(page.locator(".voting-result .number")).to_have_text(["3", "1", "0"])
    expect(option(first, "ถนน")).to_contain_text("ท่านให้ 2 จุด")
    assert room.desk.call("/voting/clear").status_code == 200
    expect(first.locator("#voting")).to_be_hidden()


def test_a_scanned_slip_waits_for_a_tap_and_is_refused_on_a_second_phone(phone: Join, room: Room) -> None:
    themes(room, "น้ำ")
    first, second = phone(), phone(1)
    slip, _other = room.feed.change(room.code, "facilitator", slips.make, 2)
    for page in (first, second):
        page.evaluate("slip => { location.hash = `slip=${slip}`; }", slip)
    assert room.desk.call("/voting", {"dots": 3, "slips": True}).status_code == 200
    for page in (first, second):
        expect(page.locator("#slip-code")).to_have_value(slip)
        expect(option(page, "น้ำ").locator(".voting-give")).to_be_hidden()
    first.locator(".voting-slip .button-main").click()
    with answered(first, "/votes"):
        give(first, "น้ำ")
    second.locator(".voting-slip .button-main").click()
    expect(second.locator("#slip-trouble")).to_contain_text("ใช้ลงคะแนนครั้งนี้ไปแล้ว")
    expect(second.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 1 ใบ")
    assert first.evaluate("location.hash") == ""
    for step, given in (("/close", None), ("/clear", None), ("", {"dots": 3, "slips": True})):
        assert room.desk.call(f"/voting{step}", given).status_code == 200
    expect(second.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 0 ใบ")
    expect(second.locator("#slip-trouble")).to_be_hidden()


def test_nobody_gives_more_dots_than_there_are(phone: Join, room: Room) -> None:
    themes(room, "น้ำ", "ถนน")
    page = phone()
    open_voting(room, dots=1)
    with answered(page, "/votes"):
        give(page, "น้ำ")
    expect(option(page, "ถนน").locator('[data-step="1"]')).to_have_attribute("aria-disabled", "true")
    option(page, "ถนน").locator('[data-step="1"]').click(force=True)
    expect(page.locator("#voting-left")).to_contain_text("ครบ 1 จุด")
    expect(option(page, "ถนน").locator("output")).to_have_text("0")
    give(page, "น้ำ", -1)
    give(page, "ถนน")
    expect(option(page, "ถนน").locator("output")).to_have_text("1")
    expect(page.locator("#voting .tap-waits")).to_be_hidden()
    assert votes(room) == {"น้ำ": 0, "ถนน": 1}


def test_dots_that_were_moved_about_without_network_arrive_as_they_ended(phone: Join, room: Room) -> None:
    themes(room, "น้ำ", "ถนน")
    page = phone()
    open_voting(room, dots=2)
    expect(page.locator("#voting")).to_be_visible()
    for _ in range(2):
        with answered(page, "/votes"):
            give(page, "น้ำ")
    page.context.set_offline(True)
    for label, step in (("น้ำ", -1), ("น้ำ", -1), ("ถนน", 1), ("ถนน", 1), ("ถนน", -1), ("น้ำ", 1)):
        give(page, label, step)
    page.context.set_offline(False)
    expect(page.locator("#voting .tap-waits")).to_be_hidden()
    expect(page.locator(".toast")).to_have_count(0)
    assert votes(room) == {"น้ำ": 1, "ถนน": 1}


def test_the_mood_is_given_changed_and_shown_after_it_has_closed(phone: Join, room: Room) -> None:
    page = phone()
    pulse = open_pulse(room)
    for n, value in enumerate((1, 3, 3, 4)):
        voice = room.new_phone(n % 2)
        assert tell(voice, pulse, value) == 200
    for name in ("เฉย ๆ", "ดีมาก"):
        with answered(page, "/pulse"):
            page.get_by_role("radio", name=name).check()
        expect(page.locator("#pulse-mine")).to_contain_text(name)
    expect(page.locator("#pulse")).to_contain_text("ตอบแล้ว 5 เครื่อง")
    expect(page.locator("#pulse-spread")).to_be_hidden()
    assert room.desk.call("/pulse/close").status_code == 200
    expect(page.locator("#pulse-spread .number")).to_have_text(["1", "0", "2", "1", "1"])
    expect(page.locator("#pulse-mine")).to_have_text("ท่านเลือก “ดีมาก”")


def tell(phone: Phone, pulse: int, value: int) -> int:
    return phone.call("PUT", "/pulse", {"id": new_id(), "pulse_id": pulse, "value": value}).status_code


def test_the_mood_of_fewer_than_five_is_never_shown(phone: Join, room: Room) -> None:
    page = phone()
    open_pulse(room)
    with answered(page, "/pulse"):
        page.get_by_role("radio", name="ดีมาก").check()
    assert room.desk.call("/pulse/close").status_code == 200
    expect(page.locator("#pulse")).to_contain_text("น้อยกว่า 5 เครื่อง")
    expect(page.locator("#pulse-spread")).to_be_hidden()


def test_everything_is_reached_by_keyboard(phone: Join, room: Room) -> None:
    share(room, "everyone")
    themes(room, "น้ำ")
    page = phone(1)
    open_voting(room)
    open_pulse(room)
    expect(page.locator("#pulse")).to_be_visible()
    agree = of_others(page, "น้ำ").get_by_role("button")
    for control, key in (
        (page.locator('#voting [data-step="1"]').first, "Enter"),
        (page.get_by_role("radio", name="แย่มาก"), "Space"),
        (agree, "Space"),
    ):
        reach(page, control)
        page.keyboard.press(key)
    expect(option(page, "น้ำ").locator("output")).to_have_text("1")
    expect(page.locator("#pulse-mine")).to_contain_text("แย่มาก")
    expect(agree).to_have_attribute("aria-pressed", "true")
    page.get_by_role("radio", name="แย่มาก").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pulse-mine")).to_contain_text("ไม่ค่อยดี")


def reach(page: Page, control: Any, most: int = 60) -> None:
    """Tab until the control has the focus."""
    for _ in range(most):
        if control.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached by the Tab key")


def test_a_reader_is_not_pushed_by_new_notes_and_a_button_brings_them(phone: Join, room: Room) -> None:
    share(room, "everyone")
    for n in range(12):
        room.phone.note(f"ข้อที่ {n} ในรายการยาว")
    page = phone(1)
    read = of_others(page, "ข้อที่ 5 ")
    read.evaluate("row => row.scrollIntoView({ block: 'center' })")
    at_rest(page)
    before = read.bounding_box()
    room.phone.note("เพิ่งมาใหม่")
    new = page.locator("#shared-new")
    expect(new).to_contain_text("1")
    assert of_others(page, "เพิ่งมาใหม่").count() == 0
    assert read.bounding_box() == before
    new.click()
    expect(page.locator("#shared-notes > li").first).to_contain_text("เพิ่งมาใหม่")
    expect(page.locator("#shared-notes > li").first).to_be_in_viewport()
    expect(new).to_be_hidden()


def test_a_writer_is_not_pushed_by_a_voting_and_is_led_to_it(phone: Join, room: Room) -> None:
    themes(room, "น้ำ", "ถนน", "ไฟฟ้า")
    page = phone(1)
    field = page.locator("#text")
    field.click()
    page.keyboard.type("กำลังพิมพ์อยู่")
    at_rest(page)
    before = field.bounding_box()
    open_voting(room)
    expect(page.locator("#voting")).to_be_attached()
    toast = page.locator(".toast")
    expect(toast).to_contain_text("เปิดลงคะแนนแล้ว")
    at_rest(page)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    toast.get_by_role("button").click()
    expect(page.locator("#voting-title")).to_be_in_viewport()
    assert field.input_value() == "กำลังพิมพ์อยู่"


def test_twenty_notes_are_shown_at_first_and_chosen_by_category_and_agreement(phone: Join, room: Room) -> None:
    share(room, "everyone")
    for n in range(3):
        room.phone.note(f"ข้อ {n}")
    page = phone(1)
    expect(page.locator("#shared-notes > li")).to_have_count(3)
    many = [
        {"id": f"many-{n}", "text": f"มาก {n}", "category": "problem" if n >= 5 else "cause", "agreed": int(n == 7)}
        for n in range(305)
    ]
    page.route("**/state*", lambda route: crowd(route, many))
    page.reload()
    rows, more = page.locator("#shared-notes > li"), page.locator("#shared-more")
    expect(rows).to_have_count(20)
    expect(more).to_have_text("แสดงอีก 20 จาก 285 ความเห็นที่เหลือ")
    expect(rows.first).to_contain_text("มาก 304")
    more.click()
    expect(rows).to_have_count(40)
    expect(rows.nth(20).locator("button")).to_be_focused()
    page.locator("#shared-order").select_option("agreed")
    expect(rows.first).to_contain_text("มาก 7")
    expect(rows).to_have_count(20)
    page.locator("#shared-order").select_option("")
    page.locator("#shared-category").select_option("cause")
    expect(rows).to_have_count(5)
    expect(more).to_be_hidden()
    expect(page.locator("#shared-group")).to_be_hidden()
    page.unroute_all(behavior="wait")  # an answer under way would fail in the next test


def crowd(route: Any, notes: list[dict[str, Any]]) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "shared": notes, "gone_shared": [], "shared_full": True})


def test_a_voting_whose_script_did_not_come_through_is_loaded_without_further_news(phone: Join, room: Room) -> None:
    themes(room, "น้ำ")
    page = phone()
    script = re.compile(r"/(phone_late|voting/phone)\.js$")  # of the bundle or alone
    page.route(script, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        voting = open_voting(room)
    expect(page.locator("#voting")).to_be_hidden()
    with page.expect_event("requestfailed"):
        pass  # of the next try
    expect(page.locator("#voting")).to_be_hidden()
    page.unroute(script)
    expect(page.locator("#voting")).to_be_visible()
    theme = room.desk.board()["voting"]["options"][0]["theme_id"]
    vote = {"id": new_id(), "voting_id": voting, "theme_id": theme, "dots": 1}
    assert room.other.call("PUT", "/votes", vote).status_code == 200
    expect(page.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 1 เครื่อง")
