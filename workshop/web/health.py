"""Liveness and readiness."""

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from workshop import migrations
from workshop.domain import heartbeat
from workshop.web.edge import feed, ok

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> Response:
    return ok()


@pages.get("/readyz")
def ready() -> Response:
    """Answer 200 when notes can be stored ("degraded" where another part is missing), else 503."""
    parts = {"database": "ok", "migrations": "ok", "worker": "ok", "disk": feed().database.trouble or "ok"}
    bus = current_app.extensions["laena.bus"]
    parts["queue"] = "ok" if bus is None or bus.reachable() else "unreachable"
    try:
        current, worker = feed().read(_database_state)
        if not current:
            parts["migrations"] = "pending"
        if not worker:
            parts["worker"] = "silent"
    except SQLAlchemyError:
        parts |= {"database": "unreachable", "migrations": "unknown", "worker": "unknown"}
    good = parts["database"] == parts["migrations"] == "ok"
    status = "unready" if not good else "ok" if set(parts.values()) == {"ok"} else "degraded"
    response = jsonify(ok=good, status=status, **parts)
    response.status_code = 200 if good else 503
    return response


def _database_state(session: Session) -> tuple[bool, bool]:
    current = migrations.up_to_date(session)
    return current, current and heartbeat.alive(session)
