"""The audit: what the clients were told, and what they show, against what the database holds.

Everything acknowledged is there exactly once with the same words; nothing is there that nobody sent; nothing is shown
as saved that is not; each screen shows what the database holds; the numbering of changes and notes has no gap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from bench.audit import names, touches
from bench.audit.log import OF_NOTES, OK, BoardLog, Ledger, PhoneLog, Write
from bench.audit.stored import Row, Stored, read
from workshop.domain.wording import clean

_ABSENT, _WITHDRAWN = "\N{EMPTY SET}absent", "\N{EMPTY SET}withdrawn"


def audit(database_url: str, ledger: Ledger) -> list[str]:
    """Each violation as a line; empty when there is none. `database_url` is SQLAlchemy's address."""
    stored = read(database_url)
    ledger = deepcopy(ledger)  # screens go on receiving under the server's ids
    names.give(stored, ledger)
    found: list[str] = []
    for phone in ledger.phones:
        if phone.code in stored:
            found += of_phone(stored[phone.code], phone)
        else:
            found.append(f"workshop {phone.code} is not in the database")
    for board in ledger.boards:
        found += of_board(stored[board.code], board)
    if ledger.whole:
        found += [*_ghosts(stored, ledger), *touches.ghosts(stored, ledger)]
    for code, there in stored.items():
        found += [*_numbering(code, there), *touches.counts(code, there)]
    return found


def of_phone(stored: Stored, phone: PhoneLog) -> Iterator[str]:
    """What is wrong with one phone's notes and with its final screen."""
    writes: dict[str, list[Write]] = defaultdict(list)
    for write in phone.writes:
        if write.kind in OF_NOTES:
            writes[write.note_id].append(write)
    for note_id, of_note in writes.items():
        yield from _of_note(stored, phone, note_id, of_note)
    mine = {row["id"]: row["text"] for row in stored.kept() if _device(stored, row) == phone.digest}
    for note_id in sorted(phone.saved - set(mine)):
        if _WITHDRAWN not in outcomes(writes.get(note_id, [])):
            yield f"shown as saved, not stored: {note_id}"
    if phone.own is not None:
        yield from _differ(f"own notes of a phone in {phone.code}", phone.own, mine)
    if phone.shared is not None:
        shown, shared = (stored.said(each) for each in (phone.shared, shared_with(stored, phone)))
        yield from _differ(f"shared notes of a phone in {phone.code}", shown, shared)
    if phone.agreed is not None:
        shown, agreed = (stored.said(each) for each in (phone.agreed, shared_with(stored, phone, "agreed")))
        yield from _differ(f"agreement that a phone in {phone.code} shows", shown, agreed)
    yield from touches.of_phone(stored, phone)


def outcomes(writes: list[Write]) -> set[str]:
    """The states that a note may be in after these writes, in order: an unanswered one may have been done or not."""
    possible = {_ABSENT}
    for write in writes:
        done = _WITHDRAWN if write.kind == "delete" else clean(write.text)
        if write.answer == OK and write.kind == "delete":  # of a note that is not there, withdrawing is done, too
            possible = {_ABSENT if state == _ABSENT else _WITHDRAWN for state in possible}
        elif write.answer == OK:
            possible = {done}
        elif not write.answer and (write.kind == "note" or possible != {_ABSENT}):
            possible = possible | {done}
    return possible


def shared_with(stored: Stored, phone: PhoneLog, column: str = "text") -> dict[str, Any]:
    """What the workshop's sharing lets the phone see of all notes, its own among them: id → text or another column."""
    rows: list[Row] = [] if stored.sharing == "own" else stored.shown()
    if stored.sharing == "group":
        rows = [row for row in rows if row["group_id"] == phone.group_id]
    return {row["id"]: row.get(column, 0) for row in rows}


