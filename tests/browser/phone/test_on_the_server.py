"""The phone page on the real server: the contract as both sides keep it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.phone.conftest import write
from tests.browser.waiting import admission, until
from tests.room import Room

MOST_BYTES = 99_900


def enter(page: Page, url: str, room: Room) -> None:
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    expect(page.locator("#compose")).to_be_visible()


def texts(room: Room) -> list[str]:
    return [note["text"] for note in room.desk.board()["notes"]]


def test_a_note_is_written_edited_and_deleted_also_after_its_phase(
    device: BrowserContext, url: str, room: Room
) -> None:
    page = device.new_page()
    enter(page, url, room)
    write(page, "ถนนเป็นหลุมเป็นบ่อ")
    saved = page.locator('#own-notes > li[data-state="saved"]')
    expect(saved).to_have_count(1)
    assert texts(room) == ["ถนนเป็นหลุมเป็นบ่อ"]
    page.locator('[data-do="edit"]').click()
    page.locator(".note-form textarea").fill("ถนนเป็นหลุม แก้แล้ว")
    page.locator(".note-form [type=submit]").click()
    expect(saved).to_contain_text("บันทึกที่แก้แล้ว")
    assert texts(room) == ["ถนนเป็นหลุม แก้แล้ว"]
    page.reload()
    expect(saved).to_contain_text("ถนนเป็นหลุม แก้แล้ว")
    room.desk.open_phase(1)
    expect(page.locator('[data-do="edit"]')).to_be_hidden()
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as deleted:
        page.locator('[data-do="delete"]').click()
    assert deleted.value.ok
    assert texts(room) == []


def test_a_saved_note_shows_its_number_in_the_appendix_and_is_in_ones_own_file(
    device: BrowserContext, url: str, room: Room
) -> None:
    room.other.note("ของคนอื่น")
    page = device.new_page()
    enter(page, url, room)
    write(page, "ของฉัน")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    number = next(note["number"] for note in room.desk.board()["notes"] if note["text"] == "ของฉัน")
    expect(page.locator("#own-notes > li")).to_contain_text(f"เลขที่ {number}")
    with page.expect_download() as waiting:
        page.locator("#save-notes").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert text.index(f"เลขที่ {number}") < text.index("ของฉัน")
    assert "ของคนอื่น" not in text
    expect(page.locator("#find-notes")).to_be_hidden()
    note = next(note["id"] for note in room.desk.board()["notes"] if note["text"] == "ของฉัน")
    assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบประมาณ"}).status_code == 200
    room.desk.open_phase(1)
    page.locator("#find-notes").click()
    expect(page.locator("#own-notes .note-became li")).to_have_text("อยู่ในกลุ่มความเห็น “งบประมาณ” ซึ่งมีข้อนี้ข้อเดียว")
    with page.expect_download() as waiting:
        page.locator("#save-notes").click()
    assert "• อยู่ในกลุ่มความเห็น “งบประมาณ”" in Path(waiting.value.path()).read_text("utf-8-sig")


def test_the_phone_follows_the_facilitator_live_through_one_socket_a_visit(
    device: BrowserContext, url: str, room: Room
) -> None:
    page = device.new_page()
    admitted = admission(page)
    enter(page, url, room)
    until(page, admitted)
    room.desk.open_phase(1)
    expect(page.locator("#phase-question")).to_have_text("เพราะอะไร")
    expect(page.locator("#kinds")).to_be_visible()
    assert room.desk.call("/timer", {"action": "start", "seconds": 600}).status_code == 200
    expect(page.locator("#timer")).to_contain_text("เหลือ")
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    admitted = admission(page)
    page.reload()
    until(page, admitted)
    assert len(sockets) == 1, sockets


def test_a_note_is_sent_late_by_itself_and_after_the_grace_moved_by_hand(
    device: BrowserContext, url: str, room: Room
) -> None:
    page = device.new_page()
    enter(page, url, room)
    problem, other = (phase["id"] for phase in room.desk.board()["phases"])
    room.desk.call(f"/phases/{other}/grace", {"minutes": 0})

    def write_while_away(words: str) -> None:
        page.locator("#text").fill(words)
        device.set_offline(True)
        page.locator("#send").click()
        expect(page.locator('#own-notes > li[data-state="waiting"]')).to_have_count(1)

    write_while_away("มาช้าไปนิดเดียว")
    room.desk.open_phase(1)
    device.set_offline(False)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [(note["phase_id"], note.get("late")) for note in room.desk.board()["notes"]] == [(problem, True)]
    page.get_by_role("radio", name="สาเหตุ").check()
    write_while_away("คนไม่พอ")
    room.desk.open_phase(0)
    device.set_offline(False)
    expect(page.locator('#own-notes > li[data-state="refused"]')).to_contain_text("คนไม่พอ")
    assert texts(room) == ["มาช้าไปนิดเดียว"]
    use = page.locator('[data-do="use"]:visible')
    expect(use).to_have_text("ย้ายมาเป็น “ปัญหา/อุปสรรค”")
    use.click()
    page.locator("#send").click()
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    assert texts(room) == ["มาช้าไปนิดเดียว", "คนไม่พอ"]


def test_what_was_half_typed_when_the_phase_closed_goes_there_while_it_takes_late_notes(
    device: BrowserContext, url: str, room: Room
) -> None:
    page = device.new_page()
    enter(page, url, room)
    problem, cause = (phase["id"] for phase in room.desk.board()["phases"])
    page.locator("#text").fill("ยังพิมพ์ไม่จบตอนปิด")
    room.desk.open_phase(1)
    late = page.locator("#drafts").get_by_role("button").first
    expect(late).to_have_text("ส่งเข้าช่วงเดิม")
    late.click()
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(page.locator("#drafts")).to_be_hidden()
    (note,) = room.desk.board()["notes"]
    assert (note["text"], note["phase_id"], note["category"], note["late"]) == (
        "ยังพิมพ์ไม่จบตอนปิด",
        problem,
        "problem",
        True,
    )
    page.get_by_role("radio", name="สาเหตุ").check()
    page.locator("#text").fill("ช้าเกินไป")
    room.desk.open_phase(0)
    late.wait_for()
    device.set_offline(True)
    late.click()
    expect(page.locator("#drafts")).to_be_hidden()
    room.desk.call(f"/phases/{cause}/grace", {"minutes": 0})
    device.set_offline(False)
    expect(page.locator('#own-notes > li[data-state="refused"]')).to_contain_text("ช้าเกินไป")
    assert texts(room) == ["ยังพิมพ์ไม่จบตอนปิด"]


def test_the_page_weighs_less_than_100_kb_over_the_wire(device: BrowserContext, url: str, room: Room) -> None:
    page = device.new_page()
    session = device.new_cdp_session(page)
    session.send("Network.enable")
    # What a phone asks for on plain http; browsers offer Brotli only over https and to this machine itself.
    page.set_extra_http_headers({"Accept-Encoding": "gzip, deflate"})
    # What rescues waiting notes is asked for some seconds after the first visit; a busy machine may be there already.
    # It is not aborted here: Playwright's routes turn the browser's cache off.
    urls: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    loaded: list[tuple[str, float]] = []
    session.on("Network.loadingFinished", lambda event: loaded.append((event["requestId"], event["encodedDataLength"])))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("?")[0].rsplit("/", 1)[-1]))
    # The last thing to be asked for is what came between joining and the socket.
    with page.expect_websocket(), page.expect_response("**/state?since=*"):
        enter(page, url, room)
    page.evaluate("document.fonts.ready.then(() => true)")
    sizes = [size for request, size in loaded if not urls.get(request, "").endswith("/rescue")]
    assert len(sizes) > 8
    assert asked.count("state") == 2  # once joined, and once when the socket hears; never before joining
    assert sum(sizes) <= MOST_BYTES, sum(sizes)
