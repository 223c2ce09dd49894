"""Whether a phase's notes, and what is attached to notes, are approved first, chosen while some of them may wait."""

from workshop.changes import Kind
from workshop.domain import attaching, checking, flagged, phases
from workshop.feed import Changing
from workshop.messages.incoming import Choice, LetCheckFirst
from workshop.store.models import ATTACHED, Attached, Note, Theme


def let(change: Changing, phase_id: int, message: LetCheckFirst) -> dict[str, int]:
    """Choose it; what waits of the phase, and was read as it is, is approved in the same step where it is named.

    Return {approved, waiting}: how many of the named ones were, and how many were not, as they wait no longer or have
    other words: what nobody has approved waits on. Raises UnknownPhase.
    """
    phase = phases.find(change.session, change.id, phase_id)
    read = {each.id: each.words for each in message.approve}
    waiting = [note for note in checking.rows_of(change, Note, read) if note.phase_id == phase.id]
    approved = [note for note in waiting if checking.as_read(note, read)]
    said: list[Attached] = []
    for name, table in ATTACHED.items():
        under = {each.id: each.words for each in message.approve_attached.get(name, ())}
        rows = checking.rows_of(change, table, under)
        said += [row for row in rows if row.phase_id == phase.id and checking.as_read(row, under)]
    if phase.check_first != message.on or approved or said:
        before = [["phase", phase.id, {checking.NAME: phase.check_first}]]
        before += [*checking.show(approved), *checking.show(said)]
        phase.check_first = message.on
        attaching.recount(change)
        touched = checking.rows_of(change, Theme, {note.theme_id for note in approved if note.theme_id})
        touched_once = {
            id(row): row for row in (phase, *approved, *said, *touched, *attaching.parents_of(change, said))
        }
        change.record(Kind.PHASE_CHECK_FIRST, *touched_once.values(), subject=str(phase.id), before={"rows": before})
    shown = len(approved) + len(said)
    asked = len(read) + sum(map(len, message.approve_attached.values()))
    return {"approved": shown, "waiting": asked - shown}


def let_flagged(change: Changing, phase_id: int, message: Choice) -> None:
    """Choose whether texts that the hints warn of wait; what waits already waits on. Raises UnknownPhase."""
    phases.let(change, phase_id, flagged.NAME, message.on)
