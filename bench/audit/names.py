"""Whose rows are whose: the run has the phones' keys, so it can do what nobody can who has the database alone.

Written without the program's own marks, as their faults must not hide themselves.
"""

import hmac
from collections.abc import Iterator

from bench.audit.log import Ledger, PhoneLog
from bench.audit.stored import Stored

_MORE = 20  # marks tried beyond the writes that the run knows


def mark(key: str, *about: object) -> str:
    """HMAC-SHA256 of the parts, which a NUL separates, by the phone's key: its first 32 hexadecimal digits."""
    return hmac.new(key.encode(), "\0".join(map(str, about)).encode(), "sha256").hexdigest()[:32]


def give(stored: dict[str, Stored], ledger: Ledger) -> None:
    """Name rows as the phones do, in the database's rows and in what all clients say; and each row's phone."""
    for code, there in stored.items():
        phones = [phone for phone in ledger.phones if phone.code == code]
        public = {rows[0].get("sent"): note_id for note_id, rows in there.notes.items()}
        names = {public[sent]: own for phone in phones for sent, own in _sent(phone) if sent in public}
        _rename(there, names)
        there.phones = {made: phone.digest for phone in phones for made in _marks(phone)}
        there.touches = {
            (kind, there.phones.get(token, token), of, names.get(subject, subject)): value
            for (kind, token, of, subject), value in there.touches.items()
        }
        for phone in phones:
            for write in phone.writes:
                write.note_id = names.get(write.note_id, write.note_id)
            phone.saved = {names.get(note_id, note_id) for note_id in phone.saved}
            for shown in ("own", "shared", "agreed"):
                found = getattr(phone, shown)
                if found is not None:
                    setattr(phone, shown, {names.get(note_id, note_id): value for note_id, value in found.items()})
        for board in ledger.boards:
            if board.code == code:
                board.notes = {names.get(note_id, note_id): note for note_id, note in board.notes.items()}
        ledger.others = {names.get(note_id, note_id) for note_id in ledger.others}


def _sent(phone: PhoneLog) -> Iterator[tuple[str, str]]:
    for write in phone.writes:
        if write.kind == "note":
            yield mark(phone.key, "sent", "note", write.note_id), write.note_id


def _marks(phone: PhoneLog) -> Iterator[str]:
    for kind in ("note", "reaction"):
        count = sum(write.kind == kind for write in phone.writes)
        yield from (mark(phone.key, "own", kind, n) for n in range(1, count + _MORE))
    for write in phone.writes:
        if write.kind in ("vote", "pulse"):
            yield mark(phone.key, "token", "voting" if write.kind == "vote" else "pulse", write.of)


def _rename(stored: Stored, names: dict[str, str]) -> None:
    notes = {names.get(note_id, note_id): rows for note_id, rows in stored.notes.items()}
    stored.notes.clear()
    stored.notes.update(notes)
    for note_id, rows in notes.items():
        for row in rows:
            row["id"] = note_id
    for public, own in names.items():
        if public != own:
            stored.made[own] += stored.made.pop(public, 0)
