"""Focus issues (ประเด็นเน้นหนัก): programmes that notes attach to, found by words and meaning, corrected by people."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import String, cast
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import grouper, notes, overtaken
from workshop.domain.wording import characters, clean, one_line, too_long
from workshop.errors import Conflict, Refusal, UnknownWorkshop
from workshop.feed import Changing
from workshop.messages.incoming import TagNote
from workshop.messages.showing import FocusShown
from workshop.messages.word_lists import FocusDraft, SetFocusIssues
from workshop.store.models import FocusIssue, Note, Workshop
from workshop.store.statements.veil import unveiled

MOST, WORDS_LIMIT = 20, 2000


def of(session: Session, workshop_id: int) -> list[FocusIssue]:
    query = select(FocusIssue).where(FocusIssue.workshop_id == workshop_id)
    return list(session.execute(query.order_by(col(FocusIssue.position), col(FocusIssue.key))).scalars())


def begin(change: Changing) -> None:
    """Add the programmes that Laena ships to a new workshop."""
    issues = [FocusDraft(name=name, words=words) for name, words in grouper.built_in_focus()]
    replace(change, SetFocusIssues(issues=issues))


def key_of(name: str) -> str:
    """Return the key of a new issue."""
    return "f" + hashlib.sha256(name.encode()).hexdigest()[:10]


def drafts(session: Session, code: str) -> list[dict[str, str]]:
    """Return the issues for the dialog. Raises UnknownWorkshop."""
    workshop_id = session.execute(select(Workshop.id).where(Workshop.code == code)).scalar_one_or_none()
    if workshop_id is None:
        raise UnknownWorkshop
    return [{"key": row.key, "name": row.name, "words": row.words} for row in of(session, workshop_id)]


def replace(change: Changing, message: SetFocusIssues) -> list[dict[str, str]]:
    """Replace the focus issues; notes are tagged anew. Return the issues with their keys.

    Raises Conflict, with what changed, where others stand there than those that were edited.
    """
    present = {row.key: row for row in of(change.session, change.id)}
    if message.was is not None:
        _refuse_overtaken(message.was, list(present.values()))
    kept: list[FocusIssue] = []
    for position, issue in enumerate(message.issues[:MOST]):
        name = one_line(issue.name)
        if not name:
            raise Refusal
        if characters(clean(issue.words)) > WORDS_LIMIT:
            raise Refusal(words=too_long(WORDS_LIMIT))
        key = issue.key if issue.key in present else key_of(name)
        row = present.pop(key, None) or FocusIssue(workshop_id=change.id, key=key, name=name)
        row.name, row.words, row.position = name, clean(issue.words), position
        change.session.add(row)
        kept.append(row)
    for row in present.values():
        change.session.delete(row)
    change.workshop.linked_at = 0
    change.workshop.facts_seq = change.record(Kind.FOCUS_ISSUES)
    return [{"key": row.key, "name": row.name, "words": row.words} for row in kept]


def _refuse_overtaken(was: Sequence[FocusDraft], now: Sequence[FocusIssue]) -> None:
    one = [(issue.key, issue.name, issue.words) for issue in was]
    other = [(row.key, row.name, row.words) for row in now]
    if one == other:
        return
    what = overtaken.between(*([f"{name}: {words}" for _key, name, words in each] for each in (one, other)))
    raise Conflict(
        _(
            "อีกจอหนึ่งแก้ประเด็นเน้นหนักไปแล้ว %(what)s ที่พิมพ์ไว้ยังอยู่ กดบันทึกอีกครั้งเพื่อใช้ตามจอนี้",
            what=f"({what})" if what else "",
        )
    )


def glossary(session: Session, workshop_id: int, own_words: str) -> str:
    """Return the workshop's words and its focus issues in the form of a glossary file."""
    parts = [own_words]
    for issue in of(session, workshop_id):
        words = [word.strip() for line in issue.words.splitlines() for word in line.split(",")]
        parts += [f"[focus] {issue.name}", issue.name, *(word for word in words if word)]
    return "\n".join(part for part in parts if part)


def tag(change: Changing, note_id: str, message: TagNote) -> None:
    """Store a person's decision whether the note belongs to the issue. Raises UnknownNote; Refusal for the issue."""
    note = notes.find(change.session, change.id, note_id)
    if message.key not in {row.key for row in of(change.session, change.id)}:
        raise Refusal
    if note.focus_said.get(message.key) == message.on:
        return
    note.focus_said = {**note.focus_said, message.key: message.on}
    change.record(Kind.TAG_NOTE, note, subject=note.id)


def found(change: Changing, issues: dict[str, list[str]]) -> None:
    """Store what the worker found: note id → keys."""
    query = select(Note).where(Note.workshop_id == change.id, col(Note.deleted).is_(False))
    changed = []
    for note in change.session.execute(query).scalars():
        keys = sorted(issues.get(note.id, []))
        if note.focus != keys:
            note.focus = keys
            changed.append(note)
    if changed:
        change.record(Kind.FOCUS, *changed, shown=False)


def on(note: Note | Any) -> list[str]:
    """Return the issues of the note: those found, as corrected by people."""
    return _in_force(note.focus, note.focus_said)


def view(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """Return [{key, name, count of shown notes}]."""
    return [{name: issue[name] for name in ("key", "name", "count")} for issue in by_group(session, workshop_id)]


def by_group(session: Session, workshop_id: int, revealed: bool = False) -> list[FocusShown]:
    """Return the issues in their order, with the shown notes of each group; of `revealed` ones alone, as others see.

    Counted from the groups that stand beside the notes, so it tells no more of a writer than the notes do.
    """
    rows = of(session, workshop_id)
    if not rows:
        return []
    # Most notes have none: no JSON is decoded for them.
    tagged = (cast(col(Note.focus), String) != "[]") | (cast(col(Note.focus_said), String) != "{}")
    query = select(Note.focus, Note.focus_said, Note.group_id).where(
        Note.workshop_id == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False), tagged
    )
    if revealed:
        query = query.where(unveiled(col(Note.phase_id), workshop_id))
    counts: dict[str, Counter[str]] = {row.key: Counter() for row in rows}
    for found, said, group in session.execute(query):
        for key in counts.keys() & set(_in_force(found, said)):
            counts[key]["" if group is None else str(group)] += 1
    return [
        {"key": row.key, "name": row.name, "count": counts[row.key].total(), "groups": dict(counts[row.key])}
        for row in rows
    ]


def _in_force(found: list[str], said: dict[str, bool]) -> list[str]:
    return sorted({key for key in found if said.get(key, True)} | {key for key, yes in said.items() if yes})
