"""Take the pictures of docs/guide-day.md: a real Laena on an empty folder, invented notes, a headless browser.

python -m tools.guide           all pictures, written to docs/guide/
python -m tools.guide FOLDER    the same, elsewhere
"""

from __future__ import annotations

import io
import itertools
import os
import re
import secrets
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import Served, serve
from tests.chromium import FLAGS, PATIENCE_MS
from tools import chromium
from workshop.demo import agenda, people
from workshop.demo.notes import load
from workshop.demo.phone import Phone, write_id
from workshop.demo.sockets import Listeners
from workshop.domain import programmes, workshops
from workshop.feed import Feed
from workshop.store.database import Database

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guide"
DESK, HAND = (1366, 768), (360, 740)
COLOURS = 128  # of a picture: enough for a screen, and a third of its bytes
# An address as a room's Wi-Fi gives it; the machine that takes the pictures has another.
ADDRESS = "http://192.168.1.20:8080"
ERA = 543
# Not every machine that takes pictures has a font for them.
PICTOGRAM = re.compile("[\U00002600-\U0001faff]")
PASSWORD = "มะม่วงสามผลสุกบนต้น"
# Notes of each phase: enough for themes, few enough to be read.
OF_A_PHASE, PEOPLE = 34, 24
CALL = """async ([path, body]) => {
  const answer = await fetch(path, { method: "POST", body: JSON.stringify(body), headers: {
    "Content-Type": "application/json",
    "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
  } });
  return answer.ok ? (await answer.json()).answer : Promise.reject(`${path}: ${await answer.text()}`);
}"""
BOARD = "async (path) => (await fetch(path)).json()"


@dataclass
class Room:
    """The workshop of the pictures: the facilitator's pages, the people's simulated phones, one phone with a screen."""

    url: str
    code: str
    to: Path
    lead: Page
    wall: Page
    phone: Page
    people: Sequence[Phone]

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.lead.evaluate(CALL, [f"/api/w/{self.code}{path}", body or {}])

    def board(self) -> dict[str, Any]:
        return self.lead.evaluate(BOARD, f"/api/w/{self.code}/board?view=console&since=0")

    def take(self, page: Page, name: str) -> None:
        """Write the page as it is seen, without the pointer on anything."""
        page.evaluate("document.fonts.ready")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self.to / f"{name}.png", optimize=True)
        print(f"{name}.png: {(self.to / f'{name}.png').stat().st_size:,}", flush=True)

    def phase(self, place: int) -> None:
        """Open this phase, let people write, and wait until each note is looked at."""
        phase = self.board()["phases"][place]
        self.call(f"/phases/{phase['id']}/open")
        category = phase["categories"][0]
        mine = [note for note in load() if note.category == category and not PICTOGRAM.search(note.text)][:OF_A_PHASE]
        turns = by_group(self.people)
        for note in mine:
            next(turns[note.group]).send(phase["id"], category, note.text)
        self.lead.reload()
        done = self.lead.locator("#grouping", has_text="พิจารณาครบทุกความเห็นที่รับแล้ว")
        done.wait_for(timeout=3 * PATIENCE_MS)

    def themes(self, category: str) -> list[dict[str, Any]]:
        return [each for each in self.board()["themes"] if each["category"] == category]


def by_group(phones: Sequence[Phone]) -> dict[str, Iterator[Phone]]:
    ids = sorted({phone.group_id for phone in phones})
    return {
        name: itertools.cycle([phone for phone in phones if phone.group_id == group])
        for name, group in zip(agenda.GROUPS, ids, strict=True)
    }


def show(room: Room, what: str, shown: str, name: str, **of: str) -> None:
    """Choose what the projector shows, and take it when it stands there."""
    room.call("/show", {"what": what, **of})
    room.wall.bring_to_front()
    room.wall.locator(shown).first.wait_for()
    room.take(room.wall, name)


