"""มติ: an action is made of what a meeting resolved, each leads to the other, and both are closed together."""

from __future__ import annotations

from contextlib import suppress

from workshop.domain import actions, minutes
from workshop.errors import UnknownAction
from workshop.feed import Changing
from workshop.messages.actions import SetStatus
from workshop.messages.minutes import MinutesAction


def act(change: Changing, message: MinutesAction) -> None:
    """Make an action of the matter's resolution. A matter that has one in this workshop keeps it.

    Raises UnknownItem, Refusal that names the fields at fault.
    """
    item = minutes.find(minutes.of(change.session, change.id), message.item)
    code, _colon, known = item.action.partition(":")
    if code == change.workshop.code:
        with suppress(UnknownAction):  # one that was removed: the matter may have a new one
            actions.find(change, int(known))
            return
    made = actions.save(change, message.model_copy(update={"id": None, "themes": []}))
    minutes.follow(change, item.id, f"{change.workshop.code}:{made}")


def close(change: Changing, action_id: int, status: str, note: str) -> None:
    """Close the action as a meeting settled its matter; one that is closed stays as it is. Raises UnknownAction."""
    row = actions.find(change, action_id)
    if row.status in ("waiting", "doing"):
        message = SetStatus(status=status, was=row.status, note=note)  # type: ignore[arg-type]
        actions.set_status(change, action_id, message)


def of_actions(typed: minutes.Typed, code: str) -> dict[int, str]:
    """Return {id of an action of this workshop: number of the matter that it follows, as 5.1}."""
    found = {}
    for agenda in minutes.AGENDAS:
        for at, item in enumerate(typed.of_agenda(agenda), 1):
            of, _colon, action_id = item.action.partition(":")
            if of == code:
                found[int(action_id)] = f"{agenda}.{at}"
    return found
