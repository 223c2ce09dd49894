"""What a measured workshop has from the start and no form would take: written into the database beside the server."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import imports, workshops
from workshop.feed import Feed
from workshop.messages.incoming import ImportedNote
from workshop.store.database import Database
from workshop.store.models import Note

_AT_ONCE = 1_000


def notes(database: str, code: str, texts: Sequence[str], category: str) -> set[str]:
    """Notes without a writer, as `laena import` makes them; answers with their ids."""
    feed = Feed(Database(database))
    rows = [ImportedNote(f"present-{code}-{place:06}", words, category) for place, words in enumerate(texts)]
    for first in range(0, len(rows), _AT_ONCE):
        feed.change(code, "facilitator", imports.add, rows[first : first + _AT_ONCE])
    marked = feed.read(_marked, code)
    feed.database.close()
    return marked


def _marked(session: Session, code: str) -> set[str]:
    """Return the ids of the workshop's notes that came from a file."""
    found = workshops.find(session, code)
    query = select(Note.id).where(Note.workshop_id == found.id, col(Note.sent).is_not(None), col(Note.own).is_(None))
    return set(session.execute(query).scalars())
