"""What a note says of its writer, chosen for each phase: the group, nothing, or a name.

A note's row contains what may be shown and nothing else, so every view and export takes the answer from here. In an
anonymous phase the group is sealed; when the phase accepts no more notes, `shown_groups` decides which groups' notes
get it back.
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
from workshop.feed import Changing, now_ms
from workshop.store.models import Change, Note, Participant, Phase, Workshop
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


def shown_groups(writers: Mapping[int, Set[str]], unsure: Set[int] = frozenset(), few: bool = False) -> frozenset[int]:
    """Return the groups that may be named beside their notes, given each group's different writers that are known.

    A group needs FEWEST writers, and so do the groups that are not named, taken together: else a note without a group
    could come from those few alone. The smallest groups join them until they are enough.

    unsure  groups with notes whose writers are not known, as another phone brought them (rescue.py)
    few     whether notes stand without a group already, as those from a file do, and fewer than FEWEST known writers
            are behind them
    """
    named = sorted((group for group in writers if len(writers[group]) >= FEWEST), key=lambda g: (len(writers[g]), g))
    others = {writer for group, found in writers.items() if len(found) < FEWEST for writer in found}
    while named and len(others) < FEWEST and (others or few or unsure - set(named)):
        others |= writers[named.pop(0)]
    return frozenset(named)


def ended(change: Changing, phase: Phase, seq: int) -> None:
    """Name groups as `release` does, if the phase is not open and accepts no late notes either (any more)."""
    if phase.state != "open" and (phase.late_until <= change.at or change.workshop.ended_at):
        release(change, phase, seq)


def due(session: Session) -> list[tuple[str, int, int]]:
    """Return (code, phase, end of its grace) of the anonymous phases whose grace is over."""
    over = (Phase.state != "open", Phase.late_until > 0, Phase.late_until <= now_ms())
    query = select(Workshop.code, Phase.id, Phase.late_until).join(Workshop, col(Workshop.id) == Phase.workshop_id)
    return [tuple(row) for row in session.execute(query.where(Phase.identity == ANONYMOUS, *over))]  # type: ignore[misc]


def name(change: Changing, phase_id: int) -> None:
    """Name the groups of the phase whose grace is over; nothing changes where none waits for it."""
    phase = change.session.get(Phase, phase_id)
    sealed = change.connection.execute(sql.ANY_SEALED, {"workshop": change.id, "phase": phase_id}).first()
    if phase is not None and sealed and phase.state != "open" and phase.late_until <= change.at:
        release(change, phase, change.record(Kind.NAME_GROUPS, phase, subject=str(phase_id)))


def release(change: Changing, phase: Phase, seq: int) -> None:
    """Give notes written since the phase opened their groups where these may be shown; drop the others for good.

    Each opening of a phase is judged by its own writers alone, so that the boards before and after differ by nothing
    that fewer than FEWEST people wrote. `seq` is the change by which it is told.
    """
    values = {"workshop": change.id, "phase": phase.id}
    if not change.connection.execute(sql.ANY_SEALED, values).first():
        return
    writers: defaultdict[int, set[str]] = defaultdict(set)
    unsure: set[int] = set()
    for group, writer in sql.SEALED_WRITERS.all(change.connection, values):
        if writer is None:
            unsure.add(group)
        else:
            writers[group].add(writer)
    few = not phase.others and bool(sql.STANDING_WRITERS.all(change.connection, values))
    change.session.flush()
    released = sql.RELEASE_TO_PHONES if _to_phones(change, phase) else sql.RELEASE
    for group in shown_groups(writers, unsure, few):
        change.connection.execute(released, {**values, "of_group": group, "stamp": seq})
    sql.drop_seals(change.connection, values)
    known = [row for row in sql.STANDING_WRITERS.all(change.connection, values) if row[0] is not None]
    phase.others = phase.others or len(known) >= FEWEST
    change.workshop.words_seq = seq  # the log and every backup let go of the groups too
    _expire_notes(change)
    keep_company(change, phase, seq)


def came_without_group(change: Changing, phase: Phase, seq: int) -> None:
    """Let notes from a file, which have no group, not stand alone in the anonymous phase; where it accepts notes its
    end sees to that."""
    if not change.connection.execute(sql.ANY_SEALED, {"workshop": change.id, "phase": phase.id}).first():
        keep_company(change, phase, seq)


def one_time(change: Changing, phase: Phase, seq: int) -> None:
    """Give notes from a file that came before the phase was opened the time that all its notes have."""
    change.session.flush()
    values = {"workshop": change.id, "phase": phase.id, "opened_at": phase.opened_at, "stamp": seq}
    change.connection.execute(sql.ONE_TIME, values)
    _expire_notes(change)


def keep_company(change: Changing, phase: Phase, seq: int) -> None:
    """Take the name from the notes of one group where others would stand without one beside named groups, and come
    from fewer than FEWEST known writers: so that no file or screen says which notes came late, from a file or alone.

    Of groups that are named the one with fewest notes; how many writers it has says nothing here. What was sent with
    the name meanwhile tells no more than that a note is new, as to whoever sees it come.
    """
    values = {"workshop": change.id, "phase": phase.id}
    if phase.others or not sql.STANDING_WRITERS.all(change.connection, values):
        return
    smallest = sql.FEWEST_NOTES.first(change.connection, values)
    if smallest is None:
        return
    change.session.flush()
    taken = sql.TAKE_BACK_FROM_PHONES if _to_phones(change, phase) else sql.TAKE_BACK
    change.connection.execute(taken, {**values, "of_group": smallest.group_id, "stamp": seq})
    phase.others = True  # each group that was named had so many writers
    change.workshop.words_seq = change.workshop.sharing_seq = seq  # phones ask anew: no row says that it lost a name
    _expire_notes(change)


def _to_phones(change: Changing, phase: Phase) -> bool:
    """Return whether phones are sent the notes of their own group."""
    return sharing.of(change.session, change.id, change.workshop.sharing).of(phase.id) == sharing.GROUP


def _expire_notes(change: Changing) -> None:
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


def sealed_in(session: Session, workshop_id: int) -> frozenset[int]:
    """Return the phases with notes that have not got their groups yet, as late ones may come."""
    sealed = select(Note.phase_id).where(Note.workshop_id == workshop_id, col(Note.sealed_group).is_not(None))
    return frozenset(session.execute(sealed.distinct()).scalars())


def written(session: Session, phase: Phase) -> bool:
    """Return whether a note was ever written in the phase, withdrawn ones included."""
    return session.execute(select(Note.id).where(Note.phase_id == phase.id).limit(1)).first() is not None


def refuse_sealed(change: Changing) -> None:
    """Raises Refusal while an anonymous phase in which somebody wrote accepts notes, late ones too: who is in a group
    would be others before and after, and of the group's notes those of a few could be told by when they came."""
    sealed = select(Note.id).where(Note.workshop_id == change.id, col(Note.sealed_group).is_not(None)).limit(1)
    if change.session.execute(sealed).first() is not None:
        raise Refusal(_("ยังย้ายไม่ได้ เพราะช่วงที่ไม่ระบุตัวยังรับความเห็นอยู่ ปิดช่วงนั้นก่อน แล้วย้ายเมื่อหมดเวลารับความเห็นที่มาช้า"))


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
