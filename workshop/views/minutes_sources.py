"""What may be taken over into the minutes of a meeting: it becomes text that people edit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import actions, minutes, workshops
from workshop.domain.minutes import TITLE_LIMIT, Item
from workshop.domain.wording import reference, short
from workshop.store.action_tables import Action
from workshop.store.models import Note, Theme, Workshop
from workshop.views import attendance, dates
from workshop.views.minutes import Meeting, read

_MOST_THEMES = 30
_ARISING, _FOR_NOTICE, _FOR_DECISION = 3, 4, 5
_FOLLOWED = (3, 5)  # agendas whose resolutions the next meeting comes back to
_DOING = {"waiting": "ยังไม่เริ่ม", "doing": "กำลังทำ"}  # on paper, which is in Thai


def arising(session: Session, code: str) -> list[Item]:
    """Return what the adopted minutes resolved, and the open actions of their workshop: เรื่องสืบเนื่อง.

    What is there already, by its title, does not come again.
    """
    meeting = read(session, code)
    adopted = meeting.typed.facts.adopted
    row = session.execute(select(Workshop).where(Workshop.code == adopted.code)).scalar() if adopted else None
    if adopted is None or row is None:
        return []
    resolved = f"มติการประชุมครั้งที่ {_digits(f'{adopted.number}/{adopted.year}')}: "
    found = [
        _item(_ARISING, each.title, resolved + each.resolution)
        for agenda in _FOLLOWED
        for each in minutes.of(session, row.id).of_agenda(agenda)
        if each.resolution
    ]
    found += [
        _item(_ARISING, each.what, " ".join((_whose(each), f"({_DOING[each.status]})")).strip())
        for each in actions.of(session, row.id)
        if each.status in _DOING
    ]
    return _new(meeting, found)


def decided(session: Session, code: str) -> list[Item]:
    """Return this workshop's actions as matters for consideration, resolved as they were written."""
    meeting = read(session, code)
    rows = actions.of(session, workshops.find(session, code).id)
    return _new(
        meeting,
        [
            _item(_FOR_DECISION, each.what, f"ตัวชี้วัด: {each.measure}" if each.measure else "", _whose(each))
            for each in rows
        ],
    )


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
    lines = [f"– {given or label or '…'} ({_digits(count)} ความเห็น)" for given, label, count in found]
    text = "\n".join(["ที่ประชุมแสดงความเห็น จัดเป็นกลุ่มได้ดังนี้", *lines])
    return [_item(_FOR_NOTICE, name, text)]


def people(session: Session, code: str) -> list[str]:
    """Return who gave a name in the attendance list, a line each: the name, and behind a tab the post and the unit."""
    listed = attendance.of(session, code)["groups"]
    given = [person for group in listed for person in group["people"] if person["name"]]
    return [
        "\t".join(part for part in (each["name"], " ".join((each["role"], each["unit"])).strip()) if part)
        for each in given
    ]


def _whose(action: Action) -> str:
    """Return who does it by when, in the words of a resolution."""
    due = dates.parse(action.due)
    who = f"มอบ {action.unit} ดำเนินการ" if action.unit else "ดำเนินการ" if due else ""
    return who + (f" ภายในวันที่ {_digits(dates.spoken(due))}" if due else "")


def _item(agenda: int, title: str, text: str, resolution: str = "") -> Item:
    return Item(secrets.token_hex(4), agenda, short(title, TITLE_LIMIT), text, resolution)


def _new(meeting: Meeting, found: Sequence[Item]) -> list[Item]:
    """Return those whose title does not stand in their agenda yet."""
    return [each for each in found if each.title not in {one.title for one in meeting.typed.of_agenda(each.agenda)}]


def _digits(value: object) -> str:
    """Return it in Thai digits, as papers have them: this text is people's from now on."""
    return str(value).translate(dates.THAI_DIGITS)
