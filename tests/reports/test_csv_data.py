"""The CSV for programs: every text as it was written, ISO times, names of columns that never change."""

import csv
import io

from tests.reports.report_samples import HOSTILE_NOTES, hostile, plain
from workshop.reports.cells import encodable
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.views.record import Record


def raw(report: Record, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS["csv_data"].write(report, language, stream)
    return stream.getvalue()


def rows(report: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw(report).decode(), newline="")))


def test_columns_are_named_in_english_in_any_language_and_no_mark_precedes_them() -> None:
    assert raw(plain(), "th") == raw(plain(), "en")
    assert raw(plain()).startswith(b"kind,number,group,groups_merged,signed,category,text,status,theme,submitted_at,")


def test_a_note_has_its_time_in_iso_form_and_its_status_as_in_the_json() -> None:
    first = rows(plain())[0]
    assert (first["kind"], first["number"], first["text"]) == ("note", "1", "งบมาช้า")
    assert (first["submitted_at"], first["status"], first["agreed"]) == ("2020-10-30T09:01:00+07:00", "theme", "3")
    assert [row["status"] for row in rows(plain())[-2:]] == ["set_aside", "ungrouped"]


def test_every_hostile_note_is_verbatim_without_any_guard() -> None:
    assert [row["text"] for row in rows(hostile())] == [encodable(text) for text in HOSTILE_NOTES]


def test_the_two_csv_files_have_names_of_their_own() -> None:
    names = {filename(plain(), FORMATS[key], language) for key in ("csv", "csv_data") for language in ("th", "en")}
    assert len(names) == 4
