"""What the clients of a run say of it: each write with its answer, and what each screen showed at the end.

The audit compares a ledger with the database. Whoever drives phones fills it in; nothing here talks to a server.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["note", "edit", "delete", "reaction", "vote", "pulse"]
OF_NOTES = ("note", "edit", "delete")
OK = "ok"


@dataclass
class Write:
    """One write of a phone. `answer` is "" while nobody answered it, "ok", or the stable code of the refusal.

    A reaction is on `note_id` with `value` 1 or 0; a vote gives `value` dots to the theme `note_id` in the voting `of`;
    a pulse answers the question `of` with `value`.

    Times are of one steady clock, in seconds: when the schedule wanted it, in the outbox, answered.
    """

    kind: Kind
    note_id: str
    text: str = ""
    category: str = ""
    answer: str = ""
    due: float = 0.0
    at: float = 0.0
    answered: float = 0.0
    tries: int = 0
    seq: int = 0
    phase_id: int = 0
    id: str = ""  # of the write itself, where the note's id does not name it
    of: int = 0
    value: int = 0


@dataclass
class PhoneLog:
    """A phone that joined: `writes` in the order of its outbox, and its final screen.

    `own` and `shared` are note id → text of what it shows at the end, `agreed` shared note id → how many agree with it;
    None where it was never asked, which the audit then leaves out. `saved` are the notes that it shows as saved.
    """

    code: str
    key: str
    group_id: int
    writes: list[Write] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    own: dict[str, str] | None = None
    shared: dict[str, str] | None = None
    agreed: dict[str, int] | None = None
    seq: int = 0
    names: dict[str, str] = field(default_factory=dict)  # own id → the server's, of acknowledged notes

    @property
    def digest(self) -> str:
        """What stands for the phone in the audit; no database contains it."""
        return hashlib.sha256(self.key.encode("ascii")).hexdigest()


@dataclass
class BoardLog:
    """A console or a projector at the end of a run: note and theme rows by id, as the deltas left them."""

    code: str
    view: str
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    themes: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    seq: int = 0


@dataclass
class Ledger:
    """`whole`: the clients here are all that wrote, so that any other note is a ghost, but for the ids in `others`."""

    phones: list[PhoneLog] = field(default_factory=list)
    boards: list[BoardLog] = field(default_factory=list)
    whole: bool = True
    others: set[str] = field(default_factory=set)

    @property
    def writes(self) -> list[Write]:
        return [write for phone in self.phones for write in phone.writes]

    def count(self, answered: bool) -> int:
        return sum((write.answer == OK) == answered for write in self.writes)
