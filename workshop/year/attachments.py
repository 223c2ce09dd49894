"""Documents of a directive: in its file with their bytes, in the database beside it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import evidence
from workshop.domain.evidence import Sent
from workshop.errors import Refusal, UnknownFile
from workshop.store.year_tables import DirectiveFile
from workshop.year.contents import Attachment, Directive
from workshop.year.refusals import FileDamaged

MOST, MOST_BYTES = 10, 8_000_000  # of a directive: its file has room for them in base64


def made(name: str, media: str, data: bytes) -> Attachment:
    """Return a checked file as a document."""
    plain = base64.b64encode(data).decode()
    return Attachment(name=name, media=media, digest=sha256(data).hexdigest(), data=plain)  # type: ignore[arg-type]


def room(found: Sequence[Attachment]) -> None:
    """Raise Refusal where there are too many, or they are too large together."""
    if len(found) > MOST:
        raise Refusal(None, file=_("แนบได้ไม่เกิน %(most)s ไฟล์", most=MOST))
    if sum(len(each.data) * 3 // 4 for each in found) > MOST_BYTES:
        raise Refusal(None, file=_("ไฟล์แนบรวมกันได้ไม่เกิน %(mb)s MB ย่อไฟล์ก่อน", mb=MOST_BYTES // 1_000_000))


def check(content: Directive) -> None:
    """Look at the documents of a directive that came as a file: what they are, their bytes say. Raises FileDamaged."""
    for each in content.attachments:
        data = _bytes(each)
        if sha256(data).hexdigest() != each.digest or not data or not _is(each.media, data):
            raise FileDamaged


def bare(content: Directive) -> Directive:
    """Return it without the bytes of its documents."""
    without = [each.model_copy(update={"data": ""}) for each in content.attachments]
    return content.model_copy(update={"attachments": without})


def whole(session: Session, content: Directive) -> Directive:
    """Return it with the bytes of its documents. Raises UnknownFile."""
    full = [each if each.data else _filled(session, content.uid, each) for each in content.attachments]
    return content.model_copy(update={"attachments": full})


def store(session: Session, content: Directive) -> None:
    """Store the documents that are new, and delete those that the directive has no more."""
    for each in content.attachments:
        if each.data and session.get(DirectiveFile, (content.uid, each.digest)) is None:
            session.add(DirectiveFile(uid=content.uid, digest=each.digest, data=_bytes(each)))
    kept = [each.digest for each in content.attachments]
    gone = delete(DirectiveFile).where(col(DirectiveFile.uid) == content.uid, col(DirectiveFile.digest).not_in(kept))
    session.execute(gone)


def forget(session: Session, uid: str) -> None:
    session.execute(delete(DirectiveFile).where(col(DirectiveFile.uid) == uid))


def read(session: Session, content: Directive, digest: str) -> Sent:
    """Return a document of the directive. Raises UnknownFile."""
    for each in content.attachments:
        if each.digest == digest:
            return evidence.named(each.name, each.media, _bytes(_filled(session, content.uid, each)), 0)
    raise UnknownFile


def _filled(session: Session, uid: str, document: Attachment) -> Attachment:
    row = session.get(DirectiveFile, (uid, document.digest))
    if row is None:
        raise UnknownFile
    return document.model_copy(update={"data": base64.b64encode(row.data).decode()})


def _bytes(document: Attachment) -> bytes:
    try:
        return base64.b64decode(document.data, validate=True)
    except ValueError as error:
        raise FileDamaged from error


def _is(media: str, data: bytes) -> bool:
    try:
        found = evidence.is_pdf(data), evidence.is_docx(data), data.startswith(b"\xff\xd8\xff")
    except Refusal:
        return False
    return dict(zip((evidence.PDF, evidence.DOCX, evidence.JPEG), found, strict=True))[media]
