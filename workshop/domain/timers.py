"""The timer: an end time on the server's clock, to which every screen counts down."""

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.errors import TimerLength
from workshop.feed import Changing
from workshop.messages.incoming import SetTimer
from workshop.store.models import Workshop

LONGEST_S = 24 * 3600


def set_timer(change: Changing, message: SetTimer) -> None:
    """Start, pause, resume, lengthen or stop the countdown; what is impossible now changes nothing.

    Times in ms, lengths in s. Raises TimerLength where none, or more than a day, would be counted down.
    """
    least = 1 if message.action == "start" else 0
    if not least <= message.seconds <= LONGEST_S:
        raise TimerLength
    old = change.workshop.timer
    new = _after(old, message, change.at)
    if new == old:
        return
    if new and message.action == "add" and _left(new, change.at) > LONGEST_S:
        raise TimerLength
    change.workshop.timer = new
    change.workshop.timer_seq = change.record(Kind.TIMER, before={"timer": old} if old or new else {})


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


def _after(timer: dict[str, int] | None, message: SetTimer, now: int) -> dict[str, int] | None:
    match message.action:
        case "start":
            return _running(now, message.seconds, message.seconds)
        case "stop":
            return None
        case "pause" if timer and timer["running"] and _left(timer, now):
            return {**timer, "running": 0, "left": _left(timer, now)}
        case "resume" if timer and not timer["running"] and timer["left"]:
            return _running(now, timer["left"], timer["seconds"])
        case "add" if timer:
            if timer["running"]:
                left = max(0, timer["ends_at"] - now) + message.seconds * 1000
                return {**timer, "ends_at": now + left, "seconds": timer["seconds"] + message.seconds}
            return {**timer, "left": timer["left"] + message.seconds, "seconds": timer["seconds"] + message.seconds}
    return timer


def _left(timer: dict[str, int], now: int) -> int:
    return max(0, -(-(timer["ends_at"] - now) // 1000)) if timer["running"] else timer["left"]


def _running(now: int, left: int, seconds: int) -> dict[str, int]:
    return {"ends_at": now + left * 1000, "seconds": seconds, "running": 1, "left": left}


def view(timer: dict[str, int] | None) -> dict[str, object] | None:
    return {**timer, "running": bool(timer["running"])} if timer else None