def of_board(stored: Stored, board: BoardLog) -> Iterator[str]:
    """What is wrong with a console or a projector: its notes, the theme of each, its themes, its figures, its seq."""
    name = f"{board.view} of {board.code}"
    rows = {row["id"]: row for row in (stored.kept() if board.view == "console" else stored.shown())}
    for column in ("text", "category", "group_id", "theme_id", "agreed"):
        if column not in next(iter(rows.values()), {column: 0}):
            continue  # a database of before
        shown = {note_id: note.get(column) for note_id, note in board.notes.items()}
        yield from _differ(f"{column} on the {name}", shown, {note_id: row[column] for note_id, row in rows.items()})
    sizes = Counter(row["theme_id"] for row in stored.shown() if row["theme_id"])
    counts = {theme_id: theme["count"] for theme_id, theme in board.themes.items()}
    named = {theme_id: 0 for theme_id, row in stored.themes.items() if row["given_label"] and not row["gone"]}
    yield from _differ(f"themes on the {name}", counts, named | dict(sizes))
    if board.figures and board.figures.get("received") != len(stored.kept()):
        yield f"the {name} counts {board.figures.get('received')} notes, the database {len(stored.kept())}"
    if board.seq != stored.workshop["seq"]:
        yield f"the {name} stands at change {board.seq}, the database at {stored.workshop['seq']}"


def _of_note(stored: Stored, phone: PhoneLog, note_id: str, writes: list[Write]) -> Iterator[str]:
    rows = stored.notes.get(note_id, [])
    if len(rows) > 1 or stored.made[note_id] > 1:
        yield f"doubled: {note_id} is stored {len(rows)} times, made {stored.made[note_id]} times"
    there = _ABSENT if not rows else _WITHDRAWN if rows[0]["deleted"] else rows[0]["text"]
    possible = outcomes(writes)
    if there not in possible:
        told = ", ".join(f"{write.kind}: {write.answer or 'no answer'}" for write in writes)
        if there == _ABSENT:
            yield f"lost: {note_id} ({told})"
        elif possible == {_ABSENT}:
            yield f"refused, yet stored: {note_id} ({told})"
        else:
            yield f"changed: {note_id} ({told})"
    if rows and _device(stored, rows[0]) != phone.digest:
        yield f"foreign: {note_id} is stored as another phone's"


def _device(stored: Stored, row: Row) -> str:
    return stored.phones.get(row["own"] or "", "")


def _differ(what: str, shown: Mapping[str, object], there: Mapping[str, object]) -> Iterator[str]:
    for kind, ids in (
        ("missing", set(there) - set(shown)),
        ("too many", set(shown) - set(there)),
        ("not the same", {key for key in set(shown) & set(there) if shown[key] != there[key]}),
    ):
        if ids:
            yield f"{what}: {len(ids)} {kind}, such as {min(ids)}"


def _ghosts(stored: dict[str, Stored], ledger: Ledger) -> Iterator[str]:
    sent = {(phone.code, write.note_id) for phone in ledger.phones for write in phone.writes if write.kind in OF_NOTES}
    for code in sorted({phone.code for phone in ledger.phones} & set(stored)):
        unknown = (note_id for note_id in stored[code].notes if (code, note_id) not in sent)
        yield from (f"ghost: {note_id} in {code}" for note_id in unknown if note_id not in ledger.others)


def _numbering(code: str, stored: Stored) -> Iterator[str]:
    if stored.seqs != list(range(1, stored.workshop["seq"] + 1)):
        yield f"the changes of {code} are not numbered 1 to {stored.workshop['seq']}: {len(stored.seqs)} stored"
    numbers = sorted(row["number"] for rows in stored.notes.values() for row in rows)
    made = stored.workshop["notes_made"]
    if not len(set(numbers)) == len(numbers) == made:
        yield f"the notes of {code} do not have {made} different numbers: {len(numbers)} stored"
    if not stored.workshop["drawn"] and numbers != list(range(1, len(numbers) + 1)):
        yield f"the notes of {code} are not numbered 1 to {len(numbers)}"
