"""Votes and moods of earlier, and which of two that are open: chosen at the console and at the remote for the wall."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.room import Room, helper_of, new_id


def test_what_the_room_was_asked_is_chosen_for_the_wall_at_console_and_remote(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    theme = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบประมาณ"}).get_json()["answer"]
    for kind in ("effort_impact", "dots"):
        opened = room.desk.call("/voting", {"kind": kind, "source": "themes", "dots": 3})
        assert opened.status_code == 200, opened.text
        voting = room.desk.board()["voting"]["id"]
    room.phone.call("PUT", "/votes", {"id": new_id(), "voting_id": voting, "theme_id": theme, "dots": 3})
    assert room.desk.call("/pulse", {"moment": "morning"}).status_code == 200
    screen, console, remote = staff((1920, 1080)), staff((1366, 768)), staff((360, 740), has_touch=True)
    for page, path in ((screen, "/projector"), (console, ""), (remote, "/remote")):
        page.goto(f"{url}/workshops/{room.code}{path}")
        page.locator("#connection[data-state='connected']").wait_for(state="attached")

    lines = console.locator(".now-line")
    expect(screen.locator("#room-voting")).to_be_visible()
    expect(screen.locator("#groups")).to_be_hidden()  # beside a question nobody asks how much each group wrote
    expect(lines.filter(has_text="ลงคะแนน").get_by_role("button", name="แสดงบนจอ")).to_be_hidden()
    lines.filter(has_text="ความรู้สึก").get_by_role("button", name="แสดงบนจอ").click()
    expect(screen.locator("#room-pulse")).to_be_visible()
    expect(console.locator("#shown-now")).to_contain_text("ความรู้สึกตอนเช้า")
    expect(lines.filter(has_text="ความรู้สึก").get_by_role("button", name="แสดงบนจอ")).to_be_hidden()

    remote.get_by_role("button", name=re.compile("^ตารางแรงที่ใช้–ผลที่ได้")).click()
    expect(screen.locator("#room-voting .room-kind")).to_have_text("ผลการลงคะแนน")
    expect(screen.locator("#room-voting .room-label")).to_contain_text("งบประมาณ")
    expect(screen.locator("#room-pulse")).to_be_hidden()
    expect(remote.locator(".remote-now").last).to_have_text(re.compile(r"^ตารางแรงที่ใช้–ผลที่ได้ · \d\d:\d\d$"))

    console.locator("#show-menu > summary").click()
    console.locator("#show-asked").get_by_role("button", name=re.compile("^ให้จุด · .*กำลังเปิด$")).click()
    expect(screen.locator("#room-voting .room-kind")).to_have_text("ลงคะแนนบนโทรศัพท์")
    expect(screen.locator("#room-voting .room-people")).to_contain_text("1 จาก 2")
    expect(screen.locator("#room-voting .room-votes").first).to_have_text("")

    screen.keyboard.press("Escape")
    expect(screen.locator(".wall")).to_be_visible()
    expect(screen.locator("#groups")).to_be_visible()
    expect(console.locator("#shown-now")).to_contain_text("กระดานความเห็น · คำถามที่เปิดอยู่ไม่ได้ขึ้นจอ")
    expect(lines.get_by_role("button", name="แสดงบนจอ")).to_have_count(2)
    expect(remote.locator(".remote-now").last).to_have_text("กระดานความเห็น")
    screen.keyboard.press("v")
    expect(screen.locator("#room-voting")).to_be_visible()
    expect(console.locator("#shown-now")).to_contain_text("ให้จุด")
    screen.context.set_offline(True)
    screen.keyboard.press("Escape")
    expect(screen.locator("#toasts")).to_contain_text("ยังไม่ถูกบันทึก")
    expect(screen.locator("#room-voting")).to_be_visible()  # as the console says
    screen.context.set_offline(False)

    for path in ("/pulse/close", "/voting/close"):
        assert room.desk.call(path).status_code == 200
    expect(screen.locator("#room-voting .room-kind")).to_have_text("ผลการลงคะแนน")
    remote.locator("[data-show-there='live']").click()
    expect(screen.locator(".wall")).to_be_visible()
    expect(console.locator("#shown-now")).to_be_hidden()
    assert room.desk.post(f"/workshops/{room.code}/endings/end", data={}).status_code == 302
    expect(remote.locator(".remote-now").first).to_have_text("การประชุมสิ้นสุดแล้ว")
    expect(remote.locator("#remote-timer")).to_be_hidden()
    expect(remote.locator("[data-show-there='welcome']")).to_be_hidden()
    expect(remote.locator("[data-show-there='thanks']")).to_be_visible()


def test_results_of_one_kind_are_told_apart_by_what_they_are_about_and_when_they_were_asked(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    categories = [each for phase in room.desk.board()["phases"] for each in phase["categories"]][:2]
    names = {each["key"]: each["name"] for each in room.desk.board()["workshop"]["categories"]}
    for category in categories:
        note = room.phone.note("งบมาช้า", category=category) if category == categories[0] else None
        if note:
            room.desk.call(f"/notes/{note['id']}/move", {"theme_id": "new", "label": "งบประมาณ"})
        body = {"kind": "dots", "source": "lines", "lines": ["ก", "ข"], "category": category, "dots": 3}
        room.desk.call("/voting", body if not note else {**body, "source": "themes", "lines": []})
    console, remote = staff((1366, 768)), staff((360, 740), has_touch=True)
    listed = room.desk.board()["asked"]
    for page, path in ((console, ""), (remote, "/remote")):
        page.goto(f"{url}/workshops/{room.code}{path}")
        buttons = page.locator("#show-asked [data-asked] button")
        expect(buttons).to_have_count(len(listed))
        for each in listed:
            about = names.get(each["category"], "")
            expect(buttons.filter(has_text=about).first).to_have_text(re.compile(rf"{re.escape(about)}.*\d\d:\d\d"))


def test_console_and_remote_say_that_the_large_code_is_on_the_projector_and_what_stood_there_comes_back(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบประมาณ"})
    screen, console, remote = staff((1920, 1080)), staff((1366, 768)), staff((360, 740), has_touch=True)
    for page, path in ((screen, "/projector"), (console, ""), (remote, "/remote")):
        page.goto(f"{url}/workshops/{room.code}{path}")
        page.locator("#connection[data-state='connected']").wait_for(state="attached")
    expect(screen.locator(".wall")).to_be_visible()
    screen.keyboard.press("j")
    expect(screen.locator(".welcome-code")).to_be_visible()
    expect(console.locator("#shown-now")).to_contain_text("ต้อนรับและคิวอาร์โค้ด")
    expect(remote.locator(".remote-now").last).to_have_text("ต้อนรับและคิวอาร์โค้ด")
    screen.keyboard.press("j")
    expect(screen.locator(".wall")).to_be_visible()
    expect(console.locator("#shown-now")).to_be_hidden()
    assert room.desk.call("/voting", {"kind": "dots", "source": "themes", "dots": 3}).status_code == 200
    expect(screen.locator("#room-voting")).to_be_visible()
    screen.keyboard.press("j")
    expect(screen.locator(".welcome-code")).to_be_visible()
    screen.keyboard.press("j")
    expect(screen.locator("#room-voting")).to_be_visible()
    assert screen.locator(".join-url").evaluate(IN_ONE_LINE), "the address ends a line within its code"


def test_the_large_code_gives_way_to_the_wall_where_something_else_was_shown_since(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    notes = [room.phone.note(text)["id"] for text in ("งบมาช้า", "คนไม่พอ")]
    themes = [
        room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": label}).get_json()["answer"]
        for note, label in zip(notes, ("งบประมาณ", "กำลังคน"), strict=True)
    ]
    screen = staff((1920, 1080))
    screen.goto(f"{url}/workshops/{room.code}/projector")
    screen.locator("#connection[data-state='connected']").wait_for(state="attached")

    def show(what: str, id: str = "") -> None:
        assert room.desk.call("/show", {"what": what, "id": id}).status_code == 200

    show("theme", themes[0])
    expect(screen.locator("#shown")).to_contain_text("งบประมาณ")
    screen.keyboard.press("j")
    expect(screen.locator(".welcome-code")).to_be_visible()
    screen.keyboard.press("j")
    expect(screen.locator("#shown")).to_contain_text("งบประมาณ")
    screen.keyboard.press("j")
    expect(screen.locator(".welcome-code")).to_be_visible()
    show("theme", themes[1])
    expect(screen.locator("#shown")).to_contain_text("กำลังคน")
    show("welcome")
    expect(screen.locator(".welcome-code")).to_be_visible()
    screen.keyboard.press("j")
    expect(screen.locator(".wall")).to_be_visible()
    expect(screen.locator("#shown")).to_be_hidden()
    show("note", notes[0])
    expect(screen.locator("#shown")).to_contain_text("งบมาช้า")
    screen.keyboard.press("j")
    expect(screen.locator(".welcome-code")).to_be_visible()
    assert room.desk.call(f"/notes/{notes[0]}/hide").status_code == 200
    screen.keyboard.press("j")  # what stood there is gone
    expect(screen.locator(".wall")).to_be_visible()


def test_who_only_watches_has_the_large_code_in_the_own_window_alone(
    visitor: Callable[..., Page], staff: Callable[..., Page], url: str, room: Room
) -> None:
    room.phone.note("งบมาช้า")
    watching, screen = visitor((1366, 768)), staff((1920, 1080))
    cookie = helper_of(room, "viewer").client.get_cookie("laena")
    assert cookie is not None
    watching.context.add_cookies([{"name": "laena", "value": cookie.value, "url": url}])
    for page in (watching, screen):
        page.goto(f"{url}/workshops/{room.code}/projector")
        page.locator("#connection[data-state='connected']").wait_for(state="attached")
    for closes in ("j", "Escape"):
        watching.keyboard.press("j")
        expect(watching.locator(".welcome-code")).to_be_visible()
        expect(screen.locator(".wall")).to_be_visible()
        watching.keyboard.press(closes)
        expect(watching.locator(".welcome-code")).to_be_hidden()
    expect(watching.locator(".toast")).to_have_count(0)
    assert room.desk.board(view="projector")["shown"] is None
    room.desk.call("/show", {"what": "thanks", "id": ""})
    expect(watching.locator("#shown")).to_be_visible()
    expect(watching.locator("#show-live")).to_be_hidden()


# Whether all of the code stands on one line of the address.
IN_ONE_LINE = """(address) => {
  const range = document.createRange();
  range.selectNodeContents(address.lastChild);
  return range.getClientRects().length === 1;
}"""


def test_on_a_phone_what_is_open_stands_before_an_old_result_which_is_folded(
    joined: Callable[..., Page], room: Room
) -> None:
    for n in range(6):
        note = room.phone.note(f"ปัญหาที่ {n}")["id"]
        room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"เรื่องที่ {n}"})
    assert room.desk.call("/voting", {"kind": "dots", "source": "themes", "dots": 3}).status_code == 200
    phone = joined()
    result = phone.locator("#voting details").first
    expect(result).to_have_attribute("open", "")
    assert room.desk.call("/voting/close").status_code == 200
    expect(phone.locator("#voting .voting-result").first).to_be_visible()
    expect(result).to_have_attribute("open", "")  # it has just come
    assert room.desk.call("/pulse", {"moment": "morning"}).status_code == 200
    expect(phone.locator("#pulse input").first).to_be_visible()
    expect(result).not_to_have_attribute("open", "")
    top = "each => each.getBoundingClientRect().top"
    assert phone.locator("#pulse").evaluate(top) < phone.locator("#voting").evaluate(top)
    phone.locator("#voting summary").first.click()
    assert room.desk.call("/pulse/close").status_code == 200
    expect(phone.locator("#pulse-spread, #pulse [data-text='answers']").first).to_be_attached()
    expect(result).to_have_attribute("open", "")  # opened by a tap, it stays
    phone.reload()
    room.desk.open_phase(1)
    expect(phone.locator("#voting")).to_be_visible()
    expect(result).not_to_have_attribute("open", "")


# Titles that are cut, though two lines of them were not reached.
CUT = """() => [...document.querySelectorAll("#room-voting .room-label")].filter((label) =>
  label.textContent.endsWith("…") && label.laenaLines < 2).length"""
SPILLED = """() => [...document.querySelectorAll("#room-voting .room-option")].filter((option) =>
  option.querySelector(".room-label").scrollHeight > option.clientHeight + 4).length"""
SHARE = "(chosen) => document.querySelector(chosen).getBoundingClientRect().width / innerWidth"


def test_a_voting_has_the_width_of_the_wall_and_titles_of_two_lines(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    themes = []
    for number in range(12):
        note = room.phone.note(f"ถนนในหมู่บ้านที่ {number} ชำรุด")["id"]
        label = f"{number} ถนนลาดยางสายหลักระหว่างหมู่บ้านกับตัวอำเภอชำรุดเป็นหลุมเป็นบ่อตลอดสายและไม่มีงบประมาณซ่อมมาหลายปีแล้ว"[:60]
        body = {"theme_id": "new", "label": label}
        themes.append(room.desk.call(f"/notes/{note}/move", body).get_json()["answer"])
    opened = room.desk.call("/voting", {"kind": "effort_impact", "source": "themes"})
    assert opened.status_code == 200, opened.text
    voting = room.desk.board()["voting"]["id"]
    screen = staff((1920, 1080), reduced_motion="reduce")
    screen.goto(f"{url}/workshops/{room.code}/projector")
    expect(screen.locator("#room-voting .room-option")).to_have_count(12)
    for size in ((1920, 1080), (1366, 768)):
        screen.set_viewport_size({"width": size[0], "height": size[1]})
        screen.wait_for_function(f"() => ({CUT})() === 0")
        assert screen.evaluate(SHARE, "#room-voting") > 0.85
        assert screen.locator("#join .join-qr").is_visible()
        assert not screen.locator(".newest").is_visible()
    for number, theme in enumerate(themes):
        values = [1 + number % 5, 1 + number // 3]
        given = {"id": new_id(), "voting_id": voting, "theme_id": theme, "values": values}
        answered = room.phone.call("PUT", "/ratings", given)
        assert answered.status_code == 200, answered.text
    assert room.desk.call("/voting/close").status_code == 200
    screen.set_viewport_size({"width": 1920, "height": 1080})
    expect(screen.locator(".room-matrix")).to_be_visible()
    screen.wait_for_function(f"() => ({SPILLED})() === 0")
    assert screen.evaluate(SHARE, ".room-matrix") > 0.35
    assert screen.evaluate(
        "() => document.querySelector('.room-body').scrollHeight <= document.querySelector('.room-body').clientHeight"
    )
