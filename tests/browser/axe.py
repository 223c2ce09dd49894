"""What axe finds on a page that people with low sight, or without a mouse, could not use."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_FOUND = """([within, levels]) => axe.run(within, {runOnly: levels, resultTypes: ["violations"]}).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({target, any}) => `${id} ${target} ${any[0]?.message ?? ""}`)))"""


def faults(page: Page, within: str = "html") -> list[str]:
    """What of WCAG 2.2 A and AA this part of the page breaks, its colours by what is painted."""
    page.wait_for_load_state("networkidle")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_SCRIPT.read_text(encoding="utf-8"))
    return page.evaluate(_FOUND, [within, _LEVELS])  # type: ignore[no-any-return]
