"""What a killed process left of a document that it laid out goes with the next one, or when a worker starts."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from workshop.reports.office_templates import libreoffice


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(folder: Path, name: str, seconds: float) -> Path:
    made = folder / name
    (made / "profile").mkdir(parents=True)
    (made / "report.docx").write_text("ถ้อยคำของความเห็น", encoding="utf-8")
    os.utime(made, (time.time() - seconds,) * 2)
    return made


def test_old_documents_go_and_one_that_is_laid_out_now_and_what_is_others_stay(folder: Path) -> None:
    old, running, others = (
        left(folder, *each) for each in (("laena-pages-a", 600), ("laena-pages-b", 1), ("else", 600))
    )
    libreoffice.forget_left()
    assert not old.exists()
    assert running.exists()
    assert others.exists()


def test_the_next_conversion_takes_them_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: str(folder / "no-such-program"))
    old = left(folder, "laena-pages-a", 600)
    assert libreoffice.as_pdf(b"PK") == b""
    assert not old.exists()
    assert [*folder.iterdir()] == []
