"""Actions (สิ่งที่จะทำ): what the room decides to do, which unit, by when, and how it goes on afterwards.

Facilitators write them, before the end and after it: the year is when an action lives.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import evidence, focus_issues, themes
from workshop.domain.action_drafts import typed, version
from workshop.domain.evidence import Sent
from workshop.domain.wording import characters, clean, too_long, visible
from workshop.errors import Conflict, Refusal, UnknownAction
from workshop.feed import Changing
from workshop.messages.actions import SaveAction, SetStatus, StepAction
from workshop.store.action_tables import Action, ActionStep
from workshop.store.models import Workshop, as_row_id

MOST = 100
NOTE_LIMIT = 500
STATUSES = {
    "waiting": lazy_gettext("ยังไม่เริ่ม"),
    "doing": lazy_gettext("กำลังทำ"),
    "done": lazy_gettext("เสร็จ"),
    "dropped": lazy_gettext("ไม่ทำแล้ว"),
}
CLOSED = ("done", "dropped")  # nobody comes back to it


def of(session: Session, workshop_id: int) -> list[Action]:
    """Return the actions that were not removed, in order."""
    query = select(Action).where(Action.workshop_id == workshop_id, col(Action.removed).is_(False))
    return list(session.execute(query.order_by(col(Action.position), col(Action.id))).scalars())


def open_of(session: Session, workshop_ids: Sequence[int]) -> dict[int, list[Action]]:
    """Return {id of a workshop: its actions that are neither done nor dropped, in order}."""
    query = select(Action).where(
        col(Action.workshop_id).in_(workshop_ids),
        col(Action.removed).is_(False),
        col(Action.status).not_in(CLOSED),
    )
    found: dict[int, list[Action]] = {}
    for row in session.execute(query.order_by(col(Action.position), col(Action.id))).scalars():
        found.setdefault(row.workshop_id, []).append(row)
    return found


def referred(session: Session, references: Iterable[str]) -> dict[str, Action]:
    """Return the actions of these references, "CODE:id", by them: also removed ones, without those that are gone."""
    asked = {each: as_row_id(int(each.partition(":")[2] or 0)) for each in references if each}
    query = select(Workshop.code, Action).join(Action, col(Action.workshop_id) == col(Workshop.id))
    rows = session.execute(query.where(col(Action.id).in_(set(asked.values()))))
    return {f"{code}:{row.id}": row for code, row in rows if f"{code}:{row.id}" in asked}


def with_any(session: Session) -> set[int]:
    """Return the ids of the workshops that have an action."""
    return set(session.execute(select(Action.workshop_id).where(col(Action.removed).is_(False)).distinct()).scalars())


def steps(session: Session, workshop_id: int) -> dict[int, list[ActionStep]]:
    """Return {id of an action: its steps, oldest first}."""
    query = select(ActionStep).where(ActionStep.workshop_id == workshop_id, col(ActionStep.removed).is_(False))
    found: dict[int, list[ActionStep]] = {}
    for row in session.execute(query.order_by(col(ActionStep.id))).scalars():
        found.setdefault(row.action_id, []).append(row)
    return found


def find(change: Changing, action_id: int) -> Action:
    """Raises UnknownAction, also for a removed one and another workshop's."""
    row = change.session.get(Action, as_row_id(action_id))
    if row is None or row.workshop_id != change.id or row.removed:
        raise UnknownAction
    return row


def save(change: Changing, message: SaveAction) -> int:
    """Add an action at the end, or change the one with this id; return its id. What stays as it is, is no change.

    A new one that is there word for word was sent twice: it is that one.
    Raises UnknownAction; UnknownTheme for a link that is new; Refusal with the fields at fault; Conflict where another
    screen edited it since.
    """
    row = find(change, message.id) if message.id is not None else None
    if row is not None and message.was != version(row):
        raise Conflict(_("สิ่งที่จะทำข้อนี้ถูกแก้จากอีกจอหนึ่งแล้ว ดูข้อความล่าสุด แล้วแก้อีกครั้ง"))
    draft = typed(message)
    for theme_id in draft["themes"]:
        if row is None or theme_id not in row.themes:
            themes.find(change.session, change.id, theme_id)
    issues = {"", row.focus if row else "", *(each.key for each in focus_issues.of(change.session, change.id))}
    if draft.get("focus", "") not in issues:
        raise Refusal(None, focus=_("ไม่มีประเด็นเน้นหนักนี้แล้ว โหลดหน้านี้ใหม่"))
    if row is None:
        there = of(change.session, change.id)
        same = [each.id for each in there if all(getattr(each, name) == value for name, value in draft.items())]
        return same[0] if same else _add(change, draft)
    before = {name: getattr(row, name) for name, value in draft.items() if getattr(row, name) != value}
    if before:
        for name, value in draft.items():
            setattr(row, name, value)
        _record(change, Kind.ACTION, row, (row, before))
    return row.id


