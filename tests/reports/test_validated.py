"""What a validator of PDF/UA-1 and PDF/A-3a finds in the PDFs that Laena writes: nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

import page
import pytest

from tests.reports.demo_records import demo_of
from tests.reports.report_samples import EMPTY, days, decided, hostile, planned, whole
from tests.reports.test_docx_accessible import meeting, with_emblem
from workshop.reports.formats import FORMATS
from workshop.reports.minutes import minutes_file
from workshop.reports.pdf.file import File
from workshop.reports.words import Words
from workshop.views.record import Record

SAMPLES: dict[str, Callable[[], Record]] = {
    "demo": lambda: demo_of(60), "whole": whole, "hostile": hostile, "empty": lambda: EMPTY, "matrices": decided,
    "moods": days, "actions": planned,
}  # fmt: skip


def written(key: str, report: Record) -> bytes:
    stream = io.BytesIO()
    FORMATS[key].write(report, "th", stream)
    return stream.getvalue()


def findings(pdf: bytes, profile: str) -> list[str]:
    return [f"{each.rule_id}: {each.message}" for each in page.validate_pdf_bytes(pdf, profile=profile).failures]


@pytest.mark.parametrize("sample", SAMPLES)
def test_an_archive_of_any_report_conforms_to_both_of_its_standards(sample: str) -> None:
    pdf = written("pdf_archive", SAMPLES[sample]())
    assert findings(pdf, "ua1") == findings(pdf, "3a") == []


@pytest.mark.parametrize("key", ["pdf", "letter_pdf", "memo_pdf"])
def test_the_report_and_its_letters_are_accessible(key: str) -> None:
    assert findings(written(key, with_emblem()), "ua1") == []


def test_minutes_are_accessible() -> None:
    assert findings(minutes_file(meeting(), "pdf", Words("th"))[1], "ua1") == []


def test_the_validator_finds_what_is_wrong() -> None:
    assert findings(written("pdf", whole()).replace(b"/Marked true", b"/Marked null"), "ua1") != []


def test_data_that_ends_with_a_line_end_of_its_own_is_as_long_as_it_says() -> None:
    objects = [b"1 0 obj\n<</Length 3>>\nstream\nab%s\nendstream\nendobj\n" % end for end in (b"\r", b"\n", b"c")]
    for stream in objects:
        start = len(b"%PDF-1.7\n")
        table = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \ntrailer\n<</Size 2>>\nstartxref\n%d\n%%%%EOF"
        file = File(b"%PDF-1.7\n" + stream + table % (start, start + len(stream)))
        expected = stream.replace(b"\r\nends", b"\r\r\nends")
        assert file.joined().startswith(b"%PDF-1.7\n" + expected)
