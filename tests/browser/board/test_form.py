"""The form of a workshop, in a real browser on the real application."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.board.conftest import HAND, LAPTOP, shows_its_choice
from tests.browser.waiting import becomes, holding
from tests.room import PASSWORD, Room
from tests.serving import serving


@pytest.fixture
def address(app: Flask, room: Room) -> Iterator[str]:
    """Where the application answers; `room` has set the facilitator's password."""
    with serving(app) as address:
        yield address


@pytest.fixture
def form(screen: Callable[..., Page], address: str) -> Page:
    page = screen(f"{address}/workshops/new", LAPTOP)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.locator(".form-phase")).to_have_count(5)
    expect(page.locator("#add-phase")).to_be_visible()
    return page


def titles(form: Page) -> list[str]:
    return form.locator("[name='phase_title']").evaluate_all("all => all.map(each => each.value)")


def save(form: Page) -> None:
    form.locator(".form-foot button").click()


def test_a_wrong_password_is_shown_at_its_field(screen: Callable[..., Page], address: str) -> None:
    page = screen(f"{address}/sign-in", LAPTOP)
    page.locator("#password").fill("ไม่ใช่รหัสนี้")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.locator("#password")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#password-error")).to_be_visible()


def test_a_template_fills_the_phases_and_asks_before_it_replaces_typed_ones(form: Page) -> None:
    form.locator("[name='template'][value='aar']").check()
    expect(form.locator("[name='phase_title']").first).to_have_value("สิ่งที่ตั้งใจ")
    form.locator("[name='phase_title']").first.fill("ช่วงของเราเอง")
    form.once("dialog", lambda dialog: dialog.dismiss())
    form.locator("[name='template'][value='look_back']").click()
    expect(form.locator("[name='template'][value='aar']")).to_be_checked()
    assert titles(form)[0] == "ช่วงของเราเอง"


def test_choices_made_before_the_script_came_count_when_it_is_there(screen: Callable[..., Page], address: str) -> None:
    page = screen(f"{address}/sign-in", LAPTOP)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url(f"{address}/workshops")
    let_come = holding(page, "js/form.js")
    page.goto(f"{address}/workshops/new", wait_until="commit")
    page.locator("[name='template'][value='aar']").check()
    let_come()
    expect(page.locator("[name='phase_title']").first).to_have_value("สิ่งที่ตั้งใจ")
    expect(page.locator("#unsaved")).to_be_visible()


def test_phases_are_moved_added_and_removed_by_the_keyboard(form: Page) -> None:
    before = titles(form)
    form.locator("[data-do='down']").first.focus()
    form.keyboard.press("Enter")
    becomes(form, lambda: titles(form), [before[1], before[0], *before[2:]])
    expect(form.locator(".form-phase").nth(1).locator("[data-do='down']")).to_be_focused()
    form.locator("[data-do='remove']").last.focus()
    form.keyboard.press("Enter")
    becomes(form, lambda: titles(form), [before[1], before[0], *before[2:4]])
    form.locator("#toasts .button").click()
    becomes(form, lambda: titles(form), [before[1], before[0], *before[2:]])
    form.locator("#add-phase").click()
    expect(form.locator("[name='phase_title']").last).to_be_focused()
    expect(form.locator(".form-phase h2").last).to_have_text("ช่วงที่ 6")


def test_the_end_follows_the_start_and_october_suggests_the_next_fiscal_year(form: Page) -> None:
    for part, value in (("day", "30"), ("month", "10"), ("year", "2563")):
        form.locator(f"#starts_{part}").select_option(value)
    expect(form.locator("#fiscal_year")).to_have_value("2564")
    expect(form.locator("#ends_year")).to_have_value("2563")
    form.locator("#ends_day").select_option("31")
    form.locator("#starts_month").select_option("9")
    expect(form.locator("#fiscal_year")).to_have_value("2563")
    expect(form.locator("#ends_month")).to_have_value("10")


def test_in_english_the_months_are_named_in_english(form: Page) -> None:
    form.context.add_cookies([{"name": "language", "value": "en", "url": form.url}])
    form.reload()
    names = form.locator("#starts_month option").all_inner_texts()
    assert [names[1], names[10], names[12], len(names)] == ["January", "October", "December", 13]
    form.locator("#starts_month").select_option(label="October")
    expect(form.locator("#starts_month")).to_have_value("10")


def test_in_english_no_part_of_a_date_is_cut(form: Page) -> None:
    form.context.add_cookies([{"name": "language", "value": "en", "url": form.url}])
    for size in (HAND, LAPTOP):
        form.set_viewport_size(size)
        form.reload()
        for name in ("starts_day", "starts_month", "starts_year"):
            part = form.locator(f"#{name}")
            for value in part.locator("option").evaluate_all("all => all.map(each => each.value)"):
                part.select_option(value)
                assert shows_its_choice(part), (size, name, value)


