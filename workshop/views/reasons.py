"""The reason for a note's theme: its nearest notes and the words that it shares with them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import focus_issues, notes, workshops
from workshop.domain.grouper import Grouper
from workshop.store.models import Note, Theme


@dataclass(frozen=True)
class Question:
    """A note and the notes of its category; `members` are those of its theme, or all if it has none."""

    note_id: str
    label: str | None
    words: str
    rows: dict[str, dict[str, Any]]
    members: tuple[str, ...]


def check(session: Session, code: str, note_id: str) -> None:
    """Check that the note exists before a worker is asked. Raises UnknownWorkshop, UnknownNote."""
    notes.find(session, workshops.find(session, code).id, note_id)


def ask(session: Session, code: str, note_id: str) -> Question:
    """Read what `answer` needs. Raises UnknownWorkshop, UnknownNote."""
    workshop = workshops.find(session, code)
    note = notes.find(session, workshop.id, note_id)
    query = select(Note).where(
        Note.workshop_id == workshop.id, Note.category == note.category, col(Note.deleted).is_(False)
    )
    shown = [row for row in session.execute(query).scalars() if not row.hidden or row.id == note_id]
    labels = {
        theme.id: theme.given_label or theme.label
        for theme in session.execute(select(Theme).where(Theme.workshop_id == workshop.id)).scalars()
    }
    rows = {
        row.id: {
            "id": row.id,
            "number": row.number,
            "text": row.text,
            "theme": labels.get(row.theme_id) if row.theme_id else None,
        }
        for row in shown
    }
    members = [row.id for row in shown if not note.theme_id or row.theme_id == note.theme_id]
    return Question(
        note_id=note_id,
        label=labels.get(note.theme_id) if note.theme_id else None,
        words=focus_issues.glossary(session, workshop.id, workshop.glossary),
        rows=rows,
        members=tuple(members),
    )


def answer(grouper: Grouper, question: Question) -> dict[str, Any]:
    """Return {theme, words, nearest}: its theme's label, the words shared with it, its nearest notes with theirs."""
    texts = {note_id: row["text"] for note_id, row in question.rows.items()}
    reason, forms = grouper.explain(question.words, texts, question.members, question.note_id)

    def written(note_id: str) -> list[str]:
        """Return the shared words as written in this note."""
        text = texts[note_id].lower()
        return [form for word in reason.words for form in forms[word] if form.lower() in text]

    nearest = [
        {**question.rows[note_id], "similarity": max(0.0, similarity), "words": written(note_id)}
        for note_id, similarity in reason.nearest
    ]
    return {"theme": question.label, "words": written(question.note_id), "nearest": nearest}
