"""What a note says of its writer, chosen for each phase: the group, nothing, or a name.

A note's row contains what may be shown and nothing else, so every view and export takes the answer from here. In an
anonymous phase the group is sealed; when the phase closes, `shown_groups` decides which groups' notes get it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import sharing
from workshop.domain.wording import one_line
from workshop.errors import IdentityChanged, NameNeeded, Refusal
from workshop.feed import Changing
from workshop.store.models import Change, Note, Participant, Phase
from workshop.store.statements import identity as sql

UNIT, ANONYMOUS, SIGNED = "unit", "anonymous", "signed"
FEWEST = 5
# How much each says of the writer.
_SAYS = {ANONYMOUS: 0, UNIT: 1, SIGNED: 2}


def of_new_note(identity: str, group_id: int, name: str, promised: str) -> dict[str, Any]:
    """Return the columns of a note that say who wrote it.

    Raises IdentityChanged where the phase says more of its writers than the phone promised, NameNeeded.
    """
    if _SAYS[identity] > _SAYS[promised]:
        raise IdentityChanged
    if identity == ANONYMOUS:
        return {"group_id": None, "sealed_group": group_id}
    signed = one_line(name) if identity == SIGNED else ""
    if identity == SIGNED and not signed:
        raise NameNeeded
    return {"group_id": group_id, "signed": signed}


def shown_groups(
    writers: Mapping[int, Set[str]], unsure: Set[int] = frozenset(), standing: Set[str] | None = None
) -> frozenset[int]:
    """Return the groups that may be named beside their notes, given each group's different writers that are known.

    A group needs FEWEST writers, and so do the groups that are not named, taken together: else a note without a group
    could come from those few alone. The smallest groups join them until they are enough.

    unsure    groups with notes whose writers are not known, as another phone brought them (rescue.py)
    standing  the known writers of notes that stand without a group already, as they came late or from a file; None
              where there is no such note
    """
    named = sorted((group for group in writers if len(writers[group]) >= FEWEST), key=lambda g: (len(writers[g]), g))
    others = {writer for group, found in writers.items() if len(found) < FEWEST for writer in found}
    few = standing is not None and len(standing) < FEWEST
    while named and len(others) < FEWEST and (others or few or unsure - set(named)):
        others |= writers[named.pop(0)]
    return frozenset(named)


def release(change: Changing, phase_id: int, seq: int) -> None:
    """Give notes written since the phase opened their groups where these may be shown; drop the others for good.

    Each opening of a phase is judged by its own writers alone, so that the boards before and after differ by nothing
    that fewer than FEWEST people wrote.
    """
    values = {"workshop": change.id, "phase": phase_id}
    if not change.connection.execute(sql.ANY_SEALED, values).first():
        return
    writers: defaultdict[int, set[str]] = defaultdict(set)
    unsure: set[int] = set()
    for group, writer in sql.SEALED_WRITERS.all(change.connection, values):
        if writer is None:
            unsure.add(group)
        else:
            writers[group].add(writer)
    standing = [row[0] for row in sql.STANDING_WRITERS.all(change.connection, values)]
    known = {writer for writer in standing if writer is not None} if standing else None
    change.session.flush()
    sees = sharing.of(change.session, change.id, change.workshop.sharing).of(phase_id)
    released = sql.RELEASE_TO_PHONES if sees == sharing.GROUP else sql.RELEASE
    for group in shown_groups(writers, unsure, known):
        change.connection.execute(released, {**values, "of_group": group, "stamp": seq})
    sql.drop_seals(change.connection, values)
    change.workshop.words_seq = seq  # the log and every backup let go of the groups too
    for row in change.session.identity_map.values():
        if isinstance(row, Note):
            change.session.expire(row)


def choose(change: Changing, phase: Phase, identity: str) -> None:
    """Set what the phase's notes say of their writers. Raises Refusal once one is written: a promise stays."""
    if identity == phase.identity:
        return
    if written(change.session, phase):
        raise Refusal(fixed())
    if identity == ANONYMOUS and phase.state == "open":
        refuse_too_few(change, phase)
    before = [["phase", phase.id, {"identity": phase.identity}]]
    phase.identity = identity
    change.record(Kind.PHASE_IDENTITY, phase, subject=str(phase.id), before={"rows": before})


def fixed() -> str:
    """Return why the choice cannot be changed."""
    return str(_("ช่วงนี้มีความเห็นแล้ว จึงเปลี่ยนการระบุตัวไม่ได้ เพราะผู้เขียนได้รับคำบอกไว้ก่อนพิมพ์ ถ้าต้องการแบบอื่น ให้เพิ่มช่วงใหม่"))


def written(session: Session, phase: Phase) -> bool:
    """Return whether a note was ever written in the phase, withdrawn ones included."""
    return session.execute(select(Note.id).where(Note.phase_id == phase.id).limit(1)).first() is not None


def refuse_sealed(change: Changing) -> None:
    """Raises Refusal while an anonymous phase is open in which somebody wrote: who is in a group would be others
    before and after, and of the group's notes those of a few could be told by when they came."""
    sealed = select(Note.id).where(Note.workshop_id == change.id, col(Note.sealed_group).is_not(None)).limit(1)
    if change.session.execute(sealed).first() is not None:
        raise Refusal(_("ยังย้ายไม่ได้ เพราะช่วงที่ไม่ระบุตัวยังเปิดอยู่ ปิดช่วงนั้นก่อน แล้วย้ายอีกครั้ง"))


def writing(change: Changing, phase: Phase) -> int:
    """Return how many phones may surely write in the phase: those of the list less one for each note behind which one
    is muted. Two such notes may be one phone's; that they count as two says nothing of whose they are."""
    shut = select(func.count()).where(
        Note.workshop_id == change.id, Note.phase_id == phase.id, col(Note.muted).is_(True)
    )
    return _phones(change, all_of_them=False) - int(change.session.execute(shut).scalar_one())


def refuse_too_few(change: Changing, phase: Phase) -> None:
    """Raises Refusal where muting and removing left fewer than FEWEST phones for an anonymous phase that opens now, of
    a room that has enough: what they write would tell who they are."""
    if writing(change, phase) < FEWEST <= _phones(change, all_of_them=True):
        raise Refusal(
            _("ช่วงที่ไม่ระบุตัวเปิดไม่ได้ เพราะพักหรือนำเครื่องออกจนเหลือไม่ถึง 5 เครื่อง จะเดาได้ว่าใครเขียน ให้เครื่องส่งต่อหรือกลับเข้าก่อน")
        )


def _phones(change: Changing, all_of_them: bool) -> int:
    query = select(func.count()).where(col(Participant.workshop_id) == change.id)
    if not all_of_them:
        query = query.where(Participant.removed_at == 0, col(Participant.muted).is_(False))
    return int(change.session.execute(query).scalar_one())


def may_undo(workshop_id: Any) -> ColumnElement[bool]:
    """Return the condition that a step is no choice, told to writers, of a phase in which a note was written since."""
    there = select(cast(Note.phase_id, String)).where(Note.workshop_id == workshop_id, col(Note.phase_id).is_not(None))
    return col(Change.kind).not_in((Kind.PHASE_IDENTITY, Kind.PHASE_ALONE)) | col(Change.subject).not_in(there)
