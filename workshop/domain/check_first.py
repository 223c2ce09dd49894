"""Whether a phase's notes are approved first, chosen while some of them may wait."""

from workshop.changes import Kind
from workshop.domain import checking, phases
from workshop.feed import Changing
from workshop.messages.incoming import LetCheckFirst
from workshop.store.models import Note, Theme


def let(change: Changing, phase_id: int, message: LetCheckFirst) -> dict[str, int]:
    """Choose it; notes of the phase that wait, and were read as they are, are approved in the same step where named.

    Return {approved, waiting}: how many of the named ones were, and how many were not, as they wait no longer or have
    other words: what nobody has approved waits on. Raises UnknownPhase.
    """
    phase = phases.find(change.session, change.id, phase_id)
    read = {each.id: each.words for each in message.approve}
    waiting = [note for note in checking.rows_of(change, Note, read) if note.phase_id == phase.id]
    approved = [note for note in waiting if checking.as_read(note, read)]
    if phase.check_first != message.on or approved:
        before = [["phase", phase.id, {checking.NAME: phase.check_first}], *checking.show(approved)]
        phase.check_first = message.on
        touched = checking.rows_of(change, Theme, {note.theme_id for note in approved if note.theme_id})
        change.record(
            Kind.PHASE_CHECK_FIRST, phase, *approved, *touched, subject=str(phase.id), before={"rows": before}
        )
    return {"approved": len(approved), "waiting": len(read) - len(approved)}
