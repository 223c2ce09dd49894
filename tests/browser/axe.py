"""What axe finds on a page that people with low sight, or without a mouse, could not use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

DARK_PAPER, LIGHT_PAPER = "rgb(20, 22, 43)", "rgb(250, 245, 234)"
_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What depends on whether the page is light or dark; all else is the same page.
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
_FOUND = """([within, only]) => axe.run(within, {runOnly: only, resultTypes: ["violations"]}).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({target, any}) => `${id} ${target} ${any[0]?.message ?? ""}`)))"""

# Colours that are still on their way from day to night are neither: what moves from one to the other is ended.
_SETTLED = """() => new Promise((done) => requestAnimationFrame(() => {
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  requestAnimationFrame(done);
}))"""


def faults(page: Page, within: str = "html") -> list[str]:
    """What of WCAG 2.2 A and AA this part of the page breaks, its colours by what is painted."""
    return _found(page, within, {"type": "tag", "values": _LEVELS})


def faults_of_both(page: Page, within: str = "html") -> list[str]:
    """The same by day, and of its colours by night, of a page that follows the device; it is light afterwards."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator("body")).to_have_css("background-color", LIGHT_PAPER)
    found = faults(page, within)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("body")).to_have_css("background-color", DARK_PAPER)
    found += [f"dark: {each}" for each in faults_of_colours(page, within)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found


def faults_of_colours(page: Page, within: str = "html") -> list[str]:
    """What is wrong with the colours alone."""
    return _found(page, within, {"type": "rule", "values": _OF_COLOURS})


def _found(page: Page, within: str, only: dict[str, Any]) -> list[str]:
    page.wait_for_load_state("networkidle")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(_SETTLED)
    return page.evaluate(_FOUND, [within, only])  # type: ignore[no-any-return]
