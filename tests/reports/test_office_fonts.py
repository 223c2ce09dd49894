"""The office's own font: refused with the reason where PDF cannot use it, else all papers and tables are in it."""

from __future__ import annotations

import ctypes
import io
import re
import struct
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn

from tests.reports.font_samples import FAMILY, faces, font_file, without_thai
from tests.reports.report_samples import whole
from tests.reports.test_letters import OFFICE, text_of, written
from workshop.domain.office_fonts import MAX_BYTES, OfficeFont, UnfitFont
from workshop.reports.font_check import checked
from workshop.reports.font_tables import tables
from workshop.reports.letters.measures import BODY
from workshop.views.content import digest

PLAIN = replace(whole(), office=OFFICE)
IN_OWN_FONT = replace(PLAIN, office=replace(OFFICE, fonts=faces("Regular", "Bold")))
# Bits of OS/2 fsType: restricted; no part of the font; bitmaps only.
FORBIDDEN = (0x0002, 0x0100, 0x0200)


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_family_and_face_are_read_from_the_file(face: str) -> None:
    found = checked(font_file(face))
    assert (found.face, found.family) == (face, FAMILY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kind"),
        (b"wOFF" + font_file()[4:], "kind"),
        (b"ttcf" + font_file()[4:], "kind"),
        (font_file().replace(b"GSUB", b"fvar", 1), "kind"),
        (font_file()[:20_000], "broken"),
        (font_file()[:12] + b"\xff" * 100_000, "broken"),
        (font_file().replace(b"glyf", b"glyx", 1), "broken"),
        (font_file() + bytes(MAX_BYTES), "large"),
        (without_thai(), "letters"),
        (font_file(family="Sarabun"), "ours"),
        (font_file(family="SARABUN"), "ours"),
        *((font_file(rights=rights), "rights") for rights in FORBIDDEN),
    ],
)
def test_a_font_that_pdf_cannot_use_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnfitFont) as refused:
        checked(data)
    assert refused.value.reason == reason
    assert ("ก ข ฃ" in refused.value.detail) == (reason == "letters")


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008])
def test_a_font_that_may_be_embedded_for_print_is_taken(rights: int) -> None:
    assert checked(font_file(rights=rights)).family == FAMILY


def words_of(pdf: bytes) -> str:
    """Its letters without leaders, of which lines have as many as fit, and without blanks, which PDFium guesses."""
    return "".join(text_of(pdf).replace(".", "").split())


FOOT = r"เหลียวหลังแลหน้า[^·]{0,80}·K7M4QXหน้า[๐-๙]+จาก[๐-๙]+(ฉบับร่าง)?"


@pytest.mark.parametrize("key", ["pdf", "letter_pdf", "memo_pdf"])
def test_report_and_letters_say_the_same_in_the_offices_font_and_are_set_in_it(key: str) -> None:
    own, ours = (written(each, key) for each in (IN_OWN_FONT, PLAIN))
    assert (f"+{FAMILY}".encode() in own, b"+Sarabun" in own) == (True, False)
    assert (f"+{FAMILY}".encode() in ours, b"+Sarabun" in ours) == (False, True)
    # Pages may end elsewhere in another font, and with them their feet.
    assert re.sub(FOOT, "", words_of(own)) == re.sub(FOOT, "", words_of(ours))


def test_a_letter_in_a_small_font_of_the_office_has_the_very_size_of_the_form() -> None:
    page = pypdfium2.PdfDocument(written(IN_OWN_FONT, "letter_pdf"))[0].get_textpage()
    at = page.get_text_range().index("ศาลากลาง")
    assert pypdfium2.raw.FPDFText_GetFontSize(page, ctypes.c_int(at)) == pytest.approx(BODY, abs=0.01)


def test_the_font_is_no_content_so_an_approved_report_stays_approved() -> None:
    assert digest(IN_OWN_FONT) == digest(PLAIN)


WIDE = replace(PLAIN, office=replace(OFFICE, fonts=(OfficeFont("Regular", FAMILY, font_file(units=1000)),)))
WORD = ("docx", "letter_docx", "memo_docx")


def word_fonts(data: bytes) -> set[str]:
    """Return every font that styles and texts name."""
    document = docx.Document(io.BytesIO(data))
    named = [*document.styles.element.iter(qn("w:rFonts")), *document.element.iter(qn("w:rFonts"))]
    return {name for each in named for name in each.attrib.values()}


