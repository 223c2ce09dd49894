"""Directives: made, changed and withdrawn where they come from; taken in from files by everybody else."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain.agendas import LOOK_BACK
from workshop.domain.phases import QUESTION_LIMIT
from workshop.domain.wording import characters, clean, short, too_long
from workshop.errors import Conflict, Refusal, UnknownFile
from workshop.feed import now_ms
from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardPart, BoardTheme
from workshop.store.year_tables import AnswerLink, Directive, DirectiveAnswer, DirectiveWorkshop
from workshop.year import attachments, contents, keys, letter_order, signed_files
from workshop.year.contents import LINE, TEXT, Asked, Unit
from workshop.year.refusals import DirectiveWithdrawn, NotYourDirective, OtherKey, UnknownDirective, UnknownUnit

_LINES = ("issuer", "number", "meeting", "subject", "addressee")
_ERA, _OLDEST, _NEWEST = 543, 2500, 2700


@dataclass(frozen=True, slots=True)
class Draft:
    """A directive as it was typed. `questions`: by the key of a category, one a line; `kinds`: of units, by code."""

    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    meeting: str = ""
    subject: str = ""
    text: str = ""
    addressee: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    units: tuple[Unit, ...] = ()
    deadline: date | None = None
    kinds: tuple[tuple[str, str], ...] = ()


def every(session: Session) -> list[Directive]:
    """Return all directives, newest first."""
    return list(session.execute(select(Directive).order_by(col(Directive.id).desc())).scalars())


def find(session: Session, uid: str) -> Directive:
    """Raises UnknownDirective."""
    row = session.execute(select(Directive).where(Directive.uid == uid)).scalar_one_or_none()
    if row is None:
        raise UnknownDirective
    return row


def content_of(row: Directive) -> contents.Directive:
    return contents.Directive.model_validate_json(json.dumps(row.content))


def make(session: Session, draft: Draft, uid: str = "") -> str:
    """Make a directive and return its uid. Raises Refusal with the fields at fault.

    `uid`: where it is there already, the same form was sent twice.
    """
    if uid and session.execute(select(Directive.id).where(Directive.uid == uid)).first() is not None:
        return uid
    content = _checked(draft, uid or secrets.token_hex(16), 1)
    key = keys.own(session).public
    row = Directive(uid=content.uid, own=True, key=key, version=1, checksum="", content={})
    _set(session, row, content)
    _sort(row, draft)
    session.add(row)
    session.flush()
    return row.uid


def edit(session: Session, uid: str, draft: Draft, was: int) -> None:
    """Make the next version; what does not change makes none.

    Raises Refusal with the fields at fault, NotYourDirective, DirectiveWithdrawn, Conflict where another screen edited.
    """
    row = to_change(session, uid, was)
    same = _checked(draft, uid, row.version).model_copy(update={"attachments": content_of(row).attachments})
    if same != content_of(row):
        _set(session, row, same.model_copy(update={"version": row.version + 1}))
    _sort(row, draft)
    session.flush()


def to_change(session: Session, uid: str, was: int) -> Directive:
    """Return a directive of which the next version may be made.

    Raises NotYourDirective, DirectiveWithdrawn, Conflict where it is not the version that was looked at.
    """
    row = _own(session, uid)
    if was != row.version:
        raise Conflict(_("มีผู้แก้ข้อสั่งการนี้จากหน้าจออื่นแล้ว กรุณาโหลดหน้าใหม่แล้วแก้อีกครั้ง"))
    return row


def set_units(session: Session, row: Directive, asked: Sequence[Unit]) -> int:
    """Ask these units, as the next version, and return it."""
    _set(session, row, content_of(row).model_copy(update={"version": row.version + 1, "units": list(asked)}))
    return row.version


def withdraw(session: Session, uid: str, reason: str) -> None:
    """Withdraw it for good, as its next version. Raises Refusal without a reason, NotYourDirective."""
    row = _own(session, uid)
    why = _reason(reason)
    _set(session, row, content_of(row).model_copy(update={"version": row.version + 1, "withdrawn": why}))
    session.flush()


def excuse(session: Session, uid: str, unit: str, reason: str) -> None:
    """Excuse a unit that wrote to say why; "" takes it back. Raises UnknownUnit, Refusal."""
    decide(session, uid, unit, excused=_reason(reason) if clean(reason) else "")


def decide(session: Session, uid: str, unit: str, /, **what: str) -> None:
    """Store what the department decided of a unit, also of one that was merged or split. Raises UnknownUnit."""
    row = find(session, uid)
    if all(unit != each["code"] for which in row.reshapes or () for each in which["former"]):
        _unit(row, unit)
    decided = {**row.units.get(unit, {}), **what}
    row.units = {**row.units, unit: {name: value for name, value in decided.items() if value}}
    session.flush()


def choose_unit(session: Session, uid: str, unit: str) -> None:
    """Say whose installation this is for the directive. Raises UnknownUnit."""
    row = find(session, uid)
    chosen, former = _unit(row, unit).code, row.unit
    row.unit = chosen
    if chosen != former and _answering(session, row, chosen) is None and (made := _answering(session, row, former)):
        made.unit = chosen  # the workshop that is there answers for the unit that it is said to be
    session.flush()


def _answering(session: Session, row: Directive, unit: str) -> DirectiveWorkshop | None:
    query = select(DirectiveWorkshop).where(DirectiveWorkshop.directive_id == row.id, DirectiveWorkshop.unit == unit)
    return session.execute(query).scalar_one_or_none()


def remove(session: Session, uid: str) -> None:
    """Delete the directive with all answers to it and their board; workshops stay. Raises UnknownDirective."""
    row = find(session, uid)
    session.execute(delete(DirectiveWorkshop).where(col(DirectiveWorkshop.directive_id) == row.id))
    session.execute(delete(DirectiveAnswer).where(col(DirectiveAnswer.uid) == uid))
    session.execute(delete(AnswerLink).where(col(AnswerLink.uid) == uid))
    attachments.forget(session, uid)
    session.get(Board, uid, with_for_update=True)  # a worker that writes more of it waits, and then finds it gone
    for table in (BoardNote, BoardTheme, BoardPart, BoardCorrection, Board):
        session.execute(delete(table).where(col(table.uid) == uid))
    letter_order.forget(session, uid)
    session.delete(row)
    session.flush()


def file_of(session: Session, uid: str) -> bytes:
    """Return the directive as its file. Raises NotYourDirective for one that came from elsewhere: who made it signs."""
    row = find(session, uid)
    if not row.own:
        raise NotYourDirective
    return signed_files.write("directive", attachments.whole(session, content_of(row)), keys.own(session))


def take_in(session: Session, found: signed_files.SignedFile) -> str:
    """Store a directive that came as a file; return new, newer, same or older.

    The newest version stays, whatever the order. Raises OtherKey where its first version had another key.
    """
    content = found.content
    assert isinstance(content, contents.Directive)
    attachments.check(content)
    row = session.execute(select(Directive).where(Directive.uid == content.uid)).scalar_one_or_none()
    if row is None:
        row = Directive(uid=content.uid, own=False, key=found.key, version=0, checksum="", content={})
        _set(session, row, content)
        session.add(row)
        session.flush()
        return "new"
    if row.key != found.key:
        raise OtherKey
    if found.checksum == row.checksum:
        return "same"
    if (content.version, found.checksum) < (row.version, row.checksum):
        return "older"
    _set(session, row, content)
    session.flush()
    return "newer"


def changed_issuer(session: Session, row: Directive) -> bool:
    """Return whether an earlier directive of the same office came with another key."""
    return any(
        other.id < row.id and other.key != row.key and other.content["issuer"] == row.content["issuer"]
        for other in every(session)
    )


def _own(session: Session, uid: str) -> Directive:
    row = find(session, uid)
    if not row.own:
        raise NotYourDirective
    if row.content["withdrawn"]:
        raise DirectiveWithdrawn
    return row


def _unit(row: Directive, code: str) -> Unit:
    found = next((unit for unit in content_of(row).units if unit.code == code), None)
    if found is None:
        raise UnknownUnit
    return found


def attach(session: Session, uid: str, name: str, media: str, data: bytes) -> None:
    """Add a document, as the next version; one that is there already changes nothing.

    Raises NotYourDirective, DirectiveWithdrawn, Refusal where it has no room.
    """
    row = _own(session, uid)
    there = content_of(row)
    new = attachments.made(name, media, data)
    if any(each.digest == new.digest for each in there.attachments):
        return
    found = [*attachments.whole(session, there).attachments, new]
    attachments.room(found)
    _set(session, row, there.model_copy(update={"version": row.version + 1, "attachments": found}))
    session.flush()


def detach(session: Session, uid: str, digest: str) -> None:
    """Take a document off, as the next version. Raises NotYourDirective, DirectiveWithdrawn, UnknownFile."""
    row = _own(session, uid)
    there = content_of(row)
    left = [each for each in there.attachments if each.digest != digest]
    if len(left) == len(there.attachments):
        raise UnknownFile
    _set(session, row, there.model_copy(update={"version": row.version + 1, "attachments": left}))
    session.flush()


def _set(session: Session, row: Directive, content: contents.Directive) -> None:
    """Store the content; the bytes of its documents beside it, as its pages are read without them."""
    plain = attachments.whole(session, content).model_dump(mode="json")
    row.checksum = signed_files.checksum(plain)
    attachments.store(session, content)
    plain = attachments.bare(content).model_dump(mode="json")
    row.content, row.version = plain, content.version
    seen = {"version": row.version, "checksum": row.checksum, "at": now_ms()}
    row.versions = [*(row.versions or []), {**seen, "deadline": plain["deadline"], "withdrawn": content.withdrawn}]


def _sort(row: Directive, draft: Draft) -> None:
    """Store the kinds of units; a line without one leaves the unit to its code and name."""
    kinds, decided = dict(draft.kinds), dict(row.units or {})
    for unit in draft.units:
        others = {name: value for name, value in decided.get(unit.code, {}).items() if name != "kind"}
        decided[unit.code] = others | ({"kind": kinds[unit.code]} if kinds.get(unit.code) else {})
    row.units = {code: found for code, found in decided.items() if found}


def _reason(text: str) -> str:
    why = short(text, LINE)
    if not why:
        raise Refusal(None, reason=_("กรุณาพิมพ์เหตุผล"))
    return why


def _checked(draft: Draft, uid: str, version: int) -> contents.Directive:
    errors: dict[str, object] = {}
    needed = {
        "number": _("กรุณาพิมพ์เลขที่หนังสือ"),
        "subject": _("กรุณาพิมพ์เรื่อง"),
        "issuer": _("กรุณาพิมพ์ชื่อหน่วยงานที่สั่งการ"),
    }
    errors |= {name: text for name, text in needed.items() if not short(getattr(draft, name), LINE)}
    for name in _LINES:
        if characters(clean(getattr(draft, name))) > LINE:
            errors[name] = too_long(LINE)
    if characters(clean(draft.text)) > TEXT:
        errors["text"] = too_long(TEXT)
    errors |= _days(draft)
    asked = _asked(draft.questions)
    for each in asked:
        if characters("\n".join(each.questions)) > QUESTION_LIMIT:
            why = _("คำถามของประเภทนี้รวมกันยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=QUESTION_LIMIT)
            errors[f"questions_{each.key}"] = why
    if not asked:
        errors["questions"] = _("ต้องมีคำถามอย่างน้อยหนึ่งประเภท")
    if not draft.units:
        errors["units"] = _("ต้องมีหน่วยงานอย่างน้อยหนึ่งหน่วย")
    if errors:
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **errors)
    lines: dict[str, Any] = {name: short(getattr(draft, name), LINE) for name in _LINES}
    days: dict[str, Any] = {"issued_on": draft.issued_on, "deadline": draft.deadline}
    return contents.Directive(
        uid=uid, version=version, text=clean(draft.text), asked=asked, units=list(draft.units), **days, **lines
    )


def _days(draft: Draft) -> dict[str, object]:
    """A year that can be no year of the Buddhist era is asked about, never guessed."""
    errors: dict[str, object] = {}
    for name, day in (("issued_on", draft.issued_on), ("deadline_on", draft.deadline)):
        if day is None:
            errors[name] = _("กรุณาเลือกวันที่ให้ครบ")
        elif not _OLDEST <= day.year + _ERA <= _NEWEST:
            year = day.year + _ERA
            errors[name] = _("ปี %(year)s เป็น พ.ศ. หรือ ค.ศ. กรุณาพิมพ์เป็น พ.ศ. เช่น 2563", year=year)
    if not errors and draft.deadline and draft.issued_on and draft.deadline < draft.issued_on:
        errors["deadline_on"] = _("กำหนดส่งมาก่อนวันที่ของหนังสือ กรุณาตรวจวันที่")
    return errors


def _asked(questions: Sequence[tuple[str, str]]) -> list[Asked]:
    names = {key: str(name) for key, name in LOOK_BACK.categories}
    return [
        Asked(key=key, name=names[key], questions=lines)
        for key, text in questions
        if key in names and (lines := [short(line, LINE) for line in text.splitlines() if short(line, LINE)])
    ]
