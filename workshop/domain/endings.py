"""How a workshop ends: closed to phones, shut, archived, deleted after a delay; and phones that are removed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import delete, func, update
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import activities, groups, identity, mutes, phases, timers, workshops
from workshop.domain.wording import characters, clean, too_long
from workshop.errors import Conflict, Refusal, UnknownParticipant, WorkshopEnded
from workshop.feed import Changing, now_ms
from workshop.messages.closing import SetClosing
from workshop.store.models import OF_A_WORKSHOP, Change, Lookback, Minutes, Participant, ReadyCards, Workshop
from workshop.store.statements.people import REMOVED

T = TypeVar("T")
DAY_MS = 24 * 3_600_000
CLOSING_LIMIT = 600


def from_phone(change: Changing, verb: Callable[[], T], late: bool = False) -> T:
    """Run a phone's write. In a workshop that ended only repeats of what is stored succeed. Raises WorkshopEnded.

    `late`: what is asked as people leave is answered then, too, while it is open.
    """
    if not change.ended:
        return verb()
    began = change.seq
    try:
        answer = verb()
    except Refusal:
        raise WorkshopEnded from None
    if change.seq != began and not late:
        raise WorkshopEnded
    return answer


def say(change: Changing, message: SetClosing) -> None:
    """Store what phones and projector show at the end. Raises Conflict where another console changed it, Refusal."""
    workshop = change.workshop
    typed = {"closing_words": clean(message.closing_words), "next_steps": clean(message.next_steps)}
    before = {name: getattr(workshop, name) for name in typed}
    if typed == before:
        return
    if before != {"closing_words": clean(message.was_words), "next_steps": clean(message.was_next)}:
        raise Conflict(_("จออื่นแก้คำปิดการประชุมหลังจากเปิดหน้านี้ ข้อความของท่านยังอยู่ ดูของจอนั้น แล้วกดบันทึกอีกครั้งเพื่อใช้ของท่านแทน"))
    long = {name: too_long(CLOSING_LIMIT) for name, text in typed.items() if characters(text) > CLOSING_LIMIT}
    if long:
        raise Refusal(next(iter(long.values())), **long)
    for name, text in typed.items():
        setattr(workshop, name, text)
    workshop.facts_seq = change.record(Kind.CLOSING, before=before)


def end_asking(change: Changing) -> None:
    """End the workshop, and ask on the phones' page of thanks what is asked as people leave, until that is closed."""
    if not change.ended:
        end(change)
        for stage in activities.STAGES:
            if stage.parting is not None:
                stage.parting(change)


def end(change: Changing) -> None:
    """End the workshop: phases, votes and questions close, the code opens nothing new, phones show their own notes."""
    workshop = change.workshop
    if workshop.ended_at:
        return
    for phase in phases.of(change.session, change.id):
        if phase.state == phases.OPEN:
            assert phase.id is not None
            phases.close_phase(change, phase.id)
    workshop.ended_at = change.at
    for stage in activities.STAGES:
        stage.close(change)
    stopped = timers.end(change)  # of a break: others ended with their phases
    workshop.facts_seq = change.record(Kind.END, before={"ended_at": 0, **stopped})
    timers.ended(change, stopped, change.seq)
    for phase in phases.of(change.session, change.id):
        identity.ended(change, phase, change.seq)


def reopen(change: Changing) -> None:
    """Let phones in again; phases stay closed until the facilitator opens them."""
    workshop = change.workshop
    if workshop.ended_at:
        workshop.ended_at = workshop.archived_at = workshop.delete_at = 0
        workshop.facts_seq = change.record(Kind.REOPEN)


def shut_door(change: Changing, shut: bool) -> None:
    """Refuse phones that have not joined yet, or let them in again."""
    workshop = change.workshop
    if workshop.door_shut != shut:
        before = {"door_shut": workshop.door_shut}
        workshop.door_shut = shut
        workshop.facts_seq = change.record(Kind.DOOR, before=before)


def archive(change: Changing, archived: bool) -> None:
    """Move the workshop to the end of the list, or back. Raises Conflict while it runs."""
    workshop = change.workshop
    if archived and not workshop.ended_at:
        raise Conflict(_("สิ้นสุดการประชุมก่อน แล้วจึงเก็บเข้าคลัง"))
    if bool(workshop.archived_at) != archived:
        workshop.archived_at = change.at if archived else 0
        change.record(Kind.ARCHIVE)


def delete_after(change: Changing, days: int) -> None:
    """End the workshop and delete it when so many days have passed; `spare` takes it back until then."""
    end(change)
    if not change.workshop.delete_at:
        change.workshop.delete_at = change.at + days * DAY_MS
        change.record(Kind.DELETE)


def spare(change: Changing) -> None:
    """Do not delete the workshop; a set retention begins anew with this change."""
    if change.workshop.delete_at:
        change.workshop.delete_at = 0
        change.record(Kind.SPARE)


