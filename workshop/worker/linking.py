"""What the worker does once notes are in their themes: links from problems to answers, focus issues, former names."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

import analysis
from analysis.folding import comparable
from workshop.changes import WITHOUT_WORDS
from workshop.domain import agendas, focus_issues, former_names, links, years
from workshop.domain.former_names import Name
from workshop.domain.grouper import Grouper
from workshop.domain.grouping import Arrangement
from workshop.feed import Changing
from workshop.store.models import Change, Lookback, Note, Theme, Workshop

# Between which categories the worker looks for links.
_LINKED = (
    ((agendas.PROBLEM,), links.FORWARD),
    ((agendas.PROBLEM,), (agendas.CAUSE,)),
    ((agendas.CAUSE,), (agendas.SOLUTION,)),
    ((agendas.SOLUTION,), (agendas.PROPOSAL,)),
)


@dataclass(frozen=True)
class Wall:
    """Themes and notes of a whole workshop as they were at `seq`.

    themes   notes of each theme, and of each note in none, which stands for itself
    """

    seq: int
    themes: dict[str, tuple[str, ...]]
    category_of: dict[str, str]
    texts: dict[str, str]
    glossary: str
    issues: dict[str, str]  # name of a focus issue -> its key
    names: dict[str, list[Name]]  # by category, of earlier workshops
    unnamed: set[str]  # themes that no person has named
    lookback: tuple[int, list[dict[str, Any]]] | None  # last year's themes, with the id of its cards
    called: dict[str, str]  # names of the categories by key


def due(session: Session) -> list[tuple[int, str]]:
    """(workshop id, code) where a theme or note changed since the last look, and no note waits for its theme.

    Reactions stamp their note as well, and change nothing that is looked at here.
    """
    grouped = select(func.max(Theme.seq)).where(Theme.workshop_id == Workshop.id).scalar_subquery()
    written = select(func.max(Note.seq)).where(Note.workshop_id == Workshop.id).scalar_subquery()
    waits = (col(Note.looked_at).is_(False), col(Note.hidden).is_(False))
    unseen = select(Note.id).where(Note.workshop_id == Workshop.id, *waits).exists()
    more = select(Change.seq).where(
        Change.workshop_id == Workshop.id, Change.seq > Workshop.linked_at, col(Change.kind).notin_(WITHOUT_WORDS)
    )
    compared = select(func.max(Lookback.seq)).where(Lookback.workshop_id == Workshop.id).scalar_subquery()
    since = col(Workshop.linked_at)
    query = select(Workshop.id, Workshop.code).where(
        (grouped > since) | (written > since) | (compared > since), more.exists(), ~unseen
    )
    return [(int(row[0]), str(row[1])) for row in session.execute(query)]


def heads(session: Session) -> tuple[int, int]:
    """(number of workshops, all their seqs together): while it stays, no work has come to any of them."""
    count, total = session.execute(select(func.count(col(Workshop.id)), func.coalesce(func.sum(Workshop.seq), 0))).one()
    return int(count), int(total)


def read(session: Session, workshop_id: int) -> Wall:
    workshop = session.execute(select(Workshop).where(Workshop.id == workshop_id)).scalar_one()
    rows = session.execute(
        select(Note).where(Note.workshop_id == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    ).scalars()
    themes: dict[str, list[str]] = {}
    category_of: dict[str, str] = {}
    texts: dict[str, str] = {}
    for note in rows:
        texts[note.id] = note.text
        if note.theme_id or not note.set_aside:
            themes.setdefault(note.theme_id or note.id, []).append(note.id)
            category_of[note.theme_id or note.id] = note.category
    members = {theme_id: tuple(found) for theme_id, found in themes.items()}
    issues = {issue.name: issue.key for issue in focus_issues.of(session, workshop_id)}
    words = focus_issues.glossary(session, workshop_id, workshop.glossary)
    names, unnamed = former_names.of_earlier(session, workshop_id), former_names.unnamed(session, workshop_id)
    row = years.newest(session, workshop_id)
    lookback = (row.id, row.themes) if row is not None else None
    called = {category["key"]: category["name"] for category in workshop.categories}
    return Wall(workshop.seq, members, category_of, texts, words, issues, names, unnamed, lookback, called)


def strengths(grouper: Grouper, wall: Wall) -> dict[tuple[str, str], float]:
    """How strongly each theme or single note fits one further on in the chain, where it does."""
    return {pair: strength for sides in _LINKED for pair, strength in _between(grouper, wall, *sides).items()}


def _between(
    grouper: Grouper, wall: Wall, first: tuple[str, ...], second: tuple[str, ...]
) -> dict[tuple[str, str], float]:
    before, after = _side(wall, first), _side(wall, second)
    if not before.themes or not after.themes:
        return {}
    inside = {note_id for theme in (*before.themes, *after.themes) for note_id in theme.members}
    return grouper.link(wall.glossary, before, after, {note_id: wall.texts[note_id] for note_id in sorted(inside)})


def tags(grouper: Grouper, wall: Wall) -> dict[str, list[str]]:
    """Note id → keys of the focus issues that it is about."""
    if not wall.issues or not wall.texts:
        return {}
    found = grouper.focus(wall.glossary, wall.texts)
    return {note_id: [wall.issues[name] for name in names if name in wall.issues] for note_id, names in found.items()}


def names(grouper: Grouper, wall: Wall) -> dict[str, Name]:
    """Theme id → the name of an earlier workshop that fits its notes."""
    found: dict[str, Name] = {}
    for category, there in wall.names.items():
        inside = {key: notes for key, notes in wall.themes.items() if wall.category_of[key] == category}
        nameless = {key: notes for key, notes in inside.items() if key in wall.unnamed}
        if nameless:
            texts = {note: wall.texts[note] for notes in inside.values() for note in notes}
            fitting = grouper.names(wall.glossary, texts, nameless, [(name.name, name.words) for name in there])
            found |= {key: there[at] for key, at in fitting.items()}
    return found


def last_year(grouper: Grouper, wall: Wall) -> dict[str, str]:
    """Theme id → the theme of last year's workshop, of a category with the same name, that its notes fit."""
    found: dict[str, str] = {}
    _id, there = wall.lookback or (0, [])
    for category, name in wall.called.items() if there else ():
        former = [each for each in there if comparable(each["category"]) == comparable(name)]
        themes = {key: notes for key, notes in wall.themes.items() if wall.category_of[key] == category}
        themes = {key: notes for key, notes in themes.items() if key not in wall.texts}  # no single notes
        if former and themes:
            inside = [notes for key, notes in wall.themes.items() if wall.category_of[key] == category]
            texts = {note: wall.texts[note] for notes in inside for note in notes}
            fitting = grouper.names(wall.glossary, texts, themes, [(each["name"], each["words"]) for each in former])
            found |= {key: former[at]["id"] for key, at in fitting.items()}
    return found


def apply(
    change: Changing,
    wall: Wall,
    linked: dict[tuple[str, str], float],
    tagged: dict[str, list[str]],
    named: dict[str, Name],
    same: dict[str, str],
) -> None:
    links.found(change, linked)
    focus_issues.found(change, tagged)
    former_names.found(change, named)
    if wall.lookback is not None:
        years.found(change, wall.lookback[0], same)
    change.workshop.linked_at = max(wall.seq, change.workshop.linked_at)


def _side(wall: Wall, categories: tuple[str, ...]) -> Arrangement:
    themes = [
        analysis.Theme(id=theme_id, label="", label_given=False, members=members)
        for theme_id, members in sorted(wall.themes.items())
        if wall.category_of[theme_id] in categories
    ]
    return Arrangement(tuple(themes), (), ())
