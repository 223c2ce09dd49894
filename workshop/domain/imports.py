"""Notes from a file: each row is a note without a writer, stored once however often the file is imported."""

from __future__ import annotations

import difflib
import gettext
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import select

from analysis.folding import comparable
from workshop import paths
from workshop.changes import Kind
from workshop.domain import groups, identity, phases
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
_NEAR = 0.75  # share of equal letters from which a name is offered instead


@dataclass(frozen=True)
class RefusedRow:
    """`place`: index of the row, from 0. `code`: note_empty, note_too_long or bad_category."""

    place: int
    code: str


@dataclass(frozen=True)
class ImportResult:
    """Counts of added and already stored notes, and refused rows; `unknown_groups`: as written in added notes."""

    added: int = 0
    already: int = 0
    refused: tuple[RefusedRow, ...] = ()
    unknown_groups: tuple[str, ...] = ()


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
    stored = set(change.session.execute(select(Note.id).where(Note.workshop_id == change.id)).scalars())
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


def near_group(names: Sequence[str], written: str) -> str | None:
    """Return the one of a workshop's groups whose name is nearly what was written, or None."""
    bare = {_bare(name): name for name in reversed(names)}
    near = difflib.get_close_matches(_bare(written), bare, n=1, cutoff=_NEAR)
    return bare[near[0]] if near else None


def _bare(name: str) -> str:
    """Return the name without what stands before and behind it, a number in ASCII digits without leading zeros."""
    bare = _BEHIND.sub("", _KIND.sub("", comparable(name)))
    return str(int(bare)) if bare.isdecimal() else bare
