"""มติ: an action is made of what a meeting resolved, each leads to the other, and both are closed together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from workshop.domain import actions, minutes
from workshop.domain.minutes import Item
from workshop.errors import UnknownAction
from workshop.feed import Changing
from workshop.messages.actions import SetStatus
from workshop.messages.minutes import MinutesAction, MinutesItem


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


def save_item(change: Changing, message: MinutesItem, may_close: Callable[[str], bool]) -> None:
    """Save the matter, and with it how its action is to be closed, which `close` does in the action's workshop.

    may_close  whether who asks may run the actions of another workshop, by its code. Raises as minutes.save_item.
    """
    items = minutes.of(change.session, change.id).items
    item = next((each for each in items if each.id == message.id and each.action), None)
    closing = ""
    if item is not None:
        row = actions.referred(change.session, [item.action]).get(item.action)
        of = item.action.partition(":")[0]
        if row is None or row.removed or row.status in actions.CLOSED:
            closing = "closed"
        elif message.settled in actions.CLOSED and (of == change.workshop.code or may_close(of)):
            closing = message.settled
    minutes.save_item(change, message, closing)


def unfinished(typed: minutes.Typed, code: str, may_close: Callable[[str], bool]) -> list[Item]:
    """Return the settled matters whose actions are still to be closed, as far as who asks may close them."""
    found = [each for each in typed.items if each.settled and each.closing in actions.CLOSED]
    return [each for each in found if (of := each.action.partition(":")[0]) == code or may_close(of)]


def close(change: Changing, action_id: int, status: str, note: str) -> None:
    """Close the action as a meeting settled its matter; one that is closed stays as it is. Raises UnknownAction."""
    row = actions.find(change, action_id)
    if row.status not in actions.CLOSED:
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