def remove(change: Changing, action_id: int) -> None:
    """Take the action off; undo brings it back. Raises UnknownAction."""
    row = find(change, action_id)
    row.removed = True
    _record(change, Kind.REMOVE_ACTION, row, (row, {"removed": False}))


def step(change: Changing, action_id: int, message: StepAction) -> None:
    """Exchange the action with the one before or after it; at the end nothing changes. Raises UnknownAction."""
    row = find(change, action_id)
    rows = of(change.session, change.id)
    place = rows.index(row) + message.by
    if not 0 <= place < len(rows):
        return
    other = rows[place]
    before = [(each, {"position": each.position}) for each in (row, other)]
    row.position, other.position = other.position, row.position
    _record(change, Kind.MOVE_ACTION, row, *before)


def sent_before(change: Changing, action_id: int, message: SetStatus, sent: Sent | None = None) -> bool:
    """Return whether the page that sends this has sent it before."""
    mark = _mark(action_id, message, sent)
    query = select(ActionStep.id).where(ActionStep.workshop_id == change.id, ActionStep.sent == mark)
    return mark is not None and change.session.execute(query).first() is not None


def set_status(change: Changing, action_id: int, message: SetStatus, sent: Sent | None = None) -> None:
    """Say how the action stands now, with a note and evidence; the same without either is no change, and neither is
    what one page sends twice.

    Raises UnknownAction; Refusal for a long note, a wrong link or too many files; Conflict where another
    screen set it since.
    """
    row = find(change, action_id)
    if sent_before(change, action_id, message, sent):
        return
    if message.was != row.status:
        raise Conflict(_("สถานะของข้อนี้ถูกเปลี่ยนจากอีกจอหนึ่งแล้ว ดูสถานะล่าสุด แล้วบันทึกอีกครั้ง"))
    note = clean(message.note)
    if characters(note) > NOTE_LIMIT:
        raise Refusal(None, note=too_long(NOTE_LIMIT))
    link = evidence.link_of(message.link)
    if message.status == row.status and not visible(note) and not link and sent is None:
        return
    made = ActionStep(
        workshop_id=change.id,
        action_id=action_id,
        at=change.at,
        status=message.status,
        note=note,
        link=link,
        sent=_mark(action_id, message, sent),
    )
    change.session.add(made)
    change.session.flush()
    if sent is not None:
        evidence.attach(change, made, sent)
    before = {"status": row.status}
    row.status = message.status
    _record(change, Kind.ACTION_STATUS, row, (row, before), (made, {"removed": True}))


def _mark(action_id: int, message: SetStatus, sent: Sent | None) -> str | None:
    """Return what tells the report from others; None where the page gave it no id.

    What it says is part of it: a page that somebody goes back to, and sends with other words, makes another report.
    """
    if not message.sent:
        return None
    said = [message.sent, action_id, message.status, message.note, message.link]
    if sent is not None:
        said += [sent.name, sha256(sent.data).hexdigest()]
    return sha256(json.dumps(said).encode()).hexdigest()


def _add(change: Changing, draft: dict[str, Any]) -> int:
    rows = of(change.session, change.id)
    if len(rows) >= MOST:
        raise Refusal(_("สิ่งที่จะทำมีได้ไม่เกิน %(most)s ข้อ", most=MOST))
    row = Action(workshop_id=change.id, position=1 + max((each.position for each in rows), default=0), **draft)
    change.session.add(row)
    change.session.flush()
    _record(change, Kind.ACTION, row, (row, {"removed": True}))
    return row.id


def _record(change: Changing, kind: Kind, about: Action, *touched: tuple[Action | ActionStep, dict[str, Any]]) -> None:
    """Record the change of `about`. `touched`: the rows, with what undo writes back in each."""
    rows = [[_name(row), row.id, before] for row, before in touched]
    change.record(kind, *(row for row, _before in touched), subject=str(about.id), before={"rows": rows})


def _name(row: Action | ActionStep) -> str:
    """Return the name of its table in the declaration, for undo."""
    return "action" if isinstance(row, Action) else "action_step"
