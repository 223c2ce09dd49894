"""docs/adding.md lists every file of an activity, and they are few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.domain import activities

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("workshop", "templates", "static/js", "static/css")
KINDS = {".py", ".html", ".js", ".css", ".po"}
MOST_FILES = 25


def naming(word: str) -> set[str]:
    """Files of the product that contain the word."""
    paths = (path for folder in PRODUCT for path in (ROOT / folder).rglob("*") if path.suffix in KINDS)
    return {str(path.relative_to(ROOT)) for path in paths if re.search(word, path.read_text("utf-8"), re.IGNORECASE)}


def test_the_files_that_name_the_mood_are_those_that_the_documentation_lists() -> None:
    text = (ROOT / "docs/adding.md").read_text("utf-8")
    listed = set(re.findall(r"`([\w/.]+\.\w+)`", text.partition("## An activity")[2].partition("\n## ")[0]))
    found = naming("pulse|mood")
    assert len(found) <= MOST_FILES
    assert found <= listed


@pytest.mark.parametrize("name", [stage.name for stage in activities.STAGES])
def test_shared_scripts_and_pages_do_not_name_what_the_room_is_asked(name: str) -> None:
    shared = {path for path in naming(rf"\b{name}\b") if path.startswith(("static/js/", "templates/"))}
    assert {path for path in shared if f"/parts/{name}/" not in path} <= {"static/js/lib/writes.js"}
