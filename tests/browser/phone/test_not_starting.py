"""Where the page's scripts do not come, a plain sentence says what to do, and leads to a form that needs none."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.phone.conftest import Stub, join, write
from tests.browser.phone.test_on_the_server import texts
from tests.browser.phone.test_together import open_voting, share, themes
from tests.room import Room
from workshop import paths
from workshop.web import bundles

SENTENCE = "หน้านี้ยังเปิดไม่ได้"
NOT_WHOLE = "หน้านี้ยังมาไม่ครบ จึงยังส่งไม่ได้"
STORED = "สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ โหลดหน้าใหม่ได้"
FLEETING = "เบราว์เซอร์นี้ไม่เก็บสิ่งที่พิมพ์ คัดลอกไว้ก่อนโหลดหน้าใหม่หรือไปหน้าอื่น"


@pytest.mark.parametrize("lost", ["**/*.js", "**/part-*.js"])
def test_a_page_whose_scripts_do_not_come_says_so_and_leads_to_a_plain_form(
    device: BrowserContext, url: str, room: Room, lost: str
) -> None:
    page = device.new_page()
    page.route(lost, lambda route: route.fulfill(status=404, body="not here"))
    page.goto(f"{url}/j/{room.code}")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_role("link", name="หน้าอย่างง่าย").click()
    page.locator("#text").fill("ส่งจากหน้าอย่างง่าย")
    page.get_by_role("button", name="ส่ง").click()
    expect(page.get_by_role("status").first).to_contain_text("บันทึกแล้ว")
    assert texts(room) == ["ส่งจากหน้าอย่างง่าย"]


def test_a_page_that_opens_says_nothing_of_the_kind(device: BrowserContext, url: str, room: Room) -> None:
    page = device.new_page()
    page.goto(f"{url}/j/{room.code}")
    expect(page.locator("#join")).to_be_visible()
    expect(page.locator("#starting")).to_be_hidden()
    expect(page.locator("#not-starting")).to_be_hidden()


@pytest.mark.parametrize("what", ["script", "html"])
def test_what_is_sent_before_the_rest_of_the_page_has_come_stays_until_it_has(
    device: BrowserContext, url: str, room: Room, what: str
) -> None:
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    rest = f"**/{bundle['desk']}*" if what == "script" else "**/late-parts/desk"
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        route.fulfill(status=404, body="not here")

    device.route(rest, lose)
    page = device.new_page()
    begin(page, url, room)
    expect(page.locator("#send-state")).to_have_text(f"{NOT_WHOLE} {STORED}")
    expect(page.locator("#text")).to_have_value("น้ำไม่ไหลทั้งหมู่บ้าน")
    page.reload()
    expect(page.locator("#text")).to_have_value("น้ำไม่ไหลทั้งหมู่บ้าน")
    page.locator("#send").click()
    expect(page.locator("#send-state")).to_have_text(f"{NOT_WHOLE} {STORED}")
    assert len(lost) > 1
    assert texts(room) == []

    device.unroute(rest)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator("#send-state")).not_to_contain_text(NOT_WHOLE)
    assert texts(room) == ["น้ำไม่ไหลทั้งหมู่บ้าน"]


def begin(page: Page, url: str, room: Room) -> None:
    """Join and send a note while what sends is on its way."""
    page.goto(f"{url}/j/{room.code}", wait_until="domcontentloaded")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    page.locator("#text").fill("น้ำไม่ไหลทั้งหมู่บ้าน")
    page.locator("#send").click()


def test_votes_and_others_notes_come_also_where_the_rest_of_the_page_failed_to_come_twice(
    device: BrowserContext, url: str, room: Room
) -> None:
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    themes(room, "น้ำ")
    page = device.new_page()
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url))
    page.route(f"**/{bundle['desk']}*", lambda route: route.abort(), times=2)
    with page.expect_event("requestfailed"):
        begin(page, url, room)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    open_voting(room)
    share(room, "everyone")
    expect(page.locator("#voting-options > li")).to_have_count(1)
    expect(page.locator("#shared-notes > li")).to_have_count(1)
    expect(page.locator("#save-notes")).to_be_visible()
    # Under another address its modules would be there twice, as the votes' script imports them from this one.
    assert [file for file in files if "/static/" in file and "?" in file] == []


@pytest.mark.parametrize("what", ["desk", "later", "html"])
def test_a_request_that_hangs_holds_no_note_back_for_long(
    device: BrowserContext, url: str, room: Room, what: str
) -> None:
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    files = {"desk": bundle["desk"], "later": bundle["later"], "html": "late-parts/desk"}
    page = device.new_page()
    page.clock.install()
    page.route(f"**/{files[what]}*", lambda _: None, times=1)
    with page.expect_request(f"**/{files[what]}*"):
        begin(page, url, room)
    page.clock.run_for(20_000)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert texts(room) == ["น้ำไม่ไหลทั้งหมู่บ้าน"]
    assert page.locator(f'link[href*="{bundle["later"]}"]').count() == 1


def test_what_is_said_where_no_script_runs_takes_no_room_before(device: BrowserContext, url: str, room: Room) -> None:
    page = device.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{url}/j/{room.code}")
    height = """(at) => {
        const card = document.querySelector("#not-starting");
        for (const each of document.getAnimations()) Object.assign(each, {currentTime: at}).pause();
        return card.offsetHeight;
    }"""
    assert page.evaluate(height, 0) == 0
    expect(page.locator("#starting")).to_be_visible()
    assert page.evaluate(height, 8002) > 100
    expect(page.locator("#starting")).to_be_hidden()


@pytest.mark.parametrize("kept", [STORED, FLEETING], ids=["stored", "fleeting"])
def test_after_some_seconds_the_page_says_below_the_field_what_to_do(
    device: BrowserContext, url: str, room: Room, kept: str
) -> None:
    page = device.new_page()
    if kept == FLEETING:
        page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    page.clock.install()
    page.route("**/late-parts/desk", lambda route: route.abort())
    begin(page, url, room)
    page.clock.run_for(1000)
    expect(page.locator("#send-state")).to_have_text(f"{NOT_WHOLE} {kept}")
    card, field = page.locator("#not-starting"), page.locator("#text")
    expect(card).to_be_hidden()
    before = field.bounding_box()
    page.clock.run_for(8000)
    expect(card).to_contain_text(kept)
    assert field.bounding_box() == before
    assert before is not None
    assert (card.bounding_box() or before)["y"] > before["y"] + before["height"]
    page.unroute("**/late-parts/desk")
    page.clock.run_for(20_000)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(card).to_be_hidden()


def test_while_a_text_waits_for_the_rest_of_the_page_another_phase_is_typed_for(
    device: BrowserContext, stub: Stub
) -> None:
    stub.room.open(2, 4)
    page = device.new_page()
    page.route("**/late-parts/desk", lambda route: route.abort())
    page.goto(stub.phone_url)
    join(page, 3)
    write(page, "น้ำไม่ไหล")
    field, said = page.locator("#text"), page.locator("#send-state")
    expect(field).not_to_be_editable()
    page.get_by_role("tab", name="แลไปข้างหน้า").click()
    expect(field).to_be_editable()
    expect(said).to_have_text("")
    field.fill("ทำต่อปีหน้า")
    page.get_by_role("tab", name="ปัญหาและอุปสรรค").click()
    expect(field).to_have_value("น้ำไม่ไหล")
    expect(field).not_to_be_editable()
    expect(said).to_contain_text("จึงยังส่งไม่ได้")
    page.get_by_role("tab", name="แลไปข้างหน้า").click()
    page.unroute("**/late-parts/desk")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(field).to_have_value("ทำต่อปีหน้า")
    assert [(note["text"], note["phase_id"]) for note in stub.room.notes.values()] == [("น้ำไม่ไหล", 2)]


def test_before_the_rest_has_come_the_page_does_not_claim_to_change_by_itself(
    device: BrowserContext, stub: Stub
) -> None:
    stub.room.phase(2)["state"] = "waiting"
    page = device.new_page()
    page.route("**/late-parts/desk", lambda route: route.abort())
    page.goto(stub.phone_url)
    join(page, 3)
    wait = page.locator("#no-phase")
    expect(wait).to_contain_text("ยังไม่เปิดรับความเห็น")
    expect(wait).not_to_contain_text("หน้านี้จะเปลี่ยนเอง")
    expect(page.locator("#no-notes")).to_be_hidden()
    page.unroute("**/late-parts/desk")
    expect(wait).to_contain_text("หน้านี้จะเปลี่ยนเอง")
    expect(page.locator("#no-notes")).to_be_visible()


def test_a_late_script_of_another_release_begins_no_second_page(device: BrowserContext, url: str, room: Room) -> None:
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    page = device.new_page()
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    expect(page.locator("#own-notes")).to_be_attached()
    first, desk = (f"/static/other/{bundle[name]}" for name in ("script", "desk"))
    page.evaluate("async (files) => { for (const file of files) await import(file); }", [first, desk])
    page.locator("#text").fill("ข้อเดียว")
    page.locator("#send").click()
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(page.locator("#own-notes > li")).to_have_count(1)
    assert texts(room) == ["ข้อเดียว"]


def test_a_late_script_of_another_release_speaks_with_the_words_of_the_page(
    device: BrowserContext, url: str, room: Room
) -> None:
    themes(room, "น้ำ")
    page = device.new_page()
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    expect(page.locator("#own-notes")).to_be_attached()
    page.evaluate("""() => {
        const given = document.getElementById("page");
        given.textContent = given.textContent.replace(/[/]static[/][0-9a-f]+[/]/g, "/static/other/");
    }""")
    open_voting(room)
    expect(page.locator("#voting-left")).to_contain_text("เหลือ 3 จาก 3 จุด")
