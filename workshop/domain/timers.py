"""The timer: an end time on the server's clock, to which every screen counts down.

It ends with the phases that were open when it was started; one that was started in a break goes on.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.errors import TimerLength
from workshop.feed import Changing
from workshop.messages.incoming import SetTimer
from workshop.store.models import Phase, Workshop

LONGEST_S = 24 * 3600
STOPPED = "phase_timer"  # in a change's `before`: the timer that ended with a phase, no fact that the step is about
Timer = dict[str, Any]


def set_timer(change: Changing, message: SetTimer) -> None:
    """Start, pause, resume, lengthen or stop the countdown; what is impossible now changes nothing.

    Times in ms, lengths in s. Raises TimerLength where none, or more than a day, would be counted down.
    """
    least = 1 if message.action == "start" else 0
    if not least <= message.seconds <= LONGEST_S:
        raise TimerLength
    old = change.workshop.timer
    new = _after(old, message, change.at)
    if new and message.action == "start":
        new["phases"] = sorted(_open_phases(change))
    if new == old:
        return
    if new and message.action == "add" and _left(new, change.at) > LONGEST_S:
        raise TimerLength
    change.workshop.timer = new
    change.workshop.timer_seq = change.record(Kind.TIMER, before={"timer": old} if old or new else {})


def end(change: Changing) -> dict[str, Timer]:
    """End the timer; return what the change's `before` says of it. The caller records, then calls `ended`."""
    timer = change.workshop.timer
    change.workshop.timer = None
    return {STOPPED: timer} if timer else {}


def end_with_phases(change: Changing) -> dict[str, Timer]:
    """`end` a timer whose phases have all closed."""
    of = (change.workshop.timer or {}).get("phases")
    return end(change) if of and not _open_phases(change).intersection(of) else {}


def ended(change: Changing, stopped: Mapping[str, Timer], seq: int) -> None:
    """Tell the screens of a timer that ended with the change `seq`."""
    if stopped:
        change.workshop.timer_seq = seq


def bring_back(change: Changing, before: Mapping[str, Any], seq: int) -> None:
    """Restore the timer that ended with an undone step, if it has time left and there is no newer one."""
    timer = before.get(STOPPED)
    if timer and not change.workshop.timer and _left(timer, change.at):
        change.workshop.timer = timer
        change.workshop.timer_seq = seq


def running(session: Session) -> list[str]:
    """Return the codes of the workshops whose timer runs."""
    rows = session.execute(select(Workshop.code, Workshop.timer).where(col(Workshop.timer_seq) > 0))
    return [code for code, timer in rows if timer and timer["running"]]


def shift(change: Changing, ms: int) -> None:
    """Move the end of a running timer with a clock that was set by so many ms; no step of the facilitator's."""
    timer = change.workshop.timer
    if timer and timer["running"]:
        change.workshop.timer = {**timer, "ends_at": timer["ends_at"] + ms}
        change.workshop.timer_seq = change.record(Kind.TIMER)


def _after(timer: Timer | None, message: SetTimer, now: int) -> Timer | None:
    match message.action:
        case "start":
            return _running(now, message.seconds, message.seconds)
        case "stop":
            return None
        case "pause" if timer and timer["running"] and _left(timer, now):
            return {**timer, "running": 0, "left": _left(timer, now)}
        case "resume" if timer and not timer["running"] and timer["left"]:
            return {**timer, **_running(now, timer["left"], timer["seconds"])}
        case "add" if timer:
            if timer["running"]:
                left = max(0, timer["ends_at"] - now) + message.seconds * 1000
                return {**timer, "ends_at": now + left, "seconds": timer["seconds"] + message.seconds}
            return {**timer, "left": timer["left"] + message.seconds, "seconds": timer["seconds"] + message.seconds}
    return timer


def _open_phases(change: Changing) -> set[int]:
    query = select(Phase.id).where(Phase.workshop_id == change.id, Phase.state == "open")
    return {int(row) for row in change.session.execute(query).scalars() if row is not None}


def _left(timer: Timer, now: int) -> int:
    return int(max(0, -(-(timer["ends_at"] - now) // 1000)) if timer["running"] else timer["left"])


def _running(now: int, left: int, seconds: int) -> Timer:
    return {"ends_at": now + left * 1000, "seconds": seconds, "running": 1, "left": left}


def view(timer: Timer | None) -> dict[str, object] | None:
    if not timer:
        return None
    return {"running": bool(timer["running"]), **{name: timer[name] for name in ("ends_at", "seconds", "left")}}
