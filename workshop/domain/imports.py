"""Notes from a file: each row is a note without a writer, stored once however often the file is imported.

One file is one change: its notes appear at once, are one step for undo, and have numbers in a row save in an anonymous
phase, where numbers are drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import checking, flagged, identity, marks, phases, workshops
from workshop.domain.imported_groups import ImportedGroups
from workshop.domain.parted import Parted, is_stored_whole
from workshop.domain.runs import runs
from workshop.domain.wording import fitting
from workshop.domain.written_names import category_key, category_keys
from workshop.errors import BadCategory, ImportIntoEnded, NoteEmpty, NoteTooLong, Refusal
from workshop.feed import STEP_MS, Changing
from workshop.messages.incoming import ImportedNote
from workshop.store.models import Group, Note, Phase
from workshop.store.rows import NOTE
from workshop.store.statements.notes import INSERT_NOTE, REVIVE_NOTE

# What was written before is taken whole: a phone's limit is one of typing.
LONGEST = 4_000
IMPORTED = "imported"  # in a change's `before`: the runs of numbers of its notes
MADE_GROUPS = "made_groups"  # in a change's `before`: the ids of the groups that came with its notes
_AT_ONCE = 500  # ids in one query


@dataclass(frozen=True)
class RefusedRow:
    """`place`: index of the row, from 0. `code`: note_empty, note_too_long or bad_category."""

    place: int
    code: str


@dataclass(frozen=True)
class ImportResult:
    """Counts of added and already stored notes, and refused rows; `unknown_groups`: as written in added notes.

    `alike`: rows left out as their text is there already. `made_groups`: names of the groups that the import made.
    """

    added: int = 0
    already: int = 0
    refused: tuple[RefusedRow, ...] = ()
    unknown_groups: tuple[str, ...] = ()
    alike: int = 0
    made_groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """What an import would do. `alike`: places of rows that are new, yet whose text is there in this category.

    `seq`: the workshop's last change by then; `known`: the ids of its notes. `ungrouped`: categories of anonymous
    phases, whose notes are stored without a group.
    """

    new: tuple[int, ...]
    already: int
    alike: tuple[int, ...]
    refused: tuple[RefusedRow, ...]
    seq: int = 0
    known: frozenset[str] = frozenset()
    ungrouped: frozenset[str] = frozenset()


class RowsRefused(Exception):
    """A strict import was refused for these rows."""

    def __init__(self, refused: tuple[RefusedRow, ...]) -> None:
        super().__init__(f"{len(refused)} rows refused")
        self.refused = refused


def add(
    change: Changing,
    notes: Sequence[ImportedNote],
    strict: bool = False,
    texts: Sequence[str | Refusal] | None = None,
    make_groups: Sequence[str] = (),
    since: Outlook | None = None,
) -> ImportResult:
    """Insert the notes that are not stored yet, in order, as one change.

    `texts`: from `texts_of`, which is better called before, as everybody waits for this. `make_groups`: names of groups
    that are made where they are not there. `since`: what somebody was shown; a text that came after it, from another
    file or a phone, is left out as alike. Raises ImportIntoEnded, BadGroups; RowsRefused if any is refused (`strict`).
    """
    if change.ended:
        raise ImportIntoEnded
    session = change.session
    keys = category_keys(change.workshop.categories)
    of_file = ImportedGroups(change, make_groups)
    in_category = lru_cache(None)(lambda written: category_key(keys, written))
    of_category = {key: phase for phase in reversed(phases.of(session, change.id)) for key in phase.categories}
    stored = _stored(change, [given.id for given in notes] + [given.cell for given in notes if given.cell])
    rows: dict[str, dict[str, Any]] = {}
    come = _come_since(change, since, {found.id for found in stored.values()}) if since else Counter()
    parted = Parted(come)
    already, alike, refused, unknown = 0, 0, [], []
    drawn: set[str] = set()
    anonymous: dict[int, Phase] = {}
    for place, (given, text) in enumerate(zip(notes, texts or texts_of(notes), strict=True)):
        try:
            key = in_category(given.category)
        except BadCategory as no:
            text = text if isinstance(text, Refusal) else no
        if isinstance(text, Refusal):
            refused.append(RefusedRow(place, text.code))
            continue
        # Of a cell that came whole since somebody looked, the items are there too.
        cell = stored.get(given.cell)
        came_whole = since and given.whole and cell and not cell.undone and cell.id not in since.known
        there = stored.get(given.id)
        if given.id in rows or (there and not there.undone) or came_whole:
            already += 1
            continue
        if come and parted.is_there(key, given):
            alike += 1
            continue
        if come and come[same := (key, comparable(text))]:
            come[same] -= 1
            alike += 1
            continue
        group_id, phase = of_file.id_of(given.group), of_category.get(key)
        if given.group.strip() and group_id is None:
            unknown.append(given.group.strip())
        # A file does not say how many people wrote it.
        at = given.at or change.at
        if phase is not None and phase.identity == identity.ANONYMOUS:
            group_id = None
            drawn.add(given.id)  # also the order of its rows may be that of writing
            at = phase.opened_at or change.at - change.at % STEP_MS  # as all of its notes
            anonymous[phase.id] = phase
        where = {"group_id": group_id, "phase_id": phase.id if phase else None, "category": key}
        where |= checking.of_new_text(phase is not None and flagged.waits(phase, text))
        rows[given.id] = {**where, "text": text, "at": at}
    if strict and refused:
        raise RowsRefused(tuple(refused))
    if rows:
        _insert(change, rows, stored, drawn, of_file.made)
    for phase in anonymous.values() if rows else ():
        identity.came_without_group(change, phase, change.seq)
    made = tuple(group.name for group in of_file.made)
    return ImportResult(len(rows), already, tuple(refused), tuple(unknown), alike, made)


def outlook(session: Session, code: str, notes: Sequence[ImportedNote]) -> Outlook:
    """Return what an import of these notes would do. Raises UnknownWorkshop.

    A note with other columns beside it, or from another format, is another row: it is found by its text. A text that
    the file has more often than the workshop is new as often as it is more.
    """
    workshop = workshops.find(session, code)
    keys = category_keys(workshop.categories)
    in_category = lru_cache(None)(lambda written: category_key(keys, written))
    query = select(col(Note.id), col(Note.sent), col(Note.category), col(Note.text)).where(
        col(Note.workshop_id) == workshop.id, col(Note.deleted).is_(False)
    )
    found = session.execute(query).all()
    texts = {row.id: (row.category, comparable(row.text)) for row in found}
    by_mark = {row.sent: row.id for row in found if row.sent}
    note_of: dict[str, str] = {}
    for given in notes:
        note_id = given.id if given.id in texts else by_mark.get(marks.of_row(workshop.salt, given.id))
        if note_id:
            note_of[given.id] = note_id
    stored = {row: texts[note_id] for row, note_id in note_of.items()}
    own = set(note_of.values())
    there = Counter(text for note_id, text in texts.items() if note_id not in own)
    parted = Parted(there)
    new, alike, refused, already = [], [], [], 0
    for place, (given, text) in enumerate(zip(notes, texts_of(notes), strict=True)):
        try:
            key = in_category(given.category)
        except BadCategory as no:
            text = text if isinstance(text, Refusal) else no
        if isinstance(text, Refusal):
            refused.append(RefusedRow(place, text.code))
            continue
        if given.id in stored or is_stored_whole(stored, given):
            already += 1
        elif there and parted.is_there(key, given):
            alike.append(place)
        elif there and there[same := (key, comparable(text))]:
            there[same] -= 1
            alike.append(place)
        else:
            new.append(place)
    apart = (phase for phase in phases.of(session, workshop.id) if phase.identity == identity.ANONYMOUS)
    ungrouped = frozenset(key for phase in apart for key in phase.categories)
    return Outlook(tuple(new), already, tuple(alike), tuple(refused), workshop.seq, frozenset(texts), ungrouped)


def texts_of(notes: Sequence[ImportedNote]) -> list[str | Refusal]:
    """Return the texts as they are stored, or why there is none: NoteEmpty, NoteTooLong."""
    found: list[str | Refusal] = []
    for given in notes:
        try:
            found.append(fitting(given.text, LONGEST, NoteEmpty, NoteTooLong))
        except (NoteEmpty, NoteTooLong) as no:
            found.append(no)
    return found


class _Stored(NamedTuple):
    """A note of an earlier import. `undone`: that import was taken back."""

    id: str
    number: int
    undone: bool


def _stored(change: Changing, ids: Sequence[str]) -> dict[str, _Stored]:
    """Return the notes of these rows that are there: of former releases by their id, which was the row's own."""
    rows = {marks.of_row(change.salt, each): each for each in ids}
    rows |= {each: each for each in ids}
    query = select(NOTE.c.id, NOTE.c.sent, NOTE.c.number, NOTE.c.deleted).where(NOTE.c.workshop_id == change.id)
    if len(ids) <= _AT_ONCE:
        query = query.where(or_(NOTE.c.id.in_(ids), NOTE.c.sent.in_(list(rows))))
    found: dict[str, _Stored] = {}
    for row in change.connection.execute(query):
        of_row = rows.get(row.id) or rows.get(row.sent)
        if of_row is not None:
            found[of_row] = _Stored(row.id, row.number, row.deleted)
    return found