def test_the_districts_of_khon_kaen_are_one_tap(form: Page) -> None:
    form.locator("#khon-kaen").click()
    expect(form.locator("#districts")).to_contain_text("26 อำเภอ")
    expect(form.locator("#districts")).to_contain_text("หนองสองห้อง")
    # One chief a district: it says of the phases what is true, unless somebody chooses otherwise.
    identities = form.locator(".form-phase [name='phase_identity']")
    values = "all => all.map(each => each.value)"
    becomes(form, lambda: set(identities.evaluate_all(values)), {"unit"})
    said = form.locator("#identities-follow")
    expect(said).to_contain_text("เปลี่ยนเป็น “ระบุหน่วยงาน”")
    identities.first.select_option("anonymous")
    form.locator("[name='groups_mode'][value='names']").check()
    becomes(form, lambda: set(identities.evaluate_all(values)), {"anonymous"})
    expect(said).to_contain_text("เปลี่ยนเป็น “ไม่ระบุตัว”")
    form.locator("[name='groups_mode'][value='districts']").check()
    becomes(form, lambda: identities.evaluate_all(values), ["anonymous", "unit", "unit", "unit", "unit"])
    form.locator("#title").fill("ทบทวนผลงาน")
    save(form)
    expect(form.locator("#group-list > li")).to_have_count(26)


def test_a_category_button_adds_and_takes_away_its_name(form: Page) -> None:
    phase = form.locator(".form-phase").first
    phase.get_by_role("button", name="สาเหตุ", exact=True).click()
    expect(phase.locator("[name='phase_categories']")).to_have_value("ผลงาน, สาเหตุ")
    phase.get_by_role("button", name="ผลงาน", exact=True).click()
    expect(phase.locator("[name='phase_categories']")).to_have_value("สาเหตุ")


def test_errors_are_listed_and_shown_at_their_fields_and_typed_values_stay(form: Page) -> None:
    form.locator("#venue").fill("ห้องประชุมใหญ่")
    form.locator("[name='phase_categories']").nth(1).fill("")
    save(form)
    expect(form.locator("#summary")).to_be_focused()
    expect(form.locator("#summary a")).to_have_count(2)
    expect(form.locator("#title")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("#phase_categories_1")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("#venue")).to_have_value("ห้องประชุมใหญ่")


def test_what_is_optional_is_folded_says_what_is_set_and_opens_at_an_error(form: Page) -> None:
    phase = form.locator(".form-phase").first
    most = phase.locator("[name='phase_most']")
    expect(most).to_be_hidden()
    expect(form.locator("#background")).to_be_hidden()
    phase.locator(".form-fold > summary").click()
    most.fill("3")
    phase.locator("[name='phase_sharing']").select_option("everyone")
    phase.locator(".form-fold > summary").click()
    expect(phase.locator(".form-fold-set")).to_have_text(re.compile("คนละไม่เกินกี่ข้อ.*: 3 · .*: ทั้งห้อง"))
    expect(phase.locator(".form-fold-set")).to_be_visible()
    height = "line => line.getBoundingClientRect().height"
    one_line = phase.locator(".form-fold-set").evaluate(height)
    phase.locator(".form-fold > summary").click()
    phase.locator("[name='phase_help']").fill("คำอธิบายที่ยาวมาก" * 40)
    phase.locator(".form-fold > summary").click()
    assert phase.locator(".form-fold-set").evaluate(height) == pytest.approx(2 * one_line, abs=1)
    most.evaluate("field => { field.value = 'สาม'; }")
    save(form)
    expect(form.locator("#phase_most_0")).to_be_visible()
    expect(form.locator(".form-phase").nth(1).locator("[name='phase_most']")).to_be_hidden()


def test_leaving_with_unsaved_changes_is_asked_first(form: Page) -> None:
    form.locator("#title").fill("ยังไม่ได้บันทึก")
    expect(form.locator("#unsaved")).to_be_visible()
    asked: list[str] = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    form.get_by_role("link", name="กลับ").click()
    expect(form.locator("#title")).to_have_value("ยังไม่ได้บันทึก")
    assert asked == ["beforeunload"]


def test_without_javascript_the_form_still_makes_a_workshop(screen: Callable[..., Page], address: str) -> None:
    page = screen(f"{address}/workshops/new", LAPTOP, java_script_enabled=False)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.locator("#title").fill("ประชุมโดยไม่มีสคริปต์")
    page.get_by_role("button", name="สร้างการประชุม").click()
    expect(page.locator("h1")).to_have_text("ประชุมโดยไม่มีสคริปต์")
