"""Answers of three units to one directive, and the board of them as it is compared."""

from __future__ import annotations

from functools import cache

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import select

from tests.year.installations import QUESTIONS, UDON, answer_of, draft, signer
from workshop.domain.grouper import Grouper
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardTheme
from workshop.store.year_tables import Directive, DirectiveAnswer
from workshop.year import (
    board,
    board_steps,
    consolidating,
    directives,
    signed_files,
    taking,
)

UID = "0123456789abcdef" * 2
DEPARTMENT = signer(9)
PHUKET = "83"
LATE, ROAD, STAFF = "งบประมาณมาช้า", "ถนนชำรุด", "คนไม่พอ"
KHON_KAEN_NOTES = [
    ("problem", "งบประมาณมาช้าทุกปี", LATE),
    ("problem", "งบประมาณโอนมาล่าช้ามาก", LATE),
    ("problem", "ถนนในหมู่บ้านชำรุดเป็นหลุม", ROAD),
    ("problem", "ถนนเข้าหมู่บ้านชำรุด", ROAD),
    ("proposal", "ขอให้โอนงบประมาณเร็วขึ้น", ""),
    ("proposal", "ควรโอนงบประมาณตั้งแต่ต้นปี", ""),
    ("problem", "-", ""),
]
UDON_NOTES = [
    ("problem", "งบประมาณมาช้า", LATE),
    ("problem", "ได้รับงบประมาณล่าช้า", LATE),
    ("problem", "เจ้าหน้าที่ไม่พอ", STAFF),
    ("problem", "เจ้าหน้าที่มีน้อย ไม่พอกับงาน", STAFF),
]
PHUKET_NOTES = [("problem", "งบประมาณมาช้ามาก", ""), ("problem", "เรือเสียบ่อย", "")]
AGAIN = [*PHUKET_NOTES, ("problem", "ถนนเลียบหาดชำรุด", "")]


@cache
def files() -> tuple[bytes, ...]:
    """A directive, the answers of three units, one of them in two versions, and what does not count."""
    call = directives._checked(draft(questions=tuple(QUESTIONS.items())), UID, 1)
    key = DEPARTMENT.public
    return (
        signed_files.write("directive", call, DEPARTMENT),
        answer_of(UID, key, KHON_KAEN_NOTES),
        answer_of(UID, key, UDON_NOTES, UDON, by=2),
        answer_of(UID, key, PHUKET_NOTES, PHUKET, by=3),
        answer_of(UID, key, AGAIN, PHUKET, version=2, by=3),
        answer_of(UID, key, PHUKET_NOTES, "99", by=4),
    )


def empty(session: Session) -> None:
    for table in (Directive, DirectiveAnswer, Board, BoardTheme, BoardNote, BoardCorrection):
        session.execute(delete(table))


def take(feed: Feed, *sent: bytes) -> None:
    for data in sent:
        feed.write(taking.take, signed_files.read(data))


def make(feed: Feed, grouper: Grouper, uid: str = UID) -> None:
    assert feed.write(board_steps.request, uid)
    assert consolidating.consolidate(feed, grouper, uid, at_once)


def rows(session: Session) -> object:
    """Return all that a board shows."""
    found = session.get_one(Board, UID)
    left = ("generation", "revision", "at", "step")
    themes = [row.model_dump(exclude={"generation"}) for row in session.execute(select(BoardTheme)).scalars()]
    notes = [row.model_dump(exclude={"generation"}) for row in session.execute(select(BoardNote)).scalars()]
    return (
        found.model_dump(exclude={*left}),
        sorted(themes, key=lambda row: row["id"]),
        sorted(notes, key=lambda row: (row["unit"], row["number"])),
    )


def theme_with(feed: Feed, text: str) -> str:
    """Return the id of the theme of the note that reads so."""
    query = select(BoardNote.theme_id).where(BoardNote.text == text)
    return str(feed.read(lambda session: session.execute(query).scalar_one()))


def part(whole: board.Whole, key: str = "problem") -> board.CategoryPart:
    return next(each for each in whole.categories if each.key == key)
