"""The deltas of phones: one's own notes, shared notes of others, and what all phones are sent alike.

As with boards, a delta is for the first page, live updates and catch-up, and may be applied twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from workshop.domain import activities, groups, notes, participants, phases, programmes, sharing, workshops
from workshop.errors import NotJoined, PhoneRemoved, UnknownWorkshop, WorkshopEnded
from workshop.messages.outgoing import Changed, Me, PhaseShown, of_row
from workshop.store.models import Participant, Workshop
from workshop.store.statements import phones as sql
from workshop.store.statements.people import ADMISSION, SALT
from workshop.views import deltas, shared_notes

_NEWS = sql.news(
    {stage.name: SQLModel.metadata.tables[str(stage.table.__tablename__)] for stage in activities.STAGES},
    activities.COUNTED,
    {stage.name for stage in activities.STAGES if stage.quiet},
)
_PUT = tuple(f"{stage.name}_put" for stage in activities.STAGES)
_COUNTED = tuple(f"{name}_counted" for name in (*(stage.name for stage in activities.STAGES), *activities.COUNTED))
_QUOTING = tuple((stage, stage.quoted) for stage in activities.STAGES if stage.quoted is not None)
_FEW_NOTES = 100


def phone(session: Session, code: str, device: str = "", since: int = 0, language: str = "th") -> dict[str, Any]:
    """Return a participant's delta; without notes for a phone that has not joined.

    Raises UnknownWorkshop, WorkshopEnded for a phone that is not in it.
    """
    workshop = workshops.row(session, code)
    return _delta(session, workshop, device, since, language, _sees(session, workshop))


def brief(session: Session, code: str, device: str = "", since: int = 0, language: str = "th") -> dict[str, Any] | None:
    """Return `phone`, or None where it could contain so many shared notes that it takes more than some milliseconds."""
    workshop = workshops.row(session, code)
    begin = deltas.known(workshop, since, asked=True) if workshop.sharing_seq <= since else 0
    sees = _sees(session, workshop)
    notes_since = min(workshop.notes_made, workshop.seq - begin) if sees.any else 0
    return _delta(session, workshop, device, since, language, sees) if notes_since <= _FEW_NOTES else None


def _sees(session: Session, workshop: Any) -> sharing.Shared:
    return sharing.of(session, workshop.id, workshop.sharing)


def _delta(
    session: Session, workshop: Any, device: str, since: int, language: str, sees: sharing.Shared
) -> dict[str, Any]:
    since = deltas.known(workshop, since, asked=True)
    try:
        writer = participants.find(session, workshop, device) if device else None
    except (NotJoined, PhoneRemoved):
        writer = None
    if workshop.ended_at and writer is None:
        raise WorkshopEnded
    key = device if writer else None
    kept, gone = notes.own(session, workshop, device, since) if writer else ([], [])
    alike = _alike(session, workshop, since)
    # Shown only while one chooses a group.
    own_group = writer.group_id if writer else None
    people = {"people": participants.others(session, workshop.id, own_group)} if since <= 0 else {}
    return {
        **deltas.head(workshop, since),
        **(alike if writer else for_strangers(alike)),
        **people,
        "workshop": _facts(workshop, language),
        "groups": groups.of_phones(session, workshop),
        "me": of_row(Me, writer) if writer else None,
        "notes": kept,
        "gone": gone,
        **shared_notes.for_phone(session, workshop, writer, since, sees),
        **{name: value for part in activities.MINE for name, value in part(session, workshop, key).items()},
    }


def after_its_end(session: Session, code: str, language: str = "th") -> dict[str, Any]:
    """Return what the page of a workshop that ended contains for anybody: its name, and that it ended."""
    workshop = workshops.find(session, code)
    alike = _parts(session, workshop, 0)
    return {
        **deltas.head(workshop, 0),
        **dict.fromkeys(alike),
        "unrevealed": {},
        "programme": programmes.view([], ""),
        "workshop": {**dict.fromkeys(deltas.facts(workshop, language), ""), "code": workshop.code, "categories": []}
        | {
            "title": workshop.title,
            "sharing": sharing.OWN,
            "ended": True,
            "door_shut": True,
            "by_slip": False,
            "fiscal_year": None,
        },
        "phases": [],
        "groups": [],
        "people": {},
        "me": None,
        "notes": [],
        "gone": [],
        "shared": [],
        "gone_shared": [],
        "shared_full": True,
        **{name: value for part in activities.MINE for name, value in part(session, workshop, None).items()},
    }


def phones(session: Session, code: str, since: int, language: str = "th") -> dict[str, Any]:
    """Return what all phones are sent alike; facts, groups and what is large only if they changed after `since`."""
    workshop = workshops.find(session, code)
    delta = {**deltas.head(workshop, since), **_alike(session, workshop, since)}
    if workshop.facts_seq > since:
        delta["workshop"] = _facts(workshop, language)
        delta["groups"] = groups.of_phones(session, workshop)
    return delta


def for_strangers(alike: dict[str, Any]) -> dict[str, Any]:
    """Return what all phones are sent alike as those are sent it that have not joined."""
    return alike | {name: value for part in activities.STRANGERS for name, value in part(alike).items()}


def _facts(workshop: Workshop, language: str) -> Any:
    """Return the facts without the words of the end before it."""
    facts = deltas.facts(workshop, language)
    return facts if workshop.ended_at else {**facts, "closing_words": "", "next_steps": ""}


def _alike(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    rows = phases.rows(session, workshop.id)
    return {"phases": [of_row(PhaseShown, phase) for phase in rows], **_parts(session, workshop, since)}


def _parts(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    parts = {name: value for part in activities.ALIKE for name, value in part(session, workshop).items()}
    for large in activities.LARGE:
        parts |= large(session, workshop, since)
    return parts


@dataclass(frozen=True)
class News:
    """What changed for the phones of a workshop.

    alike     seq of the last change that all phones are sent alike
    counting  the same of votes and answers, of which phones show only counts
    by_group  whether it depends on a phone's group which notes it is sent
    shared    changed notes that others are sent, under None or by group: see shared_notes.changed
    moved     participants who joined or changed their group
    answered  notes on which something attached changed, where there are such that only their writers see; and notes of
              which the facilitator changed words or category
    """

    seq: int
    alike: int
    counting: int
    by_group: bool
    sharing_seq: int
    shared: dict[int | None, Changed]
    moved: set[str]
    answered: set[str]


def news(session: Session, code: str, since: int) -> News:
    """Return what changed after `since`. Raises UnknownWorkshop."""
    row = _NEWS.first(session.connection(), {"code": code, "since": since})
    if row is None:
        raise UnknownWorkshop
    sees = _sees(session, row) if row.written else sharing.Shared(row.sharing)
    quoted = _quoted(session, row) if row.written else 0
    answered = set() if sees.every_note or not row.written else shared_notes.answered(session, row.id, since)
    return News(
        seq=row.seq,
        alike=max(row.facts_seq, row.timer_seq, row.phase or 0, *(getattr(row, name) for name in _PUT), quoted),
        counting=max(getattr(row, name) or 0 for name in _COUNTED),
        by_group=sees.by_group,
        sharing_seq=row.sharing_seq,
        shared=shared_notes.changed(session, row.id, since, sees) if row.written and sees.any else {},
        moved=shared_notes.joined(session, row.id, since) if row.moved else set(),
        answered=answered | shared_notes.for_writers(session, row.id, since) if row.written else answered,
    )


def _quoted(session: Session, row: Any) -> int:
    """Return the seq of the last change of a note that stands in a question on the screens, 0 where none does."""
    newest = 0
    for stage, quoted in _QUOTING:
        row_id = getattr(row, f"{stage.name}_id")
        asked = None if row_id is None else session.get(stage.table, row_id)
        newest = max(newest, quoted(session, asked) if asked is not None else 0)
    return newest


def digest(session: Session, code: str, device: str) -> str:
    """Return the stored digest of this phone's key. Raises UnknownWorkshop."""
    row = SALT.first(session.connection(), {"code": code})
    if row is None:
        raise UnknownWorkshop
    return participants.digest(device, row.salt)


def admission(session: Session, code: str, digest: str) -> tuple[int, str, int | None]:
    """Return (workshop's seq, participant's id or "", its group or None) for a socket.

    Raises UnknownWorkshop, PhoneRemoved, WorkshopEnded for a phone that is not in it.
    """
    row = ADMISSION.first(session.connection(), {"code": code, "digest": digest})
    if row is None:
        raise UnknownWorkshop
    if row.removed_at:
        raise PhoneRemoved
    if row.ended_at and row[1] is None:
        raise WorkshopEnded
    return int(row[0]), row[1] or "", row[2]


def seq_of(session: Session, code: str) -> int:
    """Return the workshop's seq. Raises UnknownWorkshop."""
    return workshops.find(session, code).seq


def groups_of(session: Session, code: str, participants: Collection[str]) -> dict[str, int]:
    """Return {participant: group} of these participants of the workshop."""
    query = select(col(Participant.id), col(Participant.group_id)).where(
        col(Participant.id).in_(participants), col(Workshop.id) == Participant.workshop_id, col(Workshop.code) == code
    )
    return {row[0]: row[1] for row in session.execute(query)}
