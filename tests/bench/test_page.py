"""Tables of figures in a page of docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.room import page
from bench.room.report import table
from bench.room.rows import Figure

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_table_replaces_the_previous_one_and_changes_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n", encoding="utf-8")
    for text in ("one", "another"):
        page.put(path, "figures", text)
    assert path.read_text("utf-8") == "before\n<!-- figures -->\n\nanother\n\n<!-- /figures -->\nafter\n"


def test_a_page_without_the_marker_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md: there is no <!-- figures -->"):
        page.put(path, "figures", "one")


@pytest.mark.parametrize("place", ["figures", "growth"])
def test_the_scale_page_has_its_markers(place: str) -> None:
    text = (ROOT / "docs" / "scale.md").read_text("utf-8")
    assert text.count(f"<!-- {place} -->\n") == text.count(f"<!-- /{place} -->") == 1


def test_the_table_sums_what_was_acknowledged_and_what_of_it_is_missing() -> None:
    found = [
        Figure("first", "1 ms", "", "2 ms", "a command", notes=700, lag="0.5"),
        Figure("second", "", "", "3 ms", "", notes=800, missing=1, wrong=["lost: x"]),
    ]
    lines = list(table(found))
    assert "| first | 1 ms |  | 2 ms | clean | 0.5 | `a command` |" in lines
    assert "| second |  |  | 3 ms | 1 wrong |  |  |" in lines
    assert lines[-1].startswith("| acknowledged and missing, over all runs | 0 | 0 | 1 of 1,500 |")
