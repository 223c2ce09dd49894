"""Words that were withdrawn, edited over, erased or hidden leave what the machine made of them, too.

A name of a theme may quote a note that has left the theme since, and come back with a step that is undone: so every
theme of the workshop is looked at, those that are gone too, the votings on themes, and cards that others made of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import filled_minutes, former_words, voting_options
from workshop.feed import Changing
from workshop.store.models import Change, Note, Proposal, Theme, Voting
from workshop.store.only_there import Others, cleaned, only_there, other_texts

MACHINE = ("label", "keywords", "subthemes")
_CLEANED = (*MACHINE, "examples")
# States of previews, as in proposals.py and differences.py, which import what imports this.
_WAITING, _DROPPED = ("ready", "noticed"), "dropped"


def forget(change: Changing, note: Note, gone: str, touched: Sequence[Any]) -> list[Any]:
    """Take words that are only in the text that is gone out of labels, previews, votings and stored steps.

    Return what is to be recorded: `touched`, and what changed; a theme that loses its label waits for a new one. Call
    it when `note` is as it will be.
    """
    return _joined(touched, forget_texts(change, [gone] if gone else [], {note.id}))


def forget_texts(change: Changing, texts: Sequence[str], note_ids: Collection[str]) -> list[Any]:
    """Do so for several notes, whose texts and ids these were; return the rows to be recorded."""
    change.workshop.words_seq = change.seq + 1
    return _clean(change, texts, note_ids) if texts else []


def cover(change: Changing, notes: Sequence[Note], touched: Sequence[Any]) -> list[Any]:
    """Do so for notes that were hidden just now, whose words stay with them; see forget."""
    texts = [note.text for note in notes if note.text]
    return _joined(touched, _clean(change, texts, ()) if texts else [])


def catch_up(change: Changing, read: Mapping[str, str], seq: int) -> None:
    """Clean what was just recorded and was made of notes as they were at `seq`, {id: text}; some may be gone since."""
    # What was just recorded leaves alone what changed since, so that its own rows need not be looked at.
    since = (Note.workshop_id == change.id, Note.seq > seq, Note.seq < change.seq)
    later = select(Note.id, Note.text, Note.deleted, Note.hidden).where(*since)
    gone = [
        read[row.id]
        for row in change.session.execute(later)
        if row.id in read and (row.deleted or row.hidden or row.text != read[row.id])
    ]
    for row in _clean(change, gone, ()) if gone else ():
        row.seq = change.seq


def _joined(touched: Sequence[Any], more: Iterable[Any]) -> list[Any]:
    there = {id(row) for row in touched}
    return [*touched, *(row for row in more if id(row) not in there)]


def _clean(change: Changing, texts: Sequence[str], note_ids: Collection[str]) -> list[Any]:
    session, gone = change.session, other_texts(texts)
    session.flush()
    # Columns alone of all of them: what each phone's edit comes through here for is found in few.
    columns = select(Theme.id, Theme.category, Theme.given_label, *(getattr(Theme, name) for name in _CLEANED))
    themes = {row.id: row for row in session.execute(columns.where(col(Theme.workshop_id) == change.id))}

    @cache
    def others_in(category: str) -> str:
        """Return what the notes of a category say that are still shown."""
        query = select(Note.text).where(Note.workshop_id == change.id, Note.category == category)
        shown = query.where(col(Note.deleted).is_(False), col(Note.hidden).is_(False))
        return other_texts(session.execute(shown).scalars())

    def others_of(theme_id: str) -> Others:
        return partial(others_in, themes[theme_id].category if theme_id in themes else "")

    for proposal in session.execute(select(Proposal).where(Proposal.workshop_id == change.id)).scalars():
        _forget_preview(proposal, gone, partial(others_in, proposal.category))
    made = select(Change).where(Change.workshop_id == change.id, _writes_labels(change.id))
    for step in session.execute(made).scalars():
        there = step.before.get("rows", [])
        rows = [[*row[:2], cleaned(row[2], gone, others_of(row[1]))] if row[0] == "theme" else row for row in there]
        if rows != there:
            step.before = {**step.before, "rows": rows}

    def quotes(theme_id: str, label: str) -> bool:
        own = theme_id in themes and themes[theme_id].given_label == label
        return not own and only_there(label, gone, others_of(theme_id))

    former_words.forget(change, gone, lambda category: partial(others_in, category))
    filled_minutes.forget(change, gone)
    votings = session.execute(select(Voting).where(Voting.workshop_id == change.id)).scalars().all()
    renamed = [voting for voting in votings if voting_options.forget(voting, quotes)]
    changed = []
    for row in themes.values():
        before = {name: getattr(row, name) for name in _CLEANED}
        after = {
            **cleaned(before, gone, others_of(row.id)),
            "examples": [each for each in row.examples if each not in note_ids],
        }
        if after != before:
            theme = session.get_one(Theme, (change.id, row.id))
            for name, value in after.items():
                setattr(theme, name, value)
            changed.append(theme)
    return [*(theme for theme in changed if not theme.gone), *renamed]


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
        proposal.state = _DROPPED if proposal.state in _WAITING else proposal.state
        proposal.arrangement, proposal.summary = {}, {}
