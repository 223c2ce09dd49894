"""Figures of the workers for monitoring: times, waiting notes, the last heartbeat."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import TypedDict

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.models import Note, StoredSetting, Workshop
from workshop.store.statements.workshops import BEAT_NAME

# Upper bounds, in seconds, of the histogram of a worker's times.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_NAME = "worker.times."
_FORGET_MS = 10 * 60 * 1000


class Times:
    """A worker's times by kind of work: [how many took at most BUCKETS[i] s …, all, seconds in all]."""

    def __init__(self) -> None:
        self.by_kind: dict[str, list[float]] = {}

    @contextlib.contextmanager
    def of(self, kind: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = time.perf_counter() - began
        counts = self.by_kind.setdefault(kind, [0.0] * (len(BUCKETS) + 2))
        for place, most in enumerate(BUCKETS):
            counts[place] += took <= most
        counts[-2] += 1
        counts[-1] += took


def report(session: Session, worker: str, times: Times) -> None:
    """Store a worker's times, and delete those of workers that did not report for ten minutes."""
    value = json.dumps({"at": now_ms(), "times": times.by_kind})
    session.merge(StoredSetting(name=_NAME + worker, value=value))
    for row in session.execute(select(StoredSetting).where(col(StoredSetting.name).startswith(_NAME))).scalars():
        if json.loads(row.value)["at"] < now_ms() - _FORGET_MS:
            session.delete(row)


def reported(session: Session) -> dict[str, dict[str, list[float]]]:
    """Return {worker: {kind of work: counts as in Times}}."""
    rows = session.execute(select(StoredSetting).where(col(StoredSetting.name).startswith(_NAME))).scalars()
    return {row.name.removeprefix(_NAME): json.loads(row.value)["times"] for row in rows}


class Lag(TypedDict):
    """`waiting` in notes; `silence` in seconds since the last heartbeat, None without one."""

    workshops: int
    waiting: int
    silence: float | None


def lag(session: Session) -> Lag:
    waiting = select(func.count()).select_from(Note)
    waiting = waiting.where(col(Note.looked_at).is_(False), col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    stored = session.get(StoredSetting, BEAT_NAME)
    return {
        "workshops": int(session.execute(select(func.count()).select_from(Workshop)).scalar_one()),
        "waiting": int(session.execute(waiting).scalar_one()),
        "silence": abs(now_ms() - int(stored.value)) / 1000 if stored else None,
    }
