"""The summaries of groups: points that a scribe writes at the group's board, each tied to notes or themes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import groups, veil
from workshop.domain.veil import Veil
from workshop.domain.wording import characters, clean, too_long, visible
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.points import SavePoint, StepPoint, SummaryShown
from workshop.store.models import Group, Note, Point, Theme, as_row_id
from workshop.store.statements.beside_themes import POINTS_NEWEST
from workshop.store.statements.veil import unveiled

MOST, LIMIT = 30, 300


class UnknownPoint(Refusal):
    code, status = "unknown_point", 404
    message = lazy_gettext("ไม่พบข้อสรุปข้อนี้ อาจถูกลบไปแล้ว ดูรายการล่าสุด")


def of(session: Session, workshop_id: int) -> list[Point]:
    """Return the points that were not removed, in the order of each group."""
    query = select(Point).where(Point.workshop_id == workshop_id, col(Point.removed).is_(False))
    return list(session.execute(query.order_by(col(Point.position), col(Point.id))).scalars())


def of_group(session: Session, workshop_id: int, group_id: int) -> list[Point]:
    return [each for each in of(session, workshop_id) if each.group_id == group_id]


def save(change: Changing, group_id: int, message: SavePoint) -> int:
    """Add a point at the end of the group's, or change the one with this id; return its id.

    A new one that was sent before, under the same `sent`, stays as it is, also where it was removed since.
    Raises UnknownGroup, UnknownPoint; Refusal with the fields at fault; Conflict where another screen changed it since.
    """
    group = groups.find(change.session, change.id, group_id)
    row = _find(change, group.id, message.id) if message.id is not None else None
    sent = f"{group.id}:{message.sent}" if row is None and message.sent else None
    stored = _sent_before(change, sent) if sent else None
    if stored is not None:
        return stored
    if row is not None and message.was != row.seq:
        raise Conflict(_("ข้อนี้ถูกแก้จากอีกจอหนึ่งแล้ว ดูข้อความล่าสุด แล้วแก้อีกครั้ง"))
    text = _text(message.text)
    of_these = (col(Note.group_id) == group.id, col(Note.id).in_(message.notes))
    here = _shown_notes(change.session, change.id, *of_these)
    notes = [each for each in message.notes if each in here]
    there = labels(change.session, change.id, message.themes)
    themes = [each for each in message.themes if each in there]
    away, gone = _taken_off(change, row) if row is not None else ([], [])
    if not (notes or themes or away or gone):
        raise Refusal(None, ties=_("เลือกความเห็นหรือกลุ่มความเห็นที่ข้อนี้มาจากอย่างน้อย 1 รายการ"))
    if row is None:
        found = _with_room(change, group.id)
        row = Point(workshop_id=change.id, group_id=group.id, position=_after(found), text=text, sent=sent)
    row.text = text
    row.notes, row.themes = list(dict.fromkeys((*notes, *away))), list(dict.fromkeys((*themes, *gone)))
    change.session.add(row)
    change.session.flush()
    change.record(Kind.POINT, row, subject=str(group.id), named=False)
    return row.id


def remove(change: Changing, group_id: int, point_id: int) -> None:
    """Take the point off; `bring_back` undoes it. Raises UnknownPoint."""
    row = _find(change, group_id, point_id)
    row.removed = True
    change.record(Kind.REMOVE_POINT, row, subject=str(group_id), named=False)


def bring_back(change: Changing, group_id: int, point_id: int) -> None:
    """Bring a removed point back where it was. Raises UnknownPoint, Refusal where the group has as many as it may."""
    row = _find(change, group_id, point_id, removed=True)
    _with_room(change, group_id)
    row.removed = False
    change.record(Kind.POINT, row, subject=str(group_id), named=False)


def step(change: Changing, group_id: int, point_id: int, message: StepPoint) -> None:
    """Exchange the point with the one before or after it; at the end nothing changes. Raises UnknownPoint."""
    row = _find(change, group_id, point_id)
    rows = of_group(change.session, change.id, group_id)
    place = rows.index(row) + message.by
    if 0 <= place < len(rows):
        other = rows[place]
        row.position, other.position = other.position, row.position
        change.record(Kind.MOVE_POINT, row, other, subject=str(group_id), named=False)


def presenting(session: Session, workshop: Any) -> list[Group]:
    """Return the groups in the order in which they present; new ones come last."""
    order = {group_id: place for place, group_id in enumerate(workshop.presenting)}
    return sorted(groups.of(session, workshop.id), key=lambda group: order.get(group.id, len(order)))


def arrange(change: Changing, group_id: int, by: int) -> None:
    """Let the group present one place earlier (-1) or later (1). Raises UnknownGroup."""
    groups.find(change.session, change.id, group_id)
    order = [group.id for group in presenting(change.session, change.workshop)]
    place = order.index(group_id)
    if 0 <= place + by < len(order):
        order[place], order[place + by] = order[place + by], order[place]
        _store_order(change, order)


def shuffle(change: Changing) -> None:
    """Draw the order in which the groups present."""
    order = [group.id for group in groups.of(change.session, change.id)]
    secrets.SystemRandom().shuffle(order)
    _store_order(change, order)


def news(session: Session, workshop: Any, since: int, console: bool) -> dict[str, Any]:
    """Return the boards' part, {} where nothing changed after `since` (0: everything)."""
    newest = POINTS_NEWEST.first(session.connection(), {"workshop": workshop.id, "since": since})
    # A point names its themes: with points, any change of a theme sends the summaries again.
    changed = newest and newest.rows is not None and (newest.rows > since or newest.themes is not None)
    return {"points": shown(session, workshop, console)} if since <= 0 or changed or workshop.facts_seq > since else {}


