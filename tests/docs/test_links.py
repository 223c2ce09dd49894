from pathlib import Path

from tools.links import ROOT, dead


def test_no_link_of_our_pages_is_dead():
    assert list(dead(ROOT)) == []


def test_dead_links_to_files_and_headings_and_orphan_pages_are_reported(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "lonely.md").write_text("# Lonely\n")
    (tmp_path / "docs" / "known.md").write_text("# First\n\n## เริ่มต้น ใช้งาน\n")
    (tmp_path / "README.md").write_text(
        "[a](docs/gone.md) [b](docs/known.md#second) [c](docs/known.md#เริ่มต้น-ใช้งาน) [d](http://example.org)\n"
        "`[e](not-a-link.md)`\n```\n[f](nor-this.md)\n```\n"
    )

    assert list(dead(tmp_path)) == [
        "README.md: docs/gone.md: no such file",
        "README.md: docs/known.md#second: no such heading",
        "README.md: http://example.org: not https",
        "docs/lonely.md: no page leads here",
    ]
