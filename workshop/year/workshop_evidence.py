"""Files in the file of a whole workshop: evidence of its actions, and documents of its meeting's matters.

Each is looked at anew where it is taken in: what it is, its bytes say, and pictures are as this installation stores
them.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import evidence, minutes, minutes_files, picture_files
from workshop.errors import Refusal
from workshop.store.action_tables import Action, ActionFile, ActionStep
from workshop.store.minutes_tables import MinutesFile
from workshop.year import minutes_parts
from workshop.year import workshop_parts as parts
from workshop.year.refusals import BadWorkshop

MOST = 2_000  # of evidence; not of a unit, as an action with its files may be given to another one


def count(session: Session, workshop_id: int) -> tuple[int, int]:
    """Return how many files of evidence and documents the file of the workshop carries, and their bytes."""
    number = size = 0
    for table, which in ((ActionFile, _of_steps(workshop_id)), (MinutesFile, _of_matters(session, workshop_id))):
        data = func.length(col(table.data))
        query = select(func.count(), func.sum(data)).select_from(table)
        found = session.execute(query.where(*which, data > 0)).one()
        number, size = number + int(found[0]), size + int(found[1] or 0)
    return number, size


def many(session: Session, workshop_id: int) -> bool:
    """Return whether there is more evidence than a file may carry."""
    query = select(func.count()).select_from(ActionFile).where(*_of_steps(workshop_id))
    return int(session.execute(query).scalar_one()) > MOST


def _of_steps(workshop_id: int) -> list[ColumnElement[bool]]:
    """Say which evidence travels: of steps and actions that were not undone."""
    shown = (
        select(ActionStep.id)
        .join(Action, col(Action.id) == ActionStep.action_id)
        .where(Action.workshop_id == workshop_id, col(ActionStep.removed).is_(False), col(Action.removed).is_(False))
    )
    return [col(ActionFile.workshop_id) == workshop_id, col(ActionFile.step_id).in_(shown)]


def _of_matters(session: Session, workshop_id: int) -> list[ColumnElement[bool]]:
    """Say which documents travel: of matters that were not removed."""
    shown = [each.id for each in minutes.of(session, workshop_id).items if not each.removed]
    return [col(MinutesFile.workshop_id) == workshop_id, col(MinutesFile.item).in_(shown)]


def of_steps(session: Session, workshop_id: int) -> dict[int, list[parts.FilePart]]:
    """Return {id of a step: its files}."""
    query = select(ActionFile).where(*_of_steps(workshop_id))
    found: dict[int, list[parts.FilePart]] = {}
    for row in session.execute(query.order_by(col(ActionFile.id))).scalars():
        part = parts.FilePart(name=row.name, media=row.media, data=_plain(row.data))  # type: ignore[arg-type]
        found.setdefault(row.step_id, []).append(part)
    return found


def of_matters(session: Session, workshop_id: int, files: bool) -> dict[str, list[minutes_parts.DocumentPart]]:
    """Return {id of a matter: its documents}; without `files`, links alone."""
    query = select(MinutesFile).where(*_of_matters(session, workshop_id)).order_by(col(MinutesFile.id))
    if not files:
        query = query.where(MinutesFile.link != "")
    found: dict[str, list[minutes_parts.DocumentPart]] = {}
    for row in session.execute(query).scalars():
        part = minutes_parts.DocumentPart(name=row.name, link=row.link, media=row.media, data=_plain(row.data))  # type: ignore[arg-type]
        found.setdefault(row.item, []).append(part)
    return found


def check(content: parts.Workshop) -> None:
    """Raises BadWorkshop for a file that is another thing than it says, and for too many."""
    proofs = [each for action in content.actions for step in action.steps for each in step.files]
    documents = list(_documents(content))
    if len(proofs) > MOST or len(documents) > minutes_files.MOST:
        raise BadWorkshop
    for each in proofs:
        _checked(each.media, each.data)
    for _matter, document in documents:
        if document.link:
            if document.data or document.media or _link(document.link) != document.link:
                raise BadWorkshop
        elif document.media:
            _checked(document.media, document.data)
        else:
            raise BadWorkshop


def carried(content: parts.Workshop) -> int:
    """Return how many files of evidence and documents it carries."""
    of_steps = sum(len(step.files) for action in content.actions for step in action.steps)
    return of_steps + sum(not each.link for _matter, each in _documents(content))


def size(content: parts.Workshop) -> int:
    """Return how many bytes its files have, with the pictures of the report."""
    of_steps = [each.data for action in content.actions for step in action.steps for each in step.files]
    whole = [
        *of_steps,
        *(each.data for _matter, each in _documents(content)),
        *(each.data for each in content.pictures),
    ]
    return sum(len(data) * 3 // 4 for data in whole)


def file_rows(steps: Iterable[int], content: parts.Workshop) -> Iterator[dict[str, Any]]:
    """Yield the rows of evidence; `steps`: ids of the steps in the order of the file."""
    said = (step for action in content.actions for step in action.steps)
    for step_id, step in zip(steps, said, strict=True):
        for each in step.files:
            yield {"step_id": step_id, "name": each.name, "media": each.media, "data": b64decode(each.data)}


def document_rows(content: parts.Workshop) -> Iterator[dict[str, Any]]:
    for matter, each in _documents(content):
        data = b64decode(each.data)
        digest = sha256(each.link.encode() + b"\0" + data).hexdigest()
        yield {**each.model_dump(exclude={"data"}), "item": matter, "data": data, "digest": digest}


def _documents(content: parts.Workshop) -> Iterator[tuple[str, minutes_parts.DocumentPart]]:
    for each in content.minutes.items if content.minutes else ():
        for document in each.documents:
            yield each.id, document


def _checked(media: str, plain: str) -> None:
    """Raises BadWorkshop, Refusal of what is large, NoPicture."""
    data = b64decode(plain, validate=True)
    if media == evidence.JPEG:
        picture_files.stored(data)
    elif not {evidence.PDF: evidence.is_pdf, evidence.DOCX: evidence.is_docx}[media](data):
        raise BadWorkshop


def _link(text: str) -> str:
    try:
        return evidence.link_of(text)
    except Refusal as refusal:
        raise BadWorkshop from refusal


def _plain(data: bytes) -> str:
    return b64encode(data).decode()
