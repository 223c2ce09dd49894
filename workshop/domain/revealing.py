"""The facilitator lets people write alone first, reveals what they wrote, and may take it off the screens again."""

from __future__ import annotations

from flask_babel import gettext as _

from workshop.changes import Kind
from workshop.domain import identity, phases, veil, votings
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import Choice
from workshop.store.models import Note, Phase, Theme
from workshop.store.statements.veil import AGAIN, REVEALED, STAMP_NOTES, STAMP_THEMES


def let(change: Changing, phase_id: int, message: Choice) -> None:
    """Let people write alone first, or not. Raises UnknownPhase, Refusal once a note is written: a promise stays."""
    phase = phases.find(change.session, change.id, phase_id)
    if phase.alone != message.on and identity.written(change.session, phase):
        raise Refusal(veil.fixed())
    phases.let(change, phase_id, veil.NAME, message.on)


def reveal(change: Changing, phase_id: int) -> None:
    """Send everybody the phase's notes, as far as they see others' notes at all; its state stays as it is.

    Raises UnknownPhase; Refusal in a workshop that has ended, and where nothing is behind a veil; Conflict where it was
    revealed already.
    """
    phase = _find(change, phase_id)
    if phase.revealed == REVEALED:
        raise Conflict(_("เปิดเผยความเห็นของช่วงนี้แล้ว"))
    _set(change, phase, REVEALED, Kind.REVEAL)


def hide_again(change: Changing, phase_id: int) -> None:
    """Take the phase's notes off every screen but the console. What people have seen they have seen.

    Raises as `reveal`, and Conflict where they are not revealed.
    """
    phase = _find(change, phase_id)
    if phase.revealed != REVEALED:
        raise Conflict(_("ความเห็นของช่วงนี้ยังไม่เปิดเผย"))
    if change.workshop.shown is not None:  # it may be one of these
        change.workshop.shown = None
        change.workshop.shown_seq = change.seq + 1
    _set(change, phase, AGAIN, Kind.HIDE_AGAIN)


def _find(change: Changing, phase_id: int) -> Phase:
    phase = phases.find(change.session, change.id, phase_id)
    if change.ended:
        raise Refusal(_("การประชุมสิ้นสุดแล้ว โทรศัพท์และจอไม่รับความเห็นของผู้อื่นอีก ความเห็นทั้งหมดอยู่ในรายงาน"))
    if not phase.alone:
        raise Refusal(_("ช่วงนี้ไม่ได้ตั้งให้เขียนก่อนแล้วจึงเปิดเผย ความเห็นขึ้นจอตามปกติอยู่แล้ว"))
    return phase


def _set(change: Changing, phase: Phase, revealed: int, kind: Kind) -> None:
    phase.revealed = revealed
    seq = change.record(kind, phase, subject=str(phase.id))
    votings.STAGE.stamp(change, seq)  # its options may be among them
    change.session.flush()
    # Screens are sent, or told to drop, what changed: all notes of the phase and their themes, in one step.
    stamp = {"workshop": change.id, "stamp": seq}
    change.connection.execute(STAMP_NOTES, {**stamp, "phase": phase.id})
    change.connection.execute(STAMP_THEMES, stamp)
    for row in change.session.identity_map.values():
        if isinstance(row, Note | Theme):
            change.session.expire(row)
