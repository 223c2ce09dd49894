"""Notes from a file: each row is a note without a writer, stored once however often the file is imported."""

from __future__ import annotations

import difflib
import gettext
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop import paths
from workshop.changes import Kind
from workshop.domain import groups, identity, phases, workshops
from workshop.domain.wording import note_text
from workshop.errors import BadCategory, NoteEmpty, NoteTooLong
from workshop.feed import Changing
from workshop.messages.incoming import ImportedNote
from workshop.store.models import Note

# Words before and behind the name of a group that Laena ignores.
_KIND = re.compile(
    r"^(กลุ่มที่|กลุ่ม|โต๊ะที่|โต๊ะ|(?:สำนักงาน|สนง\.?)พัฒนาชุมชนอำเภอ|สพอ\.?|ที่ว่าการอำเภอ|อำเภอ|อ\.|เขต|group|table|district)"
)
_BEHIND = re.compile(r"(?<=.)(?:district|จังหวัด.*|จ\..*|\.0+|[.:])$")
_AT_ONCE = 500  # ids in one query
_NEAR = 0.75  # share of equal letters from which a name is offered instead


@dataclass(frozen=True)
class RefusedRow:
    """`place`: index of the row, from 0. `code`: note_empty, note_too_long or bad_category."""

    place: int
    code: str


@dataclass(frozen=True)
class ImportResult:
    """Counts of added and already stored notes, and refused rows; `unknown_groups`: as written in added notes.

    `alike`: rows left out as their text is there already.
    """

    added: int = 0
    already: int = 0
    refused: tuple[RefusedRow, ...] = ()
    unknown_groups: tuple[str, ...] = ()
    alike: int = 0


@dataclass(frozen=True)
class Outlook:
    """What an import would do. `alike`: places of rows that are new, yet whose text is there in this category."""

    new: tuple[int, ...]
    already: int
    alike: tuple[int, ...]
    refused: tuple[RefusedRow, ...]


class RowsRefused(Exception):
    """A strict import was refused for these rows."""

    def __init__(self, refused: tuple[RefusedRow, ...]) -> None:
        super().__init__(f"{len(refused)} rows refused")
        self.refused = refused


def add(change: Changing, notes: Sequence[ImportedNote], strict: bool = False) -> ImportResult:
    """Insert the notes that are not stored yet, in order. With `strict`, raises RowsRefused if any is refused."""
    keys = category_keys(change.workshop.categories)
    group_ids = _by_name((group.name, group.id) for group in groups.of(change.session, change.id))
    of_category = {key: phase for phase in reversed(phases.of(change.session, change.id)) for key in phase.categories}
    stored = _stored(change.session, change.id, [given.id for given in notes])
    rows: list[Note] = []
    already = 0
    refused: list[RefusedRow] = []
    unknown: list[str] = []
    for place, given in enumerate(notes):
        try:
            text, key = note_text(given.text), _category(keys, given.category)
        except (NoteEmpty, NoteTooLong, BadCategory) as no:
            refused.append(RefusedRow(place, no.code))
            continue
        if given.id in stored:
            already += 1
            continue
        stored.add(given.id)
        group_id = _group(group_ids, given.group)
        if given.group.strip() and group_id is None:
            unknown.append(given.group.strip())
        phase = of_category.get(key)
        change.workshop.notes_made += 1
        rows.append(
            Note(
                workshop_id=change.id,
                id=given.id,
                number=change.workshop.notes_made,
                # A file does not say how many people wrote it.
                group_id=None if phase and phase.identity == identity.ANONYMOUS else group_id,
                phase_id=phase.id if phase else None,
                category=key,
                text=text,
                at=change.at,
            )
        )
    if strict and refused:
        raise RowsRefused(tuple(refused))
    for note in rows:
        change.record(Kind.IMPORT, note, subject=note.id)
    return ImportResult(len(rows), already, tuple(refused), tuple(unknown))


def outlook(session: Session, code: str, notes: Sequence[ImportedNote]) -> Outlook:
    """Return what an import of these notes would do. Raises UnknownWorkshop.

    A note with other columns beside it, or from another format, has another id: it is told by its text. A text that
    the file has more often than the workshop is new as often as it is more.
    """
    workshop = workshops.find(session, code)
    keys = category_keys(workshop.categories)
    query = select(Note.id, Note.category, Note.text).where(Note.workshop_id == workshop.id)
    stored = {row.id: (row.category, comparable(row.text)) for row in session.execute(query)}
    ids = {given.id for given in notes}
    there = Counter(text for note_id, text in stored.items() if note_id not in ids)
    new, alike, refused, already = [], [], [], 0
    for place, given in enumerate(notes):
        try:
            text = (_category(keys, given.category), comparable(note_text(given.text)))
        except (NoteEmpty, NoteTooLong, BadCategory) as no:
            refused.append(RefusedRow(place, no.code))
            continue
        if given.id in stored:
            already += 1
        elif there[text]:
            there[text] -= 1
            alike.append(place)
        else:
            new.append(place)
    return Outlook(tuple(new), already, tuple(alike), tuple(refused))


def _stored(session: Session, workshop_id: int, ids: Sequence[str]) -> set[str]:
    """Return which of the ids are stored."""
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    of = select(Note.id).where(Note.workshop_id == workshop_id)
    return {found for part in parts for found in session.execute(of.where(col(Note.id).in_(part))).scalars()}


def category_keys(categories: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return {way to write a category: its key}: key, Thai or English name, or a part of a name with a slash."""
    english = gettext.translation("messages", paths.translations_dir(), ["en"], fallback=True).gettext
    found: dict[str, str] = {}
    for category in categories:
        key, name = category["key"], category["name"]
        whole = [key, f"{key}s", name, english(name)]
        for written in (*whole, *(part for text in whole[2:] for part in text.split("/"))):
            found.setdefault(comparable(written), key)
    return found


def _category(keys: Mapping[str, str], written: str) -> str:
    """Return the category's key. Raises BadCategory."""
    key = keys.get(comparable(written))
    if key is None:
        raise BadCategory
    return key


def _by_name(rows: Iterable[tuple[str, int | None]]) -> dict[str, int | None]:
    """Return group ids by name with and without its first word; exact names win: "1" over "กลุ่มที่ 1"."""
    known = list(rows)
    exact = {comparable(name): group_id for name, group_id in known}
    return {_bare(name): group_id for name, group_id in reversed(known)} | exact


def _group(known: Mapping[str, int | None], written: str) -> int | None:
    return known.get(comparable(written)) or (known.get(_bare(written)) if written.strip() else None)


def same_group(names: Sequence[str], written: str) -> bool:
    """Return whether one of a workshop's groups is meant."""
    return _group(_by_name((name, 1) for name in names), written) is not None


def near_group(names: Sequence[str], written: str) -> str | None:
    """Return the one of a workshop's groups whose name is nearly what was written, or None."""
    bare = {_bare(name): name for name in reversed(names)}
    near = difflib.get_close_matches(_bare(written), bare, n=1, cutoff=_NEAR)
    return bare[near[0]] if near else None


def _bare(name: str) -> str:
    """Return the name without what stands before and behind it, a number in ASCII digits without leading zeros."""
    bare = _BEHIND.sub("", _KIND.sub("", comparable(name)))
    return str(int(bare)) if bare.isdecimal() else bare
