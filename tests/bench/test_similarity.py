"""Training the likeness: anyone gets the same file from the same notes, and a note that cannot be read is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.likeness import read_likeness
from bench.similarity.corpus import FOLDER
from bench.similarity.train import train


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Some notes of two fields, and of one that is held out."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for field in ("health", "schools", "irrigation"):
        lines = (FOLDER / f"{field}.A.tsv").read_text(encoding="utf-8").splitlines()
        (folder / f"{field}.A.tsv").write_text("\n".join(lines[:41]) + "\n", encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_bytes_and_names_each_field_on_the_card(small: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        train(tmp_path / name, small)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second
    card = first["TRAINING.md"].decode()
    assert "| health | " in card
    assert "| irrigation, held out for good | " in card
    assert read_likeness(tmp_path / "a" / "likeness.npz", (512, 384)).slope > 0


def test_a_note_that_cannot_be_read_ends_training_with_its_file_and_line(small: Path, tmp_path: Path) -> None:
    with (small / "schools.A.tsv").open("a", encoding="utf-8") as file:
        file.write("problem\tครู\n")
    command = [sys.executable, "-m", "bench.similarity", "--corpus", str(small)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines()[-1].startswith("schools.A.tsv:42: has 2 columns")
