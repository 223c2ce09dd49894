"""The parcel for the department: every file once, as the formats write it, with checksums that are right."""

import io
from dataclasses import replace
from hashlib import sha256
from zipfile import ZipFile

import pytest

from tests.reports.report_samples import EMPTY, hostile, plain
from workshop.domain.offices import Office
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.views.record import Record

OUTSIDE = ("parcel", "annex_docx", "annex_pdf")  # the notes are in the report


def parcel(report: Record, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS["parcel"].write(report, language, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("language", "contents"), [("th", "รายการ.txt"), ("en", "contents.txt")])
@pytest.mark.parametrize("report", [plain(), hostile(), EMPTY], ids=["plain", "hostile", "empty"])
def test_every_file_is_inside_once_and_its_checksum_is_right(report: Record, language: Language, contents: str) -> None:
    with ZipFile(io.BytesIO(parcel(report, language))) as package:
        assert package.testzip() is None
        names = package.namelist()
        expected = {filename(report, each, language) for each in FORMATS.values() if each.key not in OUTSIDE}
        assert sorted(names) == sorted({*expected, contents})
        listed = package.read(contents).decode("utf-8-sig").splitlines()
        found = {line[66:]: line[:64] for line in listed if line[66:] in expected}
        assert found == {name: sha256(package.read(name)).hexdigest() for name in expected}


def test_only_the_letter_for_the_offices_addressee_is_inside() -> None:
    inside, left_out = "หนังสือภายนอก", "บันทึกข้อความ"
    with ZipFile(io.BytesIO(parcel(replace(plain(), office=Office(sends="letter"))))) as package:
        names = package.namelist()
        assert sum(name.startswith(inside) for name in names) == 2
        assert not any(name.startswith(left_out) for name in names)
        assert left_out not in package.read("รายการ.txt").decode("utf-8-sig")


def test_what_is_inside_is_what_the_format_writes() -> None:
    stream = io.BytesIO()
    FORMATS["csv"].write(plain(), "th", stream)
    with ZipFile(io.BytesIO(parcel(plain()))) as package:
        assert package.read(filename(plain(), FORMATS["csv"], "th")) == stream.getvalue()
