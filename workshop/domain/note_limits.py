"""How many notes a device may have in a phase, counted by its own marks: no row says whose a note is."""

from typing import Any

from flask_babel import lazy_gettext as _

from workshop.domain import marks
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.store.statements.marks import OWN_NOTES


class EnoughNotes(Refusal):
    code, status = "enough_notes", 409
    message = _("เครื่องนี้ส่งครบจำนวนของช่วงนี้แล้ว ข้อความนี้ยังไม่ได้ส่ง ยังอยู่ในเครื่อง ลบข้อเดิมของท่านก่อน แล้วกดส่งอีกครั้ง หรือแจ้งวิทยากร")
    in_form = _("เครื่องนี้ส่งครบจำนวนของช่วงนี้แล้ว ข้อความไม่ได้ส่ง คัดลอกไว้ แล้วแจ้งวิทยากร")


def refuse_enough(change: Changing, found: Any, device: str, kind: str) -> None:
    """Raises EnoughNotes where the device has as many notes in the phase as it may; a scribe writes for a whole table.

    A withdrawn note counts no more; one that another phone brought (rescue.py) counts once this one has claimed it.
    """
    if found.phase is None or not found.most or found.scribe:
        return
    rows, _last = marks.own_rows(change.connection, OWN_NOTES, change.id, device, kind)
    if sum(row.phase_id == found.phase and not row.deleted for row in rows) >= found.most:
        raise EnoughNotes
