"""This year beside last year as every format shows it: last year's cards, and the themes of both years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.domain.lookbacks import STATUSES
from workshop.reports.words import Word, Words
from workshop.views.asked.lookback import Card, Lookback, status_name
from workshop.views.record import Record
from workshop.views.years import STATES, Compared

TITLE = Word("เปรียบเทียบกับปีก่อน", "Compared with last year")
_FROM = Word("ทบทวนจากการประชุม “{title}”", "Looking back at the workshop “{title}”")
_FROM_YEAR = Word(
    "ทบทวนจากการประชุม “{title}” ปีงบประมาณ {year}", "Looking back at the workshop “{title}”, fiscal year {year}"
)
CARDS = Word("สิ่งที่เสนอและจะทำไว้ในปีก่อน", "What was proposed and decided last year")
THEMES = Word("กลุ่มความเห็นของปีนี้เทียบกับปีก่อน", "This year's themes beside last year's")
SUBJECT, ANSWERS = Word("เรื่องของปีก่อน", "Subject of last year"), Word("ผู้ตอบ", "Answers")
LESSONS = Word("สิ่งที่ได้เรียนรู้", "What was learnt")
THIS_YEAR, LAST_YEAR = Word("ปีนี้", "This year"), Word("ปีก่อน", "Last year")
NOTES_NOW, NOTES_THEN = Word("ความเห็นปีนี้", "Notes this year"), Word("ความเห็นปีก่อน", "Notes last year")
RESULT = Word("ผลการเทียบ", "Result")
_DECIDED = Word("{state} (วิทยากรระบุ)", "{state} (the facilitator's word)")
_FEW = Word("ตอบ {n} เครื่อง", "{n} answered")
_NOTE = Word("ข้อ {number}: {text}", "No. {number}: {text}")
_COUNTED = Word(
    "ยังมีอยู่ {persisting} · ใหม่ {new} · ไม่พบแล้วในปีนี้ {gone} กลุ่ม",
    "Themes persisting: {persisting} · new: {new} · not found this year: {gone}",
)
HOW = Word(
    "เทียบกลุ่มความเห็นของประเภทที่มีชื่อเดียวกัน โปรแกรมหาคู่จากถ้อยคำ และวิทยากรแก้ได้ “ไม่พบแล้ว”"
    " หมายถึงปีนี้ไม่มีใครกล่าวถึง อาจแก้แล้วหรือไม่มีใครยกขึ้นมา",
    "Themes of categories with the same name are compared; Laena finds the pairs by their words, and the facilitator"
    " can correct them. “Not found” means that nobody mentioned it this year: it may be solved, or nobody raised it.",
)
COLUMNS: tuple[tuple[Word, int, str], ...] = (
    (Words.category, 28, "text"),
    (RESULT, 24, "text"),
    (THIS_YEAR, 48, "text"),
    (NOTES_NOW, 14, "number"),
    (LAST_YEAR, 48, "text"),
    (NOTES_THEN, 14, "number"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A card in words; `lessons`: the notes about it, a line each."""

    kind: str
    what: str
    unit: str
    status: str
    answers: str
    lessons: tuple[str, ...]


def of(record: Record) -> list[Lookback]:
    return [each for each in record.asked if isinstance(each, Lookback)]


def source(found: Lookback, words: Words) -> str:
    year = found.fiscal_year
    text = words.digits(_FROM_YEAR.in_(words.language).format(title="\0", year=year)) if year else ""
    return (text or _FROM.in_(words.language).format(title="\0")).replace("\0", found.title)


def cards(record: Record, found: Lookback, words: Words) -> Iterator[Row]:
    texts = {note.number: note.text for note in record.notes}
    for card in found.cards:
        yield Row(
            card.kind_name(words.language),
            card.what,
            card.unit,
            status_name(card.status, words.language),
            _answers(card, words),
            tuple(_lesson(number, texts, words) for number in card.lessons if number in texts),
        )


def totals(found: Lookback, words: Words) -> str:
    counted = found.counts(words.language)
    return words.digits(" · ".join(f"{name} {count:,}" for name, count in counted.rows))


def states(found: Lookback, words: Words) -> str:
    """Return how many themes are new, persisting and gone, in one line."""
    stand = [each.state for each in found.themes]
    counts = {state: f"{stand.count(state):,}" for state in STATES}
    return words.digits(_COUNTED.in_(words.language).format(**counts))


def state(each: Compared, words: Words) -> str:
    name = STATES[each.state].in_(words.language)
    return _DECIDED.in_(words.language).format(state=name) if each.decided else name


def rows(record: Record, words: Words) -> Iterator[tuple[object, ...]]:
    """Yield what stands under COLUMNS."""
    for found in of(record):
        for each in found.themes:
            now, before = each.notes if each.id else "", each.before if each.former else ""
            yield each.category, state(each, words), each.name, now, each.former_name, before


def _answers(card: Card, words: Words) -> str:
    if card.counts is None:
        return words.digits(_FEW.in_(words.language).format(n=card.answers)) if card.answers else ""
    named = zip(STATUSES, card.counts, strict=True)
    return words.digits(" · ".join(f"{status_name(key, words.language)} {count:,}" for key, count in named))


def _lesson(number: int, texts: dict[int, str], words: Words) -> str:
    form = words.digits(_NOTE.in_(words.language).format(number=number, text="\0"))
    return form.replace("\0", texts[number])