@pytest.mark.parametrize(("key", "usual"), [*zip(WORD, ("Sarabun", "TH SarabunPSK", "TH SarabunPSK"), strict=True)])
def test_word_files_name_the_offices_font_and_no_other(key: str, usual: str) -> None:
    assert word_fonts(written(IN_OWN_FONT, key)) == {FAMILY}
    assert word_fonts(written(PLAIN, key)) == {usual}


def sizes(data: bytes) -> set[float]:
    document = docx.Document(io.BytesIO(data))
    marks = [*document.styles.element.iter(qn("w:szCs")), *document.element.iter(qn("w:szCs"))]
    return {int(each.get(qn("w:val"))) / 2 for each in marks}


def test_a_small_font_has_the_sizes_of_the_form_and_a_wide_one_looks_as_large() -> None:
    assert sizes(written(IN_OWN_FONT, "memo_docx")) == sizes(written(PLAIN, "memo_docx")) == {16, 20, 29}
    assert sizes(written(WIDE, "memo_docx")) == {10.5, 13.0, 19.0}
    assert sizes(written(IN_OWN_FONT, "docx")) > {16, 22}
    assert sizes(written(WIDE, "docx")) == sizes(written(PLAIN, "docx"))


def embedded(rights: int) -> dict[str, bytes]:
    """Return the fonts inside the report's DOCX, whose bytes it hides."""
    fonts = (OfficeFont("Regular", FAMILY, font_file(rights=rights)),)
    data = written(replace(PLAIN, office=replace(OFFICE, fonts=fonts)), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert f'w:name="{FAMILY}"' in file.read("word/fontTable.xml").decode()
        return {name: file.read(name) for name in file.namelist() if name.startswith("word/fonts/")}


@pytest.mark.parametrize(("rights", "inside"), [(0, True), (0x0008, True), (0x0004, False)])
def test_the_font_is_inside_a_word_file_only_where_its_maker_lets_it_be_edited(rights: int, inside: bool) -> None:
    found = embedded(rights)
    assert bool(found) is inside
    assert all(data[32:] == font_file(rights=rights)[32:] for data in found.values())


def test_workbook_and_slides_name_the_offices_font_in_every_cell_chart_and_foot() -> None:
    for report, name in ((IN_OWN_FONT, FAMILY), (PLAIN, "TH SarabunPSK")):
        book = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx")))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.font.name for cell in cells} == {name}
        assert {sheet.oddFooter.center.font for sheet in book} == {f"{name},Regular"}
        for key, folders in (("xlsx", "xl/charts/"), ("pptx", "ppt/slides/")):
            with zipfile.ZipFile(io.BytesIO(written(report, key))) as file:
                texts = [file.read(each).decode() for each in file.namelist() if each.startswith(folders)]
            named = {found for text in texts for found in re.findall(r'<a:(?:latin|ea|cs) typeface="([^"]*)"', text)}
            assert named == {name}, key


def test_rows_of_a_workbook_are_high_enough_for_the_lines_of_the_offices_font() -> None:
    long = replace(PLAIN.categories[0].themes[0].notes[0], text="งบประมาณมาช้ากว่าแผนทุกปี " * 12)
    first, *others = PLAIN.categories[0].themes
    themes = (replace(first, notes=(long, *first.notes[1:])), *others)
    category = replace(PLAIN.categories[0], themes=themes)
    heights = {}
    tall = bytearray(font_file())
    struct.pack_into(">hh", tall, tables(bytes(tall))["hhea"] + 4, 2600, -800)  # 3400 of 1540 units
    for name, data in (("usual", font_file()), ("tall", bytes(tall))):
        office = replace(OFFICE, fonts=(OfficeFont("Regular", FAMILY, data),))
        report = replace(PLAIN, categories=(category, *PLAIN.categories[1:]), office=office)
        sheet = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx")))["ความเห็นทั้งหมด"]
        heights[name] = max(each.height or 0 for each in sheet.row_dimensions.values())
    assert heights["usual"] >= 4 * 27
    assert heights["tall"] >= heights["usual"] * 16 * 3400 / 1540 / 27
