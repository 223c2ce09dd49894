"""What boards show of the actions: the whole list, when one of them or a theme that one comes from has changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import action_links, actions, veil
from workshop.domain.action_drafts import version
from workshop.messages.actions import ActionShown
from workshop.store.statements.beside_themes import ACTIONS_NEWEST


def news(session: Session, workshop: Any, since: int, console: bool) -> dict[str, Any]:
    """Return the boards' part, {} where nothing changed after `since` (0: everything)."""
    newest = ACTIONS_NEWEST.first(session.connection(), {"workshop": workshop.id, "since": since})
    # A linked theme may have another name: with actions, any change of a theme sends the list again.
    changed = newest and newest.rows is not None and (newest.rows > since or newest.themes is not None)
    return {"actions": shown(session, workshop.id, console)} if since <= 0 or changed else {}


def shown(session: Session, workshop_id: int, console: bool = True) -> list[ActionShown]:
    rows = actions.of(session, workshop_id)
    behind = veil.of(session, workshop_id) if rows and not console else veil.NOTHING
    labels = action_links.labels(session, workshop_id, rows, behind)
    steps = actions.steps(session, workshop_id) if rows else {}
    return [
        {
            "id": row.id,
            "what": row.what,
            "unit": row.unit,
            "due": row.due,
            "measure": row.measure,
            "themes": [{"id": each, "label": labels.get(each, "…")} for each in row.themes],
            "focus": row.focus,
            "status": row.status,
            "note": steps[row.id][-1].note if row.id in steps else "",
            "version": version(row),
        }
        for row in rows
    ]
