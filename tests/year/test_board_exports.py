"""The board of a directive by kind of unit, and its files: every format has the same figures, of what is looked at."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from tests.year.board_samples import DEPARTMENT, PHUKET, UID, make, part, take
from tests.year.installations import KHON_KAEN, QUESTIONS, Office, altered, answer_of, draft, resigned
from tests.year.test_results_in_answers import votes
from workshop.domain.grouper import Grouper
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.year import board, board_data, board_files, board_paper, directives, signed_files, unit_kinds, units
from workshop.year.contents import Unit

BUREAU = "b-1"
NOTES = {
    KHON_KAEN: [("problem", "งบประมาณมาช้าทุกปี", "งบประมาณมาช้า"), ("problem", "งบประมาณโอนมาล่าช้า", "งบประมาณมาช้า")],
    PHUKET: [("problem", "ได้รับงบประมาณช้ามาก", "งบประมาณมาช้า"), ("proposal", "ขอให้โอนงบประมาณเร็วขึ้น", "")],
    BUREAU: [("problem", "งบประมาณมาช้า", "งบประมาณมาช้า"), ("problem", "-", "")],
}


def given(feed: Feed) -> None:
    """Take in a directive to two provinces and a bureau, and their answers with votes and conclusions."""
    own = (Unit(code=BUREAU, name="กองแผนงาน"), *units.provinces())
    call = directives._checked(draft(questions=tuple(QUESTIONS.items()), units=own), UID, 1)
    take(feed, signed_files.write("directive", call, DEPARTMENT))
    for by, (unit, texts) in enumerate(NOTES.items(), 1):
        plain = altered(answer_of(UID, DEPARTMENT.public, texts, unit), schema_version=3)
        take(feed, resigned(plain, {"votings": [votes()], "conclusion": f"สรุปของ {unit}\nบรรทัดที่สอง"}, by))


def figures(text: str) -> tuple[int, ...]:
    """Return the numbers of the sentence that accounts for all notes."""
    return tuple(int(each.replace(",", "")) for each in re.findall(r"[\d,]+", text.split("Units:")[1])[:5])


def of_tables(tables: Iterable[list[list[str]]]) -> list[list[str]]:
    """Return (first line of the first cell, the cells after it) of each row, without the headings."""
    return [[row[0].split("\n")[0], *row[1:]] for rows in tables for row in rows[1:]]


def of_docx(data: bytes) -> tuple[tuple[int, ...], list[list[str]]]:
    file = docx.Document(io.BytesIO(data))
    said = next(each.text for each in file.paragraphs if "Units:" in each.text)
    return figures(said), of_tables([[cell.text for cell in row.cells] for row in each.rows] for each in file.tables)


def of_html(data: bytes) -> tuple[tuple[int, ...], list[list[str]]]:
    page = html.fromstring(data.decode())
    said = next(text for text in page.itertext() if "Units:" in text)

    def cell(found: Any) -> str:
        return "\n".join(found.itertext())

    return figures(said), of_tables(
        [[cell(each) for each in row] for row in found.iter("tr")] for found in page.iter("table")
    )


def of_pptx(data: bytes) -> tuple[tuple[int, ...], list[list[str]]]:
    shapes = [shape for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes]
    said = next(shape.text_frame.text for shape in shapes if shape.has_text_frame and "Units:" in shape.text_frame.text)
    tables = [shape.table for shape in shapes if shape.has_table]
    return figures(said), of_tables([[cell.text for cell in row.cells] for row in each.rows] for each in tables)


LOOKS = (
    board.EVERYWHERE,
    board.Filter(region="south"),
    board.Filter(kind="bureau"),
    board.Filter(kind="province", category="problem"),
    board.Filter(unit="99"),
)


def test_every_format_has_the_same_figures_of_what_is_looked_at(feed: Feed, grouper: Grouper) -> None:
    given(feed)
    make(feed, grouper)
    for look in LOOKS:
        plain = json.loads(feed.read(board_files.write, UID, "json", "en", look))
        assert list(Draft202012Validator(json.loads(board_data.schema())).iter_errors(plain)) == []
        counts = plain["figures"]
        told = tuple(counts[name] for name in ("units", "notes", "in_themes", "ungrouped", "set_aside"))
        assert counts["notes"] == len(plain["notes"]) == sum(told[2:]) == sum(each["notes"] for each in plain["units"])
        themes = [
            [theme["label"], str(len(theme["units"])), str(theme["notes"])]
            for each in plain["categories"]
            for theme in each["themes"]
        ]
        dots = [[option["label"], str(option["votes"])] for each in plain["votes"] for option in each["options"]]
        concluded = [each["unit"] for each in plain["conclusions"]]
        for kind, read in (("docx", of_docx), ("html", of_html), ("pptx", of_pptx)):
            found, rows = read(feed.read(board_paper.write, UID, kind, "en", look))
            assert found == told, (kind, look)
            assert [row[:3] for row in rows if len(row) == 4][: len(themes)] == themes, (kind, look)
            assert [row for row in rows if row[0] in ("ขุดสระ", "ซ่อมถนน")] == dots, (kind, look)
            assert sum("สรุปของ" in " ".join(row) for row in rows) == len(concluded), (kind, look)
        book = load_workbook(io.BytesIO(feed.read(board_files.write, UID, "xlsx", "en", look)))
        sheets = [list(sheet.values)[1:] for sheet in book.worksheets]
        assert [[row[1], str(row[2]), str(row[3])] for row in sheets[0]] == themes
        assert [len(sheets[1]), len(sheets[2])] == [counts["units"], counts["notes"]]
        assert [[row[4], str(row[5])] for row in sheets[3]] == dots
        assert len(sheets[4]) == len(concluded)


def test_units_are_looked_at_by_kind_and_a_typed_kind_wins(feed: Feed, grouper: Grouper) -> None:
    given(feed)
    make(feed, grouper)
    whole = feed.read(board.read, UID)
    assert whole.by_kind == [("bureau", 1, 2), ("province", 2, 4)]
    assert sum(notes for _region, _units, notes in whole.by_region) == whole.notes == 6
    only = feed.read(board.read, UID, board.Filter(kind="bureau"))
    assert (only.shown, only.notes, part(only).units) == ((BUREAU,), 2, 1)
    feed.write(directives.decide, UID, PHUKET, kind="เกาะ")
    assert feed.read(board.read, UID, board.Filter(kind="เกาะ")).shown == (PHUKET,)
    known = unit_kinds.known(feed.read(lambda session: unit_kinds.of(directives.find(session, UID))))
    assert list(known) == ["province", "bureau", "เกาะ"]


def test_kinds_are_typed_with_the_units_and_stay_through_an_edit(department: Office) -> None:
    uid = department.make(
        units="b-1\tกองแผนงาน\n4001\tเมืองขอนแก่น\ns-1\tโรงเรียนดี\tโรงเรียน\n83\tภูเก็ต\tเกาะ\ns-2\tสำนักงานตรวจ"
    )
    row = department.feed.read(directives.find, uid)
    found = unit_kinds.of(row)
    assert [found[code] for code in ("b-1", "4001", "s-1", "83", "40", "s-2")] == [
        *("bureau", "district", "โรงเรียน", "เกาะ", "province", "other"),
    ]
    assert "kind" not in json.dumps(row.content), "it stands in no file"
    page = html.fromstring(department.client.get(f"/directives/{uid}/edit").text)
    typed = page.get_element_by_id("units").text
    assert "83\tภูเก็ต\tเกาะ" in typed
    values = {each.get("name"): each.get("value") for each in page.iter("input") if each.get("type") != "checkbox"}
    for each in (*page.iter("textarea"), *page.iter("select")):
        values[each.get("name")] = (each.text or "") if each.tag == "textarea" else each.value
    answer = department.post(
        f"/directives/{uid}/edit", **{**values, "units": typed.replace("\tเกาะ", ""), "provinces": "y"}
    )
    assert answer.status_code == 302, answer.text
    after = department.feed.read(directives.find, uid)
    assert (unit_kinds.of(after)["83"], unit_kinds.of(after)["s-1"], after.version) == ("province", "โรงเรียน", 1)


@pytest.mark.parametrize("look", [{"region": "x"}, {"unit_kind": "ไม่มี"}, {"of_category": "x" * 500}, {"unit": "<b>"}])
def test_a_board_page_takes_any_filter(department: Office, look: dict[str, str]) -> None:
    uid = department.make()
    for path in ("board", "results", "board/notes"):
        assert department.client.get(f"/directives/{uid}/{path}", query_string=look).status_code == 200


def test_the_schema_of_the_board_is_published(department: Office) -> None:
    schema = department.room.app.test_client().get("/schemas/board.json").get_json()
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": "laena.board", "title": "Schema", "type": "string"}


def test_without_a_board_there_is_no_file(feed: Feed) -> None:
    given(feed)
    for write, kind in ((board_files.write, "json"), (board_paper.write, "html"), (board_paper.write, "pptx")):
        with pytest.raises(Refusal):
            feed.read(write, UID, kind, "th")
