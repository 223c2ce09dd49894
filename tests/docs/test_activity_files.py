"""docs/adding.md lists every file of an activity, and they are few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.domain import activities
from workshop.store.models import ATTACHED

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("workshop", "templates", "static/js", "static/css")
KINDS = {".py", ".html", ".js", ".css", ".po"}
MOST_FILES = 35


def naming(word: str) -> set[str]:
    """Files of the product that contain the word."""
    paths = (path for folder in PRODUCT for path in (ROOT / folder).rglob("*") if path.suffix in KINDS)
    return {str(path.relative_to(ROOT)) for path in paths if re.search(word, path.read_text("utf-8"), re.IGNORECASE)}


ACTIVITIES = {"pulse|mood": "## An activity", "comment": "## Something attached to notes and themes"}
# A property of Word's files, a column's heading in files of answers, what Excel attaches to cells: none is a comment on
# a note.
# And migrations that changed the tables of all activities.
OTHER_SENSES = {
    "workshop/reports/docx/base.py",
    "workshop/reports/letters/lines.py",
    "workshop/reports/office_templates/clean.py",
    "workshop/reports/office_templates/package.py",
    "workshop/reports/office_templates/shipped.py",
    "workshop/intake/layout.py",
    "workshop/tables/personal.py",
    "workshop/tables/unseen.py",
    "workshop/migrations/versions/0008_no_writers.py",
    "workshop/migrations/versions/0064_no_order_of_joins.py",
}


@pytest.mark.parametrize("words", ACTIVITIES)
def test_the_files_that_name_an_activity_are_those_that_the_documentation_lists(words: str) -> None:
    text = (ROOT / "docs/adding.md").read_text("utf-8")
    chapter = text.partition(ACTIVITIES[words] + "\n")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([\w/.]+\.\w+)`", chapter))
    found = naming(words) - OTHER_SENSES
    assert len(found) <= MOST_FILES
    assert found <= listed


@pytest.mark.parametrize("name", [*(stage.name for stage in activities.STAGES), *ATTACHED])
def test_shared_scripts_and_pages_do_not_name_an_activity(name: str) -> None:
    shared = {path for path in naming(rf"\b{name}\b") if path.startswith(("static/js/", "templates/"))}
    assert {path for path in shared if f"/parts/{name}/" not in path} <= {"static/js/lib/writes.js"}
