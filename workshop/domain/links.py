"""Links from problems to the solutions and proposals that answer them; found by the worker, corrected by people."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import agendas, themes
from workshop.errors import UnknownTheme
from workshop.feed import Changing
from workshop.messages.incoming import SayLink
from workshop.store.models import ThemeLink

BACK = (agendas.RESULT, agendas.PROBLEM, agendas.CAUSE)
FORWARD = (agendas.SOLUTION, agendas.PROPOSAL)
ADDED_STRENGTH = 1.0


class Shown(Protocol):
    """A theme on a board."""

    @property
    def id(self) -> str: ...

    @property
    def category(self) -> str: ...


def say(change: Changing, message: SayLink) -> None:
    """Store a person's decision on a link: confirmed, removed, added, or "" for none.

    Raises UnknownTheme if the first is no problem theme or the second no answer.
    """
    problem = themes.find(change.session, change.id, message.problem)
    answer = themes.find(change.session, change.id, message.answer)
    if problem.category != agendas.PROBLEM or answer.category not in FORWARD:
        raise UnknownTheme
    row = change.session.get(ThemeLink, (change.id, problem.id, answer.id)) or ThemeLink(
        workshop_id=change.id, problem_id=problem.id, answer_id=answer.id
    )
    row.said = message.said
    change.workshop.themes_seq = change.record(Kind.SAY_LINK, row, subject=f"{problem.id} {answer.id}")


def found(change: Changing, strengths: Mapping[tuple[str, str], float]) -> None:
    """Replace the worker's links by these: (problem theme, answer theme) → strength 0 to 1."""
    rows = {(row.problem_id, row.answer_id): row for row in _rows(change.session, change.id)}
    changed: list[ThemeLink] = []
    for problem_id, answer_id in dict.fromkeys([*rows, *strengths]):
        known = rows.get((problem_id, answer_id))
        row = known or ThemeLink(workshop_id=change.id, problem_id=problem_id, answer_id=answer_id)
        strength = round(strengths.get((problem_id, answer_id), 0.0), 3)
        if known is None or row.strength != strength:
            row.strength = strength
            changed.append(row)
    if changed:
        change.workshop.themes_seq = change.record(Kind.LINKS, *changed)


def current(session: Session, workshop_id: int, shown: Iterable[Shown]) -> dict[str, Any]:
    """Return {links, gaps}: the links between shown themes, strongest first, and the problems without one."""
    alive = {theme.id: theme for theme in shown}
    links = [
        {"from": row.problem_id, "to": row.answer_id, "strength": row.strength or ADDED_STRENGTH, "said": row.said}
        for row in _rows(session, workshop_id)
        if row.said != "removed" and (row.strength or row.said) and {row.problem_id, row.answer_id} <= set(alive)
    ]
    links.sort(key=lambda link: (-float(str(link["strength"])), str(link["from"]), str(link["to"])))
    answered = {link["from"] for link in links}
    problems = [theme.id for theme in alive.values() if theme.category == agendas.PROBLEM]
    return {"links": links, "gaps": [theme_id for theme_id in problems if theme_id not in answered]}


def balance(parts: Mapping[str, Any], shown: Iterable[Shown]) -> dict[str, Any] | None:
    """Return {back, forward}: notes and themes of either side; None if one has no notes."""
    alive = list(shown)

    def side(keys: tuple[str, ...]) -> dict[str, int]:
        return {
            "notes": sum(parts[key].received for key in keys if key in parts),
            "themes": sum(theme.category in keys for theme in alive),
        }

    back, forward = side(BACK), side(FORWARD)
    return {"back": back, "forward": forward} if back["notes"] and forward["notes"] else None


def _rows(session: Session, workshop_id: int) -> list[ThemeLink]:
    query = select(ThemeLink).where(ThemeLink.workshop_id == workshop_id)
    return list(session.execute(query.order_by(col(ThemeLink.problem_id), col(ThemeLink.answer_id))).scalars())
