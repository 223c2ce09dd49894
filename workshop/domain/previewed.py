"""What the preview of a regrouping would do now, note by note; an answer to an older list is refused."""

import hashlib
import json
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import BY_VALUE
from workshop.domain import differences, grouping, proposals, workshops
from workshop.domain.reading import Reading
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.messages.incoming import OfPreview
from workshop.store.database import session_on
from workshop.store.models import Change, Proposal


def moves(session: Session, code: str, category: str) -> dict[str, Any]:
    """Return {seq, digest, moves, renamed}: each note that would move, and [{from, to}] of themes with another label;
    and what `proposals.compared` counts, as of now.

    Notes are {id, from, to, new}, "" for no theme. Changes of people since the preview are taken into account, as they
    are when it is applied. Raises Conflict without a preview.
    """
    proposal = proposals.find_ready(session, workshops.find(session, code).id, category)
    return _foreseen(session, code, proposal)


def apply(change: Changing, category: str, message: OfPreview) -> int:
    """Apply the preview; return how many notes moved. Raises Conflict where it would do other than was shown."""
    proposal = proposals.find_ready(change.session, change.id, category)
    if message.digest:
        _check(change, proposal, message)
    return proposals.carry_out(change, proposal)


def _check(change: Changing, proposal: Proposal, message: OfPreview) -> None:
    # The rows that are foreseen are changed in their session: one of its own, which is thrown away.
    code = change.workshop.code
    with session_on(change.connection) as session:
        now = _foreseen(session, code, proposal)["digest"]
    if now == message.digest:
        return
    query = select(Change.kind).where(
        Change.workshop_id == change.id, Change.seq > message.seq, col(Change.kind).in_(differences.MATTERS)
    )
    kinds = dict.fromkeys(change.session.execute(query.order_by(col(Change.seq))).scalars())
    what = ", ".join(str(BY_VALUE[kind].called) for kind in kinds)
    raise Conflict(_("ยังไม่ได้จัดกลุ่มใหม่ เพราะมีการแก้ไขหลังจากแสดงรายการ: %(what)s โปรดดูรายการล่าสุดก่อน", what=what))


def _foreseen(session: Session, code: str, proposal: Proposal) -> dict[str, Any]:
    found = grouping.from_data(proposal.arrangement)
    reading = grouping.read(session, proposal.workshop_id, code, proposal.category)
    labels = {theme.id: theme.given_label or theme.label for theme in reading.known}
    written = grouping.foreseen(session, Reading(**{**vars(reading), "seq": proposal.read_at}), found)
    labels_then = labels | {theme.id: theme.given_label or theme.label for theme in written.themes}
    now, then = ({key: label or "…" for key, label in each.items()} for each in (labels, labels_then))
    old = {note_id: place[0] for note_id, place in reading.places.items() if place[0]}
    placed = old | {note.id: note.theme_id or "" for note in written.notes}
    new = {note_id: theme_id for note_id, theme_id in placed.items() if theme_id}
    rows: list[dict[str, Any]] = [
        {
            "id": note.id,
            "from": now.get(leaves, ""),
            "to": then.get(enters, ""),
            "new": bool(enters) and enters not in now,
        }
        for note in written.notes
        if (leaves := old.get(note.id, "")) != (enters := new.get(note.id, ""))
    ]
    rows.sort(key=lambda row: (row["to"], row["from"], row["id"]))
    renamed = [{"from": now[key], "to": then[key]} for key in sorted(now) if then[key] != now[key]]
    texts = {note.id: note.text for note in reading.notes}
    told = json.dumps([rows, renamed, [texts[row["id"]] for row in rows]], ensure_ascii=False)
    return {
        "seq": reading.seq,
        "digest": hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
        "moves": rows,
        "renamed": renamed,
        **proposals.compared(old, new, labels, labels_then),
    }
