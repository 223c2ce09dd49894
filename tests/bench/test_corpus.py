"""The corpus of notes with gold themes: every row can be read, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.similarity.corpus import FOLDER, HELD_OUT, CorpusError, read_corpus, read_rows, training

HEAD = "category\ttheme\ttext\n"


def test_every_field_has_both_hands_and_all_five_categories() -> None:
    sets = read_corpus()
    fields = {part.field for part in sets}
    assert len(fields) >= 8
    assert len(sets) == 5 * len(fields)
    for field in fields:
        assert {path.name for path in FOLDER.glob(f"{field}.*.tsv")} >= {f"{field}.A.tsv", f"{field}.B.tsv"}


def test_two_whole_fields_are_never_trained_on() -> None:
    assert not {part.field for part in training(read_corpus())} & set(HELD_OUT)
    assert {part.field for part in read_corpus()} >= set(HELD_OUT)


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("problem\tน้ำ", "x.A.tsv:3: has 2 columns"),
        ("problem\tน้ำ\tน้ำไม่ไหล\tเกิน", "x.A.tsv:3: has 4 columns"),
        ("problem\t\tน้ำไม่ไหล", "x.A.tsv:3: the theme is empty"),
        ("problem\tน้ำ\t  ", "x.A.tsv:3: the text is empty"),
        ("wish\tน้ำ\tน้ำไม่ไหล", "x.A.tsv:3: unknown category 'wish'"),
    ],
)
def test_a_broken_row_is_refused_by_file_and_line(tmp_path: Path, row: str, named: str) -> None:
    path = tmp_path / "x.A.tsv"
    path.write_text(f"{HEAD}problem\tถนน\tถนนพัง\n{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError) as found:
        read_rows(path)
    assert str(found.value).startswith(named)


def test_a_file_without_its_columns_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.A.tsv"
    path.write_text("problem\tถนน\tถนนพัง\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"x\.A\.tsv:1: write the columns"):
        read_rows(path)
    path.write_bytes(HEAD.encode() + "problem\tถนน\tถนนพัง\n".encode("cp874"))
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_rows(path)
