"""Files of whole workshops: what one would make, whether that is here already, and the making of it.

A file is tried in a database in memory first, with the checks of every workshop and the record of its report: so what
cannot be shown is refused before anything is written, and the write that the room waits for is rows alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from workshop.domain import organisation, workshops
from workshop.feed import Feed
from workshop.reports.filename import safe, shortened
from workshop.store.models import Workshop
from workshop.views import integrity
from workshop.views.read_record import read_record
from workshop.year import contents, keys, signed_files, workshop_evidence, workshop_in, workshop_out
from workshop.year.refusals import AlreadyHere, BadWorkshop, FileTooLarge, NoRoomForFiles, NoWorkshop, WorkshopTooLarge

MAX_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Here:
    """A workshop of this installation. `how`: the file was taken in before (file), another file of the same workshop
    was (other), or the file was made of it (source)."""

    code: str
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file would make. `key`: the beginning of the key of the installation that made it."""

    title: str
    starts_on: str
    ends_on: str
    host_unit: str
    installation: str
    key: str
    ended: bool
    groups: int
    phases: int
    participants: int
    figures: dict[str, int]
    withdrawn: int
    themes: int
    votings: int
    actions: int
    pictures: int
    files: int
    files_left: int
    here: list[Here] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def make(feed: Feed, code: str, files: bool = True) -> bytes:
    """Return the file. Without `files`, evidence and documents stay behind, and it says how many.

    Raises UnknownWorkshop, StillOpen, WorkshopTooLarge.
    """
    row = feed.read(workshops.find, code)
    if files and feed.read(workshop_evidence.count, row.id)[1] * 4 // 3 > MAX_BYTES:
        raise WorkshopTooLarge
    if files and feed.read(workshop_evidence.many, row.id):
        raise WorkshopTooLarge
    content = feed.read(workshop_out.content_of, code, files)
    signer = feed.write(keys.own)  # alone: the room waits for every write
    data = signed_files.write("workshop", content, signer)
    if len(data) > MAX_BYTES:
        raise WorkshopTooLarge
    return data


def filename(feed: Feed, code: str) -> str:
    """Return the name of the file. Raises UnknownWorkshop."""
    title = feed.read(workshops.find, code).title
    return f"การประชุม {shortened(safe(title))}{contents.SUFFIXES['workshop']}"


def read(data: bytes) -> signed_files.SignedFile:
    """Return what the file contains, without trying it.

    Raises NoWorkshop for another file of Laena, WorkshopTooLarge, and what signed_files.read raises.
    """
    for kind in contents.CONTENTS:
        if kind != "workshop" and signed_files.seems(kind, data):
            raise NoWorkshop
    try:
        found = signed_files.read(data, MAX_BYTES)
    except FileTooLarge:
        raise WorkshopTooLarge from None
    if found.kind != "workshop":
        raise NoWorkshop
    return found


def look(feed: Feed, data: bytes, known: Collection[str] | None = None) -> Facts:
    """Return what the file would make. Raises BadWorkshop, and what `read` raises.

    known  codes of the workshops of which may be said that they are here; None: all
    """
    found = read(data)
    return Facts(**tried(found), here=feed.read(here, found, known))


def take(
    feed: Feed,
    data: bytes,
    copy: bool = False,
    unit: int | None = None,
    known: Collection[str] | None = None,
    most: int | None = None,
) -> str:
    """Make the workshop of the file, of this unit, and return its code. `known`: as of `look`.

    most  bytes that the files of a workshop may have here
    Raises NoRoomForFiles, AlreadyHere unless a `copy` is wanted, BadWorkshop, UnknownOrgUnit, and what `read`
    raises; then nothing has changed.
    """
    found = read(data)
    if most is not None and workshop_evidence.size(_content(found)) > most:
        raise NoRoomForFiles
    tried(found)

    def write(session: Session) -> str:
        there = here(session, found, known)
        if there and not copy:
            raise AlreadyHere(there[0].title, there[0].code)
        code = workshop_in.take_in(session, _content(found), found.checksum)
        if unit is not None:
            organisation.give_workshop(session, code, unit)
        return code

    return feed.write(write)


def here(session: Session, found: signed_files.SignedFile, known: Collection[str] | None = None) -> list[Here]:
    """Return the workshops of this installation, of those `known`, that the file is of, or of which it is."""
    uid = _content(found).uid
    listed = [
        Here(row.code, row.title, how)
        for row in workshops.every(session)
        if (known is None or row.code in known) and (how := _how(row, uid, found.checksum))
    ]
    return sorted(listed, key=lambda each: ("file", "source", "other").index(each.how))


def _how(row: Workshop, uid: str, checksum: str) -> str:
    if row.brought.get("checksum") == checksum:
        return "file"
    if workshop_out.uid_of(row) == uid:
        return "source"
    return "other" if row.brought.get("uid") == uid else ""


def tried(found: signed_files.SignedFile) -> dict[str, Any]:
    """Make the workshop in a database in memory and return the facts about it. Raises BadWorkshop."""
    content = _content(found)
    engine = create_engine("sqlite://")
    try:
        workshop_in.check(content)
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            code = workshop_in.take_in(session, content, found.checksum)
            record = read_record(session, code)
            if integrity.everything(session).faults:
                raise BadWorkshop
    except (ValueError, KeyError, TypeError, IndexError, SQLAlchemyError) as trouble:
        raise BadWorkshop from trouble
    finally:
        engine.dispose()
    return {
        "title": record.title,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "host_unit": record.host_unit,
        "installation": content.installation,
        "key": found.key[:8],
        "ended": content.ended,
        "groups": len(record.groups),
        "phases": len(record.phases),
        "participants": record.participants,
        "figures": vars(record.figures),
        "withdrawn": len(record.withdrawn),
        "themes": sum(len(category.themes) for category in record.categories),
        "votings": len(content.votings),
        "actions": len(content.actions),
        "pictures": len(content.pictures),
        "files": workshop_evidence.carried(content),
        "files_left": content.files_left,
    }


def _content(found: signed_files.SignedFile) -> contents.Workshop:
    if not isinstance(found.content, contents.Workshop):
        raise NoWorkshop
    return found.content
