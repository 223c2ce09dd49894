"""Ratings, rankings and matrices from the facilitator's hand to phones and the projector, and on to an action."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.phone.conftest import write as write  # the phone's fixtures
from tests.browser.test_room import WALL, theme, together
from tests.browser.test_room import desk as desk
from tests.browser.test_room import phone as phone
from tests.browser.waiting import at_rest, becomes, holds
from tests.room import Room, new_id
from tests.web.test_slips import printed

Desk = Callable[..., Page]


def opened(console: Page, kind: str, **fields: str) -> Any:
    voting = together(console, "voting")
    voting.locator('[name="kind"]').select_option(kind)
    for name, value in fields.items():
        voting.locator(f'[name="{name}"]').fill(value)
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    expect(voting.locator(".activity-now")).to_be_visible()
    return voting


def sent(page: Page, act: Callable[[], None]) -> None:
    """Do it, and wait for the server's answer."""
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        act()


def option(page: Page, label: str) -> Any:
    return page.locator("#voting-options > li").filter(has_text=label)


def radio(page: Page, label: str, value: int, scale: int = 0) -> Any:
    return option(page, label).locator("fieldset").nth(scale).locator(f'input[value="{value}"]')


def close(voting: Any) -> None:
    voting.get_by_role("button", name="ปิดลงคะแนน").click()


