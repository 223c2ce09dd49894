"""Comments that wait for approval and are hidden on the real server: their writer's phone says what became of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.test_comments import comment
from tests.room import Room

LAPTOP, WALL, HAND = (1366, 768), (1920, 1080), (360, 740)


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def of_others(page: Page) -> Any:
    return page.locator("#shared-notes > li")


def test_comments_wait_for_approval_and_are_hidden_with_a_reason_that_their_writer_reads(
    room: Room, joined: Callable[..., Page], staff: Callable[..., Page], url: str
) -> None:
    room.phone.note("งบประมาณมาถึงช้าทุกปี")
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    started = room.desk.board()["phases"][0]["id"]
    for switch in ("comments", "check_first"):
        assert room.desk.call(f"/phases/{started}/{switch}", {"on": True}).status_code == 200
    console, writer, reader = staff(LAPTOP), joined(0), joined(1)
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    card = of_others(writer)
    for text in (LONG, "โทร 0812345678"):
        comment(card, text)
        expect(card.locator(".comment").filter(has_text=text[:30])).to_contain_text("ส่งแล้ว รอวิทยากรตรวจ")
    seen = of_others(reader)
    expect(seen.locator("summary")).to_have_text("เขียนข้อคิดเห็น")
    waiting = console.locator("#checking-comments")
    expect(waiting.locator(".checking-count")).to_have_text("2")
    waiting.locator("summary").click()
    expect(waiting.locator("li").filter(has_text="0812345678")).to_contain_text("อาจมีข้อมูลส่วนบุคคล")
    expect(waiting.locator("li").first).to_contain_text("ต่อความเห็นที่ 1")
    assert axe.faults(console, "#checking-comments") == []
    for size in (LAPTOP, WALL, HAND):
        console.set_viewport_size({"width": size[0], "height": size[1]})
        picture(console, f"comments_waiting_{size[0]}")
    console.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    waiting.locator("li").filter(has_text=LONG[:30]).get_by_role("button", name="อนุมัติ").click()
    expect(seen.locator("summary")).to_have_text("ข้อคิดเห็น (1)")
    expect(card.locator(".comment").filter(has_text=LONG[:30])).not_to_contain_text("รอวิทยากรตรวจ")
    waiting.locator("select").select_option("personal")
    waiting.get_by_role("button", name="ซ่อน", exact=True).click()
    expect(waiting).to_be_hidden()
    mine = card.locator(".comment").filter(has_text="0812345678")
    expect(mine).to_contain_text("วิทยากรซ่อนข้อนี้ไว้ ไม่ขึ้นจอ เหตุผล: มีข้อมูลส่วนบุคคล")
    mine.scroll_into_view_if_needed()
    picture(writer, "comments_hidden_phone")
    console.locator("#tray-hidden summary").click()
    away = console.locator("#hidden-comments li")
    expect(away).to_contain_text("ซ่อนเพราะ: มีข้อมูลส่วนบุคคล")
    picture(console, "comments_hidden_tray")
    console.locator("#open-hiding").click()
    dialog = console.locator("#hiding")
    dialog.get_by_role("button", name="ข้อคิดเห็น", exact=True).click()
    expect(dialog.locator("#hiding-list > li")).to_have_count(1)
    dialog.locator("#hiding-list input").check()
    dialog.locator("select").select_option("repeated")
    picture(console, "comments_hiding")
    assert axe.faults(console, "#hiding") == []
    dialog.get_by_role("button", name="ซ่อนที่เลือก (1)").click()
    expect(away).to_have_count(2)
    expect(seen.locator(".comment")).to_have_count(0)
    expect(card.locator(".comment").filter(has_text=LONG[:30])).to_contain_text("เหตุผล: ซ้ำกับข้ออื่น")
    away.filter(has_text=LONG[:30]).get_by_role("button", name="เลิกซ่อน").click()
    expect(away).to_have_count(1)
    expect(seen.locator("summary")).to_have_text("ข้อคิดเห็น (1)")
    expect(card.locator(".comment").filter(has_text=LONG[:30])).not_to_contain_text("ซ่อน")


LONG = ("เห็นด้วยอย่างยิ่ง ควรโอนงบประมาณให้ถึงพื้นที่ก่อนต้นปี และแจ้งแผนล่วงหน้า " * 4).strip()
