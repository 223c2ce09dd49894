"""The laptop gets another address: a phone goes on there as the same one, and what waited comes as a draft."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.phone.test_rescue import AT_ONCE
from tests.browser.waiting import admission, until
from tests.room import Phone, Room
from tests.web.test_moving import boxed, move


def test_a_phone_takes_its_notes_along_to_a_new_address_and_sends_what_waited_by_a_tap(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    page = visitor((360, 740), has_touch=True)
    page.add_init_script(AT_ONCE)
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    page.wait_for_function("() => window.laenaParts.moving && !document.querySelector('#move-form').hidden")
    write(page, "ถึงแล้ว")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    page.context.route(lambda address: address.startswith(url), lambda route: route.abort())
    write(page, "ค้างอยู่")
    page.locator("#text").fill("พิมพ์ค้างไว้")
    expect(page.locator("#move-texts")).to_have_text("ค้างอยู่\n\nพิมพ์ค้างไว้")
    page.evaluate("Object.assign(document.querySelector('#move'), { hidden: false, open: true })")
    new = url.replace("127.0.0.1", "localhost")
    for wrong, said in ((url, "ที่อยู่เดิม"), ("http://ก@x/", "อ่านที่อยู่นี้ไม่ออก"), ("http://", "อ่านที่อยู่นี้ไม่ออก")):
        page.locator("#move-address").fill(wrong)
        page.locator("#move-form button").click()
        expect(page.locator("#move-said")).to_contain_text(said)
    page.locator("#move-address").fill(new.removeprefix("http://"))
    page.locator("#move-form button").click()
    expect(page.locator("#move-number")).to_have_text(re.compile(r"\d"))
    number = page.locator("#move-number").inner_text()
    with page.context.expect_page() as opened:
        page.locator("#move-link").click()
    old, page = page, opened.value

    page.wait_for_url(f"{new}/j/{room.code}")
    expect(page.locator("#join")).to_be_visible()
    page.locator("#moved-number").fill("111111")
    page.locator("#moved-take").click()
    expect(page.locator("#moved")).to_contain_text("เลขยืนยันไม่ตรง")
    page.locator("#moved-number").fill(number)
    page.locator("#moved-take").click()
    expect(page.locator("#own-notes > li")).to_contain_text(["ถึงแล้ว"])
    drafts = page.locator("#drafts .draft")
    expect(drafts).to_have_count(2)
    drafts.filter(has_text="ค้างอยู่").locator('[data-do="use"]').click()
    expect(page.locator("#text")).to_have_value("ค้างอยู่")
    page.locator("#send").click()
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    assert sorted(note["text"] for note in room.desk.board()["notes"]) == ["ค้างอยู่", "ถึงแล้ว"]

    # The old address is there again: its page is a new phone, which has lost no word either. It loads itself anew.
    context = old.context
    old.close()
    context.unroute_all()
    old = context.new_page()
    old.add_init_script("sessionStorage.loads = Number(sessionStorage.loads || 0) + 1")
    old.goto(f"{url}/j/{room.code}", wait_until="commit")
    old.wait_for_function("() => Number(sessionStorage.loads) >= 2")
    expect(old.locator("#join")).to_be_visible()
    old.get_by_role("radio", name="กลุ่มดอกคูน").check()
    old.locator("#join-send").click()
    expect(old.locator("#compose")).to_be_visible()
    expect(old.locator("#own-notes > li")).to_have_count(0)
    expect(old.locator("#drafts")).to_contain_text("ค้างอยู่")
    assert len(room.desk.board()["notes"]) == 2


def test_a_phone_that_stores_nothing_goes_on_as_another_one_after_its_move_and_shows_what_waits_first(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    page = visitor((360, 740))
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    keys: list[str] = []
    page.on("request", lambda request: keys.append(request.headers.get("authorization", "")))
    admitted = admission(page)
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    page.locator("#text").fill("พิมพ์ค้างไว้")
    until(page, admitted)
    key = next(key for key in keys if key).removeprefix("Bearer ")
    assert move(room.outsider(), boxed(Phone(room.app.test_client(), room.code, key))).status_code == 200
    # Its socket is closed with the move: it learns of that by itself, and nothing is there to be pressed any more.
    expect(page.locator("#anew")).to_be_visible()
    expect(page.locator("#anew-texts")).to_have_text("พิมพ์ค้างไว้")
    page.locator("#anew-begin").click()
    expect(page.locator("#anew")).to_be_hidden()
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    write(page, "ยังเขียนได้")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [note["text"] for note in room.desk.board()["notes"]] == ["ยังเขียนได้"]


def test_a_link_to_a_new_address_is_asked_about_again_where_the_network_failed(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    page = visitor((360, 740))
    page.clock.install()
    page.route("**/state", lambda route: route.abort())
    page.goto(f"{url}/j/{room.code}#move=ab.{'A' * 20}")
    expect(page.locator("#moved")).to_contain_text("ต่อเครื่องแม่ข่ายไม่ได้")
    expect(page.locator("#moved-form")).to_be_hidden()
    page.unroute("**/state")
    page.clock.run_for(5000)
    expect(page.locator("#moved-form")).to_be_visible()
    expect(page.locator("#moved")).not_to_contain_text("ต่อเครื่องแม่ข่ายไม่ได้")
