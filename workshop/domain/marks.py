"""Marks: how a phone finds its own rows again, while no row says whose it is.

Each is an HMAC by the phone's key; of one that moved (moving.py), by the key that it began with. That key is random
and stays on the phone; the server uses it while it answers the phone and stores only a salted digest of another kind,
in the participant's row. So a mark leads from a phone that asks to its row, never from a row to a phone or participant,
nor from one row to another. See docs/privacy.md.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from workshop.store.ready import Ready
from workshop.store.statements.marks import BATCH, NAMES

_LETTERS = 32  # 128 bits
_LONGEST_ID = 64  # bytes, see PhoneId
_MOST_REMEMBERED = 20_000
_SPARE = 4  # so many marks in a row without a row end the search


def mark(device: str, *about: object) -> str:
    """Return what the phone with this key makes of `about`."""
    return hmac.digest(_secret(device), "\0".join(map(str, about)).encode(), "sha256").hex()[:_LETTERS]


def _secret(device: str) -> bytes:
    return device.rpartition(".")[2].encode()


def public_id(sent: str) -> str:
    """Return a random id, by which everybody knows the row that the phone calls `sent`."""
    return secrets.token_hex(8)


def sent(device: str, kind: str, phone_id: str) -> str:
    """Return the mark of the phone's own id for a row, by which a repeat is recognised."""
    return mark(device, "sent", kind, phone_id)


def brought(digest: str, sent: str) -> str:
    """Return `sent` as it is stored of a row that another phone brought, for the phone with this digest in its row.

    Whoever reads a code knows `sent`; with it in a code of their own they make another row, not this phone's.
    """
    return mark(digest, "brought", sent)


def sent_formerly(phone_id: str) -> str:
    """Return `sent` as the migration made it for notes of releases that stored the phone's id."""
    return hashlib.sha256(phone_id.encode()).hexdigest()


def of_row(salt: str, row: str) -> str:
    """Return `sent` of a note from a file: of what the row says (intake/answers.py) and of the workshop's secret, as
    who knows or guesses the row could else confirm who wrote the note."""
    return hmac.digest(salt.encode(), f"row\0{row}".encode(), "sha256").hex()[:_LETTERS]


def salt_of_themes(salt: str) -> bytes:
    """Return what the ids of the workshop's themes are made with, beside their first notes (analysis/finishing.py)."""
    return hmac.digest(salt.encode(), b"themes", "sha256")


def voice(device: str, phase_id: int | None) -> str:
    """Return what the phone's notes of this phase, and no others, have in common."""
    return mark(device, "voice", phase_id)


def token(device: str, kind: str, question_id: int | None) -> str:
    """Return the phone's token for one voting or question: one a phone, and another for each question."""
    return mark(device, "token", kind, question_id)


def order(device: str, kind: str, question_id: object, write_id: str) -> str:
    """Return a number in letters that rises with the phone's ids of writes, and says nothing of the times in them."""
    about = "\0".join(map(str, ("order", kind, question_id))).encode()
    shift = int.from_bytes(hmac.digest(_secret(device), about, "sha512"), "big")
    place = int.from_bytes(write_id.encode().ljust(_LONGEST_ID, b"\0"), "big")
    return f"{place + shift:0{2 * _LONGEST_ID + 1}x}"


def own(device: str, kind: str, n: int) -> str:
    """Return the mark of the phone's n-th row of a kind, from 1."""
    return mark(device, "own", kind, n)


def _owns(device: str, kind: str, first: int) -> Iterator[str]:
    """Yield `own` of BATCH rows; a phone asks for them with each state."""
    secret, about = _secret(device), f"own\0{kind}\0".encode()
    for n in range(first, first + BATCH):
        yield hmac.digest(secret, about + str(n).encode(), "sha256").hex()[:_LETTERS]


def own_rows(connection: Connection, rows: Ready, workshop_id: int, device: str, kind: str) -> tuple[list[Any], int]:
    """Return the phone's rows of a kind, oldest first, and the number of the last one.

    `rows` is one of statements/marks.py.
    """
    found: list[Any] = []
    first = last = 1
    while True:
        tried = dict(zip(_owns(device, kind, first), NAMES, strict=True))
        batch = rows.all(connection, {"workshop": workshop_id, **{name: value for value, name in tried.items()}})
        places = {row.own: NAMES.index(tried[row.own]) for row in batch}
        found += sorted(batch, key=lambda row: places[row.own])
        used = [first + place for place in places.values()]
        last = max(used, default=first - 1)
        if last < first + BATCH - _SPARE:
            return found, max(last, first - 1)
        first += BATCH


class Counted:
    """How many rows of a kind each phone has, in memory only. It may be wrong: callers check the mark before."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int, str], int] = OrderedDict()

    def get(self, workshop_id: int, digest: str) -> int | None:
        return self._last.get((workshop_id, digest))

    def set(self, workshop_id: int, digest: str, last: int) -> None:
        self._last[workshop_id, digest] = last
        self._last.move_to_end((workshop_id, digest))
        while len(self._last) > _MOST_REMEMBERED:
            self._last.popitem(last=False)
