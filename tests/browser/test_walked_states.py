"""The table of what is open on a screen, and of what another changes meanwhile, walked cell by cell on one page: once
it is closed, the screen shows what the server has.

Each run walks an eighth of the cells, every state and every change among them; LAENA_TEST_CELLS=all walks them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, WebSocket

from tests.room import Room, new_id
from workshop.domain import endings
from workshop.views.phones import seq_of

LAPTOP = (1366, 768)
SHARE = 1 if os.environ.get("LAENA_TEST_CELLS") == "all" else 8


class Cell:
    """What the changes are about: two notes of one writer in a theme, and another theme with a third."""

    def __init__(self, room: Room, number: int) -> None:
        self.room, self.seq = room, room.desk.board()["seq"]
        self.own, self.second, third = (room.other.note(f"เรื่องที่ {number}.{n}")["id"] for n in range(3))
        self.theme = self.moved(self.own, f"กลุ่ม {number}")
        self.do(f"/notes/{self.second}/move", theme_id=self.theme)
        self.other = self.moved(third, f"อีกกลุ่ม {number}")

    def moved(self, note: str, label: str) -> str:
        self.do(f"/notes/{note}/move", theme_id="new", label=label)
        return next(each["id"] for each in self.room.desk.board(self.seq)["themes"] if each["label"] == label)

    def do(self, path: str, **body: object) -> None:
        answer = self.room.desk.call(path, body)
        assert answer.status_code == 200, (path, answer.text)

    def call(self, method: str, path: str, **body: object) -> None:
        answer = self.room.other.call(method, path, body or None)
        assert answer.status_code == 200, (path, answer.text)

    def end(self, over: bool) -> None:
        self.room.feed.change(self.room.code, "facilitator", endings.end if over else endings.reopen)


Change = Callable[[Cell], object]

# Each is opened by a script, `theme` and `note` being elements of the cell; Escape closes it.
ON_CONSOLE = {
    "the name of a theme, half typed": """
        theme.querySelector(".theme-label").click();
        theme.querySelector(".theme-field").value = "ชื่อที่พิมพ์ค้าง";""",
    "the menu of a theme": 'theme.querySelector(".theme-more").click();',
    "with which theme to merge": """
        theme.querySelector(".theme-more").click();
        document.querySelector('#theme-menu [data-act="merge"]').click();""",
    "which notes to split off": """
        theme.querySelector(".theme-more").click();
        document.querySelector('#theme-menu [data-act="split"]').click();""",
    "the menu of a note": 'note.querySelector(".note-more").click();',
    "the name of a new theme for a note": """
        note.querySelector(".note-more").click();
        document.querySelector("#note-menu-label").value = "ชื่อที่พิมพ์ค้าง";""",
    "the dialog of a vote": """
        document.querySelector("#open-together").click();
        document.querySelector('[data-together="voting"]').click();
        document.querySelector('#together-voting [name="title"]').value = "หัวข้อที่พิมพ์ค้าง";""",
    "the menu of the timer": """
        document.querySelector("#timer-menu > summary").focus();
        document.querySelector("#timer-menu > summary").click();""",
}
OF_THEMES: dict[str, Change] = {
    "the theme is renamed": lambda cell: cell.do(f"/themes/{cell.theme}/rename", label="ชื่อใหม่"),
    "the theme is merged into another": lambda cell: cell.do(f"/themes/{cell.theme}/merge", other=cell.other),
    "another is merged into it": lambda cell: cell.do(f"/themes/{cell.other}/merge", other=cell.theme),
    "the theme is locked": lambda cell: cell.do(f"/themes/{cell.theme}/lock", on=True),
    "the theme is emptied": lambda cell: [cell.do(f"/notes/{n}/move", theme_id=None) for n in (cell.second, cell.own)],
    "the note is moved": lambda cell: cell.do(f"/notes/{cell.own}/move", theme_id=cell.other),
    "the note leaves all themes": lambda cell: cell.do(f"/notes/{cell.own}/move", theme_id=None),
    "the note is edited": lambda cell: cell.call("PATCH", f"/notes/{cell.own}", edit=new_id(), text="ถ้อยคำใหม่"),
    "the note is withdrawn": lambda cell: cell.call("DELETE", f"/notes/{cell.own}"),
    "both notes are withdrawn": lambda cell: [cell.call("DELETE", f"/notes/{n}") for n in (cell.second, cell.own)],
    "the note is hidden": lambda cell: cell.do(f"/notes/{cell.own}/hide", reason="rude"),
    "the note is erased": lambda cell: cell.do(f"/notes/{cell.own}/erase", reason="มีชื่อบุคคล"),
    "what was done last is undone": lambda cell: cell.do("/undo"),
}
OF_ROOM: dict[str, Change] = {
    "a vote is opened": lambda cell: cell.do("/voting", category=None, dots=3, title="จากที่อื่น"),
    "another phase is opened": lambda cell: cell.room.desk.open_phase(1),
    "the workshop is ended": lambda cell: cell.end(over=True),
}
BACK: dict[str, Change] = {
    "a vote is opened": lambda cell: [cell.do("/voting/close"), cell.do("/voting/clear")],
    "another phase is opened": lambda cell: cell.room.desk.open_phase(0),
    "the workshop is ended": lambda cell: [cell.end(over=False), cell.room.desk.open_phase(0)],
}
CONSOLE = """() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const text = (el, selector) => el.querySelector(selector).textContent;
  const theme = (el) => (el.closest("li.theme") || {dataset: {}}).dataset.theme || null;
  return {
    themes: Object.fromEntries(all("li.theme").map((el) => [
      el.dataset.theme, [text(el, ".theme-label"), text(el, ".theme-count")]])),
    notes: Object.fromEntries(all("[data-note]").map((el) => [el.dataset.note, [theme(el), text(el, ".note-text")]])),
    phases: all("#phase-steps > li").map((el) => el.dataset.state),
    voting: !document.querySelector("#together-now").hidden,
    ended: !document.querySelector("#ended").hidden,
    open: all("dialog[open], details.menu[open], .theme-field").length,
  };
}"""


def on_the_console(room: Room) -> dict[str, Any]:
    board = room.desk.board()

    def place(note: dict[str, Any]) -> list[str | None]:
        text = f"ลบถ้อยคำแล้ว: {note['erased']}" if note.get("erased") else note["text"]
        return [note["theme_id"] if note["status"] == "theme" else None, text]

    return {
        "themes": {theme["id"]: [theme["label"], str(theme["count"])] for theme in board["themes"]},
        "notes": {note["id"]: place(note) for note in board["notes"]},
        "phases": [phase["state"] for phase in board["phases"]],
        "voting": board["voting"] is not None,
        "ended": bool(board["workshop"]["ended"]),
        "open": 0,
    }


def cells(states: dict[str, str], changes: dict[str, Change]) -> Iterator[tuple[str, str]]:
    for n, state in enumerate(states):
        yield from ((state, change) for m, change in enumerate(changes) if (n + m) % SHARE == 0)


def arrived(socket: WebSocket, room: Room, change: Callable[[], object]) -> None:
    """Make a change; the page's socket has brought all of it."""
    last: list[int] = []

    def is_last(frame: str | bytes) -> bool:
        last[:] = last or [room.feed.read(seq_of, room.code)]
        return f'"seq":{last[0]},' in str(frame)

    with socket.expect_event("framereceived", is_last):
        change()


