"""Chapters stand in the order that was chosen; one that is left out leaves nothing that leads or refers to it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.reports.report_samples import EMPTY, hostile, planned, timed, voted, whole
from tests.reports.test_html_report import check
from workshop.domain.chapters import KEYS, NAMES, Chapters
from workshop.reports.docx import document as docx_document
from workshop.reports.formats import FORMATS
from workshop.reports.html import page as html_page
from workshop.reports.letters.letter import letter_of
from workshop.reports.words import Words
from workshop.views.content import digest
from workshop.views.record import Erased, Figures, Record

WORDS = Words("th")
# A heading of each chapter of `full`, in the usual order; the first chapter has none in the contents.
HEADS = {
    "background": "ความเป็นมา",
    "programme": "กำหนดการ",
    "figures": "จำนวนความเห็น",
    "categories": "ปัญหา/อุปสรรค",
    "answers": "ปัญหาและแนวทาง",
    "focus": "ประเด็นเน้นหนัก",
    "asked": "ผลการลงคะแนน",
    "actions": "สิ่งที่จะทำ",
    "conclusion": "ข้อสรุปของวิทยากร",
    "reading": "วิธีอ่านรายงานนี้",
    "charts": "แผนภูมิ",
    "appendix": "ภาคผนวก ความเห็นทั้งหมด",
}


USUAL = Chapters()


def full(chapters: Chapters = USUAL) -> Record:
    texts = {"background": "ตามข้อสั่งการ", "conclusion": "สรุปว่าดี", "objectives": "ทบทวน"}
    parts = {"asked": voted().asked, "actions": planned().actions, "programme": timed().programme}
    return replace(whole(), **parts, chapters=chapters, **texts)


def file(report: Record, kind: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[kind].write(report, "th", stream)
    return stream.getvalue()


def story(report: Record) -> Any:
    return docx_document.made(report, WORDS).element.body


def heads(body: Any, style: str = "Heading1") -> list[str]:
    """The headings, each without its number."""
    found = (each for each in body.iter(qn("w:p")) if each.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == style)
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))).split(".", 1)[-1] for each in found]


def chapters_of(found: list[str]) -> list[str]:
    return [key for head in found for key, name in HEADS.items() if head == name]


def test_every_form_that_is_read_has_a_part_for_every_chapter() -> None:
    assert tuple(docx_document._PARTS) == tuple(html_page._PARTS) == KEYS == tuple(NAMES)


@settings(max_examples=12)
@given(st.permutations(KEYS), st.sets(st.sampled_from(KEYS)))
def test_any_order_and_choice_is_that_of_headings_contents_and_page(order: list[str], left_out: set[str]) -> None:
    chosen = Chapters(tuple(order), tuple(left_out))
    wanted = [key for key in order if key in HEADS and key not in left_out]
    body = story(full(chosen))
    assert chapters_of(heads(body)) == wanted
    assert heads(body)[0] == "สรุปผลการประชุม"
    assert chapters_of([each.rstrip("๐๑๒๓๔๕๖๗๘๙") for each in heads(body, "TOC1")]) == wanted
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    assert {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} <= marks
    page = etree.HTML(file(full(chosen), "html").decode())
    check(page)
    assert chapters_of(["".join(each.itertext()) for each in page.find(".//main").iter("h2")]) == wanted
    if "facts" in chosen.shown[1:]:
        assert "ข้อมูลการประชุม" in heads(body)


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_without_the_appendix_nothing_refers_to_it(kind: str) -> None:
    report = full(Chapters(left_out=("appendix",)))
    one = report.categories[0]
    changed = {"categories": (replace(one, hidden=one.hidden + 1), *report.categories[1:])}
    changed |= {"figures": report.figures + Figures(received=1, hidden=1), "erased": (Erased(98, "ชื่อบุคคล"),)}
    report = replace(report, **changed)
    for each, there in ((report, False), (replace(report, chapters=USUAL), True)):
        assert ("ภาคผนวก" in text_of(file(each, kind), kind)) is there


def text_of(data: bytes, kind: str) -> str:
    if kind == "docx":
        return "".join(Document(io.BytesIO(data)).element.body.itertext())
    if kind == "html":
        return data.decode()
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_a_letter_refers_to_no_conclusion_that_the_report_leaves_out() -> None:
    long = replace(full(), conclusion="ยาว" * 400)
    assert "ปรากฏในรายงาน" in "".join(letter_of(long, WORDS, "letter").body)
    left_out = replace(long, chapters=Chapters(left_out=("conclusion",)))
    assert "ปรากฏในรายงาน" not in "".join(letter_of(left_out, WORDS, "letter").body)


@pytest.mark.parametrize("report", [EMPTY, hostile()])
@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_a_report_without_any_chapter_is_its_summary(report: Record, kind: str) -> None:
    bare = replace(report, chapters=Chapters(left_out=KEYS))
    assert "สรุปผลการประชุม" in re.sub(r"\s", "", text_of(file(bare, kind), kind))


def test_a_chapter_of_a_later_release_follows_the_one_that_it_follows_by_default() -> None:
    known = tuple(key for key in reversed(KEYS) if key not in ("facts", "focus", "former"))
    ordered = Chapters(known, ("gone",)).ordered
    assert ordered[0] == "facts"
    assert ordered[ordered.index("answers") :][:3] == ("answers", "focus", "former")
    assert Chapters((*KEYS, "gone")).ordered == KEYS


def test_the_order_is_part_of_the_digest_and_the_usual_one_that_of_former_releases() -> None:
    assert digest(full(Chapters())) == digest(full())
    found = {digest(full(each)) for each in (Chapters(), Chapters(KEYS[::-1]), Chapters(left_out=("charts",)))}
    assert len(found) == 3


@pytest.mark.parametrize("report", [full(), hostile()])
def test_charts_are_pictures_of_the_docx_with_words_for_those_who_do_not_see_them(report: Record) -> None:
    document = Document(io.BytesIO(file(report, "docx")))
    shapes = document.inline_shapes
    drawn = [each._inline.docPr for each in shapes]
    page = etree.HTML(file(report, "html").decode())
    assert len(drawn) == len(list(page.iter("svg"))) > 0
    assert len({each.get("id") for each in drawn}) == len(drawn)
    for shape, described in zip(shapes, page.iter("svg"), strict=True):
        words = " ".join(described.findtext("desc").split())
        assert words in " ".join(shape._inline.docPr.get("descr").split())
        assert shape.width.cm < 8
        assert shape.height.cm < 22