def arriving(room: Room) -> None:
    """The welcome on the wall, the phone that joins, and the mood of the morning."""
    show(room, "welcome", "#welcome", "welcome")
    room.phone.goto(f"{room.url}/j/{room.code}")
    room.phone.get_by_role("radio").first.check()
    room.take(room.phone, "join")
    room.phone.locator("#join-send").click()
    expect(room.phone.locator("#no-phase")).to_be_visible()
    pulse = room.call("/pulse", {"moment": "morning", "asks_word": True})
    for place, each in enumerate(room.people):
        each.put("/pulse", {"pulse_id": pulse, "value": (5, 4, 4, 3, 5, 2)[place % 6]})
        each.put("/pulse/word", {"pulse_id": pulse, "word": ("พร้อม", "ง่วง", "มีหวัง", "สนุก")[place % 4]})
    room.phone.locator("#pulse").wait_for()
    room.phone.locator("#pulse").scroll_into_view_if_needed()
    room.take(room.phone, "mood")
    room.call("/pulse/close")
    room.call("/pulse/clear")


def looking_back(room: Room) -> None:
    """Notes come, themes form, the timer runs; what is done with a theme and with a note."""
    room.call("/show", {"what": "live"})
    room.call("/timer", {"action": "start", "seconds": 20 * 60})
    room.phase(0)
    room.phone.locator("#text").fill("กลุ่มสตรีขายผ้าทอได้ทุกเดือน")
    room.phone.locator("#send").click()
    expect(room.phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    room.phone.locator("#text").fill("ธนาคารเมล็ดพันธุ์ผักแลกกันได้เองแล้ว")
    room.phone.evaluate("scrollTo(0, 0)")
    room.take(room.phone, "write")
    room.take(room.lead, "console")
    room.wall.bring_to_front()
    room.wall.reload()  # at the first of its pages
    room.wall.locator("#themes > *").first.wait_for()
    room.take(room.wall, "wall")
    room.lead.bring_to_front()
    room.lead.locator(".theme-more").first.click()
    room.lead.locator("#theme-menu [data-act=merge]").wait_for()
    room.take(room.lead, "theme")
    room.lead.keyboard.press("Escape")
    room.lead.locator("[data-note] .note-more").first.click()
    room.lead.locator("#note-menu-hide").wait_for()
    room.take(room.lead, "note")
    room.lead.keyboard.press("Escape")


def looking_forward(room: Room) -> None:
    """The other phases; a phone that cannot send."""
    for place in range(1, len(agenda.PHASES)):
        room.phase(place)
    expect(room.phone.locator("#compose")).to_be_visible()
    room.phone.wait_for_function("() => window.laenaParts.rescue && document.querySelector('#rescue-box')")
    room.phone.context.set_offline(True)
    room.phone.locator("#text").fill("ขอให้กรมแจ้งแผนล่วงหน้าทั้งปี")
    room.phone.locator("#send").click()
    room.phone.locator("#rescue").click()
    room.phone.locator("#rescue-box canvas").wait_for()
    room.take(room.phone, "rescue")
    room.phone.locator('[data-do="close"]').click()
    room.phone.context.set_offline(False)
    expect(room.phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)


def deciding(room: Room) -> None:
    """Summaries of groups, a matrix, and what the room will do."""
    for group, theme in zip(room.board()["groups"], room.themes("proposal"), strict=False):
        point = {"sent": write_id(), "text": f"เสนอให้ทำต่อ: {theme['label']}", "themes": [theme["id"]]}
        room.call(f"/groups/{group['id']}/points", point)
    room.lead.goto(f"{room.url}/workshops/{room.code}/groups")
    room.take(room.lead, "groups")
    voting = room.call("/voting", {"kind": "effort_impact", "category": "solution", "title": "เรื่องใดควรทำก่อน"})
    options = room.people[0].state()["voting"]["options"]
    for turn, each in enumerate(room.people):
        for place, option in enumerate(options):
            values = [1 + (place * 2 + turn % 2) % 5, 5 - (place + turn % 3) % 5]
            each.put("/ratings", {"voting_id": voting, "theme_id": option["theme_id"], "values": values})
    room.call("/voting/close")
    room.wall.bring_to_front()
    room.wall.locator("#room-voting .matrix-spot").first.wait_for()
    room.take(room.wall, "result")
    year = str(date.today().year + 1 + ERA)  # a day that is past would stand there as overdue
    for option, unit, month in zip(options, agenda.GROUPS, ("1", "3", "6"), strict=False):
        room.call("/actions", {"what": option["label"], "unit": unit, "day": "15", "month": month, "year": year})
    room.lead.bring_to_front()
    room.lead.goto(f"{room.url}/workshops/{room.code}/actions")
    room.take(room.lead, "actions")


def ending(room: Room) -> None:
    """The report, and what a phone says at the end."""
    room.lead.goto(f"{room.url}/workshops/{room.code}/report")
    room.lead.locator("#preview-page[src]").wait_for(timeout=3 * PATIENCE_MS)
    room.lead.wait_for_function("() => document.querySelector('#preview-page').naturalWidth > 0")
    room.lead.locator("#preview").scroll_into_view_if_needed()
    room.take(room.lead, "report")
    room.lead.goto(f"{room.url}/workshops/{room.code}/endings")
    room.lead.get_by_role("button", name="สิ้นสุดการประชุม").click()
    expect(room.phone.locator("#no-phase")).to_contain_text("การประชุมสิ้นสุดแล้ว")
    room.phone.evaluate("scrollTo(0, 0)")
    room.take(room.phone, "ended")


def workshop_of(feed: Feed) -> str:
    """Make the workshop: the agenda of the demo, without its notice that it is one, for two days with an evening."""
    draft = replace(
        agenda.draft(),
        title="เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564",
        host_unit="สำนักงานพัฒนาชุมชนจังหวัด (สมมุติ)",
        venue="ห้องประชุมใหญ่ (สมมุติ)",
        opening_words="ขอต้อนรับทุกท่าน วันนี้เราจะมองย้อนปีที่ผ่านมาอย่างตรงไปตรงมา แล้ววางทางของปีหน้าด้วยกัน",
        notice={},
    )
    code = feed.write(workshops.create, draft)
    feed.change(code, "facilitator", programmes.plan, "two_days_evening")
    return code


def pictures(browser: Browser, served: Served, to: Path) -> None:
    desk = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, locale="th-TH", reduced_motion="reduce")
    hand = browser.new_context(
        viewport={"width": HAND[0], "height": HAND[1]}, locale="th-TH", has_touch=True, reduced_motion="reduce"
    )
    for context in (desk, hand):
        context.set_default_timeout(PATIENCE_MS)
    lead = desk.new_page()
    lead.goto(served.setup_url)
    for name in ("password", "again"):
        lead.locator(f"[name={name}]").fill(PASSWORD)
    lead.get_by_role("button", name="ตั้งรหัสผ่านและเริ่มใช้").click()
    lead.goto(f"{served.url}/workshops/new")

    database = Database(f"sqlite:///{(served.data / 'laena.db').as_posix()}")
    code = workshop_of(Feed(database))
    stop = threading.Event()
    ids = [group["id"] for group in lead.evaluate(BOARD, f"/api/w/{code}/board?view=console&since=0")["groups"]]
    phones = people.phones(served.url, code, [secrets.token_hex(16) for _ in range(PEOPLE)], ids, stop)
    for phone in phones:
        phone.join()
    sockets = Listeners(served.url, [{"code": code, "view": "phone", "device": phone.key} for phone in phones])
    sockets.start()
    try:
        room = Room(served.url, code, to, lead, desk.new_page(), hand.new_page(), phones)
        room.take(lead, "new")
        lead.goto(f"{served.url}/workshops/{code}/programme")
        room.take(lead, "programme")
        lead.goto(f"{served.url}/workshops/{code}")
        room.wall.goto(f"{served.url}/workshops/{code}/projector")
        for part in (arriving, looking_back, looking_forward, deciding, ending):
            part(room)
    finally:
        stop.set()
        sockets.close()
        for phone in phones:
            phone.close()
        database.close()


def main(to: Path) -> None:
    os.environ["LAENA_PUBLIC_ADDRESS"] = ADDRESS
    to.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data,
        serve(Path(data)) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        try:
            pictures(browser, served, to)
        finally:
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
