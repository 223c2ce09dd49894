"""A phone loses its network with notes waiting: another reads its codes, and they arrive, once, as the writer's."""

from __future__ import annotations

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.waiting import becomes, holds
from tests.room import Room

AT_ONCE = """
const wait = window.setTimeout;
window.setTimeout = (act, ms, ...more) => wait(act, ms >= 3000 && ms <= 10000 ? 0 : ms, ...more);
"""


def scanned(page: Page) -> str:
    """The link in the code on the screen, read from its picture as a camera reads it."""
    picture = Image.open(io.BytesIO(page.locator("#rescue-box canvas").screenshot()))
    (found,) = {str(each.text) for each in zxingcpp.read_barcodes(picture)}  # it may be found twice in one picture
    return found


def texts(room: Room) -> list[str]:
    return sorted(note["text"] for note in room.desk.board()["notes"])


def test_waiting_notes_arrive_through_another_phone_once_and_stay_their_writers(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    writer = visitor((360, 740), has_touch=True)
    writer.add_init_script(AT_ONCE)
    writer.goto(f"{url}/j/{room.code}")
    writer.get_by_role("radio", name="กลุ่มดอกคูน").check()
    with writer.expect_response(lambda answer: answer.url.endswith("/rescue")):
        writer.locator("#join-send").click()
    writer.wait_for_function("() => window.laenaParts.rescue && document.querySelector('#rescue-box')")
    writer.context.set_offline(True)
    written = [f"ความเห็นที่ {n} ของเครื่องที่ต่อไม่ได้ " + "งบประมาณมาช้า " * 14 for n in range(6)]
    for text in written:
        write(writer, text)
    waiting = writer.locator('#own-notes > li:not([data-state="saved"])')
    expect(waiting).to_have_count(len(written))
    writer.locator("#rescue").click()
    links = [scanned(writer)]
    while writer.locator('[data-do="next"]').is_enabled():
        writer.locator('[data-do="next"]').click()
        links.append(scanned(writer))
    assert 1 < len(links) < 6
    writer.locator('[data-do="close"]').click()

    friend = visitor((360, 740), has_touch=True)
    for link in links:
        friend.goto(link)
        assert holds(friend, "location.hash === ''")  # it is read, then taken out of the address
        arrived_before = len(texts(room))
        expect(friend.locator("#rescued-notes")).to_contain_text("ของเครื่องที่ต่อไม่ได้")
        assert len(texts(room)) == arrived_before
        friend.locator("#rescued-send").click()
        expect(friend.locator("#rescued")).to_contain_text("ปิดหน้านี้ได้")
    becomes(friend, lambda: texts(room), sorted(text.strip() for text in written))
    assert friend.evaluate("Object.keys(localStorage)") == []
    friend.goto(links[0][:-4])
    expect(friend.locator('[role="alert"]')).to_contain_text("อ่าน QR นี้ไม่ได้")
    expect(friend.locator("#rescued-send")).to_be_hidden()

    expect(waiting).to_have_count(len(written))
    writer.context.set_offline(False)
    expect(writer.locator('#own-notes > li[data-state="saved"]')).to_have_count(len(written))
    assert texts(room) == sorted(text.strip() for text in written)
    writer.locator('#own-notes [data-do="edit"]').first.click()
    writer.locator(".note-form:visible textarea").fill("แก้ทีหลัง")
    writer.locator(".note-form:visible [type=submit]").click()
    expect(writer.locator("#own-notes > li").first).to_contain_text("บันทึกที่แก้แล้ว")
    assert "แก้ทีหลัง" in texts(room)
