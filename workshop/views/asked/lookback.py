"""Last year's cards in the record of a workshop: how each stands, counts, and this year's themes beside last year's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import lookbacks, years
from workshop.domain.identity import FEWEST
from workshop.domain.lookbacks import STATUSES
from workshop.domain.stage import CLOSED
from workshop.views.asked.entry import Counts, Part, Text
from workshop.views.years import Compared, compared

_NAMES = {
    "done": Text("ทำแล้ว", "Done"),
    "doing": Text("กำลังทำ", "Under way"),
    "dropped": Text("ไม่ได้ทำ", "Not done"),
    "": Text("ยังไม่ระบุ", "Not said"),
}
_KINDS = {"proposal": Text("ข้อเสนอ", "Proposal"), "action": Text("สิ่งที่จะทำ", "Action")}
_STATUS, _CARDS, _CARD = Text("สถานะ", "Status"), Text("บัตร", "Cards"), Text("เรื่อง", "Subject")
_FACTS = Text("บัตรของปีที่แล้ว {cards} ใบ · ตอบมากที่สุด {answers} เครื่อง", "Cards: {cards} · Most devices on one: {answers}")
_MORE = Text("การประชุมปีก่อนมีเรื่องมากกว่าที่ทำเป็นบัตร", "The earlier workshop had more than these cards show.")
_STILL_OPEN = Text(
    "ขณะจัดทำรายงานยังไม่ปิดรับคำตอบ จึงไม่แสดงจำนวน",
    "The cards were still open when this report was written, so no counts are shown.",
)


def status_name(status: str, language: str) -> str:
    return _NAMES[status].in_(language)


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal or an action of last year.

    status   done, doing, dropped, or ""
    counts   devices that said each of those; None below five answers, and while it was open
    lessons  numbers of the notes about it

    Raises ValueError for counts of fewer answers, or of others.
    """

    kind: str
    what: str
    unit: str
    due: str
    notes: int
    status: str
    answers: int
    counts: tuple[int, ...] | None
    lessons: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.counts is not None and (self.answers < FEWEST or sum(self.counts) != self.answers):
            raise ValueError(f"{self.answers} answers cannot be shown as {self.counts}")

    def kind_name(self, language: str) -> str:
        return _KINDS[self.kind].in_(language)


@dataclass(frozen=True, slots=True)
class Lookback:
    """An earlier workshop as cards. `themes`: the comparison, of the cards that were opened last alone."""

    title: str
    fiscal_year: int | None
    closed: bool
    more: bool
    answers: int
    cards: tuple[Card, ...]
    themes: tuple[Compared, ...] = ()

    def heading(self, language: str) -> str:
        return self.title

    def line(self, language: str) -> str:
        return _FACTS.in_(language).format(cards=f"{len(self.cards):,}", answers=f"{self.answers:,}")

    def counts(self, language: str, digits: Callable[[str], str] = str) -> Counts:
        """Return how many cards have each status."""
        stand = [card.status for card in self.cards]
        rows = [(name.in_(language), stand.count(key)) for key, name in _NAMES.items()]
        return Counts((_STATUS.in_(language), _CARDS.in_(language)), rows, len(stand))

    def remark(self, language: str, digits: Callable[[str], str] = str) -> str:
        said = ((self.more, _MORE), (not self.closed, _STILL_OPEN))
        return " ".join(text.in_(language) for holds, text in said if holds)

    def result(self, language: str) -> str:
        return ""

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        for card in self.cards:
            counts = card.counts or ("",) * len(STATUSES)
            about = (card.kind_name(language), card.what, card.unit, status_name(card.status, language))
            yield self.title, *about, card.answers, *counts, ", ".join(map(str, card.lessons))

    def as_json(self, language: str) -> dict[str, Any]:
        return asdict(self)


def _read(session: Session, workshop_id: int, names: Mapping[str, str]) -> tuple[Lookback, ...]:
    last = years.newest(session, workshop_id)
    found = []
    for row in lookbacks.STAGE.rows(session, workshop_id):
        shown, lessons = lookbacks.view(session, row), lookbacks.notes_on(session, row)
        cards = tuple(
            Card(
                card["kind"],
                card["what"],
                card["unit"],
                card["due"],
                card["notes"],
                card["status"],
                card["answers"],
                tuple(card["counts"]) if card["counts"] is not None else None,
                tuple(number for number, _text in lessons.get(card["id"], ())),
            )
            for card in shown["cards"]
        )
        facts = (shown["title"], shown["fiscal_year"], shown["state"] == CLOSED, shown["more"], shown["answers"])
        themes = compared(session, row) if last is not None and row.id == last.id else ()
        found.append(Lookback(*facts, cards, tuple(themes)))
    return tuple(found)


PART = Part(
    "lookbacks",
    Text("บัตรของปีที่แล้ว", "Last year's cards"),
    Lookback,
    (
        (Text("จากการประชุม", "From the workshop"), 36, "text"),
        (Text("เป็น", "Kind"), 16, "text"),
        (_CARD, 56, "text"),
        (Text("หน่วยงาน", "Unit"), 28, "text"),
        (_STATUS, 16, "text"),
        (Text("ผู้ตอบ", "Answers"), 12, "number"),
        *((_NAMES[status], 12, "number") for status in STATUSES),
        (Text("ความเห็นข้อที่", "Notes"), 28, "text"),
    ),
    _read,
    own_chapter=True,
)
