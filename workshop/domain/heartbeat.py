"""The grouping worker's sign of life, so that a console can say when nobody groups."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workshop.feed import now_ms
from workshop.store.models import StoredSetting
from workshop.store.statements.workshops import BEAT_NAME, LAST_BEAT

EVERY_SECONDS = 5
_SILENCE_MS = 30_000


def beat(session: Session) -> None:
    session.merge(StoredSetting(name=BEAT_NAME, value=str(now_ms())))


def alive(session: Session) -> bool:
    kept = LAST_BEAT.first(session.connection(), {})
    return kept is not None and recent(kept.beat)


def recent(beat: str | None) -> bool:
    """Whether the last sign of life, as it is kept, is not long ago; None is none."""
    return beat is not None and now_ms() - int(beat) < _SILENCE_MS
