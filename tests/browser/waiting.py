"""Waiting for what the server has heard: a page shows some things before they are answered."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route

_STEP_MS, _STEPS = 20, 3_000


def until(page: Page, question: Callable[[], bool]) -> None:
    """Lets the page go on until the question is answered with yes; fails where it never is."""
    for _ in range(_STEPS):
        if question():
            return
        page.wait_for_timeout(_STEP_MS)
    assert question()


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
