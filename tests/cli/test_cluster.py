"""`laena cluster`: files in, themes out, every row accounted for, clear refusals."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tests.room import Room
from workshop.cli.cluster import cluster
from workshop.reports import csv as export
from workshop.reports import csv_data
from workshop.reports.cells import written
from workshop.reports.words import Words
from workshop.views.read_record import read_record

NOTES = [
    ("ปัญหา", "น้ำไม่พอทำนา"), ("ปัญหา", "น้ำประปาไม่ไหล"), ("ปัญหา", "น้ำไม่พอใช้"), ("ปัญหา", "-"),
    ("ปัญหา", "ขยะล้นถัง"), ("ปัญหา", "ไม่มีที่ทิ้งขยะ"), ("ปัญหา", "ขยะเต็มข้างทาง"), ("ปัญหา", "=1+1 ขยะเหม็น"),
    ("แนวทางแก้ไข", "คัดแยกขยะ"), ("แนวทางแก้ไข", "ตั้งธนาคารขยะ"), ("แนวทางแก้ไข", "ซื้อถังขยะเพิ่ม"),
]  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "notes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("category", "text"), *NOTES])
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cluster, [str(argument) for argument in arguments])


def rows_of(result: dict) -> list[int]:
    inside = [row for theme in result["themes"] for row in theme["rows"]]
    return sorted([*inside, *result["ungrouped"], *result["set_aside"]])


def test_cluster_lists_every_row_once_and_each_theme_within_one_category(table: Path) -> None:
    result = json.loads(run(table).stdout)
    assert rows_of(result) == list(range(len(NOTES)))
    assert result["set_aside"] == [3]
    for theme in result["themes"]:
        assert {NOTES[row][0] for row in theme["rows"]} == {theme["category"]}
        assert theme["label"]


def test_without_a_category_column_all_notes_are_one_category(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("text\n" + "\n".join(text for _, text in NOTES), encoding="utf-8")
    result = json.loads(run(path).stdout)
    assert {theme["category"] for theme in result["themes"]} == {None}
    assert result["links"] == result["gaps"] == []


def test_problems_and_answers_are_recognised_by_category_names_and_linked(table: Path) -> None:
    result = json.loads(run(table).stdout)
    category = {theme["id"]: theme["category"] for theme in result["themes"]}
    assert result["links"]
    assert {(category[link["from"]], category[link["to"]]) for link in result["links"]} == {("ปัญหา", "แนวทางแก้ไข")}
    named = {link["from"] for link in result["links"]} | set(result["gaps"])
    assert named == {name for name, where in category.items() if where == "ปัญหา"}


def test_a_replay_never_moves_a_note_and_lists_all_notes_at_each_step(table: Path, tmp_path: Path) -> None:
    output = tmp_path / "steps.jsonl"
    assert run(table, "--arrivals", 3, "--output", output).exit_code == 0
    steps = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [step["arrived"] for step in steps] == [3, 6, 9, 11]
    before: dict[int, str] = {}
    for step in steps:
        now = {row: name for name, rows in step["themes"].items() for row in rows}
        assert sorted([*now, *step["ungrouped"], *step["set_aside"]]) == list(range(step["arrived"]))
        assert {row: now[row] for row in before} == before
        before = now


def test_the_csv_opens_in_excel_and_shows_every_text_verbatim_as_exports_do(table: Path) -> None:
    data = run(table, "--format", "csv").stdout_bytes
    assert data.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == len(NOTES) + 1
    assert lines[8][-1] == '="=1+1 ขยะเหม็น"'
    assert [written(line[-1]) for line in lines[1:]] == [text for _, text in NOTES]
    assert [line[0] for line in lines[1:]] == [str(row) for row in range(len(NOTES))]


def test_the_csv_for_programs_has_every_text_as_it_was_written(table: Path) -> None:
    data = run(table, "--format", "csv_data").stdout_bytes.decode()
    assert [line[-1] for line in csv.reader(io.StringIO(data, newline=""))] == ["text", *(text for _, text in NOTES)]


@pytest.mark.parametrize("flavour", ["csv", "csv_data"])
def test_either_csv_of_an_export_is_read_with_its_texts_and_categories(
    flavour: str, room: Room, tmp_path: Path
) -> None:
    texts = ["=1+1 เอกสารซ้ำ", "น้ำไม่พอ", "0012345"]
    for text in texts:
        room.phone.note(text)
    out = io.BytesIO()
    {"csv": export, "csv_data": csv_data}[flavour].write(room.feed.read(read_record, room.code), Words("th"), out)
    path = tmp_path / "notes.csv"
    path.write_bytes(out.getvalue())
    lines = list(csv.reader(io.StringIO(run(path, "--format", "csv_data").stdout, newline="")))
    assert [(line[1], line[-1]) for line in lines[1:]] == [("ปัญหา/อุปสรรค", text) for text in texts]


def test_the_xlsx_contains_every_note_as_text(table: Path, tmp_path: Path) -> None:
    output = tmp_path / "themes.xlsx"
    assert run(table, "--format", "xlsx", "--output", output).exit_code == 0
    sheet = openpyxl.load_workbook(output).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(range(len(NOTES)))
    cells = [row[-1] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [text for _, text in NOTES]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--text", "ไม่มีคอลัมน์นี้"], "“text”"),
        (["--problems", "ไม่มีประเภทนี้"], "แนวทางแก้ไข"),
        (["--format", "xlsx"], "--output"),
    ],
)
def test_an_unknown_column_or_category_is_refused_with_those_there_are(
    table: Path, arguments: list[str], named: str
) -> None:
    result = run(table, *arguments)
    assert result.exit_code == 1
    assert named in result.stderr
    assert result.stdout == ""


def test_a_refusal_is_in_the_language_of_the_environment(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAENA_LANG", "en")
    assert run(table, "--text", "nowhere").stderr.isascii() is False
    assert "ไม่พบ" not in run(table, "--text", "nowhere").stderr
    monkeypatch.setenv("LAENA_LANG", "th")
    assert "ไม่พบคอลัมน์" in run(table, "--text", "nowhere").stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.csv")
    assert result.exit_code == 1
    assert "missing.csv" in result.stderr


def test_a_thai_windows_file_is_read_right(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(("text\r\n" + "\r\n".join(text for _, text in NOTES)).encode("cp874"))
    assert rows_of(json.loads(run(path).stdout)) == list(range(len(NOTES)))


def test_a_broken_glossary_line_is_reported_and_the_others_count(table: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "words.txt"
    glossary.write_text("ถังขยะ = ถัง ขยะ\n= อะไร\n", encoding="utf-8")
    result = run(table, "--glossary", glossary)
    assert result.exit_code == 0
    assert "line 2" in result.stderr


@pytest.mark.parametrize("codec", ["cp874", "utf-16", "utf-8-sig"])
def test_a_glossary_is_read_in_any_encoding(table: Path, tmp_path: Path, codec: str) -> None:
    glossary = tmp_path / "words.txt"
    glossary.write_bytes("ถังขยะ = ถัง ขยะ\n= อะไร\n".encode(codec))
    result = run(table, "--glossary", glossary)
    assert (result.exit_code, "line 2" in result.stderr) == (0, True)


def test_a_category_with_an_invisible_letter_is_the_same_category(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    names = ["ปัญหา", "ปัญหา\N{ZERO WIDTH SPACE}", " ปัญหา "]
    path.write_text("category,text\n" + "\n".join(f"{name},ขยะล้นถัง" for name in names), encoding="utf-8")
    assert {theme["category"] for theme in json.loads(run(path).stdout)["themes"]} == {"ปัญหา"}


def test_no_theme_is_named_by_a_word_that_the_office_calls_coarse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("text\n" + "\n".join(["ถนนห่วยแตกทั้งสาย"] * 3), encoding="utf-8")
    assert [theme["label"] for theme in json.loads(run(path).stdout)["themes"] if "ห่วย" in theme["label"]]
    monkeypatch.setenv("LAENA_COARSE_WORDS", "ห่วยแตก")
    themes = json.loads(run(path).stdout)["themes"]
    assert themes
    assert not [theme for theme in themes if "ห่วย" in theme["label"] + "".join(theme["keywords"])]
