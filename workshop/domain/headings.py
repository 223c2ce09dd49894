"""Own headings: themes that the facilitator gives before or while people write; notes join them where they fit.

A heading is a theme with a place in the list and words that say what it is about. It stays while nobody has written on
it, and one that leaves the list while notes stand in it becomes an ordinary theme with its name.
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import previews, workshops
from workshop.domain.themes import HEADING_MARKS, LABEL_LIMIT
from workshop.domain.wording import characters, clean, short, visible
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import SetHeadings
from workshop.store.models import Note, Theme

MOST = 40
WORDS_LIMIT = 300
# So much of two names is the same where one is a new form of the other.
_ALIKE = 0.6


@dataclass(frozen=True)
class Line:
    """A heading as it is typed: «name: few words»."""

    number: int
    name: str
    words: str

    @property
    def key(self) -> str:
        return comparable(self.name)


def of(session: Session, workshop_id: int, category: str) -> list[Theme]:
    """Return the headings of the category in their order."""
    query = select(Theme).where(
        Theme.workshop_id == workshop_id,
        Theme.category == category,
        col(Theme.gone).is_(False),
        col(Theme.heading) > 0,
    )
    return list(session.execute(query.order_by(col(Theme.heading), col(Theme.id))).scalars())


def drafts(session: Session, code: str, category: str) -> dict[str, Any]:
    """Return {text, shown} for the dialog: a line a heading, and whether the projector shows those without notes."""
    workshop = workshops.find(session, code)
    _check(workshop.categories, category)
    return {"text": _as_text(of(session, workshop.id, category)), "shown": workshop.headings_shown}


def line_of(name: str, words: str) -> str:
    """Return the line of a heading; what would part a name is taken out of it."""
    for mark in HEADING_MARKS:
        name = " ".join(name.replace(mark, " ").split())
    return f"{name}: {words}" if words else name


def replace(change: Changing, category: str, message: SetHeadings) -> int:
    """Set the headings of a category, their order and what the projector shows; return how many there are.

    A heading is found again by its name, else by a name like it or by its words. Raises Refusal with each line at
    fault, Conflict where somebody has changed them meanwhile.
    """
    _check(change.workshop.categories, category)
    lines = _read(message.text)
    former = of(change.session, change.id, category)
    if message.was != _as_text(former):
        raise Conflict(_("หัวข้อถูกแก้จากอีกจอหนึ่งแล้ว เปิดหน้าต่างนี้ใหม่ แล้วแก้อีกครั้ง"))
    matched = _matched(change, category, lines, former)
    touched = {row.id: row for row in (*former, *matched) if row is not None}
    before = [["theme", row.id, _fields(row)] for row in touched.values()]
    rows: list[Theme] = []
    for line, row in zip(lines, matched, strict=True):
        if row is None:
            row = Theme(workshop_id=change.id, id="h" + secrets.token_hex(6), category=category, label=line.name)
            before.append(["theme", row.id, {"gone": True}])
            touched[row.id] = row
        row.heading, row.given_label, row.words = len(rows) + 1, line.name, line.words
        rows.append(row)
    for row in former:
        if row not in rows:
            row.heading, row.words = 0, ""
            row.gone = not _has_notes(change, row)
    shown = change.workshop.headings_shown
    if message.shown != shown:
        change.workshop.headings_shown = message.shown
        others = [row for key in _keys(change.workshop.categories) for row in of(change.session, change.id, key)]
        touched |= {row.id: row for row in others}
        before += [["theme", row.id, {"gone": False}] for row in others if row.id not in {each[1] for each in before}]
    elif before == [["theme", row.id, _fields(row)] for row in touched.values()]:
        return len(rows)
    waiting = _look_again(change, category)
    change.record(
        Kind.HEADINGS, *touched.values(), *waiting, subject=category, before={"rows": before, "headings_shown": shown},
        shown=False,
    )  # fmt: skip
    if _any_in_themes(change, category):
        previews.want(change, category)
    return len(rows)


def _read(text: str) -> list[Line]:
    """Return the lines that say something. Raises Refusal."""
    lines = []
    for number, typed in enumerate(clean(text).split("\n"), 1):
        if typed.strip() and not typed.lstrip().startswith("#"):
            at = min((place for mark in HEADING_MARKS if (place := typed.find(mark)) >= 0), default=len(typed))
            lines.append(Line(number, typed[:at], typed[at + 1 :]))
    errors: dict[str, object] = {}
    counts = Counter(line.key for line in lines)
    for line in lines:
        field = f"line{line.number}"
        if not visible(line.name):
            errors[field] = _("ไม่มีชื่อหัวข้อหน้าเครื่องหมาย : ใส่ชื่อ หรือลบบรรทัดนี้")
        elif characters(clean(line.name)) > LABEL_LIMIT:
            errors[field] = _("ชื่อหัวข้อยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=LABEL_LIMIT)
        elif characters(clean(line.words)) > WORDS_LIMIT:
            errors[field] = _("คำอธิบายยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=WORDS_LIMIT)
        elif counts[line.key] > 1:
            errors[field] = _("หัวข้อ “%(name)s” ซ้ำกัน เหลือไว้บรรทัดเดียว", name=short(line.name, LABEL_LIMIT))
    if len(lines) > MOST:
        errors["text"] = _("มี %(n)s หัวข้อ ตั้งได้ไม่เกิน %(most)s หัวข้อต่อประเภท", n=len(lines), most=MOST)
    if errors:
        raise Refusal(_("ยังไม่ได้บันทึก กรุณาแก้บรรทัดที่มีข้อความเตือน"), **errors)
    return [Line(line.number, short(line.name, LABEL_LIMIT), short(line.words, WORDS_LIMIT)) for line in lines]


def _matched(change: Changing, category: str, lines: list[Line], former: list[Theme]) -> list[Theme | None]:
    """Return the theme of each line: of this name, else the heading that it renames, else None for a new one."""
    query = select(Theme).where(
        Theme.workshop_id == change.id, Theme.category == category, col(Theme.gone).is_(False), Theme.given_label != ""
    )
    named = {comparable(row.given_label): row for row in change.session.execute(query).scalars()}
    found = [named.get(line.key) for line in lines]
    left = [row for row in former if row not in found]
    for at, line in enumerate(lines):
        again = next((row for row in left if found[at] is None and _renamed(row, line)), None)
        if again is not None:
            found[at] = again
            left.remove(again)
    return found


def _renamed(row: Theme, line: Line) -> bool:
    """Return whether the line is a new name of the heading, rather than another heading in its place."""
    old, new = comparable(row.given_label), line.key
    alike = old in new or new in old or SequenceMatcher(None, old, new).ratio() >= _ALIKE
    return alike or (bool(line.words) and line.words == row.words)


def _as_text(rows: list[Theme]) -> str:
    return "\n".join(line_of(row.given_label, row.words) for row in rows)


def _fields(row: Theme) -> dict[str, Any]:
    return row.model_dump(include={"heading", "given_label", "words", "gone"})


def _check(categories: list[dict[str, str]], category: str) -> None:
    if category not in _keys(categories):
        raise Refusal(None, category=_("ไม่มีประเภทนี้แล้ว กรุณาโหลดหน้าใหม่"))


def _keys(categories: list[dict[str, str]]) -> list[str]:
    return [category["key"] for category in categories]


def _has_notes(change: Changing, row: Theme) -> bool:
    query = select(Note.id).where(Note.workshop_id == change.id, Note.theme_id == row.id)
    query = query.where(col(Note.deleted).is_(False) | col(Note.hidden).is_(True)).limit(1)
    return change.session.execute(query).first() is not None


def _look_again(change: Changing, category: str) -> list[Note]:
    """Return the notes in no theme, which the worker looks at once more."""
    query = select(Note).where(
        *_shown(change, category), col(Note.theme_id).is_(None), col(Note.placed).is_(False), col(Note.looked_at)
    )
    rows = list(change.session.execute(query.where(col(Note.set_aside).is_(False))).scalars())
    for note in rows:
        note.looked_at = False
    return rows


def _any_in_themes(change: Changing, category: str) -> bool:
    query = select(Note.id).where(*_shown(change, category), col(Note.theme_id).is_not(None))
    return change.session.execute(query.limit(1)).first() is not None


def _shown(change: Changing, category: str) -> tuple[Any, ...]:
    mine = (Note.workshop_id == change.id, Note.category == category)
    return (*mine, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
