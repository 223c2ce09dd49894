"""What a report through an office's own template contains for a computer without the template's font."""

from __future__ import annotations

import io
import uuid
import zipfile
from struct import unpack_from

import docx
import pytest
from lxml import etree

from tests.reports.report_samples import whole
from tests.reports.test_office_templates import edited, with_template
from workshop.reports.docx.fonts import obfuscated
from workshop.reports.font_tables import advances, line_height, tables
from workshop.reports.font_widths import width_ratio
from workshop.reports.fonts import font_files
from workshop.reports.formats import FORMATS
from workshop.reports.stand_in import NAMES, stand_in

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")


@pytest.mark.parametrize("face", FACES)
def test_it_is_as_wide_and_as_high_as_the_font_that_it_stands_in_for(face: str) -> None:
    data = stand_in(NAMES[0], face)
    assert line_height(data) == pytest.approx(1.13, abs=0.01)
    assert advances(data).keys() == advances(font_files()[face].read_bytes()).keys()
    if face == "Regular":
        assert width_ratio(data) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("face", FACES)
def test_its_file_adds_up_and_has_the_name(name: str, face: str) -> None:
    data = stand_in(name, face)
    padded = data + bytes(-len(data) % 4)
    assert sum(unpack_from(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF == 0xB1B0AFBA
    assert name.encode("utf-16-be") in data[tables(data)["name"] :]
    assert list(tables(data)) == sorted(tables(data))


def fonts_of(data: bytes) -> dict[str, list[bytes]]:
    """Return the embedded files of each font that the package names."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        table = etree.fromstring(file.read("word/fontTable.xml"))
        parts = {
            each.get("Id"): file.read(f"word/{each.get('Target')}")
            for each in etree.fromstring(file.read("word/_rels/fontTable.xml.rels"))
        }
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {font.get(f"{W}name"): [parts[each.get(key)] for each in font if each.get(key)] for font in table}


def report(data: bytes) -> bytes:
    stream = io.BytesIO()
    FORMATS["docx"].write(with_template(whole(), data), "th", stream)
    return stream.getvalue()


def test_a_template_that_only_names_the_font_of_offices_gets_what_stands_in_for_it() -> None:
    made = report(edited(lambda _document: None))
    assert len(fonts_of(made)["TH SarabunPSK"]) == 2
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        table = etree.fromstring(file.read("word/fontTable.xml"))
    key = next(each.get(f"{W}fontKey") for each in table.iter(f"{W}embedRegular"))
    plain = obfuscated(fonts_of(made)["TH SarabunPSK"][0], uuid.UUID(key))
    assert plain == stand_in("TH SarabunPSK", "Regular")


def test_a_template_that_has_its_font_inside_keeps_it() -> None:
    once = report(edited(lambda _document: None))
    document = docx.Document(io.BytesIO(once))
    stream = io.BytesIO()
    document.save(stream)
    again = fonts_of(stream.getvalue())
    assert {name: len(files) for name, files in again.items()} == {"TH SarabunPSK": 2}
