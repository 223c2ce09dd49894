"""Pictures of the event stand in every document with their captions, in order, and in no form of data."""

from __future__ import annotations

import io
from base64 import b64decode
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from tests.reports.picture_samples import picture
from tests.reports.report_samples import HOSTILE_NOTES, plain
from workshop.domain.chapters import Chapters
from workshop.reports.formats import FORMATS
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.content import digest
from workshop.views.record import Record

HOSTILE = tuple(" ".join(text.split()) for text in HOSTILE_NOTES[:6])
PICTURES = tuple(
    picture(width, height, caption)
    for width, height, caption in zip(
        (300, 200, 900, 90, 400, 320), (200, 300, 90, 900, 300, 240), HOSTILE, strict=True
    )
)


def shown(chapters: Chapters | None = None) -> Record:
    return replace(plain(), pictures=PICTURES, chapters=chapters or Chapters())


def file(report: Record, kind: str, thai_digits: bool = True) -> bytes:
    stream = io.BytesIO()
    FORMATS[kind].write(report, "th", stream, thai_digits)
    return stream.getvalue()


def captions(thai_digits: bool = True) -> list[str]:
    digits = Words("th", thai_digits).digits
    return [f"ภาพที่ {digits(at)} {xml_text(text)}" for at, text in enumerate(HOSTILE, start=1)]


@pytest.mark.parametrize("thai_digits", [True, False])
def test_the_docx_has_each_picture_above_its_caption_which_is_read_in_its_place(thai_digits: bool) -> None:
    document = Document(io.BytesIO(file(shown(), "docx", thai_digits)))
    paragraphs = document.paragraphs
    found = [at for at, each in enumerate(paragraphs) if each.style.style_id == "Picture"]
    assert [paragraphs[at + 1].text for at in found] == captions(thai_digits)
    for at, caption, drawn in zip(found, captions(thai_digits), PICTURES, strict=True):
        (inline,) = paragraphs[at]._p.xpath(".//wp:inline")
        (blip,) = inline.xpath(".//a:blip/@r:embed")
        assert document.part.related_parts[blip].blob == drawn.data
        assert inline.docPr.get("descr") == caption
        assert inline.extent.cx / inline.extent.cy == pytest.approx(drawn.width / drawn.height, rel=0.01)
        assert inline.extent.cx.cm <= 12.01
        assert inline.extent.cy.cm <= 7.21


def test_the_pdf_draws_each_picture_with_its_words_for_those_who_do_not_see_it() -> None:
    data = file(shown(), "pdf")
    document = pypdfium2.PdfDocument(data)
    drawn = [each for page in document for each in page.get_objects(max_depth=9) if each.type == 3]
    assert len(drawn) == len(PICTURES)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert text.count("ภาพที่ ") >= len(PICTURES)
    assert data.count(b"/DCTDecode") == len(PICTURES)


def test_the_page_and_the_slides_have_them_too() -> None:
    page = etree.HTML(file(shown(), "html").decode())
    images = list(page.iter("img"))
    assert [each.get("alt") for each in images] == captions()
    assert [b64decode(each.get("src").removeprefix("data:image/jpeg;base64,")) for each in images] == [
        each.data for each in PICTURES
    ]
    slides = Presentation(io.BytesIO(file(shown(), "pptx"))).slides
    shapes = [shape for slide in slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [each._element.nvPicPr.cNvPr.get("descr") for each in shapes] == captions()
    assert [each.image.blob for each in shapes] == [each.data for each in PICTURES]
    for each in shapes:
        assert each.left >= 0
        assert Emu(each.left + each.width).cm < 33
        assert Emu(each.top + each.height).cm < 17


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "pptx"])
def test_a_report_that_leaves_the_chapter_out_has_no_picture(kind: str) -> None:
    without = file(shown(Chapters(left_out=("pictures",))), kind)
    assert abs(len(without) - len(file(plain(), kind))) < 500


@pytest.mark.parametrize("kind", ["json", "csv", "csv_data", "xlsx", "open_data", "picture_svg"])
def test_no_form_of_data_has_a_picture_or_its_caption(kind: str) -> None:
    assert abs(len(file(shown(), kind)) - len(file(plain(), kind))) < 200


def test_a_caption_an_order_and_a_picture_are_part_of_the_digest() -> None:
    other = (replace(PICTURES[0], caption="อื่น"), *PICTURES[1:])
    found = [digest(replace(plain(), pictures=each)) for each in ((), PICTURES, PICTURES[::-1], other, PICTURES[1:])]
    assert len(set(found)) == len(found)