def shows(page: Page, script: str, wanted: dict[str, Any], cell: str) -> None:
    """In the end, the page has it."""
    same = f"""(wanted) => {{
        const plain = (value) => value && value.constructor === Object;
        const sorted = (_, value) => plain(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
        return JSON.stringify(({script})(), sorted) === JSON.stringify(wanted, sorted);
    }}"""
    try:
        page.wait_for_function(same, arg=wanted, timeout=5000)
    except Exception:
        assert page.evaluate(script) == wanted, cell
        raise


def test_the_console_shows_what_the_server_has_whatever_was_open(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    console, changes = staff(LAPTOP), OF_THEMES | OF_ROOM
    with console.expect_websocket() as found:
        console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    for number, (state, change) in enumerate(cells(ON_CONSOLE, changes)):
        cell = Cell(room, number)
        console.locator(f"li.theme[data-theme='{cell.other}']").wait_for()
        console.evaluate(
            f"""([theme, note]) => {{
                theme = document.querySelector(`li.theme[data-theme="${{theme}}"]`);
                note = document.querySelector(`[data-note="${{note}}"]`);
                {ON_CONSOLE[state]}
            }}""",
            [cell.theme, cell.own],
        )
        arrived(found.value, room, lambda done=changes[change], about=cell: done(about))
        console.keyboard.press("Escape")
        shows(console, CONSOLE, on_the_console(room), f"{state} x {change}")
        if change in BACK:
            BACK[change](cell)
