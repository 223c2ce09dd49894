"""The console's dialog of files and pasted lists."""

from __future__ import annotations

from playwright.sync_api import Page


def open_import(page: Page) -> None:
    page.locator("#more-menu summary").click()
    page.locator("#open-import").click()
