"""The check of imports and exports names what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import exports, imports


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "workshop").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.in").write_text("-c run.txt\npytest\n")
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["flask>=3", "regex"]\n[project.optional-dependencies]\nmore = ["redis"]\n'
    )
    monkeypatch.setattr(imports, "ROOT", tmp_path)
    return tmp_path


def test_undeclared_imports_and_unused_packages_are_reported(tree: Path) -> None:
    (tree / "workshop" / "one.py").write_text("import flask\nimport pytest\nimport redis.client\n")
    assert list(imports.undeclared_and_unused()) == [
        "workshop/one.py: imports pytest, which nobody declares",
        "declared and never imported: regex",
    ]


@pytest.mark.parametrize(
    ("comment", "found"), [("# slow: numpy", 0), ("# because", 1), ("#", 1), ("# slow\n    import os\n", 0)]
)
def test_an_import_inside_a_function_needs_a_reason(comment: str, found: int, tree: Path) -> None:
    (tree / "workshop" / "one.py").write_text(f"def a():\n    {comment}\n    import numpy\n    import json\n")
    assert len(list(imports.without_reason())) == found


def test_no_module_imports_itself_through_others() -> None:
    assert list(imports.circles()) == []


def test_an_unused_export_of_javascript_is_reported(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    (tmp_path / "static" / "js" / "a.js").write_text("export const one = 1;\nexport function two() {}\n")
    (tmp_path / "static" / "js" / "b.js").write_text('import { one } from "./a.js";\nexport class Three {}\n')
    assert list(exports.unused(tmp_path)) == [
        "static/js/a.js: exports two, which nobody imports",
        "static/js/b.js: exports Three, which nobody imports",
    ]
