"""Makes the board of a directive: themes over all answers that count, within what people decided, in a worker.

Each category is stored once it is grouped: where a worker ends in the middle, another one goes on by itself
(Jobs.go_on) and groups the others; what was embedded is in the file of vectors. While a worker is at it, it says so
every few seconds.

The rows of a new generation are written beside those that are shown, a few at a time, as phones wait for the write
lock; one small transaction then shows them, if nobody corrected anything meanwhile. Of two workers the later one goes
on: each transaction looks whose work it is, so that no board mixes rows of both.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import agendas
from workshop.domain.grouper import Grouper
from workshop.domain.links import FORWARD
from workshop.domain.national import Decided, National
from workshop.feed import Feed, now_ms
from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardTheme
from workshop.year import board_names, board_parts, board_steps, gathering
from workshop.year.board_steps import TakenOver
from workshop.year.gathering import Gathered
from workshop.year.refusals import UnknownDirective

_AT_ONCE = 500  # rows of one transaction
# So many notes are embedded in one go, a second or so: a report that is asked for meanwhile comes in between.
_READ_AT_ONCE = 250
_ROUNDS = 5


class Corrected(Exception):
    """A person corrected the board while it was being made, or its directive was deleted."""


@dataclass(frozen=True)
class Decisions:
    """What people decided on the board that is shown.

    placed  notes that they put somewhere: id → theme, "" for none
    """

    revision: int
    generation: int
    themes: Mapping[str, list[Decided]]  # by category
    placed: Mapping[str, str]


@dataclass
class Made:
    """A board in the making."""

    themes: list[dict[str, Any]] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    focus: dict[str, list[str]] = field(default_factory=dict)
    links: list[list[Any]] = field(default_factory=list)

    def add(self, part: dict[str, Any]) -> None:
        """Add a category that is grouped."""
        self.themes += part["themes"]
        self.where |= part["where"]
        self.aside |= set(part["aside"])
        self.focus |= part["focus"]


def consolidate(feed: Feed, grouper: Grouper, uid: str, compute: Callable[..., Any]) -> bool:
    """Make the board anew from the answers that count now; return whether it was made.

    False where its directive is gone, another worker took over, or people corrected it all the while. Raises what
    fails, which is stored.

    compute  runs what reads and computes, at low priority
    """
    by = feed.write(board_steps.begin, uid)
    try:
        with board_steps.alive(feed, uid, by):
            return _in_rounds(feed, grouper, uid, compute, by)
    except TakenOver:
        return False
    except UnknownDirective:
        _sweep(feed, uid, by)
        return False
    except Exception:
        with contextlib.suppress(TakenOver):
            feed.write(board_steps.take, uid, board_steps.FAILED, by=by)
        raise


def _in_rounds(feed: Feed, grouper: Grouper, uid: str, compute: Callable[..., Any], by: str) -> bool:
    for _round in range(_ROUNDS):
        try:
            _once(feed, grouper, uid, compute, by)
            return True
        except (Corrected, gathering.Gone):
            continue
    feed.write(board_steps.take, uid, board_steps.FAILED, by=by)
    return False


def decisions(session: Session, uid: str, sources: gathering.Sources) -> Decisions:
    """Return what people decided. A unit's notes count as others where another installation answers for it now."""
    board = session.get(Board, uid)
    if board is None:
        raise Corrected
    same = {unit for unit, each in sources.items() if board.sources.get(unit, each)["key"] == each["key"]}
    query = select(BoardNote).where(BoardNote.uid == uid, BoardNote.generation == board.generation)
    themes = {row.id: row for row in _themes(session, board)}
    notes: defaultdict[str, list[str]] = defaultdict(list)
    placed: dict[str, str] = {}
    for row in session.execute(query).scalars():
        if row.unit in same:
            name = gathering.note_id(row.unit, row.number)
            notes[row.theme_id].append(name)
            if row.placed:
                placed[name] = row.theme_id
    fixed = {key: frozenset(name for name in notes[key] if name in placed) for key in themes}
    found: defaultdict[str, list[Decided]] = defaultdict(list)
    for key, theme in sorted(themes.items()):
        if theme.given_label or fixed[key]:
            decided = Decided(key, tuple(sorted(notes[key])), fixed[key], theme.given_label, theme.label)
            found[theme.category].append(decided)
    return Decisions(board.revision, board.generation, found, placed)


def _once(feed: Feed, grouper: Grouper, uid: str, compute: Callable[..., Any], by: str) -> None:
    sources = feed.read(gathering.sources, uid)
    national = compute(National, grouper, sum(each["notes"] for each in sources.values()))
    gathered = Gathered()
    feed.write(board_steps.take, uid, board_steps.READING, 0, len(sources), by)
    for done, (unit, source) in enumerate(sorted(sources.items()), 1):
        content = compute(feed.read, gathering.read, source)
        source["hidden"] = content["figures"]["hidden"]
        texts = gathering.add(gathered, unit, content)
        for first in range(0, len(texts), _READ_AT_ONCE):
            compute(national.read, texts[first : first + _READ_AT_ONCE])
        feed.write(board_steps.take, uid, board_steps.READING, done, len(sources), by)
    categories = feed.read(gathering.categories, uid, gathered)
    decided = compute(feed.read, decisions, uid, sources)
    made, taken = Made(), {each.id for found in decided.themes.values() for each in found}
    made_of = board_parts.stamp(sources, decided.revision, decided.generation)
    there = feed.read(board_parts.of, uid, made_of)
    for done, category in enumerate(categories):
        feed.write(board_steps.take, uid, board_steps.GROUPING, done, len(categories), by)
        key = category["key"]
        part = there.get(key)
        if part is None:
            part = compute(_group, national, gathered, key, decided, taken)
            feed.write(board_parts.keep, uid, key, made_of, part, by)
        made.add(part)
        taken |= {theme["id"] for theme in part["themes"]}
    compute(_link, national, gathered, made)
    generation = _write(feed, uid, gathered, made, decided, by)
    feed.write(_show, uid, generation, decided.revision, sources, categories, made.links, by)
    _sweep(feed, uid, by)


