"""Open data: tables that add up with the report, described column by column, with what is missing named."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, category, hostile, note, plain, record, whole
from tests.room import Room
from workshop.cli.export import export
from workshop.domain.offices import Office
from workshop.reports.cells import encodable
from workshop.reports.formats import FORMATS
from workshop.reports.open_data.metadata import FIELDS
from workshop.views.record import Record

TABLES = ("notes.csv", "themes.csv", "problem_answers.csv", "focus_issues.csv", "actions.csv", "votes.csv")


def files(report: Record) -> dict[str, str]:
    stream = io.BytesIO()
    FORMATS["open_data"].write(report, "th", stream)
    with ZipFile(stream) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def rows(report: Record, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(report)[name], newline="")))


def described(report: Record) -> Any:
    return json.loads(files(report)["metadata.json"])


@pytest.mark.parametrize("report", [plain(), whole(), hostile(), EMPTY], ids=["plain", "whole", "hostile", "empty"])
def test_every_column_is_in_the_dictionary_in_order_with_a_name_of_small_letters(report: Record) -> None:
    found = files(report)
    dictionary = rows(report, "data_dictionary.csv")
    for name in TABLES:
        head = next(csv.reader(io.StringIO(found[name])))
        assert head == [each["column_name"] for each in dictionary if each["file_name"] == name]
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", each) for each in head)
    assert all(each["title_th"] and each["description_th"] and each["data_type"] for each in dictionary)


def test_the_tables_have_the_figures_of_the_report() -> None:
    notes, themes = rows(whole(), "notes.csv"), rows(whole(), "themes.csv")
    assert [int(each["note_number"]) for each in notes] == [each.number for each in whole().notes]
    assert {each["theme_id"]: int(each["note_count"]) for each in themes} == {"t1": 2, "t2": 3}
    assert [int(each["vote_count"]) for each in themes] == [17, 0]
    answers = rows(whole(), "problem_answers.csv")
    assert [(each["problem_theme_id"], each["answer_note_numbers"], each["origin"]) for each in answers] == [
        ("t1", "10", "confirmed"),
        ("t1", "7;8;9", "found"),
        ("", "", ""),
    ]
    assert [(each["group_name"], each["note_count"]) for each in rows(whole(), "focus_issues.csv")] == [
        ("กลุ่มที่ 1", "2"),
        ("กลุ่มที่ 2", "1"),
        ("", "0"),
    ]


def test_hostile_texts_are_as_they_were_written() -> None:
    assert [each["note_text"] for each in rows(hostile(), "notes.csv")] == [encodable(text) for text in HOSTILE_NOTES]


def test_no_name_that_a_writer_signed_with_and_no_time_of_a_note_is_published() -> None:
    signed = record(category(ungrouped=(note(1, "งบมาช้า", signed="นางสาวสมมุติ ผู้เขียน"),)))
    whole_text = "".join(files(signed).values())
    assert "สมมุติ" not in whole_text
    assert rows(signed, "notes.csv")[0]["submitted_date"] == "2020-10-30"
    assert "09:01" not in whole_text


def test_the_metadata_has_the_fields_of_the_catalogue_and_names_what_is_missing() -> None:
    found = described(plain())
    assert list(found["fields"]) == list(FIELDS)
    missing = [each["field"] for each in found["missing"]]
    assert missing == [name for name, value in found["fields"].items() if value is None]
    assert {"maintainer_email", "data_category", "license_id", "geo_coverage"} <= set(missing)
    assert all(each["fill_in_th"] for each in found["missing"])
    assert "maintainer_email" in files(plain())["README.txt"]
    office = Office(name="สำนักงาน", section="กลุ่มงานยุทธศาสตร์", email="office@example.org")
    known = described(replace(plain(), office=office))["fields"]
    assert (known["maintainer"], known["maintainer_email"]) == ("กลุ่มงานยุทธศาสตร์", "office@example.org")


def test_the_command_line_writes_it_by_its_own_option(room: Room, tmp_path: Path) -> None:
    room.phone.note("งบมาช้า")
    data = str(room.app.extensions["laena.settings"].data)
    options = [room.code, "--open-data", "--data", data, "--output", str(tmp_path / "open.zip")]
    assert CliRunner().invoke(export, options).exit_code == 0
    with ZipFile(tmp_path / "open.zip") as package:
        assert "งบมาช้า" in package.read("notes.csv").decode()
