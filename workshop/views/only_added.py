"""Whether what was read of a workshop at an earlier seq may be shown still: nothing was taken off or reworded since."""

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import workshops
from workshop.store.models import Change

# Notes arrive, and the worker puts them into themes. Whatever else changes may take a word off.
_ADDING = (Kind.JOINED, Kind.NOTE, Kind.GROUPING)


def only_added(session: Session, code: str, seq: int) -> bool:
    """Return whether all changes after `seq` only add notes. Raises UnknownWorkshop."""
    since = Change.workshop_id == workshops.find(session, code).id, col(Change.seq) > seq
    other = select(Change.seq).where(*since, col(Change.kind).not_in(_ADDING)).limit(1)
    return session.execute(other).first() is None
