"""Which fonts a DOCX names and contains: none stands under another's name, and that of offices has alternatives."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.reports.font_samples import font_file
from tests.reports.report_samples import whole
from tests.reports.test_office_templates import edited, with_template
from tests.reports.test_printed import in_sarabun
from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.fonts import obfuscated
from workshop.reports.font_tables import tables
from workshop.reports.fonts import font_files
from workshop.reports.formats import FORMATS
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words

ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
OTHERS = "TH Sarabun New,TH SarabunIT๙,TH SarabunIT9,Sarabun"


def fonts_of(data: bytes) -> dict[str, tuple[str | None, list[bytes]]]:
    """Return the alternatives and the embedded files of each font that the package names."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        table = etree.fromstring(file.read("word/fontTable.xml"))
        relations = "word/_rels/fontTable.xml.rels"
        parts = {
            each.get("Id"): file.read(f"word/{each.get('Target')}")
            for each in (etree.fromstring(file.read(relations)) if relations in file.namelist() else ())
        }
    found = {}
    for font in table:
        others = font.find(qn("w:altName"))
        files = [obfuscated(parts[each.get(ID)], uuid.UUID(each.get(qn("w:fontKey")))) for each in font if each.get(ID)]
        found[font.get(qn("w:name"))] = (None if others is None else others.get(qn("w:val")), files)
    return found


def report(data: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    FORMATS["docx"].write(with_template(whole(), data) if data else whole(), "th", stream)
    return stream.getvalue()


def named_inside(font: bytes) -> bool:
    """Return whether the font's own table of names has Sarabun for its family, and nothing of offices' fonts."""
    names = font[tables(font)["name"] :]
    return "Sarabun".encode("utf-16-be") in names and "TH Sarabun".encode("utf-16-be") not in names


@pytest.mark.parametrize("own", [None, lambda _document: None, in_sarabun])
def test_every_font_inside_of_a_report_is_sarabun_under_its_own_name(own: Callable[[Document], object] | None) -> None:
    found = fonts_of(report(edited(own) if own else None))
    assert {name for name, (_others, files) in found.items() if files} == {"Sarabun"}
    assert all(map(named_inside, found["Sarabun"][1]))
    assert found["Sarabun"][1][0] == font_files()["Regular"].read_bytes()


def test_a_template_in_the_font_of_offices_names_what_may_be_taken_instead() -> None:
    assert fonts_of(report(edited(lambda _document: None)))["TH SarabunPSK"] == (OTHERS, [])


@pytest.mark.parametrize("kind", ["letter_docx", "memo_docx"])
def test_letters_name_what_may_be_taken_instead(kind: str) -> None:
    stream = io.BytesIO()
    FORMATS[kind].write(whole(), "th", stream)
    assert fonts_of(stream.getvalue()) == {"TH SarabunPSK": (OTHERS, [])}


@pytest.mark.parametrize("kind", ["report", "letter", "memo", "minutes"])
def test_shipped_templates_name_what_may_be_taken_instead(kind: str) -> None:
    assert fonts_of(shipped(Words("th"), kind)) == {"TH SarabunPSK": (OTHERS, [])}


@pytest.mark.parametrize(("rights", "inside"), [(0, 1), (4, 0)])
def test_the_offices_own_font_goes_into_a_template_that_names_it_where_its_maker_permits(
    rights: int, inside: int
) -> None:
    own = OfficeFont("Regular", "TH SarabunPSK", font_file(rights=rights))
    record = with_template(whole(), edited(lambda _document: None))
    record = replace(record, office=replace(record.office, fonts=(own,)))
    stream = io.BytesIO()
    FORMATS["docx"].write(record, "th", stream)
    assert fonts_of(stream.getvalue())["TH SarabunPSK"][1] == [own.data] * inside


def test_a_template_that_has_its_font_inside_keeps_it() -> None:
    once = report(edited(in_sarabun))
    stream = io.BytesIO()
    docx.Document(io.BytesIO(once)).save(stream)
    assert {name: len(files) for name, (_others, files) in fonts_of(stream.getvalue()).items()} == {
        "TH SarabunPSK": 0,
        "Sarabun": 2,
    }
