"""Readers' sheets are blind, answers are checked, and scores count pairs."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.readers.answers import AnswerError, answers_of
from bench.readers.parts import GROUP, PRINT, SORT, write_parts
from bench.readers.report import report
from bench.readers.scores import interval, pairwise_f1, sorting_f1, together
from bench.readers.sheet import Sheet, SheetError, read_sheet, source, written

SHEET = Sheet(
    "น้ำ",
    ["น้ำไม่ไหล", "น้ำประปา <ขุ่น>", "ถนนพัง", "ถนนเป็นหลุม"],
    [1, 1, 2, 0],
    ["น้ำไม่ไหล", "ถนนพัง"],
    ["ลับน้ำ", "ลับน้ำ", "ลับถนน", "ลับถนน"],
)
GROUPINGS = st.lists(st.integers(0, 4), min_size=6, max_size=6)


def answered(folder: Path, reader: str = "a", **fields: Any) -> None:
    path = folder / f"น้ำ.{reader}.answers.json"
    path.write_text(json.dumps({"reader": reader, "kind": "model", **fields}), encoding="utf-8")


def test_no_part_of_a_sheet_shows_the_gold_and_the_first_shows_no_label_or_group(tmp_path: Path) -> None:
    write_parts(SHEET, tmp_path)
    for path in tmp_path.iterdir():
        assert "ลับ" not in path.read_text(encoding="utf-8-sig")
    with (tmp_path / f"น้ำ.{GROUP}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["note", "text", "group"],
            *([str(at), text, ""] for at, text in enumerate(SHEET.texts, 1)),
        ]
    page = (tmp_path / f"น้ำ.{GROUP}.html").read_text(encoding="utf-8")
    assert page.count("ถนนพัง") == 1
    assert "&lt;ขุ่น&gt;" in page


def test_the_key_of_a_sheet_is_read_back_and_a_broken_one_refused(tmp_path: Path) -> None:
    assert read_sheet(written(SHEET, tmp_path)) == SHEET
    (tmp_path / "น้ำ.key.json").write_text('{"name": "น้ำ"}', encoding="utf-8")
    with pytest.raises(SheetError, match=r"น้ำ\.key\.json .* make the sheets anew"):
        read_sheet(tmp_path / "น้ำ.key.json")
    with pytest.raises(SheetError, match="no such set"):
        source("moon:problem")


def test_answers_come_from_json_and_from_the_filled_in_tables_alike(tmp_path: Path) -> None:
    answered(tmp_path, "a", groups=[[1, 2], [3, 4]], sorted={"1": 1, "3": 2}, printed=[1])
    rows = {
        GROUP: [["note", "group"], [1, 5], [2, 5], [3, 9], [4, 9]],
        SORT: [["note", "label"], [1, 1], [2, ""], [3, 2], [4, 0]],
        PRINT: [["label", "print"], [1, 1], [2, 0]],
    }
    for part, table in rows.items():
        with (tmp_path / f"น้ำ.{part}.b.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    first, second = answers_of(SHEET, tmp_path)
    assert (first.reader, first.kind, second.reader, second.kind) == ("a", "model", "b", "person")
    assert (together(first.groups) == together(second.groups)).all()
    assert first.sorted == second.sorted == [1, 0, 2, 0]
    assert first.printed == second.printed == [True, False]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"groups": [[1, 5]]}, "there is no note 5, the sheet has 1 to 4"),
        ({"groups": [[1, 2], [2]]}, "note 2 stands in two groups"),
        ({"groups": [["1"]]}, "there is no note '1'"),
        ({"groups": [[1]], "printed": [3]}, "there is no label 3, the sheet has 1 to 2"),
        ({"groups": [[1]], "sorted": {"1": 9}}, "there is no label 9"),
        ({"groups": [[1]], "sorted": {"x": 1}}, "write an object with"),
        ({"groups": 7}, "write an object with"),
        ({"groups": [[1]], "kind": "robot"}, "write person or model"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused_by_its_file(tmp_path: Path, fields: Any, fault: str) -> None:
    answered(tmp_path, **fields)
    with pytest.raises(AnswerError, match=r"น้ำ\.a\.answers\.json") as found:
        answers_of(SHEET, tmp_path)
    assert fault in str(found.value)


def test_a_table_with_a_word_for_a_number_is_refused_by_its_line(tmp_path: Path) -> None:
    (tmp_path / f"น้ำ.{GROUP}.b.csv").write_text("note,group\n1,1\n2,น้ำ\n", encoding="utf-8")
    with pytest.raises(AnswerError, match=r"b\.csv:3: write whole numbers under note and group"):
        answers_of(SHEET, tmp_path)


@given(GROUPINGS, GROUPINGS)
def test_pairwise_f1_is_the_same_both_ways_one_for_equal_groupings_and_counts_pairs(a: list[int], b: list[int]) -> None:
    first, second = together(a), together(b)
    pairs = [{(i, j) for i in range(6) for j in range(i) if x[i] == x[j] > 0} for x in (a, b)]
    size = len(pairs[0]) + len(pairs[1])
    wanted = 2 * len(pairs[0] & pairs[1]) / size if size else 1.0
    assert pairwise_f1(first, second) == pairwise_f1(second, first) == pytest.approx(wanted)
    assert pairwise_f1(first, first) == 1


def test_a_note_drawn_twice_makes_no_pair_with_itself() -> None:
    pairs = together([1, 1, 2])
    assert pairwise_f1(pairs, together([1, 2, 1]), np.array([2.0, 0.0, 0.0])) == 1.0
    low, high = interval(lambda often: float(often @ pairs @ often), 3)
    assert low <= 2 <= high


def test_notes_sorted_by_labels_count_right_ones_among_those_put_and_those_there() -> None:
    assert sorting_f1([1, 2, 0, 0], [1, 1, 2, 0]) == pytest.approx(2 * 1 / (2 + 3))


def test_the_report_has_laena_beside_each_reader_and_says_what_kind_each_is(tmp_path: Path) -> None:
    answered(tmp_path, "a", groups=[[1, 2], [3, 4]], sorted={"1": 1, "2": 1, "3": 2}, printed=[1, 2])
    answered(tmp_path, "b", groups=[[1, 2]])
    table = report([(SHEET, answers_of(SHEET, tmp_path))])
    assert "a (model), b (model)" in table
    assert "| น้ำ | Laena – b | 1.00 (" in table
    assert "| น้ำ | a – b | 0.67 (" in table
    assert "| 1.00 | 1.00 |" in table