def _group(
    national: National, gathered: Gathered, category: str, decided: Decisions, taken: set[str]
) -> dict[str, Any]:
    """Return the themes of a category, where its notes are, and what they are about, as JSON has it."""
    texts = {name: note.text for name, note in gathered.notes.items() if note.category == category}
    themes = decided.themes.get(category, [])
    loose = {name for name in texts if decided.placed.get(name) == ""}
    found = national.group(texts, themes, loose, taken)
    labels = {theme.id: theme.label for theme in found.themes}
    given = {each.id: each.given_label for each in themes if each.given_label}
    names = {
        theme.id: [gathered.notes[name].unit_theme for name in theme.notes]
        for theme in found.themes
        if theme.id not in given
    }
    agreed = board_names.agreed(names, labels)
    rows, where = [], dict[str, str]()
    for theme in found.themes:
        label = agreed.get(theme.id, theme.label)
        row = {"id": theme.id, "category": category, "label": label, "of_units": theme.id in agreed}
        rows.append(row | {"given_label": given.get(theme.id, "")})
        where |= dict.fromkeys(theme.notes, theme.id)
    focus = {name: list(issues) for name, issues in national.focus(texts).items()}
    return {"themes": rows, "where": where, "aside": sorted(found.aside), "focus": focus}


def _link(national: National, gathered: Gathered, made: Made) -> None:
    """Link problems to the solutions and proposals that answer them, whichever unit wrote them.

    A solution or proposal in no theme stands for itself, by its note's id.
    """
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for name, theme in sorted(made.where.items()):
        inside[theme].append(name)
    of = {theme["id"]: theme["category"] for theme in made.themes if inside.get(theme["id"])}
    problems = {key: inside[key] for key, category in of.items() if category == agendas.PROBLEM}
    answers = {key: inside[key] for key, category in of.items() if category in FORWARD}
    for name, note in gathered.notes.items():
        if note.category in FORWARD and name not in made.where and name not in made.aside:
            answers[name] = [name]
    texts = {name: gathered.notes[name].text for notes in (problems | answers).values() for name in notes}
    made.links = [list(link) for link in national.link(texts, problems, answers)]


def _write(feed: Feed, uid: str, gathered: Gathered, made: Made, decided: Decisions, by: str) -> int:
    """Write the rows of the next generation, which nobody is shown yet; return it."""
    _sweep(feed, uid, by)
    generation = decided.generation + 1
    key = {"uid": uid, "generation": generation}
    rows = [
        {
            **key,
            "unit": note.unit,
            "number": note.number,
            "category": note.category,
            "theme_id": made.where.get(name, ""),
            "set_aside": name in made.aside,
            "placed": name in decided.placed,
            "agreed": note.agreed,
            "focus": made.focus.get(name, []),
            "text": note.text,
        }
        for name, note in sorted(gathered.notes.items())
    ]
    for table, new in ((BoardTheme, [{**key, **theme} for theme in made.themes]), (BoardNote, rows)):
        for first in range(0, len(new), _AT_ONCE):
            feed.write(_insert, uid, table, new[first : first + _AT_ONCE], by)
    return generation


def _insert(session: Session, uid: str, table: Any, rows: list[dict[str, Any]], by: str) -> None:
    if board_steps.own(session, uid, by) is None:
        raise Corrected
    session.execute(insert(table), rows)


def _show(
    session: Session,
    uid: str,
    generation: int,
    revision: int,
    sources: gathering.Sources,
    categories: list[dict[str, str]],
    links: list[list[Any]],
    by: str,
) -> None:
    """Show the new rows. Raises Corrected, TakenOver."""
    board = board_steps.own(session, uid, by)
    if board is None or (board.revision, board.generation) != (revision, generation - 1):
        raise Corrected
    board.generation, board.at = generation, now_ms()
    board.sources, board.categories, board.links = sources, categories, links
    session.execute(delete(BoardCorrection).where(col(BoardCorrection.uid) == uid))
    board_parts.forget(session, uid)
    session.flush()
    board_steps.take(session, uid, board_steps.DONE, by=by)


def _sweep(feed: Feed, uid: str, by: str) -> None:
    """Delete the rows that are not shown, a few at a time. Raises TakenOver."""
    while feed.write(_delete_some, uid, by):
        pass


def _delete_some(session: Session, uid: str, by: str) -> int:
    board = board_steps.own(session, uid, by)
    shown = board.generation if board is not None else -1
    deleted = 0
    for unit in _units_left(session, uid, shown)[:4]:
        theirs = (col(BoardNote.uid) == uid, col(BoardNote.generation) != shown, col(BoardNote.unit) == unit)
        deleted += session.execute(delete(BoardNote).where(*theirs)).rowcount  # type: ignore[attr-defined]
    if not deleted:
        session.execute(delete(BoardTheme).where(col(BoardTheme.uid) == uid, col(BoardTheme.generation) != shown))
    return deleted


def _units_left(session: Session, uid: str, shown: int) -> list[str]:
    query = select(BoardNote.unit).where(BoardNote.uid == uid, BoardNote.generation != shown).distinct().limit(4)
    return list(session.execute(query).scalars())


def _themes(session: Session, board: Board) -> list[BoardTheme]:
    query = select(BoardTheme).where(BoardTheme.uid == board.uid, BoardTheme.generation == board.generation)
    return list(session.execute(query).scalars())
