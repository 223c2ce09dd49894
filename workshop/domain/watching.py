"""Figures for whoever watches over the installation: how far the worker is behind, and how long it has been silent."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import heartbeat
from workshop.feed import now_ms
from workshop.store.models import Keep, Note, Workshop


class Lag(TypedDict):
    """`waiting` in notes; `silence` in seconds since the worker's last sign of life, None without any."""

    workshops: int
    waiting: int
    silence: float | None
    alive: bool


def lag(session: Session) -> Lag:
    waiting = select(func.count()).select_from(Note)
    waiting = waiting.where(col(Note.looked_at).is_(False), col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    kept = session.get(Keep, heartbeat.NAME)
    return {
        "workshops": int(session.execute(select(func.count()).select_from(Workshop)).scalar_one()),
        "waiting": int(session.execute(waiting).scalar_one()),
        "silence": max(0.0, (now_ms() - int(kept.value)) / 1000) if kept else None,
        "alive": heartbeat.alive(session),
    }
