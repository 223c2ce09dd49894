"""What is now on the programme and what comes next; with a phase that opens, its item begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workshop.domain.programme_times import Item
from workshop.feed import Changing

PLANNED, NOW, DONE = "planned", "now", "done"
PAUSES = ("break", "meal")
# Of what undo of an opened phase needs: the states of the items before
BEGUN = "begun_item"


def now_and_next(items: Sequence[Item]) -> tuple[Item | None, Item | None]:
    """Return what is now, and the first planned item after it, or after what was last: nothing skipped returns."""
    now = next((item for item in items if item["state"] == NOW), None)
    return now, next((item for item in _after(items) if item["state"] == PLANNED), None)


def _reached(items: Sequence[Item]) -> Item | None:
    """Return what is now, or the last item that was."""
    states = (NOW, DONE)
    return next((item for state in states for item in reversed(items) if item["state"] == state), None)


def _after(items: Sequence[Item]) -> Sequence[Item]:
    reached = _reached(items)
    return items[items.index(reached) + 1 :] if reached else items


def is_over(items: Sequence[Item]) -> bool:
    return bool(items) and now_and_next(items)[0] is None and items[-1]["state"] == DONE


def of_phase(items: Sequence[Item], phase_id: int) -> Item | None:
    """Return the item that begins where this phase opens: its first planned one after what is now, else of that day.

    A day that is over does not come back. None where what is now is of the phase, all of its items are done, or the
    programme is over. A meal during which people write begins by itself alone: its phase may open long before.
    """
    now, _next = now_and_next(items)
    if is_over(items) or (now is not None and now["phase_id"] == phase_id):
        return None
    reached = _reached(items)
    today = [item for item in items if reached and item["day"] == reached["day"]]
    waits = (item for item in [*_after(items), *today] if item["phase_id"] == phase_id and item["state"] == PLANNED)
    return next((item for item in waits if item["kind"] not in PAUSES), None)


def states_with(items: Sequence[Item], item: Item, at: int) -> list[tuple[str, dict[str, Any]]]:
    """Return [id, fields] of the items that change where this one begins `at`."""
    now, _next = now_and_next(items)
    ended = [(now["id"], {"state": DONE})] if now else []
    return [*ended, (item["id"], {"state": NOW, "began_at": at})]


def put(change: Changing, states: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Give items these states and return what would turn it back: what is now then, and the states before."""
    fields = dict(states)
    items = [item | fields.get(item["id"], {}) for item in change.workshop.programme]
    was = [
        [item["id"], {name: item[name] for name in ("state", "began_at")}]
        for item in change.workshop.programme
        if item["id"] in fields
    ]
    change.workshop.programme = items
    return {"now": _id(items), "was": was}


def turn_back(change: Changing, former: dict[str, Any]) -> dict[str, Any]:
    """Turn back what `put` did, unless another item is now or one is gone; return what would do it again."""
    items = change.workshop.programme
    gone = {item_id for item_id, _fields in former["was"]} - {item["id"] for item in items}
    if gone or _id(items) != former["now"]:
        return {"now": _id(items), "was": []}
    return put(change, former["was"])


def _id(items: Sequence[Item]) -> str | None:
    now, _next = now_and_next(items)
    return now["id"] if now else None
