"""Waiting for what the server has heard, as a page shows some things before they are answered; and for a page's looks.

What is measured once, with `assert`, may be measured before a font, a late script or a socket's message has come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Locator, Page, Route

Answer = TypeVar("Answer")
_STEP_MS, _STEPS = 20, 3_000
# Fonts are there, late scripts too, and nothing has changed its place from one frame to the next.
_AT_REST = """() => document.fonts.ready.then(() => new Promise((done) => {
  let before = "";
  const look = () => {
    const boxes = Array.from(document.querySelectorAll("body *"), (each) => each.getBoundingClientRect());
    const now = boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`).join();
    if (now === before) return done();
    before = now;
    return requestAnimationFrame(look);
  };
  look();
}))"""


def until(page: Page, question: Callable[[], bool]) -> None:
    """Lets the page go on until the question is answered with yes; fails where it never is."""
    for _ in range(_STEPS):
        if question():
            return
        page.wait_for_timeout(_STEP_MS)
    assert question()


def becomes(page: Page, question: Callable[[], Answer], wanted: Answer) -> None:
    """As `until`, of what is to become equal; where it never does, both are shown."""
    for _ in range(_STEPS):
        if question() == wanted:
            return
        page.wait_for_timeout(_STEP_MS)
    assert question() == wanted


def holds(where: Page | Locator, script: str, given: Any = None) -> bool:
    """Wait until a script's answer is true of the page or the element. → False where it never is"""
    page = where if isinstance(where, Page) else where.page
    for _ in range(_STEPS):
        if where.evaluate(script, given):
            return True
        page.wait_for_timeout(_STEP_MS)
    return False


def at_rest(page: Page) -> None:
    """Wait for all that moves what is below it: before something is measured that must stay where it is."""
    page.wait_for_load_state("networkidle")
    page.evaluate(_AT_REST)


def admission(page: Page) -> Callable[[], bool]:
    """Listen, before the page is opened, for the server's "40" to its socket. → whether it has come"""
    admitted: list[bool] = []

    def hear(frame: str | bytes) -> None:
        if str(frame).startswith("40"):
            admitted.append(True)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    return lambda: bool(admitted)


def holding(page: Page, script: str) -> Callable[[], None]:
    """Hold a page's script back, as a slow line does. → let it come"""
    held: list[Route] = []
    page.route(f"**/{script}*", lambda route: held.append(route))

    def let_come() -> None:
        until(page, lambda: bool(held))
        for route in held:
            route.continue_()

    return let_come
