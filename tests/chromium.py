"""One real Chromium for all tests of a process: Playwright takes no second one beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PATIENCE_MS = 60_000  # a busy machine is slow, not wrong
# What a page says for some seconds, and the projector's page until it turns by itself, stays until a slow test has seen
# it. For a context's `add_init_script`.
UNHURRIED = """
  const [later, often] = [window.setTimeout, window.setInterval];
  window.setTimeout = (work, ms, ...rest) => later(work, work.name === "close" ? 20 * ms : ms, ...rest);
  window.setInterval = (work, ms, ...rest) => often(work, ms === 14000 ? 20 * ms : ms, ...rest);
"""
# Two hidden pages below the address bar of every window, and a process in reserve for every page, take as much of the
# processor as the pages under test. Chromium reads the last list only: what Playwright switches off stands here again,
# as far as it concerns pages that this machine serves.
OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("LAENA_TEST_CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
