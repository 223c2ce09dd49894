"""A directive's board as it is shown: what all units say, what some say, what only one says, what nobody answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import String, cast, func, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import agendas
from workshop.domain.wording import reference
from workshop.store.board_tables import Board, BoardNote, BoardTheme
from workshop.year import board_corrections, board_steps, directives, gathering, regions, unit_kinds


class Reach(StrEnum):
    """How many of the units that have notes in the category, of those looked at, say it."""

    ALL = "all"
    MOST = "most"  # more than half
    SOME = "some"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units are looked at, and which category; "" for all. `kind`: of unit_kinds.py."""

    region: str = ""
    unit: str = ""
    kind: str = ""
    category: str = ""

    def __bool__(self) -> bool:
        return bool(self.region or self.unit or self.kind or self.category)

    def lets(self, code: str, kinds: Mapping[str, str]) -> bool:
        """Return whether the unit is looked at. `kinds`: of units by their codes."""
        if self.region and regions.of(code) != self.region:
            return False
        return self.unit in ("", code) and self.kind in ("", kinds.get(code, unit_kinds.OTHER))


EVERYWHERE = Filter()


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """`units`: code → how many notes of it stand in the theme."""

    id: str
    category: str
    label: str
    given: bool
    of_units: bool
    units: Mapping[str, int]
    reach: Reach

    @property
    def notes(self) -> int:
        return sum(self.units.values())


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """`silent`: names of units that answered, without a note here; `questions`: of the directive."""

    key: str
    name: str
    questions: tuple[str, ...]
    themes: tuple[ThemeRow, ...]
    ungrouped: int
    set_aside: int
    units: int
    silent: tuple[str, ...]

    @property
    def in_themes(self) -> int:
        return sum(theme.notes for theme in self.themes)

    @property
    def notes(self) -> int:
        return self.in_themes + self.ungrouped + self.set_aside

    def count(self, *reaches: Reach) -> int:
        return sum(theme.reach in reaches for theme in self.themes)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A theme of problems and one that answers it. `waiting`: units that have the problem and no note in the answer."""

    problem: ThemeRow
    answer: ThemeRow
    strength: float

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(code for code in self.problem.units if code not in self.answer.units)


@dataclass(frozen=True, slots=True)
class Whole:
    """The board. `stale`: units whose answer came, was replaced or went since.

    hidden     counted by the units only; 0 where one category is looked at, as answers count them for all
    shown      codes of the units that are looked at
    counts     how many notes each of them has, in what is looked at
    kinds      the kind of each unit of the directive; `called`: the name of each category
    crossings  by how many units wait for an answer that others have
    gaps       problems that no unit's theme answers
    focus      focus issue → unit → how many notes
    """

    board: Board | None
    step: board_steps.Step | None
    looked_at: Filter
    names: Mapping[str, str] = field(default_factory=dict)
    answered: int = 0
    stale: tuple[str, ...] = ()
    categories: tuple[CategoryPart, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    gaps: tuple[ThemeRow, ...] = ()
    focus: tuple[tuple[str, Mapping[str, int]], ...] = ()
    hidden: int = 0
    undoable: Any = None
    shown: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def made(self) -> bool:
        return bool(self.board and self.board.generation)

    @property
    def notes(self) -> int:
        return sum(part.notes for part in self.categories)

    @property
    def by_region(self) -> list[tuple[str, int, int]]:
        """Return (region, its units, their notes), of those looked at."""
        return self._by([(code, regions.of(code)) for code in self.shown])

    @property
    def by_kind(self) -> list[tuple[str, int, int]]:
        """Return (kind, its units, their notes), of those looked at."""
        return self._by([(code, self.kinds.get(code, unit_kinds.OTHER)) for code in self.shown])

    def _by(self, sorted_into: Sequence[tuple[str, str]]) -> list[tuple[str, int, int]]:
        units, notes = Counter[str](), Counter[str]()
        for code, key in sorted_into:
            units[key] += 1
            notes[key] += self.counts.get(code, 0)
        return [(key, units[key], notes[key]) for key in units]


def reach(units: int, of: int) -> Reach:
    """Return the reach of what `units` of `of` units say: one, all, more than half, or some."""
    if units <= 1:
        return Reach.ONE
    return Reach.ALL if units == of else Reach.MOST if 2 * units > of else Reach.SOME


def is_made(session: Session, uid: str) -> bool:
    """Return whether the answers were consolidated at least once, without reading their notes."""
    board = session.get(Board, uid)
    return board is not None and bool(board.generation)


def read(session: Session, uid: str, looked_at: Filter = EVERYWHERE) -> Whole:
    """Return the board, without notes before the first consolidation. Raises UnknownDirective."""
    row = directives.find(session, uid)
    content, kinds = directives.content_of(row), unit_kinds.of(row)
    now = gathering.sources(session, uid)
    board = session.get(Board, uid)
    names = {unit.code: unit.name for unit in content.units}
    if board is None or not board.generation:
        return Whole(board, board_steps.of(board), looked_at, names, len(now), kinds=kinds)
    names |= {code: each["name"] for code, each in board.sources.items()}
    shown = [code for code in board.sources if looked_at.lets(code, kinds)]
    everywhere = _themes(session, board, set(board.sources))
    parts = _parts(session, board, content.asked, shown, everywhere, names)
    only = looked_at.category
    parts = tuple(part for part in parts if only in ("", part.key))
    by_id = {theme.id: theme for theme in everywhere}
    seen = {theme.id for part in parts for theme in part.themes}
    crossings = _crossings(session, board, by_id)
    answered = {each.problem.id for each in crossings}
    return Whole(
        board,
        board_steps.of(board),
        looked_at,
        names,
        len(now),
        tuple(names.get(code, code) for code in _changed(board.sources, now)),
        parts,
        tuple(
            each
            for each in crossings
            if (each.problem.id in seen or set(each.answer.units) & set(shown))
            and only in ("", each.problem.category, each.answer.category)
        ),
        tuple(
            theme for part in parts if part.key == agendas.PROBLEM for theme in part.themes if theme.id not in answered
        ),
        _focus(session, board, shown, only),
        0 if only else sum(board.sources[code].get("hidden", 0) for code in shown),
        board_corrections.last(session, uid),
        tuple(shown),
        _counts(session, board, only),
        kinds,
        {each["key"]: each["name"] for each in board.categories},
    )


def _crossings(session: Session, board: Board, themes: Mapping[str, ThemeRow]) -> list[Crossing]:
    """Return the links between themes as they are now; a note that has got a theme since gives it its link."""
    pairs = [gathering.parts_of(answer) for _, answer, _ in board.links if gathering.SEPARATOR in answer]
    query = select(BoardNote).where(*_of(board), tuple_(col(BoardNote.unit), col(BoardNote.number)).in_(pairs))
    single = {gathering.note_id(row.unit, row.number): row for row in session.execute(query).scalars()}
    found: dict[tuple[str, str], Crossing] = {}
    for problem, answer, strength in board.links:
        row = single.get(answer)
        there = themes.get(row.theme_id if row else answer) or (_alone(row) if row and not row.theme_id else None)
        if problem in themes and there is not None:
            crossing = Crossing(themes[problem], there, strength)
            found.setdefault((problem, there.id), crossing)
    return sorted(
        found.values(), key=lambda each: (-len(each.waiting), -each.strength, each.problem.id, each.answer.id)
    )


def _alone(row: BoardNote) -> ThemeRow:
    """Return a note in no theme as what it stands for: itself."""
    name = gathering.note_id(row.unit, row.number)
    return ThemeRow(name, row.category, row.text, False, False, {row.unit: 1}, Reach.ONE)


def _changed(then: gathering.Sources, now: gathering.Sources) -> list[str]:
    files = [
        {code: (each["key"], each["checksum"], each["name"]) for code, each in found.items()} for found in (then, now)
    ]
    return sorted(code for code in then.keys() | now.keys() if files[0].get(code) != files[1].get(code))


def _themes(session: Session, board: Board, units: set[str]) -> list[ThemeRow]:
    """Return the themes with notes of these units, whose reach is worked out later, by units, then by notes."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    query = select(BoardNote.theme_id, BoardNote.unit, func.count()).where(*_of(board), BoardNote.theme_id != "")
    for theme, unit, count in session.execute(query.group_by(BoardNote.theme_id, BoardNote.unit)):
        if unit in units:
            counts[theme][unit] = int(count)
    rows = select(BoardTheme).where(BoardTheme.uid == board.uid, BoardTheme.generation == board.generation)
    found = [
        ThemeRow(
            row.id,
            row.category,
            row.given_label or row.label,
            bool(row.given_label),
            row.of_units and not row.given_label,
            dict(sorted(counts[row.id].items())),
            Reach.ONE,
        )
        for row in session.execute(rows).scalars()
        if row.id in counts
    ]
    return sorted(found, key=lambda theme: (-len(theme.units), -theme.notes, theme.label, theme.id))


