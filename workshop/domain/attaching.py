"""What becomes of anything attached to notes and themes when these change: it is withdrawn, follows, and is counted.

What is attached is a part of what it is on: it stamps its note or theme, so that whoever sees that sees it, in the same
delta, and nobody else does. What is hidden or withdrawn takes along what is attached to it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from workshop.changes import Kind
from workshop.domain import action_links, attached
from workshop.errors import NoteWithdrawn, Refusal, UnknownNote, UnknownTheme
from workshop.feed import Changing
from workshop.store.models import ATTACHED, COUNTS, NAMES, Attached, Note, Theme
from workshop.store.statements.attachments import OF, STANDING

Parent = Note | Theme


def parent(change: Changing, note_id: str | None, theme_id: str | None) -> Parent:
    """Return the one that is named.

    Raises UnknownNote, UnknownTheme (also for another workshop's, a hidden and a gone one), NoteWithdrawn.
    """
    if (note_id is None) == (theme_id is None):
        raise Refusal
    if theme_id is not None:
        theme = change.session.get(Theme, (change.id, theme_id))
        if theme is None or theme.gone:
            raise UnknownTheme
        return theme
    note = change.session.get(Note, (change.id, note_id))
    if note is not None and note.deleted:
        raise NoteWithdrawn
    if note is None or note.hidden:
        raise UnknownNote
    return note


def parent_of(change: Changing, row: Attached) -> Parent | None:
    if row.note_id is not None:
        return change.session.get(Note, (change.id, row.note_id))
    return change.session.get(Theme, (change.id, row.theme_id))


def parents_of(change: Changing, rows: Iterable[Attached]) -> list[Parent]:
    """Return the notes and themes that they are on, each once."""
    found = {(row.note_id, row.theme_id): parent_of(change, row) for row in rows}
    return [parent for parent in found.values() if parent is not None]


def add(change: Changing, kind: Kind, row: Attached, parent: Parent, **more: Any) -> None:
    """Count a new row on its note or theme, and record it; one that waits for approval shows on no note or theme."""
    name = f"{NAMES[type(row)]}{'_hidden' if row.hidden else ''}"
    setattr(parent, name, getattr(parent, name) + 1)
    record(change, kind, row, None if row.hidden else parent, **more)


def record(change: Changing, kind: Kind, row: Attached, parent: Parent | None, **more: Any) -> None:
    """Record a change of the row, which is none of the note itself: a grouping under way does not step back for it."""
    record_all(change, kind, [row], [parent] if parent is not None else [], **more)


def record_all(change: Changing, kind: Kind, rows: Sequence[Attached], parents: Sequence[Parent], **more: Any) -> None:
    """Record a change of several rows and of what they are on."""
    settled = [(parent, parent.changed_seq) for parent in parents if isinstance(parent, Note)]
    seq = change.record(kind, *rows, *parents, subject=rows[0].id, **more)
    for parent, former in settled:
        parent.agreed_seq, parent.settled_seq = seq, former


def withdraw(row: Attached) -> None:
    """Delete the words; the row stays, and its id used."""
    row.deleted, row.text, row.unchecked, row.hidden_why = True, "", 0, ""


def delete(change: Changing, row: Attached) -> None:
    """Withdraw one's own: its words leave the database. A repeat is no error."""
    if row.deleted:
        return
    withdraw(row)
    change.workshop.words_seq = change.seq + 1
    recount(change)
    record(change, Kind[f"DELETE_{row.__tablename__}".upper()], row, parent_of(change, row))


def forget(change: Changing, note: Note) -> list[Attached]:
    """Withdraw what is attached to a withdrawn note: its words leave the database with the note's; return the rows."""
    rows = [
        row
        for name in ATTACHED
        if getattr(note, name) or getattr(note, f"{name}_hidden")
        for row in attached.on(change.session, name, change.id, col(ATTACHED[name].note_id) == note.id)
    ]
    for row in rows:
        withdraw(row)
    for name in COUNTS:
        setattr(note, name, 0)
    return rows


def any_on(row: Parent) -> bool:
    return any(getattr(row, name) for name in COUNTS)


def follow(change: Changing, theme_id: str, target: str | None) -> list[list[Any]]:
    """Move what is attached to a theme that has gone to the one that took it in or took most of its notes, if any.

    Returns rows that undo can write back. The caller records, and stamps what `recount` returns.
    """
    if target is None:
        return []
    before: list[list[Any]] = []
    for name, table in ATTACHED.items():
        for row in attached.on(change.session, name, change.id, col(table.theme_id) == theme_id):
            before.append([table.__name__.lower(), row.id, {"theme_id": row.theme_id}])
            row.theme_id = target
    return before + action_links.follow(change, theme_id, target)


def follow_notes(change: Changing, members: dict[str, Collection[str]]) -> tuple[list[list[Any]], list[Theme]]:
    """Do `follow` for every theme of `members` ({theme id: ids of the notes that it had}) that has gone.

    Returns rows for undo and the themes whose counts moved.
    """
    linked = col(Theme.id).in_(action_links.linked(change.session, change.id))
    counting = or_(linked, *(getattr(Theme, name) > 0 for name in COUNTS))
    query = select(Theme).where(col(Theme.workshop_id) == change.id, col(Theme.gone).is_(True), counting)
    before: list[list[Any]] = []
    for theme in change.session.execute(query.execution_options(populate_existing=True)).scalars().all():
        notes = set(members.get(theme.id, ()))
        standing = change.connection.execute(STANDING, {"workshop": change.id})
        now = Counter(row.theme_id for row in standing if row.id in notes)
        now.pop(theme.id, None)
        target = min(now, key=lambda theme_id: (-now[theme_id], theme_id)) if now else None
        before += follow(change, theme.id, target)
    return before, [row for row in recount(change) if isinstance(row, Theme)] if before else []


def recount(change: Changing) -> list[Parent]:
    """Make what notes and themes count agree with what is attached to them; return those that changed."""
    change.session.flush()
    moved: list[Parent] = []
    for name in ATTACHED:
        for table, of in ((Note, "note_id"), (Theme, "theme_id")):
            rows = change.connection.execute(OF[name].counts[of], {"workshop": change.id})
            found = {row.parent: (row.shown, row.hidden) for row in rows}
            model: Any = table
            counting = (getattr(model, name) > 0) | (getattr(model, f"{name}_hidden") > 0)
            counted = change.session.execute(select(model.id).where(model.workshop_id == change.id, counting))
            for key in {*found, *counted.scalars()}:
                row = change.session.get(model, (change.id, key))
                now = found.get(key, (0, 0))
                if row is not None and (getattr(row, name), getattr(row, f"{name}_hidden")) != now:
                    setattr(row, name, now[0])
                    setattr(row, f"{name}_hidden", now[1])
                    moved += [row] if row not in moved else []
    return moved
