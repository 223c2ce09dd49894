"""The script of the programme's item on the console: there while its item is now, and before no other eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.waiting import holds, until
from tests.room import Room
from workshop.domain import workshops

TOP = "[...document.querySelectorAll('.theme')].find(each => each.getClientRects().length).getBoundingClientRect().top"
SECRET = "รอท่านผู้ว่าฯ ห้านาที\nแล้วเล่นเกมก่อน"


def save(room: Room, title: str, at: str, **fields: Any) -> str:
    form = {"day": "1", "kind": "plenary", "title": title, "at": at, "minutes": "30", **fields}
    assert room.desk.post(f"/workshops/{room.code}/programme", data=form).status_code == 302
    items = room.feed.read(workshops.find, room.code).programme
    return str(next(item["id"] for item in items if item["title"] == title))


def begin(room: Room, item: str) -> None:
    room.desk.post(f"/workshops/{room.code}/programme/begin", data={"item": item})


def test_the_script_stands_beside_the_wall_while_its_item_is_now_and_names_a_game_for_the_projector(
    staff: Callable[..., Page], joined: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    first, second = save(room, "เปิดประชุม", "09:00", script=SECRET, icebreaker="weather"), save(room, "พัก", "10:00")
    console, projector, phone = staff((1366, 768)), staff((1920, 1080)), joined()
    console.goto(f"{url}/workshops/{room.code}")
    projector.goto(f"{url}/workshops/{room.code}/projector")
    script = console.locator("#script")
    expect(script).to_be_hidden()
    begin(room, first)
    expect(script.locator(".script-text")).to_have_text(SECRET)
    expect(script.locator(".script-text")).to_be_visible()
    assert holds(console, f"{TOP} < 190")
    form = {"item": first, "day": "1", "kind": "plenary", "title": "เปิดประชุม", "at": "09:00", "minutes": "30"}
    room.desk.post(
        f"/workshops/{room.code}/programme", data={**form, "script": "ท่านมาแล้ว เริ่มเลย", "icebreaker": "weather"}
    )
    expect(script.locator(".script-text")).to_have_text("ท่านมาแล้ว เริ่มเลย")
    script.get_by_role("button").click()
    expect(projector.locator("#page-icebreaker .shown-title")).to_have_text("อากาศในใจ")
    script.locator("summary").click()
    expect(script.locator(".script-text")).to_be_hidden()
    for page in (projector, phone):
        assert "ท่านมาแล้ว" not in page.content()
        assert "ผู้ว่า" not in page.content()
    begin(room, second)
    expect(script).to_be_hidden()


def test_a_long_script_is_folded_above_the_wall_where_nothing_stands_beside_it(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    begin(room, save(room, "เปิดประชุม", "09:00", script="ก" * 900))
    for size in ((683, 384), (360, 740)):
        console = staff(size)
        console.goto(f"{url}/workshops/{room.code}")
        script = console.locator("#script")
        expect(script.locator("summary")).to_be_visible()
        expect(script.locator(".script-text")).to_be_hidden()
        assert holds(console, f"{TOP} < 520"), size
        script.locator("summary").click()
        expect(script.locator(".script-text")).to_be_visible()
        assert holds(console, "document.documentElement.scrollWidth <= innerWidth"), size


def test_a_script_that_did_not_come_is_asked_for_again_and_none_stands_beside_another_item(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    first, second = save(room, "เปิดประชุม", "09:00", script=SECRET), save(room, "พัก", "10:00", script="พักสิบนาที")
    console, asked, held = staff((1366, 768)), [], []

    def fail_once_and_hold_the_third(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, body="")
        elif len(asked) == 3:
            held.append(route)
        else:
            route.continue_()

    begin(room, first)
    console.route("**/script", fail_once_and_hold_the_third)
    console.goto(f"{url}/workshops/{room.code}")
    script = console.locator("#script")
    expect(script.locator(".script-text")).to_have_text(SECRET)
    expect(script).to_be_visible()
    begin(room, second)
    expect(console.locator("#programme-line")).to_contain_text("พัก")
    expect(script).to_be_hidden()
    until(console, lambda: bool(held))
    held[0].continue_()
    expect(script.locator(".script-text")).to_have_text("พักสิบนาที")