def _parts(
    session: Session,
    board: Board,
    asked: Any,
    shown: list[str],
    themes: list[ThemeRow],
    names: Mapping[str, str],
) -> tuple[CategoryPart, ...]:
    rest: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    query = select(BoardNote.category, BoardNote.set_aside, BoardNote.unit, func.count())
    query = query.where(*_of(board), BoardNote.theme_id == "")
    for key, aside, unit, count in session.execute(
        query.group_by(BoardNote.category, col(BoardNote.set_aside), BoardNote.unit)
    ):
        rest[key, bool(aside)][unit] += int(count)
    questions = {each.key: tuple(each.questions) for each in asked}
    parts = []
    for category in board.categories:
        key = category["key"]
        own = [_looked_at(theme, shown) for theme in themes if theme.category == key]
        loose, empty = ({unit: rest[key, which][unit] for unit in shown} for which in (False, True))
        writing = {unit for theme in own for unit in theme.units}
        writing |= {unit for unit in shown if loose[unit] or empty[unit]}
        found = [replace(each, reach=reach(len(each.units), len(writing))) for each in own if each.units]
        parts.append(
            CategoryPart(
                key,
                category["name"],
                questions.get(key, ()),
                tuple(sorted(found, key=lambda theme: (-len(theme.units), -theme.notes, theme.label, theme.id))),
                sum(loose.values()),
                sum(empty.values()),
                len(writing),
                tuple(names[unit] for unit in shown if unit not in writing),
            )
        )
    return tuple(parts)


