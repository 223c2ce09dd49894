"""What the room was asked, now or earlier, for the projector: whatever has a Stage."""

from collections.abc import Container, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.domain import activities, showing
from workshop.domain.stage import ASKED, TAKEN_BACK, Stage
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.messages.showing import AskedBefore, Show
from workshop.store.models import Workshop

_STAGES: Mapping[str, Stage[Any]] = {stage.name: stage for stage in activities.STAGES}


class UnknownQuestion(Refusal):
    code, status = "unknown_question", 404
    message = _("ไม่พบการลงคะแนนหรือคำถามนี้ กรุณาโหลดหน้าใหม่")


def show(change: Changing, message: Show, library: Container[str] = ()) -> None:
    """Show this on the projectors: see showing.show. Raises UnknownQuestion where the room was never asked it."""
    if message.what != ASKED:
        showing.show(change, message, library)
    elif _find(change.session, change.id, message.id) is None:
        raise UnknownQuestion
    else:
        showing.put(change, {"what": ASKED, "id": message.id}, ASKED)


def news(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    """Return the board's list of all that the room was asked, if one was opened, closed or cleared since."""
    if since > 0 and all(getattr(workshop, f"{stage.name}_seq") <= since for stage in _STAGES.values()):
        return {}
    return {"asked": [_listed(stage, row) for stage in _STAGES.values() for row in stage.rows(session, workshop.id)]}


def shown(session: Session, workshop_id: int, id: str) -> Any:
    """Return what the projector shows of it, with votes only if it has closed; None where it is no more."""
    found = _find(session, workshop_id, id)
    return found[0].seen(session, found[1]) if found else None


def seq(session: Session, workshop: Workshop, id: str) -> int:
    """Return the seq of the last change of it, of what it shows, or of what the room is asked in its place."""
    found = _find(session, workshop.id, id)
    if found is None:
        return workshop.seq
    stage, row = found
    return int(max(stage.newest(session, row), getattr(workshop, f"{stage.name}_seq")))


def _listed(stage: Stage[Any], row: Any) -> AskedBefore:
    title, kind = stage.named(row)
    id = stage.shown(row.id)["id"]
    return {
        "id": id,
        "stage": stage.name,
        "kind": kind,
        "title": title,
        "state": row.state,
        "category": getattr(row, "category", None) or "",
        "opened_at": row.opened_at,
    }


def _find(session: Session, workshop_id: int, id: str) -> tuple[Stage[Any], Any] | None:
    name, _dash, row_id = id.partition("-")
    stage = _STAGES.get(name)
    row = session.get(stage.table, number(row_id)) if stage else None
    if stage is None or row is None or row.workshop_id != workshop_id or row.state == TAKEN_BACK:
        return None
    if stage.shown(row.id)["id"] != id:
        return None
    return stage, row