def shown(session: Session, workshop: Any, console: bool = True) -> list[SummaryShown]:
    """Return the summaries of the groups that have points; elsewhere than on the `console` no unrevealed theme."""
    rows = of(session, workshop.id)
    if not rows:
        return []
    behind = veil.NOTHING if console else veil.of(session, workshop.id)
    names = labels(session, workshop.id, [each for row in rows for each in row.themes], behind)
    found: list[SummaryShown] = [
        {
            "group_id": group.id,
            "points": [
                {"id": row.id, "text": row.text, "themes": [names[each] for each in row.themes if each in names]}
                for row in rows
                if row.group_id == group.id
            ],
        }
        for group in presenting(session, workshop)
    ]
    return [each for each in found if each["points"]]


def labels(session: Session, workshop_id: int, ids: Sequence[str], behind: Veil = veil.NOTHING) -> dict[str, str]:
    """Return {id: label} of those themes that are there, and not away behind the veil."""
    these = (Theme.workshop_id == workshop_id, col(Theme.id).in_(set(ids)), col(Theme.gone).is_(False))
    query = select(Theme).where(*these)
    return {row.id: behind.label(row) for row in session.execute(query).scalars() if row.id not in behind.away}


def numbers(session: Session, workshop_id: int, rows: Sequence[Point], *which: Any) -> dict[int, list[int]]:
    """Return {id of a point: numbers of its notes} of notes that stand with the point's group and are shown; those
    that meet the conditions `which`."""
    tied = {row.group_id for row in rows if row.notes}
    here = {group_id: _shown_notes(session, workshop_id, col(Note.group_id) == group_id, *which) for group_id in tied}
    return {
        row.id: sorted(here[row.group_id][each] for each in row.notes if each in here[row.group_id])
        if row.notes
        else []
        for row in rows
    }


def _taken_off(change: Changing, row: Point) -> tuple[list[str], list[str]]:
    """Return the notes and themes of the point that no board is sent now, and so none can send back."""
    behind = veil.of(change.session, change.id)
    if not behind.phases:
        return [], []
    hidden = _shown_notes(change.session, change.id, ~unveiled(col(Note.phase_id), change.id))
    return [each for each in row.notes if each in hidden], [each for each in row.themes if each in behind.away]


def _shown_notes(session: Session, workshop_id: int, *which: Any) -> dict[str, int]:
    """Return {id: number} of those notes that are shown."""
    shown = (Note.workshop_id == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    return {row.id: row.number for row in session.execute(select(Note.id, Note.number).where(*shown, *which))}


def _find(change: Changing, group_id: int, point_id: int, removed: bool = False) -> Point:
    row = change.session.get(Point, as_row_id(point_id))
    if row is None or (row.workshop_id, row.group_id, row.removed) != (change.id, group_id, removed):
        raise UnknownPoint
    return row


def _sent_before(change: Changing, sent: str) -> int | None:
    query = select(Point.id).where(Point.workshop_id == change.id, Point.sent == sent)
    return change.session.execute(query).scalar_one_or_none()


def _with_room(change: Changing, group_id: int) -> list[Point]:
    """Return the group's points. Raises Refusal where there is room for no other."""
    found = of_group(change.session, change.id, group_id)
    if len(found) >= MOST:
        raise Refusal(_("ข้อสรุปของกลุ่มมีได้ไม่เกิน %(most)s ข้อ", most=MOST))
    return found


def _text(typed: str) -> str:
    text = clean(typed)
    if not visible(text):
        raise Refusal(None, text=_("พิมพ์ข้อสรุปก่อนบันทึก"))
    if characters(text) > LIMIT:
        raise Refusal(None, text=too_long(LIMIT))
    return text


def _after(rows: Sequence[Point]) -> int:
    return 1 + max((row.position for row in rows), default=0)


def _store_order(change: Changing, order: list[int]) -> None:
    if order != change.workshop.presenting:
        change.workshop.presenting = order
        change.workshop.facts_seq = change.record(Kind.PRESENTING)
