"""What people decided about themes, as training for likeness: which themes, of which workshops, and which are left out.

A theme is confirmed where a person named or locked it, with all its notes, or with the notes that a person put there.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import workshops
from workshop.feed import now_ms
from workshop.store.models import Note, StoredSetting, Theme

# Of the data folder.
FOLDER = "learnt"
FEWEST = 2
_LEFT_OUT = "learning.left_out"
_STEP = "learning.step"
WAITING, RUNNING, LEARNT, TOO_LITTLE, FAILED, WENT = "waiting", "running", "learnt", "too_little", "failed", "went"
# A step that was not followed by another for so long was broken off, by the end of its worker for one.
_BROKEN_OFF_MS = 300_000


@dataclass(frozen=True)
class Source:
    """A confirmed theme, and the texts of its notes, by number. `seq` is that of its workshop."""

    code: str
    seq: int
    workshop: str
    category: str
    theme: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """How far the last learning came: one of the states above, at a time in ms, with `done` of `all` sets read."""

    state: str
    at: int = 0
    done: int = 0
    all: int = 0

    @property
    def going_on(self) -> bool:
        """Whether a worker is at it, or is about to be."""
        return self.state in (WAITING, RUNNING) and abs(now_ms() - self.at) < _BROKEN_OFF_MS


def confirmed(note: type[Note], theme: type[Theme]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a note of a theme is learnt from."""
    return (
        col(note.workshop_id) == col(theme.workshop_id),
        col(note.theme_id) == col(theme.id),
        col(note.deleted).is_(False),
        col(note.hidden).is_(False),
        col(theme.gone).is_(False),
        (col(theme.given_label) != "") | col(theme.locked) | col(note.placed),
    )


def sources(session: Session) -> list[Source]:
    """Return the confirmed themes of all workshops that are not left out, oldest workshop first."""
    without = left_out(session)
    rows = [row for row in reversed(workshops.every(session)) if row.code not in without]
    return [source for row in rows for source in _of(session, row.id, row.seq, row.code, row.title)]


def left_out(session: Session) -> list[str]:
    """Return the codes of the workshops that nothing is learnt from."""
    stored = session.get(StoredSetting, _LEFT_OUT)
    return list(json.loads(stored.value)) if stored else []


def leave_out(session: Session, code: str, out: bool = True) -> str:
    """Learn nothing from this workshop from now on, or take it in again; return its code. Raises UnknownWorkshop."""
    found = workshops.find(session, code).code
    codes = {*left_out(session), found} if out else set(left_out(session)) - {found}
    session.merge(StoredSetting(name=_LEFT_OUT, value=json.dumps(sorted(codes))))
    return found


def step(session: Session) -> Step | None:
    """Return how far the last learning came, None before the first one."""
    stored = session.get(StoredSetting, _STEP)
    return Step(**json.loads(stored.value)) if stored else None


def take_step(session: Session, state: str, done: int = 0, of: int = 0) -> None:
    """Store how far the learning is."""
    session.merge(StoredSetting(name=_STEP, value=json.dumps(asdict(Step(state, now_ms(), done, of)))))


def request(session: Session) -> bool:
    """Store that a worker shall learn; False where one is at it already."""
    last = step(session)
    if last is not None and last.going_on:
        return False
    take_step(session, WAITING)
    return True


def _of(session: Session, workshop_id: int, seq: int, code: str, title: str) -> list[Source]:
    query = select(Theme, Note.text).where(Theme.workshop_id == workshop_id, *confirmed(Note, Theme))
    found: dict[str, tuple[Any, list[str]]] = {}
    for theme, text in session.execute(query.order_by(col(Theme.id), col(Note.number))):
        found.setdefault(theme.id, (theme, []))[1].append(text)
    return [
        Source(code, seq, title, theme.category, theme.given_label or theme.label, tuple(texts))
        for theme, texts in found.values()
        if len(texts) >= FEWEST
    ]
