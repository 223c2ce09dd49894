"""The step that a console would take back, or do again, next: what buttons say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.changes import BY_VALUE
from workshop.domain import consoles, workshops


def words(kind: str) -> str:
    """Return the name of a step for its button."""
    return str(BY_VALUE[kind].undo)


@dataclass(frozen=True, slots=True)
class NextStep:
    """`kind`: (session, workshop's id, console) → the kind of the step, or None."""

    kind: Callable[[Session, int, str], str | None]

    def of_each(self, session: Session, workshop_id: int) -> dict[str, str | None]:
        """Return {console: the kind of its step}; "" for a console that is not known yet."""
        keys = ["", *(row["key"] for row in consoles.current(session, workshop_id))]
        return {key: self.kind(session, workshop_id, key) for key in keys}

    def available(self, session: Session, workshop_id: int, by: str = "") -> str | None:
        """Return the name of this console's step, or None."""
        kind = self.kind(session, workshop_id, by)
        return words(kind) if kind else None

    def at_console(self, session: Session, code: str, by: str) -> str | None:
        """Return the name of this console's step in the workshop with this code, or None."""
        return self.available(session, workshops.find(session, code).id, by)
