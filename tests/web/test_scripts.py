"""Rules that every script of the pages follows."""

from __future__ import annotations

import re

from tests.room import Room
from workshop import paths
from workshop.domain import activities

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


def test_a_phone_knows_which_of_its_answers_belong_to_a_question(room: Room) -> None:
    feed = (paths.static_dir() / "js" / "lib" / "feed.js").read_text("utf-8")
    (line,) = re.findall(r"const OWN = (.*);", feed)
    own = {name for name in room.phone.state() if name.startswith("my_")}
    assert set(re.findall(r"my_\w+", line)) == own - {"my_comments"}, "comments are of notes and themes"
    assert set(re.findall(r"(\w+): \[", line)) == {stage.name for stage in activities.STAGES}
