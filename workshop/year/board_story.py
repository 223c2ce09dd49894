"""What every paper of a directive's board says, in its order, as plain parts; each format lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from sqlalchemy.orm import Session

from workshop.reports.thai_dates import long_date
from workshop.reports.words import Word, Words
from workshop.year import board, contents, directives, regions, unit_kinds, unit_results
from workshop.year.board_words import REACHES
from workshop.year.refusals import BoardChanged

_TITLE = Word("กระดานรวมความเห็นตามข้อสั่งการ", "Joint board of the answers to a directive")
_FROM = Word("{issuer} · {number} · ลงวันที่ {day}", "{issuer} · {number} · dated {day}")
_MADE = Word(
    "รวมจากคำตอบของ {units} หน่วยงาน ได้รับ {notes} ความเห็น = ในกลุ่มความเห็น {themes} + ยังไม่จัดกลุ่ม {loose}"
    " + ไม่นำมาจัดกลุ่ม {aside}",
    "Units: {units}. {notes} notes = {themes} in themes + {loose} ungrouped + {aside} set aside",
)
_ONLY = Word("เฉพาะ: {what}", "Only: {what}")
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
_VOTES = Word("ผลการลงคะแนนของหน่วยงาน", "Votes of the units")
_SUMMED = Word(
    "รวมเฉพาะการลงคะแนนแบบเดียวกันที่ถ้อยคำตรงกัน เครื่องกับใบแยกกัน",
    "Added up are votings of the same kind and wording, devices and slips apart.",
)
_ASKED_BY = Word("{facts} · หน่วยงาน: {names}", "{facts} · units: {names}")
_FEW = Word("ผู้ลงคะแนนน้อยกว่าห้า จึงไม่มีผล: {names}", "Fewer than five voted, so there is no result: {names}")
_CONCLUSIONS = Word("ข้อสรุปของวิทยากร แต่ละหน่วยงาน", "The facilitators' conclusions, unit by unit")
_UNIT, _SAID = Word("หน่วยงาน", "Unit"), Word("ข้อสรุป", "Conclusion")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `style`: of the report's styles."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A cell is its paragraphs, the first of which says most; `numbers`: columns of counts; widths in cm."""

    title: str
    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    numbers: frozenset[int] = frozenset()


Story = Iterator[Heading | Line | Grid]


@dataclass(frozen=True, slots=True)
class Told:
    """All that papers of a board are made of."""

    whole: board.Whole
    content: contents.Directive
    results: unit_results.Results


def read(session: Session, uid: str, looked_at: board.Filter = board.EVERYWHERE) -> Told:
    """Raises UnknownDirective; BoardChanged before the first consolidation."""
    whole, content = board.read(session, uid, looked_at), directives.content_of(directives.find(session, uid))
    if whole.board is None or not whole.made:
        raise BoardChanged
    return Told(whole, content, unit_results.of(session, uid, looked_at))


def only(whole: board.Whole, words: Words) -> str:
    """Return what the board was filtered by, "" for nothing."""
    at = whole.looked_at
    with force_locale(words.language):
        names = (
            str(regions.REGIONS[at.region]) if at.region else "",
            str(unit_kinds.name(at.kind)) if at.kind else "",
            whole.names.get(at.unit, at.unit),
            whole.called.get(at.category, at.category),
        )
    return " · ".join(filter(None, names))


def story(told: Told, words: Words) -> Story:
    whole, content, language = told.whole, told.content, words.language
    day = words.digits(long_date(content.issued_on, language))
    yield Line("ReportKind", _TITLE.in_(language))
    yield Line("Title", content.subject)
    about = {"issuer": content.issuer, "number": content.number, "day": "\0"}
    yield Line("Subtitle", _FROM.in_(language).format(**about).replace("\0", day))
    if what := only(whole, words):
        yield Line("Subtitle", _ONLY.in_(language).format(what=what))
    yield Line("Equation", account(whole, words))
    if whole.hidden:
        yield Line("Remark", _counted(_HIDDEN, words, n=whole.hidden))
    if whole.stale:
        yield Line("Remark", _STALE.in_(language).format(names=", ".join(whole.stale)))
    for part in whole.categories:
        yield Heading(part.name)
        yield from _category(whole, part, words)
    if whole.crossings:
        yield Heading(_CROSSINGS.in_(language))
        yield _crossings(whole, words)
    if whole.gaps:
        yield Heading(_GAPS.in_(language))
        yield _themes(whole, whole.gaps, words, _GAPS.in_(language))
    if whole.focus:
        yield Heading(_FOCUS.in_(language))
        yield _focus(whole, words)
    yield from _results(told.results, words)


