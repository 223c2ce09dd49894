"""The timer: an end time on the server's clock, to which every screen counts down."""

from workshop.changes import Kind
from workshop.feed import Changing
from workshop.messages.incoming import SetTimer


def set_timer(change: Changing, message: SetTimer) -> None:
    """Start, pause, resume, lengthen or stop the countdown; what is impossible now changes nothing.

    Times in ms, lengths in s.
    """
    old = change.workshop.timer
    new = _after(old, message, change.at)
    if new == old:
        return
    change.workshop.timer = new
    change.workshop.timer_seq = change.record(Kind.TIMER, before={"timer": old} if old or new else {})


def _after(timer: dict[str, int] | None, message: SetTimer, now: int) -> dict[str, int] | None:
    match message.action:
        case "start":
            return _running(now, message.seconds, message.seconds) if message.seconds else timer
        case "stop":
            return None
        case "pause" if timer and timer["running"]:
            return {**timer, "running": 0, "left": max(0, -(-(timer["ends_at"] - now) // 1000))}
        case "resume" if timer and not timer["running"]:
            return _running(now, timer["left"], timer["seconds"])
        case "add" if timer:
            if timer["running"]:
                left = max(0, timer["ends_at"] - now) + message.seconds * 1000
                return {**timer, "ends_at": now + left, "seconds": timer["seconds"] + message.seconds}
            return {**timer, "left": timer["left"] + message.seconds, "seconds": timer["seconds"] + message.seconds}
    return timer


def _running(now: int, left: int, seconds: int) -> dict[str, int]:
    return {"ends_at": now + left * 1000, "seconds": seconds, "running": 1, "left": left}


def view(timer: dict[str, int] | None) -> dict[str, object] | None:
    return {**timer, "running": bool(timer["running"])} if timer else None