def _looked_at(theme: ThemeRow, shown: list[str]) -> ThemeRow:
    units = {unit: theme.units[unit] for unit in shown if unit in theme.units}
    return replace(theme, units=units)


def _counts(session: Session, board: Board, category: str) -> dict[str, int]:
    query = select(BoardNote.unit, func.count()).where(*_of(board))
    if category:
        query = query.where(BoardNote.category == reference(category))
    return {str(unit): int(count) for unit, count in session.execute(query.group_by(BoardNote.unit))}


def _focus(
    session: Session, board: Board, shown: list[str], category: str
) -> tuple[tuple[str, Mapping[str, int]], ...]:
    found, wanted = defaultdict[str, Counter[str]](Counter), set(shown)
    # Most notes have none: no JSON is decoded for them.
    query = select(BoardNote.unit, BoardNote.focus).where(*_of(board), cast(col(BoardNote.focus), String) != "[]")
    if category:
        query = query.where(BoardNote.category == reference(category))
    for unit, issues in session.execute(query):
        if unit in wanted:
            for issue in issues:
                found[issue][unit] += 1
    return tuple(sorted(found.items(), key=lambda each: (-len(each[1]), -each[1].total(), each[0])))


def _of(board: Board) -> tuple[Any, ...]:
    return (BoardNote.uid == board.uid, BoardNote.generation == board.generation)
