"""Every dialog of every page is opened and walked by axe: here, or in the test that this file names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import faults_of_both
from tests.room import Room

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE.parents[1] / "templates"
MORE, TOOLS = "#more-menu > summary", "#tools-menu > summary"
# By id: what is pressed, one after the other, on the console of a workshop with a problem and a proposal.
OPENED = {
    "group-rows": (MORE, "#more-menu [data-open-group-rows]"),
    "actions": (MORE, "#open-actions"),
    "import": (MORE, "#open-import"),
    "console-naming": (MORE, "#open-console-name"),
    "add-phase": (MORE, "#open-add-phase"),
    "ending": (MORE, "#open-ending"),
    "key-sheet": (MORE, "#open-key-sheet"),
    "invite": ("#open-invite",),
    "export": ("#open-export",),
    "together": ("#open-together",),
    "regroup": (TOOLS, "#open-regroup"),
    "headings": (TOOLS, "#open-headings"),
    "glossary": (TOOLS, "#open-glossary"),
    "focus": (TOOLS, "#open-focus"),
    "phase-dialog": (".phase-button >> nth=0",),
    "theme-menu": (".theme-more >> nth=0",),
    "note-menu": ("[data-note] .note-more >> nth=0",),
    "link-dialog": ("[data-view='outlook']", "#outlook [data-link='add'] >> nth=0"),
}
TABS = ("sharing", "voting", "pulse", "lookback")
# What needs another state, or another page.
ELSEWHERE = {
    "chain-dialog": "test_chain.py",
    "hiding": "test_checking.py",
    "unchecking": "test_checking.py",
    "revealing": "test_revealing.py",
    "proposals": "board/test_proposals.py",
    "remote-sure": "test_helpers.py",
}


def test_no_dialog_is_left_out_of_the_walk() -> None:
    found = [
        tag
        for path in sorted(TEMPLATES.rglob("*.html"))
        for tag in re.findall("<dialog[^>]*>", path.read_text("utf-8"))
    ]
    ids = [re.search(' id="([^"]+)"', tag) for tag in found]
    assert sorted(each[1] for each in ids if each) == sorted({*OPENED, *ELSEWHERE})
    assert all(ids), "a dialog without an id"
    assert all("aria-labelledby=" in tag or "aria-label=" in tag for tag in found)
    for name, file in ELSEWHERE.items():
        text = (HERE / file).read_text("utf-8")
        assert re.search(rf"faults(?:_of_both)?\([^)]*\"#{name}\"\)", text), f"{file} does not walk #{name}"


def test_every_dialog_of_the_console_is_free_of_faults(staff: Callable[..., Page], url: str, room: Room) -> None:
    page = staff((1366, 768), color_scheme="light", reduced_motion="reduce")
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบประมาณ"})
    page.goto(f"{url}/workshops/{room.code}")
    page.locator("#connection[data-state='connected']").wait_for(state="attached")
    found = {}
    for name, steps in OPENED.items():
        for step in steps:
            page.locator(step).click()
        dialog = page.locator(f"#{name}[open]")
        dialog.wait_for()
        if name == "together":
            for tab in TABS:
                dialog.locator(f"[data-together='{tab}']").click()
                found[f"{name} {tab}"] = faults_of_both(page, f"#{name}")
        else:
            found[name] = faults_of_both(page, f"#{name}")
        page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
    assert {name: each for name, each in found.items() if each} == {}
