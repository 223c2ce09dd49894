"""Words that were withdrawn, edited over or erased leave what the machine made of them, too."""

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.feed import Changing
from workshop.store.models import Change, Note, Proposal, Theme
from workshop.store.only_there import Others, cleaned, other_texts

MACHINE = ("label", "keywords", "subthemes")
_READY, _DROPPED = "ready", "dropped"  # as in proposals.py, which imports what imports this


def forget(change: Changing, note: Note, gone: str, themes: Sequence[Theme]) -> None:
    """Take words that are only in the text that is gone out of labels, previews and stored steps.

    `themes`: [the note's theme] or []; one that loses its label waits for a new one. Call it after `note` has its new
    text, and record the themes.
    """
    forget_texts(change, note.category, [gone] if gone else [], {note.id}, themes)


def forget_texts(
    change: Changing, category: str, texts: Sequence[str], note_ids: Collection[str], themes: Sequence[Theme]
) -> None:
    """Do so for several notes of a category, whose texts and ids these were, and the themes in which they were."""
    change.workshop.words_seq = change.seq + 1
    change.session.flush()
    proposal = change.session.get(Proposal, (change.id, category))
    made = select(Change).where(Change.workshop_id == change.id, _writes_labels(change.id))
    steps = change.session.execute(made).scalars().all()
    if not texts or (not themes and proposal is None and not steps):
        return
    gone = "\n".join(texts)
    query = select(Note.text).where(
        Note.workshop_id == change.id, Note.category == category, col(Note.deleted).is_(False)
    )
    others = cache(lambda: other_texts(change.session.execute(query).scalars()))
    if proposal is not None:
        _forget_preview(proposal, gone, others)
    for step in steps:
        _forget_step(step, gone, others)
    for theme in themes:
        for name, value in cleaned({name: getattr(theme, name) for name in MACHINE}, gone, others).items():
            setattr(theme, name, value)
        theme.examples = [note_id for note_id in theme.examples if note_id not in note_ids]


def _writes_labels(workshop_id: int) -> ColumnElement[bool]:
    """Return the condition that undo or redo of a change would write back labels that the machine made."""
    regrouped = select(cast(Change.seq, String)).where(
        Change.workshop_id == workshop_id, Change.kind == Kind.REGROUP.value
    )
    undone = (col(Change.kind) == Kind.UNDO.value) & col(Change.subject).in_(regrouped)
    return (col(Change.kind) == Kind.REGROUP.value) | undone


def _forget_preview(proposal: Proposal, gone: str, others: Others) -> None:
    """Drop a preview whose labels contain the words, and empty it."""
    themes = proposal.arrangement.get("themes", [])
    if any(cleaned(theme, gone, others) != theme for theme in themes):
        proposal.state = _DROPPED if proposal.state == _READY else proposal.state
        proposal.arrangement, proposal.summary = {}, {}


def _forget_step(step: Change, gone: str, others: Others) -> None:
    """Clean what undo would write back."""
    there = step.before.get("rows", [])
    rows = [[row[0], row[1], cleaned(row[2], gone, others)] if row[0] == "theme" else row for row in there]
    if rows != there:
        step.before = {**step.before, "rows": rows}