def _come_since(change: Changing, seen: Outlook, own: set[str]) -> Counter[tuple[str, str]]:
    """Return the texts with their categories that came since, but for the notes with ids in `own`."""
    if change.seq == seen.seq:
        return Counter()
    query = select(NOTE.c.id, NOTE.c.category, NOTE.c.text).where(
        NOTE.c.workshop_id == change.id, NOTE.c.seq > seen.seq, NOTE.c.deleted.is_(False)
    )
    rows = change.session.connection().execute(query)
    return Counter(
        (row.category, comparable(row.text)) for row in rows if row.id not in seen.known and row.id not in own
    )


def _insert(
    change: Changing,
    rows: dict[str, dict[str, Any]],
    stored: Mapping[str, _Stored],
    drawn: Set[str],
    made_groups: Sequence[Group],
) -> None:
    """Insert the rows with the next numbers, of some drawn ones; what was undone comes back under its number.

    The id that everybody sees is random: of what the row says it would confirm a guess of the group and name in it.
    """
    undone = {row: stored[row] for row in rows if row in stored}
    numbers = {row: undone[row].number if row in undone else change.next_number(row in drawn) for row in rows}
    before: dict[str, Any] = {IMPORTED: runs(sorted(numbers.values()))}
    if made_groups:
        before[MADE_GROUPS] = [group.id for group in made_groups]
    seq = change.record(Kind.IMPORT, *made_groups, subject=str(len(rows)), before=before)
    if made_groups:
        change.workshop.facts_seq = seq
    stamps = {"seq": seq, "shown_seq": seq}
    same = {**stamps, "workshop_id": change.id}
    INSERT_NOTE.run_each(
        change.connection,
        (
            {**same, **row, "id": marks.public_id(key), "sent": marks.of_row(change.salt, key), "number": numbers[key]}
            for key, row in rows.items()
            if key not in undone
        ),
    )
    REVIVE_NOTE.run_each(
        change.connection,
        (
            {
                "id_is": undone[key].id,
                "workshop_id_is": change.id,
                "new_unchecked": 0,
                **{f"new_{name}": value for name, value in {**stamps, **row}.items() if name != "hidden"},
            }
            for key, row in rows.items()
            if key in undone
        ),
    )
