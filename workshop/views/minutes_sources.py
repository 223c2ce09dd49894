"""What may be taken over into the minutes of a meeting: it becomes text that people edit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import actions, groups, minutes, participants, workshops
from workshop.domain.filled_minutes import LABEL
from workshop.domain.minutes import LIMITS, TITLE_LIMIT, Item
from workshop.domain.wording import characters, reference, short
from workshop.store.models import Group, Note, Phase, Theme
from workshop.store.statements.people import ATTENDANCE
from workshop.views import arising
from workshop.views.arising import in_thai_digits, whose
from workshop.views.minutes import Meeting, read

_MOST_THEMES = 30
_MOST_OF_A_GROUP = 3  # themes of a group; with LABEL characters of their names 26 districts fit into a matter
_FOR_NOTICE, _FOR_DECISION = 4, 5


def decided(session: Session, code: str) -> list[Item]:
    """Return this workshop's actions as matters for consideration, resolved as they were written."""
    meeting = read(session, code)
    rows = actions.of(session, workshops.find(session, code).id)
    tied = {each.action for each in meeting.typed.items if not each.removed}
    found = [
        _item(
            _FOR_DECISION,
            each.what,
            f"ตัวชี้วัด: {each.measure}" if each.measure else "",
            whose(each),
            arising.reference(code, each),
        )
        for each in rows
        if arising.reference(code, each) not in tied
    ]
    return _new(meeting, found)


def of_category(session: Session, code: str, key: str) -> list[Item]:
    """Return the category's themes, the largest first, as a matter for notice; nothing where it has no theme."""
    row = workshops.find(session, code)
    name = next((each["name"] for each in row.categories if each["key"] == key), "")
    shown = (col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    on_theme = (Theme.workshop_id == row.id, Note.workshop_id == row.id, Note.theme_id == Theme.id)
    query: Any = (
        select(Theme.given_label, Theme.label, func.count())
        .where(*on_theme, *shown, Note.category == reference(key))
        .group_by(Theme.id, Theme.given_label, Theme.label)
        .order_by(func.count().desc(), col(Theme.id))
        .limit(_MOST_THEMES)
    )
    found = session.execute(query).all()
    if not name or not found:
        return []
    lines = [f"– {given or label or '…'} ({in_thai_digits(count)} ความเห็น)" for given, label, count in found]
    text = "\n".join(["ที่ประชุมแสดงความเห็น จัดเป็นกลุ่มได้ดังนี้", *lines])
    return [_item(_FOR_NOTICE, name, text)]


def by_group(session: Session, code: str, key: str) -> list[Item]:
    """Return what each group said most in the category, as a matter for notice; nothing where nobody said anything.

    Only of phases in which the group stands beside the note: an anonymous one says nothing of groups here.
    """
    row = workshops.find(session, code)
    name = next((each["name"] for each in row.categories if each["key"] == key), "")
    said: dict[str, list[str]] = {}
    for group, given, label, theme, count in session.execute(_in_groups(row.id, key)):
        words = short(given or label, LABEL) or "…" if theme else "ยังไม่จัดกลุ่ม"
        said.setdefault(group, []).append(f"{words} ({in_thai_digits(count)} ความเห็น)")
    if not name or not said:
        return []
    lines = ["แต่ละกลุ่มแสดงความเห็น จัดเป็นกลุ่มความเห็นได้ดังนี้"]
    for place, (group, found) in enumerate(said.items()):
        line = f"– {group}: {' '.join(found[:_MOST_OF_A_GROUP])}{' และอื่น ๆ' if found[_MOST_OF_A_GROUP:] else ''}"
        if characters("\n".join([*lines, line])) > LIMITS["text"] - 100:
            lines.append(f"– และอีก {in_thai_digits(len(said) - place)} กลุ่ม")
            break
        lines.append(line)
    return [_item(_FOR_NOTICE, f"{name} แยกตามกลุ่ม", "\n".join(lines))]


def said_by_groups(session: Session, code: str) -> set[str]:
    """Return the keys of categories of which `by_group` has something."""
    row = workshops.find(session, code)
    return {each["key"] for each in row.categories if session.execute(_in_groups(row.id, each["key"])).first()}


def _in_groups(workshop_id: int, key: str) -> Any:
    """Rows (name of the group, given label, label, id of the theme, notes), by group.

    The largest theme comes first, ungrouped notes last.
    """
    on_theme = (col(Theme.workshop_id) == workshop_id) & (col(Theme.id) == Note.theme_id)
    columns: tuple[Any, ...] = (Group.name, Theme.given_label, Theme.label, Theme.id)
    return (
        cast(Any, select)(*columns, func.count())
        .select_from(Note)
        .join(Group, col(Group.id) == Note.group_id)
        .join(Phase, col(Phase.id) == Note.phase_id)
        .join(Theme, on_theme, isouter=True)
        .where(Note.workshop_id == workshop_id, Note.category == reference(key), Phase.identity != "anonymous")
        .where(col(Note.deleted).is_(False), col(Note.hidden).is_(False), col(Note.set_aside).is_(False))
        .group_by(col(Group.position), col(Group.id), *columns)
        .order_by(col(Group.position), col(Group.id), col(Theme.id).is_(None), func.count().desc(), col(Theme.id))
    )


def people(session: Session, code: str) -> dict[str, str]:
    """Return who gave a name and consents to it in the minutes, {mark of the consent: line}."""
    workshop = workshops.find(session, code)
    rows = ATTENDANCE.all(session.connection(), {"workshop": workshop.id})
    places = {group.id: place for place, group in enumerate(groups.named(session, workshop.id))}
    given = sorted((row for row in rows if row.in_minutes and row.name), key=lambda row: places[row.group_id])
    return {
        participants.consent(workshop.salt, row.id): minutes.person_line(row.name, row.unit, row.role) for row in given
    }


def _item(agenda: int, title: str, text: str, resolution: str = "", action: str = "") -> Item:
    return Item(secrets.token_hex(4), agenda, short(title, TITLE_LIMIT), text, resolution, action=action)


def _new(meeting: Meeting, found: Sequence[Item]) -> list[Item]:
    """Return those whose title does not stand in their agenda yet."""
    return [each for each in found if each.title not in {one.title for one in meeting.typed.of_agenda(each.agenda)}]
