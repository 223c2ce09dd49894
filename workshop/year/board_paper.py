"""A directive's board as a document: DOCX to be edited, and PDF set from the same paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from docx.document import Document
from flask_babel import force_locale
from sqlalchemy.orm import Session

from workshop.domain import office_fonts
from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.base import titled_document
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.pdf.blocks import blocks
from workshop.reports.pdf.typeset import typeset
from workshop.reports.thai_dates import long_date
from workshop.reports.words import Language, Word, Words
from workshop.views import dates
from workshop.year import board, contents, directives
from workshop.year.board_words import REACHES
from workshop.year.refusals import BoardChanged

_TITLE = Word("กระดานรวมความเห็นตามข้อสั่งการ", "Joint board of the answers to a directive")
_FROM = Word("{issuer} · {number} · ลงวันที่ {day}", "{issuer} · {number} · dated {day}")
_MADE = Word(
    "รวมจากคำตอบของ {units} หน่วยงาน ได้รับ {notes} ความเห็น = ในกลุ่มความเห็น {themes} + ยังไม่จัดกลุ่ม {loose}"
    " + ไม่นำมาจัดกลุ่ม {aside}",
    "Units: {units}. {notes} notes = {themes} in themes + {loose} ungrouped + {aside} set aside",
)
_HIDDEN = Word(
    "หน่วยงานซ่อนไว้อีก {n} ข้อ ซึ่งไม่อยู่ในไฟล์คำตอบ", "The units had hidden {n} more, which are not in their answers."
)
_STALE = Word("คำตอบที่เปลี่ยนไปหลังจากรวม: {names}", "Answers that changed since: {names}")
_QUESTIONS = Word("คำถามนำ: {questions}", "Guiding questions: {questions}")
_PART = Word(
    "{notes} ความเห็น จาก {units} หน่วยงาน · {themes} กลุ่มความเห็น", "Notes: {notes} · units: {units} · themes: {themes}"
)
_SILENT = Word("หน่วยงานที่ตอบแล้วแต่ไม่มีความเห็นประเภทนี้: {names}", "Answered without a note here: {names}")
_NOBODY = Word("ไม่มีความเห็นในประเภทนี้", "No notes in this category")
_THEME, _UNITS = Word("กลุ่มความเห็นและหน่วยงานที่พูด", "Theme, and who says it"), Word("หน่วยงาน", "Units")
_NOTES, _WHO = Word("ความเห็น", "Notes"), Word("ใครพูด", "Reach")
_CROSSINGS = Word("แนวทางของหน่วยงานหนึ่งต่อสิ่งที่หน่วยงานอื่นถาม", "Answers of some units to what others ask")
_PROBLEM, _ANSWER = Word("ปัญหา", "Problem"), Word("แนวทาง", "Answer")
_WAITING = Word("หน่วยงานที่มีปัญหาแต่ไม่มีแนวทางนี้", "Units with the problem, without this answer")
_GAPS = Word("ปัญหาที่ระบบไม่พบแนวทาง", "Problems without an answer")
_FOCUS = Word("ประเด็นเน้นหนัก ตามหน่วยงาน", "Focus issues by unit")
_ISSUE = Word("ประเด็นเน้นหนัก", "Focus issue")


def write(session: Session, uid: str, kind: str, language: Language) -> bytes:
    """Return the board as "docx" or "pdf". Raises UnknownDirective; BoardChanged before the first consolidation."""
    whole, content = board.read(session, uid), directives.content_of(directives.find(session, uid))
    if whole.board is None or not whole.made:
        raise BoardChanged
    words = Words(language)
    fonts = office_fonts.read(session)
    with force_locale(language):
        document = _document(whole, content, words, fonts)
    if kind == "pdf":
        return _pdf(document, whole, content, words, fonts)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _document(whole: board.Whole, content: contents.Directive, words: Words, fonts: Sequence[OfficeFont]) -> Document:
    assert whole.board is not None
    moment = dates.at(whole.board.at)
    document = titled_document(content.subject, content.issuer, content.number, moment, words, fonts)
    last = document.element.body.sectPr
    for element in _story(whole, content, words):
        last.addprevious(element)
    return document


def _pdf(
    document: Document,
    whole: board.Whole,
    content: contents.Directive,
    words: Words,
    fonts: Sequence[OfficeFont],
) -> bytes:
    assert whole.board is not None
    section = document.sections[0]
    data = {
        "title": content.subject,
        "author": content.issuer,
        "keywords": content.number,
        "styles": {style.id: asdict(style) for style in PARAGRAPHS},
        "body": blocks(document.element.body),
        "footer": blocks(section.footer._element),
        "first_footer": blocks(section.first_page_footer._element),
        "draft": "",
        "page_of": words.page_of,
        "attached": [],
    }
    return typeset("report.typ", data, words, dates.at(whole.board.at), fonts)


def _story(whole: board.Whole, content: contents.Directive, words: Words) -> Iterator[Element]:
    language, headings = words.language, Headings(words)
    day = words.digits(long_date(content.issued_on, language))
    yield paragraph("ReportKind", _TITLE.in_(language))
    yield paragraph("Title", content.subject)
    about = {"issuer": content.issuer, "number": content.number, "day": "\0"}
    yield paragraph("Subtitle", _FROM.in_(language).format(**about).replace("\0", day))
    yield paragraph("Equation", _account(whole, words))
    if whole.hidden:
        yield paragraph("Remark", _counted(_HIDDEN, words, n=whole.hidden))
    if whole.stale:
        yield paragraph("Remark", _STALE.in_(language).format(names=", ".join(whole.stale)))
    for part in whole.categories:
        yield headings.heading(1, part.name)
        yield from _category(whole, part, words)
    if whole.crossings:
        yield headings.heading(1, _CROSSINGS.in_(language))
        yield _crossings(whole, words)
    if whole.gaps:
        yield headings.heading(1, _GAPS.in_(language))
        yield _themes(whole, whole.gaps, words, _GAPS.in_(language))
    if whole.focus:
        yield headings.heading(1, _FOCUS.in_(language))
        yield _focus(whole, words)


def _account(whole: board.Whole, words: Words) -> str:
    assert whole.board is not None
    return _counted(
        _MADE,
        words,
        units=len(whole.board.sources),
        notes=whole.notes,
        themes=sum(part.in_themes for part in whole.categories),
        loose=sum(part.ungrouped for part in whole.categories),
        aside=sum(part.set_aside for part in whole.categories),
    )


def _category(whole: board.Whole, part: board.CategoryPart, words: Words) -> Iterator[Element]:
    language = words.language
    if part.questions:
        yield paragraph("BodyText", _QUESTIONS.in_(language).format(questions=" · ".join(part.questions)))
    if not part.notes:
        yield paragraph("BodyText", _NOBODY.in_(language))
    else:
        yield paragraph("Equation", _counted(_PART, words, notes=part.notes, units=part.units, themes=len(part.themes)))
    if part.themes:
        yield _themes(whole, part.themes, words, part.name)
    if part.silent:
        yield paragraph("Remark", _SILENT.in_(language).format(names=", ".join(part.silent)))


def _themes(whole: board.Whole, themes: Iterable[board.ThemeRow], words: Words, title: str) -> Element:
    rows = (
        [
            [paragraph("TableText", theme.label), paragraph("TableText", _units(whole, theme, words))],
            [paragraph("TableNumber", _number(len(theme.units), words))],
            [paragraph("TableNumber", _number(theme.notes, words))],
            [paragraph("TableText", str(REACHES[theme.reach]))],
        ]
        for theme in themes
    )
    head = [
        paragraph("TableHead", _THEME.in_(words.language)),
        paragraph("TableHeadNumber", _UNITS.in_(words.language)),
        paragraph("TableHeadNumber", _NOTES.in_(words.language)),
        paragraph("TableHead", _WHO.in_(words.language)),
    ]
    return table((8.6, 2.2, 2.2, 3.0), rows, head, title=title)


def _crossings(whole: board.Whole, words: Words) -> Element:
    rows = (
        [
            [paragraph("TableText", each.problem.label)],
            [paragraph("TableText", each.answer.label), paragraph("TableText", _units(whole, each.answer, words))],
            [paragraph("TableText", ", ".join(whole.names.get(code, code) for code in each.waiting) or "–")],
        ]
        for each in whole.crossings
    )
    head = [paragraph("TableHead", title.in_(words.language)) for title in (_PROBLEM, _ANSWER, _WAITING)]
    return table((5.0, 6.0, 5.0), rows, head, title=_CROSSINGS.in_(words.language))


def _focus(whole: board.Whole, words: Words) -> Element:
    rows = (
        [
            [paragraph("TableText", issue)],
            [paragraph("TableNumber", _number(sum(units.values()), words))],
            [paragraph("TableText", _named(whole, units, words))],
        ]
        for issue, units in whole.focus
    )
    head = [
        paragraph("TableHead", _ISSUE.in_(words.language)),
        paragraph("TableHeadNumber", _NOTES.in_(words.language)),
        paragraph("TableHead", _UNITS.in_(words.language)),
    ]
    return table((4.5, 2.2, 9.3), rows, head, title=_FOCUS.in_(words.language))


def _units(whole: board.Whole, theme: board.ThemeRow, words: Words) -> str:
    return _named(whole, theme.units, words)


def _named(whole: board.Whole, units: object, words: Words) -> str:
    found = dict(units)  # type: ignore[call-overload]
    return ", ".join(f"{whole.names.get(code, code)} {_number(count, words)}" for code, count in found.items())


def _number(value: int, words: Words) -> str:
    return words.digits(f"{value:,}")


def _counted(form: Word, words: Words, **counts: int) -> str:
    return words.digits(form.in_(words.language).format(**{name: f"{value:,}" for name, value in counts.items()}))
