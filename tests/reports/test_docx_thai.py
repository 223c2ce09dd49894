"""What makes Thai right in Word and LibreOffice: complex-script settings, fonts inside the file, tables, pages."""

import io
import uuid
import zipfile

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from lxml import etree

from tests.reports.report_samples import hostile, many, plain
from workshop.reports.docx.document import write
from workshop.reports.docx.fonts import obfuscated
from workshop.reports.fonts import EMBEDDED_FONT, font_files
from workshop.reports.words import Words
from workshop.views.record import Record

FONT_ATTRIBUTES = ("ascii", "hAnsi", "eastAsia", "cs")


def raw(report: Record) -> bytes:
    stream = io.BytesIO()
    write(report, Words("th"), stream)
    return stream.getvalue()


def read(report: Record) -> DocumentType:
    return Document(io.BytesIO(raw(report)))


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_style_names_its_font_for_all_scripts() -> None:
    for style in read(plain()).styles.element.findall(qn("w:style")):
        if style.get(qn("w:type")) == "numbering":
            continue
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert [fonts.get(qn(f"w:{name}")) for name in FONT_ATTRIBUTES] == [EMBEDDED_FONT] * 4, style.get(
            qn("w:styleId")
        )


@pytest.mark.parametrize("name", ["word/styles.xml", "word/document.xml", "word/header1.xml", "word/fontTable.xml"])
def test_no_theme_font_is_left(name: str) -> None:
    held = parts(raw(plain()))
    assert b"Theme=" not in held[name]
    assert not [part for part in held if part.startswith("word/theme")]


@pytest.mark.parametrize(("latin", "thai"), [("sz", "szCs"), ("b", "bCs"), ("i", "iCs")])
def test_size_bold_and_italic_are_set_for_thai_and_latin_alike(latin: str, thai: str) -> None:
    document = read(plain())
    for root in (document.styles.element, document.element):
        for properties in root.iter(qn("w:rPr")):
            pair = [properties.find(qn(f"w:{name}")) for name in (latin, thai)]
            assert [each is None for each in pair] in ([True, True], [False, False])
            if pair[0] is not None:
                assert pair[0].get(qn("w:val")) == pair[1].get(qn("w:val"))


def test_the_body_looks_like_sixteen_points_of_the_office_font() -> None:
    styles = read(plain()).styles.element
    assert styles.xpath("w:docDefaults//w:szCs/@w:val") == ["21"]
    assert styles.xpath("w:style[@w:styleId='BodyText']/w:rPr/w:szCs/@w:val") == ["21"]


def test_the_language_of_complex_script_is_thai() -> None:
    styles = read(plain()).styles.element
    assert set(styles.xpath(".//w:lang/@w:bidi")) == {"th-TH"}


def test_the_language_of_a_thai_report_is_thai_and_of_its_latin_letters_english() -> None:
    document = read(plain())
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert document.settings.element.xpath("w:themeFontLang/@w:val") == ["th-TH"]


@pytest.mark.parametrize("style", ["BodyText", "ThemeNote"])
def test_body_text_is_justified_by_the_thai_rule(style: str) -> None:
    styles = read(plain()).styles.element
    assert styles.xpath(f"w:style[@w:styleId='{style}']/w:pPr/w:jc/@w:val") == ["thaiDistribute"]


def test_every_paragraph_names_a_style_of_the_document() -> None:
    document = read(hostile())
    known = set(document.styles.element.xpath("w:style/@w:styleId"))
    stories = [document.element, *(part.element for part in _story_parts(document))]
    used = {
        value
        for story in stories
        for value in story.xpath(".//w:pStyle/@w:val|.//w:rStyle/@w:val|.//w:tblStyle/@w:val")
    }
    assert used <= known
    assert not [p for story in stories for p in story.xpath(".//w:p[not(w:pPr/w:pStyle)]")]


def _story_parts(document: DocumentType) -> list[object]:
    wanted = ("/header", "/footer")
    return [
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith(wanted) and not relation.is_external
    ]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_embedded_font_is_restored_from_the_file_unchanged(style: str) -> None:
    held = parts(raw(plain()))
    table = etree.fromstring(held["word/fontTable.xml"])
    entry = table.find(f"{qn('w:font')}/{qn(f'w:embed{style}')}")
    links = etree.fromstring(held["word/_rels/fontTable.xml.rels"])
    target = next(link.get("Target") for link in links if link.get("Id") == entry.get(qn("r:id")))
    font = obfuscated(held[f"word/{target}"], uuid.UUID(entry.get(qn("w:fontKey"))))
    assert font == font_files()[style].read_bytes()
    assert held[f"word/{target}"][:32] != font[:32]


def test_the_font_is_obfuscated_with_the_reversed_key_of_the_standard() -> None:
    key = uuid.UUID("001B70DC-AA60-4AD5-90EC-18A0948E1EAE")
    assert obfuscated(bytes(40), key)[:16].hex() == "ae1e8e94a018ec90d54a60aadc701b00"
    assert obfuscated(bytes(40), key)[16:32] == obfuscated(bytes(40), key)[:16]
    assert obfuscated(bytes(40), key)[32:] == bytes(8)


def test_pages_are_numbered_in_thai_digits_from_the_second_page() -> None:
    document = read(plain())
    section = document.sections[0]
    assert section._sectPr.xpath("w:pgNumType/@w:fmt") == ["thaiNumbers"]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "– ๒ –"
    assert section.first_page_header.paragraphs[0].text == "ฉบับร่าง"


def test_tables_have_fixed_widths_repeated_headings_and_unbroken_rows() -> None:
    document = read(many(60))
    for table in document.element.body.iter(qn("w:tbl")):
        grid = table.xpath("w:tblGrid/w:gridCol/@w:w")
        rows = table.findall(qn("w:tr"))
        assert all(row.xpath("w:tc/w:tcPr/w:tcW/@w:w") == grid for row in rows)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert table.xpath("w:tblPr/w:tblW/@w:w") == [str(sum(map(int, grid)))]
    for table in document.tables[1:]:
        assert table._tbl.tr_lst[0].xpath("w:trPr/w:tblHeader")


def test_no_zero_width_space_is_added_to_words() -> None:
    assert "\N{ZERO WIDTH SPACE}".encode() not in parts(raw(plain()))["word/document.xml"]


def test_the_file_names_no_person_and_no_tool() -> None:
    held = parts(raw(plain()))
    properties = Document(io.BytesIO(raw(plain()))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == (plain().host_unit, "", "")
    assert b"python-docx" not in b"".join(held.values())
    assert not [name for name in held if "thumbnail" in name or "customXml" in name]


def test_the_same_content_makes_the_same_file() -> None:
    assert parts(raw(plain())) == parts(raw(plain()))