def account(whole: board.Whole, words: Words) -> str:
    return _counted(
        _MADE,
        words,
        units=len(whole.shown),
        notes=whole.notes,
        themes=sum(part.in_themes for part in whole.categories),
        loose=sum(part.ungrouped for part in whole.categories),
        aside=sum(part.set_aside for part in whole.categories),
    )


def _category(whole: board.Whole, part: board.CategoryPart, words: Words) -> Story:
    language = words.language
    if part.questions:
        yield Line("BodyText", _QUESTIONS.in_(language).format(questions=" · ".join(part.questions)))
    if not part.notes:
        yield Line("BodyText", _NOBODY.in_(language))
    else:
        yield Line("Equation", _counted(_PART, words, notes=part.notes, units=part.units, themes=len(part.themes)))
    if part.themes:
        yield _themes(whole, part.themes, words, part.name)
    if part.silent:
        yield Line("Remark", _SILENT.in_(language).format(names=", ".join(part.silent)))


def _themes(whole: board.Whole, themes: Iterable[board.ThemeRow], words: Words, title: str) -> Grid:
    return Grid(
        title,
        (8.6, 2.2, 2.2, 3.0),
        tuple(each.in_(words.language) for each in (_THEME, _UNITS, _NOTES, _WHO)),
        tuple(
            (
                (theme.label, named(whole, theme.units, words)),
                (_number(len(theme.units), words),),
                (_number(theme.notes, words),),
                (str(REACHES[theme.reach]),),
            )
            for theme in themes
        ),
        frozenset({1, 2}),
    )


def _crossings(whole: board.Whole, words: Words) -> Grid:
    return Grid(
        _CROSSINGS.in_(words.language),
        (5.0, 6.0, 5.0),
        tuple(title.in_(words.language) for title in (_PROBLEM, _ANSWER, _WAITING)),
        tuple(
            (
                (each.problem.label,),
                (each.answer.label, named(whole, each.answer.units, words)),
                (", ".join(whole.names.get(code, code) for code in each.waiting) or "–",),
            )
            for each in whole.crossings
        ),
    )


def _focus(whole: board.Whole, words: Words) -> Grid:
    return Grid(
        _FOCUS.in_(words.language),
        (4.5, 2.2, 9.3),
        tuple(title.in_(words.language) for title in (_ISSUE, _NOTES, _UNITS)),
        tuple(
            ((issue,), (_number(sum(units.values()), words),), (named(whole, units, words),))
            for issue, units in whole.focus
        ),
        frozenset({1}),
    )


def _results(results: unit_results.Results, words: Words) -> Story:
    language = words.language
    if results.totals or results.few:
        yield Heading(_VOTES.in_(language))
        yield Line("BodyText", _SUMMED.in_(language))
    for total in results.totals:
        title, counts = total.asked.heading(language), total.asked.counts(language, words.digits)
        names = ", ".join(f"{unit.name} {_number(voters, words)}" for unit, voters in total.units)
        facts = words.digits(total.asked.line(language))
        yield Line("BodyText", f"{title}: " + _ASKED_BY.in_(language).format(facts=facts, names=names))
        yield _votes(title, counts.head, counts.cells, words)
    if results.few:
        names = ", ".join(f"{unit.name} {_number(voting.voters, words)}" for unit, voting in results.few)
        yield Line("Remark", _FEW.in_(language).format(names=names))
    if results.conclusions:
        yield Heading(_CONCLUSIONS.in_(language))
        yield Grid(
            _CONCLUSIONS.in_(language),
            (4.0, 12.0),
            (_UNIT.in_(language), _SAID.in_(language)),
            tuple(((each.unit.name,), tuple(_lines(each.conclusion))) for each in results.conclusions),
        )


def _votes(title: str, head: Sequence[str], rows: Iterable[Sequence[str | int]], words: Words) -> Grid:
    narrow = min(2.2, 8.0 / (len(head) - 1))
    return Grid(
        title,
        (16.0 - narrow * (len(head) - 1), *(narrow,) * (len(head) - 1)),
        tuple(head),
        tuple(
            ((str(row[0]),), *((words.digits(f"{cell:,}" if isinstance(cell, int) else cell),) for cell in row[1:]))
            for row in rows
        ),
        frozenset(range(1, len(head))),
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()] or [text]


def named(whole: board.Whole, units: Mapping[str, int], words: Words) -> str:
    return ", ".join(f"{whole.names.get(code, code)} {_number(count, words)}" for code, count in units.items())


def _number(value: int, words: Words) -> str:
    return words.digits(f"{value:,}")


def _counted(form: Word, words: Words, **counts: int) -> str:
    return words.digits(form.in_(words.language).format(**{name: f"{value:,}" for name, value in counts.items()}))
