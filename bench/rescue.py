"""python -m bench.rescue: twenty notes of a phone without a network, by a friend's camera, until all are at the server.

The friend's phone is slowed as a cheap one is (a quarter of this machine's speed, 1.6 Mbit/s, 150 ms). People are not
timed: to each code belong a look through the camera and a tap. LAENA_TEST_CHROMIUM names the browser.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.clients.desk import Desk
from bench.room import run
from bench.room.plan import Plan
from bench.servers.laptop import House

PHONE = {"width": 360, "height": 740}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
_PLAN = Plan(phones=1, groups_of=1, worker=False)


def codes_of(page: Page) -> list[str]:
    """Open the box of codes and return each code's link, read from its picture as a camera reads it."""
    page.locator("#rescue").click()
    links = []
    while True:
        picture = Image.open(io.BytesIO(page.locator("#rescue-box canvas").screenshot()))
        links.append(str(zxingcpp.read_barcodes(picture)[0].text))
        following = page.locator('#rescue-box [data-do="next"]')
        if not following.is_visible() or not following.is_enabled():
            return links
        following.click()


def waiting(context: BrowserContext, address: str, notes: int, letters: int) -> Page:
    """Return a phone without a network, with so many notes that wait."""
    page = context.new_page()
    page.goto(address)
    page.locator("#groups label").first.click()
    with page.expect_response(lambda answer: answer.url.endswith("/rescue"), timeout=30_000):
        page.locator("#join-send").click()
    page.locator("#rescue-box").wait_for(state="attached")
    context.set_offline(True)
    for n in range(notes):
        page.locator("#text").fill(f"ข้อที่ {n + 1} งบประมาณมาช้าทุกปี จึงจัดอบรมไม่ทันฤดูทำนา".ljust(letters, "ๆ")[:letters])
        page.locator("#send").click()
        page.locator("#own-notes > li").nth(n).wait_for()
    return page


def measured(house: House, notes: int, letters: int) -> tuple[int, float, int]:
    """Return how many codes it took, the seconds from the first scan to the last answer, and how many notes arrived."""
    desk = Desk(house.base, house.setup_link)
    code = desk.new_workshop("เน็ตล่ม", 2)
    desk.call(code, f"/phases/{desk.board(code)['phases'][0]['id']}/open")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["LAENA_TEST_CHROMIUM"])
        phone = browser.new_context(viewport=PHONE, locale="th-TH")  # type: ignore[arg-type]
        links = codes_of(waiting(phone, f"{house.base}/j/{code}", notes, letters))
        friend = browser.new_context(viewport=PHONE, locale="th-TH").new_page()  # type: ignore[arg-type]
        tuned = friend.context.new_cdp_session(friend)
        tuned.send("Network.emulateNetworkConditions", SLOW_4G)
        tuned.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        began = time.perf_counter()
        for link in links:
            friend.goto(link)
            friend.locator("#rescued-send").click()
            friend.get_by_text("ปิดหน้านี้ได้").wait_for()
        seconds = time.perf_counter() - began
        browser.close()
    return len(links), seconds, len(desk.board(code)["notes"])


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.rescue", description=__doc__)
    asked.add_argument("--notes", type=int, default=20)
    asked.add_argument("--letters", type=int, default=70)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = run.house_for(Path(folder), _PLAN)
        try:
            codes, seconds, arrived = measured(house, chosen.notes, chosen.letters)
        finally:
            house.end()
    print(
        f"{chosen.notes} notes of {chosen.letters} letters: {codes} codes, {arrived} notes arrived in {seconds:.1f} s"
    )
    return 0 if arrived == chosen.notes else 1


if __name__ == "__main__":
    sys.exit(main())
