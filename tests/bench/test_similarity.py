"""Training the likeness: anyone gets the same file from the same notes, and a note that cannot be read is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.headings import FILE, read_headings
from analysis.likeness import read_likeness
from analysis.word_vectors import DATA
from bench.similarity.corpus import FOLDER, HELD_OUT
from bench.similarity.headings import samples
from bench.similarity.headings import train as train_headings
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


def test_what_reads_like_a_heading_is_learnt_without_the_fields_held_out(small: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        train_headings(tmp_path / name, small)
    first, second = ((tmp_path / name / FILE).read_bytes() for name in ("a", "b"))
    assert first == second
    (small / "irrigation.A.tsv").unlink()
    train_headings(tmp_path / "b", small)
    assert (tmp_path / "b" / FILE).read_bytes() == first


def test_names_of_fields_held_out_read_more_like_headings_than_phrases_of_notes() -> None:
    from sklearn.metrics import roc_auc_score  # slow: each process of a run reads this file

    weights, bias = read_headings(DATA / FILE)
    fields = samples()
    for field in HELD_OUT:
        rows, names = fields[field]
        assert roc_auc_score(names, rows @ weights + bias) > 0.8