def remove_phone(change: Changing, participant_id: str, removed: bool) -> None:
    """Shut a phone out, or let it in again; what it wrote stays. Raises UnknownParticipant, and Refusal where too few
    could still write in an anonymous phase (mutes.py)."""
    row = change.session.get(Participant, participant_id)
    if row is None or row.workshop_id != change.id:
        raise UnknownParticipant
    if bool(row.removed_at) != removed:
        if removed and not row.muted:
            mutes.refuse_one_less(change)
        row.removed_at = change.at if removed else 0
        change.record(Kind.REMOVE_PHONE)


@dataclass(frozen=True, slots=True)
class PhoneListed:
    """A joined phone, for the facilitator: never what it wrote."""

    id: str
    group_id: int
    group: str
    who: str
    called: str  # by its random id, which tells nothing of it: keeps nameless ones apart
    scribe: bool
    removed: bool
    muted: bool


def phones_of(session: Session, code: str) -> list[PhoneListed]:
    """Return the joined phones by group and name."""
    workshop = workshops.find(session, code)
    assert workshop.id is not None
    names = {group.id: (place, group.name) for place, group in enumerate(groups.named(session, workshop.id))}
    rows = session.execute(select(Participant).where(Participant.workshop_id == workshop.id)).scalars()
    listed = [
        (names.get(row.group_id, (len(names), "")), " · ".join(filter(None, (row.name, row.unit, row.role))), row)
        for row in rows
    ]
    return [
        PhoneListed(
            row.id,
            row.group_id,
            group[1],
            who,
            _("เครื่อง %(id)s", id=row.id[-4:].upper()),
            row.scribe,
            bool(row.removed_at),
            row.muted,
        )
        for group, who, row in sorted(listed, key=lambda each: (each[0], each[1], each[2].id))
    ]


def silenced_of(session: Session, code: str) -> list[mutes.Silenced]:
    """Return the notes behind which the phone is muted."""
    return mutes.silenced(session, workshops.find(session, code).id or 0)


def groups_of(session: Session, code: str) -> list[tuple[int, str]]:
    """Return (id, name) of the groups in order."""
    return [(group.id, group.name) for group in groups.named(session, workshops.find(session, code).id or 0)]


def removed_since(session: Session, since: int) -> set[tuple[str, str]]:
    """Return (code, device) of phones that were removed after `since`, in ms since 1970, and of the keys before."""
    rows = REMOVED.all(session.connection(), {"since": since})
    return {(code, device) for code, *devices in rows for device in devices if device}


def due(session: Session) -> list[str]:
    """Return the codes of workshops whose time to be deleted has come."""
    query = select(Workshop.code).where(col(Workshop.delete_at) > 0, col(Workshop.delete_at) <= now_ms())
    return list(session.execute(query).scalars())


def outdated(session: Session, days: int, warn_days: int) -> list[str]:
    """Return the codes of workshops that did not change for so many days, less those for which one is warned."""
    last = func.max(col(Change.at))
    query = (
        select(Workshop.code)
        .join(Change, col(Change.workshop_id) == col(Workshop.id))
        .where(col(Workshop.delete_at) == 0)
        .group_by(col(Workshop.id), col(Workshop.code))
        .having(last <= now_ms() - max(0, days - warn_days) * DAY_MS)
    )
    return list(session.execute(query).scalars())


def delete_rows(session: Session, code: str) -> bool:
    """Delete all rows of the workshop; return whether there was one. Files are cleaned by store/purge.py."""
    workshop_id = session.execute(select(Workshop.id).where(Workshop.code == code)).scalar_one_or_none()
    if workshop_id is None:
        return False
    for table in OF_A_WORKSHOP:
        session.execute(delete(table).where(table.c.workshop_id == workshop_id))
    # Its id may be given again, to a workshop that others' cards are not of.
    for cards in (Lookback, ReadyCards):
        session.execute(update(cards).where(col(cards.source) == workshop_id).values(source=None))
    session.execute(delete(Workshop).where(col(Workshop.id) == workshop_id))
    return True


def taken_over_by(session: Session, code: str) -> list[str]:
    """Return the titles of workshops with cards of this one, or with minutes that adopted its minutes or have matters
    that come of its actions and minutes, shown or put off."""
    found = (
        select(Lookback.workshop_id).join(Workshop, col(Workshop.id) == Lookback.source).where(Workshop.code == code)
    )
    ids = set(session.execute(found).scalars())
    waiting = select(ReadyCards.workshop_id).join(Workshop, col(Workshop.id) == ReadyCards.source)
    ids |= set(session.execute(waiting.where(Workshop.code == code)).scalars())
    for row in session.execute(select(Minutes)).scalars():
        # As views/arising.py writes them: CODE:id of an action, CODE/id of a matter.
        of = {re.split("[:/]", each.get(name, ""))[0] for each in row.items for name in ("action", "origin")}
        if code in of or (row.facts.get("adopted") or {}).get("code") == code:
            ids.add(row.workshop_id)
    titles = select(Workshop.title).where(col(Workshop.id).in_(ids), Workshop.code != code)
    return sorted(session.execute(titles).scalars())
