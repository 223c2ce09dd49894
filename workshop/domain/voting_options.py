"""What a voting is about: themes, notes, points of groups, or lines that the facilitator typed.

Themes and points have the words that they had when it opened, but for a theme whose name quoted what has left the
screens since (old_words.py): it has the name of today. Notes are looked up whenever they are shown: one that
was hidden, withdrawn or erased since is shown no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import points, veil
from workshop.domain.veil import Veil
from workshop.domain.wording import characters, short, too_long
from workshop.errors import Refusal
from workshop.messages.voting import OpenVoting
from workshop.store.models import Note, Theme, Voting, Workshop
from workshop.store.point_tables import Point
from workshop.store.statements.veil import unveiled

MOST = 30
POINTS = "points"
LINE_LIMIT = 120
_FEWEST_LINES = 2
_NOTE_LIMIT = 200
_GONE = "…"
ANSWERS = ("answer-agreed", "answer-noted", "answer-not-yet")  # to the list of actions
ABOUT = "about"  # of the first answer to the list of actions: the list as it was when the room was asked


def of(session: Session, workshop_id: int, message: OpenVoting) -> list[dict[str, str]]:
    """Return the options, at most MOST. Raises Refusal for lines that can be none."""
    if message.source == "lines":
        return _lines(message.lines)
    if message.source == POINTS:
        return _points(session, workshop_id)
    find = _notes if message.source == "notes" else _themes
    return find(session, workshop_id, message.category)[:MOST]


def source(voting: Voting) -> str:
    """Return "themes", "notes", "points", "lines", or "answers"."""
    return str(voting.options[0].get("of", "answers" if voting.kind == "agree" else "themes"))


def about(voting: Voting | None) -> list[dict[str, str]]:
    """Return the actions that the room is asked about, {what, unit, due} as of the opening; [] for other votings."""
    return voting.options[0].get(ABOUT, []) if voting else []


def newest(session: Session, voting: Voting) -> int:
    """Return the seq of the last change of a note that is an option, but for what is given or said to it, or of a theme
    that has its name of today; 0 for none."""
    of_notes = source(voting) == "notes"
    ids = _ids(voting) if of_notes else _renamed(voting)
    if not ids:
        return 0
    table = Note if of_notes else Theme
    settled = case((col(Note.seq) == col(Note.agreed_seq), col(Note.settled_seq)), else_=col(Note.seq))
    changed = settled if of_notes else col(Theme.seq)
    query = select(func.max(changed)).where(table.workshop_id == voting.workshop_id, col(table.id).in_(ids))
    return int(session.execute(query).scalar_one() or 0)


def forget(voting: Voting, quotes: Callable[[str, str], bool]) -> bool:
    """Let themes have their name of today where the one that they had `quotes` (theme id, name) what is gone.

    Return whether any did.
    """

    def gone(option: dict[str, Any]) -> bool:
        return not option.get("of") and quotes(option["theme_id"], option.get("label", ""))

    options = [{**option, "label": ""} if gone(option) else option for option in voting.options]
    found = options != voting.options
    if found:
        voting.options = options
    return found


def shown(session: Session, voting: Voting, behind: Veil) -> list[dict[str, Any]]:
    """Return {theme_id, label, category} of each; the category's name where those of several can be chosen.

    An answer has no label, as it has its words in the language of each reader, unless it is of a former release.

    `behind`: the veil of those who are shown it; a label from before something was taken off the screens may quote it.
    """
    names = {category["key"]: category["name"] for category in session.get_one(Workshop, voting.workshop_id).categories}
    labels = {option["theme_id"]: option.get("label", "") for option in voting.options}
    keys: dict[str, str] = {}
    if source(voting) == "notes":
        notes = select(Note).where(Note.workshop_id == voting.workshop_id, col(Note.id).in_(_ids(voting)))
        for note in session.execute(notes).scalars():
            keys[note.id] = note.category
            gone = note.hidden or note.deleted or note.phase_id in behind.phases
            labels[note.id] = _GONE if gone else short(note.text, _NOTE_LIMIT)
    elif source(voting) == "themes":
        themes = select(Theme).where(Theme.workshop_id == voting.workshop_id, col(Theme.id).in_(_ids(voting)))
        for theme in session.execute(themes).scalars():
            keys[theme.id] = theme.category
            if theme.id in behind.away or (theme.gone and theme.category in behind.quoted):
                labels[theme.id] = _GONE
            elif theme.category in behind.quoted or (not labels[theme.id] and not theme.gone):
                labels[theme.id] = behind.label(theme)
    several = len(set(keys.values())) > 1
    return [
        {
            "theme_id": each,
            "label": label or ("" if each in ANSWERS else _GONE),
            "category": names.get(keys[each], keys[each]) if several and each in keys else "",
        }
        for each, label in labels.items()
    ]


def _ids(voting: Voting) -> list[str]:
    return [option["theme_id"] for option in voting.options]


def _renamed(voting: Voting) -> list[str]:
    """Return the themes that have their name of today."""
    themes = voting.options if source(voting) == "themes" else []
    return [option["theme_id"] for option in themes if not option.get("label")]


def _themes(session: Session, workshop_id: int, category: str | None) -> list[dict[str, str]]:
    """Return the themes with a shown note or a person's label, largest first."""
    shown = (
        select(Note.theme_id, func.count())
        .where(Note.workshop_id == workshop_id, col(Note.hidden).is_(False), col(Note.deleted).is_(False))
        .where(unveiled(col(Note.phase_id), workshop_id))
        .group_by(col(Note.theme_id))
    )
    size = {row[0]: int(row[1]) for row in session.execute(shown)}
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.gone).is_(False))
    if category is not None:
        query = query.where(Theme.category == category)
    behind = veil.of(session, workshop_id)
    wall = [
        theme
        for theme in session.execute(query).scalars()
        if theme.id in size or (theme.given_label and not theme.heading and theme.id not in behind.away)
    ]
    wall.sort(key=lambda theme: (-size.get(theme.id, 0), theme.id))
    return [{"theme_id": theme.id, "label": behind.label(theme)} for theme in wall]


