"""Rules that every script of the pages follows."""

from __future__ import annotations

import re

from workshop import paths

STORAGE = re.compile(r"(?<![\w.])(?:window\.)?(?:localStorage|sessionStorage|indexedDB)\b|document\.cookie")
# parts/look.js writes one cookie, which the server reads; a browser that takes none shows what the device prefers.
MAY_TOUCH = {"lib/storage.js", "lib/outbox_store.js", "parts/look.js"}


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)


def test_the_browsers_storage_is_touched_in_its_guarded_modules_only() -> None:
    scripts = paths.static_dir() / "js"
    touching = {
        path.relative_to(scripts).as_posix()
        for path in scripts.rglob("*.js")
        if STORAGE.search(without_comments(path.read_text("utf-8")))
    }
    assert touching == MAY_TOUCH
