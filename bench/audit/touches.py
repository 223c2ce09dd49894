"""The audit of what people tapped: agreement with notes, votes on themes, the mood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bench.audit.log import OF_NOTES, OK, Ledger, PhoneLog
from bench.audit.stored import Stored

Key = tuple[str, str, int, str]


def of_phone(stored: Stored, phone: PhoneLog) -> Iterator[str]:
    """What was acknowledged and is not so, or is so and was refused."""
    possible: dict[Key, set[int]] = {}
    for write in phone.writes:
        if write.kind in OF_NOTES:
            continue
        key: Key = (write.kind, phone.digest, write.of, write.note_id)
        states = possible.setdefault(key, {0})  # nothing tapped is the same as taken back
        if write.answer == OK:
            possible[key] = {write.value}
        elif not write.answer:
            possible[key] = states | {write.value}
    for key, states in possible.items():
        if stored.touches.get(key, 0) not in states and not _withdrawn(stored, key):
            yield f"{key[0]} on {key[3] or key[2]} is {stored.touches.get(key, 0)}, told was {sorted(states)}"


def ghosts(stored: dict[str, Stored], ledger: Ledger) -> Iterator[str]:
    """What nobody tapped."""
    sent = {
        (phone.code, write.kind, phone.digest, write.of, write.note_id)
        for phone in ledger.phones
        for write in phone.writes
    }
    for code in sorted({phone.code for phone in ledger.phones} & set(stored)):
        yield from (
            f"ghost: {key[0]} on {key[3] or key[2]} in {code}"
            for key in stored[code].touches
            if (code, *key) not in sent
        )


def counts(code: str, stored: Stored) -> Iterator[str]:
    """Each note's own count of agreement is the number of those who agree with it."""
    agreeing = Counter(key[3] for key, on in stored.touches.items() if key[0] == "reaction" and on)
    for row in stored.kept():
        if "agreed" in row and row["agreed"] != agreeing[row["id"]]:
            yield f"{row['id']} in {code} counts {row['agreed']} who agree, there are {agreeing[row['id']]}"


def _withdrawn(stored: Stored, key: Key) -> bool:
    """A note takes its reactions along when its writer withdraws it."""
    rows = stored.notes.get(key[3], [])
    return key[0] == "reaction" and bool(rows) and bool(rows[0]["deleted"])