def _notes(session: Session, workshop_id: int, category: str | None) -> list[dict[str, str]]:
    """Return the shown notes that were not set aside, those with which most agree first, then in their order."""
    query = select(Note.id).where(
        Note.workshop_id == workshop_id,
        col(Note.hidden).is_(False),
        col(Note.deleted).is_(False),
        col(Note.set_aside).is_(False),
        unveiled(col(Note.phase_id), workshop_id),
    )
    if category is not None:
        query = query.where(Note.category == category)
    rows = session.execute(query.order_by(col(Note.agreed).desc(), col(Note.number)).limit(MOST))
    return [{"theme_id": str(row[0]), "of": "notes"} for row in rows]


def _points(session: Session, workshop_id: int) -> list[dict[str, str]]:
    """Return the points with their group, in the order of presenting: of all groups the first one, then the second.

    Raises Refusal without any.
    """
    found: list[tuple[int, int, dict[str, str]]] = []
    by_group: defaultdict[int, list[Point]] = defaultdict(list)
    for each in points.of(session, workshop_id):
        by_group[each.group_id].append(each)
    here = session.get_one(Workshop, workshop_id)
    for place, group in enumerate(points.presenting(session, here)):
        for at, point in enumerate(by_group[group.id]):
            label = _named(" ".join(point.text.split()), str(group.name))
            found.append((at, place, {"theme_id": f"point-{point.id}", "label": label, "of": POINTS}))
    if not found:
        raise Refusal(_("ยังไม่มีกลุ่มที่เขียนข้อสรุป ข้อสรุปเขียนที่จอของกลุ่ม"))
    return [option for _at, _place, option in sorted(found, key=lambda each: each[:2])][:MOST]


def _named(text: str, group: str) -> str:
    """Return a point before its group, so that one line of it tells points apart; a long one ends with "…"."""
    room = _NOTE_LIMIT - characters(group) - 3
    return f"{text if characters(text) <= room else short(text, max(1, room - 1)) + '…'} ({group})"


def _lines(text: str) -> list[dict[str, str]]:
    lines = list(dict.fromkeys(filter(None, (short(line, LINE_LIMIT + 1) for line in text.splitlines()))))
    if len(lines) < _FEWEST_LINES:
        raise Refusal(None, lines=_("พิมพ์อย่างน้อย %(fewest)s บรรทัด บรรทัดละ 1 ข้อ", fewest=_FEWEST_LINES))
    if len(lines) > MOST:
        raise Refusal(None, lines=_("พิมพ์ได้ไม่เกิน %(most)s บรรทัด", most=MOST))
    if any(characters(line) > LINE_LIMIT for line in lines):
        raise Refusal(None, lines=too_long(LINE_LIMIT))
    return [{"theme_id": f"line-{at}", "label": line, "of": "lines"} for at, line in enumerate(lines, start=1)]
