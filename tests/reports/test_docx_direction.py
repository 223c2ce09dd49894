"""Notes from right to left read right in the DOCX, and no note turns the report's own words beside it."""

import io
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.reports.report_samples import category, note, record, theme
from workshop.reports.docx.direction import closers, from_right
from workshop.reports.docx.document import write
from workshop.reports.pdf.blocks import blocks
from workshop.reports.words import Words

JAWI, THAI, TURNING = "کامڤوڠ ٢٠ buah", "ถนนพัง", "ก\N{RIGHT-TO-LEFT OVERRIDE}ข"


@cache
def written() -> bytes:
    stream = io.BytesIO()
    themes = tuple(theme(f"กลุ่ม {n}", note(n, text)) for n, text in enumerate((JAWI, THAI, TURNING), 1))
    write(record(category(themes=themes)), Words("th"), stream)
    return stream.getvalue()


@cache
def paragraphs() -> tuple[Any, ...]:
    """Every paragraph with a note's words: quoted, and in the appendix."""
    return tuple(Document(io.BytesIO(written())).element.iter(qn("w:p")))


def of(text: str) -> list[Any]:
    return [each for each in paragraphs() if text in "".join(leaf.text or "" for leaf in each.iter(qn("w:t")))]


def test_a_paragraph_that_begins_with_a_note_from_right_to_left_is_set_from_the_right() -> None:
    found = of(JAWI)
    assert len(found) >= 2
    for each in found:
        runs = [run for run in each.iter(qn("w:r")) if JAWI in "".join(leaf.text or "" for leaf in run.iter(qn("w:t")))]
        assert all(run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in runs)
    assert any(each.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for each in found)
    for text in (THAI, TURNING):
        alone = [each for each in of(text) if each not in found]
        assert alone
        for each in alone:
            assert not list(each.iter(qn("w:rtl"), qn("w:bidi")))


def test_the_pdf_begins_the_same_paragraphs_at_the_right() -> None:
    made = blocks(Document(io.BytesIO(written())).element.body)
    rows = [row for block in made if "table" in block for row in block["rows"]]
    cells = [paragraph for row in rows for cell in row for paragraph in cell]
    found = {
        text: {each["from_right"] for each in (*made, *cells) if each.get("c") == [{"t": text, "s": ""}]}
        for text in (JAWI, THAI)
    }
    assert found == {JAWI: {True}, THAI: {False}}


def test_a_direction_that_a_note_does_not_end_ends_before_the_words_after_it() -> None:
    for each in of(TURNING):
        whole = "".join(leaf.text or "" for leaf in each.iter(qn("w:t")))
        after = whole.partition(TURNING)[2]
        assert not after or after.startswith("\N{POP DIRECTIONAL FORMATTING}"), "the note itself stays word for word"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ก", ""),
        ("\u202eก", "\u202c"),
        ("\u202eก\u202c", ""),
        ("\u2067\u202aก", "\u202c\u2069"),
        ("\u2067\u202aก\u2069", ""),
        ("\u202c\u2069", ""),
    ],
)
def test_what_ends_a_direction_is_what_was_left_open(text: str, ends: str) -> None:
    assert closers(text) == ends


@pytest.mark.parametrize(
    ("text", "right"), [(JAWI, True), ("20 שלום", True), ("ถนน سلام", False), ("", False), ("12", False)]
)
def test_the_first_letter_with_a_direction_decides(text: str, right: bool) -> None:
    assert from_right(text) is right
