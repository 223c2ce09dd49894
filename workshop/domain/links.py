"""Links of the chain problem → cause → solution → proposal; found by the worker, corrected by people.

From a problem to a solution or proposal a link is an *answer*; the others are of the chain alone.

Either end is a theme, or a note that is in none: it is linked by its own id, and its theme takes the link over.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import agendas, themes
from workshop.errors import UnknownTheme
from workshop.feed import Changing
from workshop.messages.incoming import SayLink
from workshop.store.models import Note, ThemeLink

BACK = (agendas.RESULT, agendas.PROBLEM, agendas.CAUSE)
FORWARD = (agendas.SOLUTION, agendas.PROPOSAL)
# What a link leads from, and to something further on.
STEPS = (agendas.PROBLEM, agendas.CAUSE, *FORWARD)
ADDED_STRENGTH = 1.0


class Shown(Protocol):
    """A theme on a board."""

    @property
    def id(self) -> str: ...

    @property
    def category(self) -> str: ...


def say(change: Changing, message: SayLink) -> None:
    """Store a person's decision on a link: confirmed, removed, added, or "" for none.

    Raises UnknownTheme unless the second stands further on in the chain than the first.
    """
    problem, step = _end(change, message.problem)
    answer, further = _end(change, message.answer)
    if step >= further:
        raise UnknownTheme
    row = change.session.get(ThemeLink, (change.id, problem, answer)) or ThemeLink(
        workshop_id=change.id, problem_id=problem, answer_id=answer
    )
    row.said = message.said
    change.workshop.themes_seq = change.record(Kind.SAY_LINK, row, subject=f"{problem} {answer}")


def found(change: Changing, strengths: Mapping[tuple[str, str], float]) -> None:
    """Replace the worker's links by these: (theme, one further on) → strength 0 to 1."""
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


def current(
    session: Session,
    workshop_id: int,
    shown: Iterable[Shown],
    single: Mapping[str, str],
    theme_of: Callable[[str], str | None],
) -> dict[str, Any]:
    """Return {links, chain, gaps}: the answers between what is shown, strongest first, the other links of the
    chain, and the problems without an answer.

    single     category of each shown note that the grouping looked at and left in no theme
    theme_of   id of a note → its theme now
    """
    category = {theme.id: theme.category for theme in shown} | dict(single)
    rows = _rows(session, workshop_id)
    removed = {(row.problem_id, row.answer_id) for row in rows if row.said == "removed"}
    links: dict[tuple[str, str], dict[str, Any]] = {}
    ranks: dict[tuple[str, str], tuple[bool, bool, float]] = {}
    for row in rows:
        ends = [name if name in category else theme_of(name) for name in (row.problem_id, row.answer_id)]
        pair = (str(ends[0]), str(ends[1]))
        if row.said == "removed" or pair in removed or not (row.strength or row.said) or not set(pair) <= set(category):
            continue
        link = {"from": pair[0], "to": pair[1], "strength": row.strength or ADDED_STRENGTH, "said": row.said}
        # What was said of the pair itself is newer than what a note brought along.
        own = pair == (row.problem_id, row.answer_id)
        rank = (own and bool(row.said), bool(row.said), row.strength)
        if pair not in links or rank > ranks[pair]:
            links[pair], ranks[pair] = link, rank
    whole = sorted(links.values(), key=lambda link: (-float(link["strength"]), link["from"], link["to"]))
    kinds = {pair: (category[pair[0]], category[pair[1]]) for pair in links}
    answers = {pair for pair, (first, second) in kinds.items() if first == agendas.PROBLEM and second in FORWARD}
    ordered = [link for link in whole if (link["from"], link["to"]) in answers]
    chain = [link for link in whole if (link["from"], link["to"]) not in answers]
    answered = {link["from"] for link in ordered}
    problems = [name for name, key in category.items() if key == agendas.PROBLEM]
    return {"links": ordered, "chain": chain, "gaps": [name for name in problems if name not in answered]}


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


def for_undo(change: Changing, ends: str) -> ThemeLink | None:
    """Return the link whose ends are named so, for undo."""
    return change.session.get(ThemeLink, (change.id, *ends.split(" ")))


def _end(change: Changing, name: str) -> tuple[str, int]:
    """Return the id of a theme, or of a note in no theme, and its step; a note's theme stands for it."""
    note = change.session.get(Note, (change.id, name))
    if note is not None and not note.theme_id:
        if note.deleted or note.hidden:
            raise UnknownTheme
        return note.id, _step(note.category)
    theme = themes.find(change.session, change.id, note.theme_id or name if note is not None else name)
    return theme.id, _step(theme.category)


def _step(category: str) -> int:
    """Raises UnknownTheme for a category that is not of the chain."""
    if category not in STEPS:
        raise UnknownTheme
    return STEPS.index(category)


def _rows(session: Session, workshop_id: int) -> list[ThemeLink]:
    query = select(ThemeLink).where(ThemeLink.workshop_id == workshop_id)
    return list(session.execute(query.order_by(col(ThemeLink.problem_id), col(ThemeLink.answer_id))).scalars())
