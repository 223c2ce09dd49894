"""The grouping worker's heartbeat, so that a console can show that no worker runs."""

from sqlalchemy.orm import Session

from workshop.feed import now_ms
from workshop.store.models import StoredSetting
from workshop.store.statements.workshops import BEAT_NAME, LAST_BEAT

EVERY_SECONDS = 5
_SILENCE_MS = 30_000


def beat(session: Session) -> None:
    session.merge(StoredSetting(name=BEAT_NAME, value=str(now_ms())))


def alive(session: Session) -> bool:
    last = LAST_BEAT.first(session.connection(), {})
    return last is not None and recent(last.beat)


def recent(beat: str | None) -> bool:
    """Return whether the stored heartbeat is less than 30 seconds old; the clock may have been set back."""
    return beat is not None and abs(now_ms() - int(beat)) < _SILENCE_MS
