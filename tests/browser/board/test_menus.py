"""The menus at the head of the console: every entry is seen and reached, on low screens and on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.board.conftest import Hall

WHOLE = ((1366, 768), (911, 512), (360, 740))
HAND = (360, 640)
# What is not wholly within the window, or under something else.
_OUT_OF_SIGHT = """panel => [...panel.querySelectorAll("a, button")].filter((each) => {
  if (!each.offsetParent) return false;
  const box = each.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth ||
    !each.contains(seen);
}).map((each) => each.textContent.trim())"""


def test_every_entry_of_the_menus_is_in_sight_and_on_a_phone_within_reach(console: Page, hall: Hall) -> None:
    for menu in ("#show-menu", "#more-menu"):
        panel = console.locator(f"{menu} > .menu-panel")
        for width, height in WHOLE:
            console.set_viewport_size({"width": width, "height": height})
            console.locator(f"{menu} > summary").click()
            assert panel.evaluate(_OUT_OF_SIGHT) == [], (menu, width)
            console.keyboard.press("Escape")
        console.set_viewport_size({"width": HAND[0], "height": HAND[1]})
        console.locator(f"{menu} > summary").click()
        assert faults(console, menu) == []
        entries = panel.locator("a:visible, button:visible, summary:visible")
        for at in range(entries.count()):
            console.keyboard.press("Tab")
            expect(entries.nth(at)).to_be_focused()
            expect(entries.nth(at)).to_be_in_viewport(ratio=1)
        console.locator(f"{menu} > summary").click()  # a phone has no Escape
        expect(panel).to_be_hidden()
        console.set_viewport_size({"width": 1366, "height": 768})