def test_a_rating_is_given_by_keys_and_shows_its_mean_when_it_closes(desk: Desk, phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    console, projector = desk(), desk("/projector", WALL)
    voting = opened(console, "rating")
    expect(voting.locator('[data-of="dots ranking"]')).to_be_hidden()
    stage = projector.locator("#room-voting")
    expect(stage).to_contain_text("ให้คะแนนข้อละ 1 ถึง 5")
    sent(phone, lambda: radio(phone, "น้ำ", 4).check(force=True))
    sent(phone, lambda: radio(phone, "น้ำ", 4).press("ArrowRight"))
    expect(radio(phone, "น้ำ", 5)).to_be_checked()
    expect(phone.locator("#voting-left")).to_have_text("ให้แล้ว 1 จาก 2 ข้อ")
    names = option(phone, "น้ำ").get_by_role("radio", name="5 มากที่สุด")
    expect(names).to_have_count(1)
    expect(option(phone, "น้ำ").get_by_role("group", name="น้ำ")).to_be_visible()
    number = voting.locator(".voting-bar").first.locator("strong")
    expect(number).to_have_text("")
    expect(stage.locator(".room-votes").first).to_be_hidden()
    close(voting)
    expect(stage.locator(".room-votes").first).to_have_text("5.00 1 เครื่อง")
    expect(phone.locator(".voting-result .number")).to_have_text(["5.00", "–"])
    expect(option(phone, "น้ำ")).to_contain_text("ท่านให้ 5")
    expect(number).to_have_text("5.00")


def test_a_value_that_was_cleared_counts_no_more_and_the_focus_stays_in_the_row(
    desk: Desk, phone: Page, room: Room
) -> None:
    theme(room, "น้ำ")
    opened(desk(), "effort_impact")
    sent(phone, lambda: radio(phone, "น้ำ", 2).check(force=True))
    expect(option(phone, "น้ำ")).to_contain_text("ให้อีก 1 ค่า")
    sent(phone, lambda: radio(phone, "น้ำ", 5, 1).check(force=True))
    expect(phone.locator("#voting-left")).to_have_text("ให้แล้ว 1 จาก 1 ข้อ")
    expect(phone.locator("#voting .soft", has_text="ลงคะแนนแล้ว 1 เครื่อง")).to_be_visible()
    clear = option(phone, "น้ำ").get_by_role("button", name="ล้าง “น้ำ”")
    clear.focus()
    sent(phone, lambda: clear.press("Enter"))
    expect(phone.locator("#voting-left")).to_have_text("ให้แล้ว 0 จาก 1 ข้อ")
    assert holds(phone, "document.activeElement.type === 'radio'")


def test_a_ranking_is_made_with_buttons_that_keep_the_focus(desk: Desk, phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน", "คน"):
        theme(room, label)
    console, projector = desk(), desk("/projector", WALL)
    voting = opened(console, "ranking", dots="2")
    expect(projector.locator("#room-voting")).to_contain_text("เรียง 2 อันดับแรก")
    for label in ("ถนน", "น้ำ"):
        choose = option(phone, label).locator('[data-rank="in"]')
        choose.focus()
        sent(phone, lambda button=choose: button.press("Enter"))
        expect(option(phone, label).locator('[data-rank="up"]')).to_be_focused()
    expect(phone.locator("#voting-options > li .voting-label")).to_contain_text(["ถนน", "น้ำ", "คน"])
    expect(option(phone, "คน").locator('[data-rank="in"]')).to_have_attribute("aria-disabled", "true")
    up = option(phone, "น้ำ").get_by_role("button", name="เลื่อน “น้ำ” ขึ้น")
    sent(phone, lambda: up.press("Enter"))
    expect(up).to_be_focused()
    expect(phone.locator("#voting-left")).to_contain_text("“น้ำ” อันดับ 1 · เรียงแล้ว 2 จาก 2 อันดับ")
    close(voting)
    stage = projector.locator("#room-voting")
    expect(stage.locator(".room-votes")).to_have_text(["2", "1", "0"])
    expect(stage).to_contain_text("อันดับ 1 ได้ 2 คะแนน อันดับถัดไปลดลงอันดับละ 1 คะแนน")
    expect(option(phone, "น้ำ")).to_contain_text("ได้อันดับ 1 จาก 1 เครื่อง")


@pytest.mark.parametrize("by", ["touch", "mouse"])
def test_a_ranking_is_dragged_into_another_order_beside_its_buttons(
    desk: Desk, phone: Page, room: Room, by: str
) -> None:
    for label in ("น้ำ", "ถนน", "คน"):
        theme(room, label)
    opened(desk(), "ranking", dots="3")
    for label in ("ถนน", "น้ำ", "คน"):
        sent(phone, option(phone, label).locator('[data-rank="in"]').click)
    labels = phone.locator("#voting-options > li .voting-label > [data-text='label']")
    expect(labels).to_have_text(["ถนน", "น้ำ", "คน"])
    grip = option(phone, "คน").locator(".ranking-grip")
    sent(phone, lambda: drag(phone, grip, option(phone, "ถนน"), by))
    expect(labels).to_have_text(["คน", "ถนน", "น้ำ"])
    expect(phone.locator("#voting-left")).to_contain_text("“คน” อันดับ 1")
    assert faults(phone, "#voting") == []
    picture(phone, f"ranking_{by}")


def test_a_drag_that_is_broken_off_changes_nothing(desk: Desk, phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    opened(desk(), "ranking", dots="2")
    for label in ("ถนน", "น้ำ"):
        sent(phone, option(phone, label).locator('[data-rank="in"]').click)
    grip = option(phone, "น้ำ").locator(".ranking-grip")
    grip.scroll_into_view_if_needed()
    at_rest(phone)
    box, target = grip.bounding_box(), option(phone, "ถนน").bounding_box()
    assert box is not None
    assert target is not None
    phone.mouse.move(box["x"] + 10, box["y"] + 10)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 10, target["y"] + 5, steps=4)
    expect(option(phone, "น้ำ")).to_have_class(re.compile("is-held"))
    phone.keyboard.press("Escape")
    phone.mouse.up()
    expect(phone.locator(".is-held, .is-sorting")).to_have_count(0)
    labels = phone.locator("#voting-options > li .voting-label > [data-text='label']")
    expect(labels).to_have_text(["ถนน", "น้ำ"])
    assert holds(phone, "[...document.querySelectorAll('#voting-options > li')].every(row => !row.style.transform)")


def drag(page: Page, grip: Any, target: Any, by: str) -> None:
    """From the grip above the middle of the target."""
    grip.scroll_into_view_if_needed()
    at_rest(page)
    start, end = grip.bounding_box(), target.bounding_box()
    x, y, last = start["x"] + 10, start["y"] + 10, end["y"] + 5
    if by == "mouse":
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, last, steps=6)
        page.mouse.up()
        return
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 7):
        point = {"x": x, "y": y + (last - y) * step / 6}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_a_matrix_shows_its_numbers_and_one_tap_leads_to_an_action(desk: Desk, phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    console, projector = desk(), desk("/projector", WALL)
    voting = opened(console, "effort_impact")
    for label, effort, impact in (("น้ำ", 1, 5), ("ถนน", 5, 5)):
        for scale, value in enumerate((effort, impact)):
            sent(phone, lambda where=(label, value, scale): radio(phone, *where).check(force=True))
    close(voting)
    stage = projector.locator("#room-voting")
    expect(stage.locator(".matrix-spot")).to_have_text(["1", "2"])
    expect(stage.locator(".matrix-corner")).to_have_text(["ทำทันที", "วางแผนทำ", "ทำเมื่อมีเวลา", "ทบทวนก่อนทำ"])
    expect(stage.locator(".room-option")).to_contain_text(["น้ำ", "ถนน"])
    expect(phone.locator("#voting-options .badge")).to_have_text(["ทำทันที", "วางแผนทำ"])
    counts = "\N{WORD JOINER}-\N{WORD JOINER}".join("10000")
    expect(voting.locator(".activity-about").first).to_contain_text(f"แรงที่ใช้ {counts}")
    voting.locator("[data-to-action]").first.click()
    form = console.locator("#action-form")
    expect(form.locator('[name="what"]')).to_have_value("น้ำ")
    expect(form.locator('[name="what"]')).to_be_focused()
    form.locator(".button-call").click()
    expect(console.locator("#action-rows")).to_contain_text("มาจาก “น้ำ”")


def test_what_was_given_offline_is_sent_later(desk: Desk, phone: Page, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    voting = opened(desk(), "ranking", dots="2")
    expect(option(phone, "น้ำ")).to_be_visible()
    phone.context.set_offline(True)
    for label in ("น้ำ", "ถนน"):
        option(phone, label).locator('[data-rank="in"]').click()
    expect(phone.locator("#voting .tap-waits")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.locator("#voting .tap-waits")).to_be_hidden()
    close(voting)
    expect(phone.locator(".voting-result .number")).to_have_text(["2", "1"])


def test_lines_are_voted_on_and_too_few_are_refused_with_words(desk: Desk, phone: Page, room: Room) -> None:
    console = desk()
    voting = together(console, "voting")
    voting.locator('[name="source"]').select_option("lines")
    expect(voting.locator('[name="category"]')).to_be_hidden()
    voting.locator('[name="lines"]').fill("ขุดคลอง")
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    expect(voting.locator(".activity-form > .field-error")).to_contain_text("อย่างน้อย 2 บรรทัด")
    expect(voting.locator('[name="lines"]')).to_have_value("ขุดคลอง")
    voting.locator('[name="lines"]').fill("ขุดคลอง\nซ่อมถนน")
    voting.get_by_role("button", name="เปิดลงคะแนน").click()
    expect(phone.locator("#voting-options > li .voting-label")).to_have_text(["ขุดคลอง", "ซ่อมถนน"])


@pytest.mark.parametrize("kind", ["rating", "ranking", "effort_impact"])
def test_nothing_is_cut_off_at_twice_the_size_of_letters(desk: Desk, phone: Page, room: Room, kind: str) -> None:
    for label in ("งบประมาณล่าช้าและไม่เพียงพอต่อการดำเนินงาน", "น้ำ"):
        theme(room, label)
    opened(desk(), kind)
    expect(option(phone, "น้ำ")).to_be_visible()
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = """() => [...document.querySelectorAll("#voting button, #voting label, #voting p")]
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1).map((each) => each.outerHTML)"""
    becomes(phone, lambda: phone.evaluate(wide), [])


def test_twelve_options_of_a_matrix_have_labels_apart_on_the_projector(desk: Desk, room: Room) -> None:
    for number in range(12):
        theme(room, f"เรื่องที่ {number} งบประมาณล่าช้าและไม่เพียงพอ")
    console, projector = desk(), desk("/projector", WALL)
    voting = opened(console, "urgency_importance")
    shown = room.desk.board()["voting"]
    for at, each in enumerate(shown["options"]):
        body = {
            "id": new_id(),
            "voting_id": shown["id"],
            "theme_id": each["theme_id"],
            "values": [1 + at % 5, 1 + at // 3],
        }
        assert room.phone.call("PUT", "/ratings", body).status_code == 200
    close(voting)
    expect(projector.locator("#room-voting")).to_have_attribute("data-state", "closed")
    rows = projector.locator("#room-voting .room-option")
    expect(rows).to_have_count(12)
    at_rest(projector)
    boxes = [row.bounding_box() for row in rows.all()]
    assert all(below["y"] >= above["y"] + above["height"] - 1 for above, below in itertools.pairwise(boxes))
    assert all(
        float(label.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")) >= 28
        for label in projector.locator("#room-voting .room-label").all()
    )
    outside = projector.evaluate(
        """() => { const plane = document.querySelector("#room-voting").getBoundingClientRect();
          return [...document.querySelectorAll("#room-voting .matrix *, #room-voting .room-option")]
            .filter((each) => each.getBoundingClientRect().bottom > plane.bottom + 1).length; }"""
    )
    assert outside == 0
    plane, halos = (projector.locator(name).bounding_box() for name in (".matrix-plane", ".matrix-halos"))
    for start, size in (("x", "width"), ("y", "height")):
        assert plane[start] <= halos[start]
        assert halos[start] + halos[size] <= plane[start] + plane[size]
    expect(projector.locator(".matrix-halos")).to_have_css("overflow", "hidden")
    expect(projector.locator(".matrix-halos > .matrix-halo")).to_have_count(12)
    spots = [spot.bounding_box() for spot in projector.locator(".matrix-spot").all()]
    for at, one in enumerate(spots):
        for other in spots[at + 1 :]:
            apart = (
                abs(one["x"] - other["x"]) >= 0.6 * one["width"] or abs(one["y"] - other["y"]) >= 0.6 * one["height"]
            )
            assert apart, "one number hides another"


def test_a_matrix_that_closes_without_votes_still_names_its_options(desk: Desk, room: Room) -> None:
    for label in ("น้ำ", "ถนน"):
        theme(room, label)
    console, projector = desk(), desk("/projector", WALL)
    close(opened(console, "effort_impact"))
    stage = projector.locator("#room-voting")
    expect(stage).to_have_attribute("data-state", "closed")
    expect(stage.locator(".room-option")).to_have_count(2)
    for label in ("น้ำ", "ถนน"):
        expect(stage.locator(".room-label", has_text=label)).to_be_visible()
    expect(stage.locator(".room-matrix")).to_be_hidden()
    expect(stage.locator(".room-place").first).to_be_hidden()
    expect(stage.locator(".room-foot")).to_have_text("")


def test_a_scribe_votes_by_slip_for_one_person_after_the_other(desk: Desk, phone: Page, room: Room) -> None:
    theme(room, "น้ำ")
    phone.locator("#change-group").click()
    phone.get_by_role("checkbox", name="พิมพ์แทน").check()
    phone.locator("#join-send").click()
    expect(phone.locator("#compose")).to_be_visible()
    codes = printed(room, 2)
    assert room.desk.call("/voting", {"kind": "rating", "slips": True}).status_code == 200
    for place, code in enumerate(codes):
        if place:
            phone.locator("[data-next]").click()
            expect(phone.locator("#slip-code")).to_be_focused()
            expect(phone.locator(".voting-slip")).to_contain_text("คนถัดไป")
            phone.locator("[data-back]").click()
            expect(radio(phone, "น้ำ", 4)).to_be_checked()
            phone.locator("[data-next]").click()
        phone.locator("#slip-code").fill(code)
        phone.locator(".voting-slip").get_by_role("button", name="ใช้บัตร").click()
        expect(option(phone, "น้ำ").locator(".rating-scales")).to_be_visible()
        expect(phone.locator("#voting-left")).to_have_text("ให้แล้ว 0 จาก 1 ข้อ")
        sent(phone, lambda value=4 + place: radio(phone, "น้ำ", value).check(force=True))
    expect(phone.locator(".voting-person")).to_contain_text("บัตรใบที่ 2")
    expect(phone.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 2 ใบ")
    phone.reload()
    expect(radio(phone, "น้ำ", 5)).to_be_checked()
    assert room.desk.call("/voting/close").status_code == 200
    assert room.desk.board()["voting"]["options"][0]["means"] == [4.5]


def test_a_value_is_not_taken_back_by_a_drawing_before_the_device_has_stored_it(
    desk: Desk, phone: Page, room: Room
) -> None:
    theme(room, "น้ำ")
    opened(desk(), "effort_impact")
    expect(option(phone, "น้ำ")).to_be_visible()
    phone.evaluate(
        """() => {
          const tap = (scale, value) => document.querySelector(
            `#voting-options input[data-scale="${scale}"][value="${value}"]`).click();
          tap(0, 2);
          document.querySelector("#change-group").click();
          document.querySelector("#join-cancel").click();
          tap(1, 5);
        }"""
    )
    expect(phone.locator("#voting-left")).to_have_text("ให้แล้ว 1 จาก 1 ข้อ")
    expect(phone.locator("#voting .tap-waits")).to_be_hidden()
    expect(phone.locator("#voting")).to_contain_text("ลงคะแนนแล้ว 1 เครื่อง")
    assert room.desk.call("/voting/close").status_code == 200
    assert room.desk.board()["voting"]["options"][0]["means"] == [2.0, 5.0]


@pytest.mark.parametrize("kind", ["rating", "ranking", "urgency_importance"])
def test_a_vote_can_be_given_and_read_without_sight_or_a_mouse(desk: Desk, phone: Page, room: Room, kind: str) -> None:
    for number in range(12):
        theme(room, f"เรื่องที่ {number} งบประมาณล่าช้าและไม่เพียงพอ")
    console = desk()
    voting = opened(console, kind)
    first = option(phone, "เรื่องที่ 0")
    if kind == "ranking":
        sent(phone, first.locator('[data-rank="in"]').click)
    else:
        sent(phone, lambda: radio(phone, "เรื่องที่ 0", 4).check(force=True))
    assert (faults(console, "#together-voting"), faults(phone, "#voting")) == ([], [])
    close(voting)
    expect(voting.locator("[data-to-action]").first).to_be_visible()
    assert (faults(console, "#together-voting"), faults(phone, "#voting")) == ([], [])
