"""Workshops: created from an agenda, found by code, edited."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import TYPED, Kind
from workshop.domain import agendas, codes, focus_issues, groups, phases, report_texts, sharing
from workshop.domain.wording import characters, clean, short, visible
from workshop.errors import Refusal, UnknownWorkshop
from workshop.feed import Changing, now_ms
from workshop.messages.incoming import WorkshopDraft
from workshop.store.models import Change, Workshop
from workshop.store.statements.workshops import WORKSHOP_BY_CODE, WORKSHOP_ROW

TITLE_LIMIT = 200
OPENING_LIMIT, NOTICE_LIMIT = 1000, 300


def find(session: Session, code: str) -> Workshop:
    """Raises UnknownWorkshop."""
    row = session.execute(WORKSHOP_BY_CODE, {"code": codes.typed(code)}).scalar_one_or_none()
    if row is None:
        raise UnknownWorkshop
    return row


def row(session: Session, code: str) -> Any:
    """Return the workshop's columns and `beat`, the last heartbeat, as a plain row for fast reads.

    Raises UnknownWorkshop.
    """
    found = WORKSHOP_ROW.first(session.connection(), {"code": codes.typed(code)})
    if found is None:
        raise UnknownWorkshop
    return found


def every(session: Session) -> list[Workshop]:
    """Return all workshops, newest first."""
    return list(session.execute(select(Workshop).order_by(col(Workshop.id).desc())).scalars())


def checked(draft: WorkshopDraft) -> None:
    """Check the draft. Raises Refusal with the wrong fields."""
    errors: dict[str, object] = {}
    if not visible(draft.title):
        errors["title"] = _("กรุณาตั้งชื่อการประชุม")
    elif characters(clean(draft.title)) > TITLE_LIMIT:
        errors["title"] = _("ชื่อยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=TITLE_LIMIT)
    if characters(clean(draft.opening_words)) > OPENING_LIMIT:
        errors["opening_words"] = _("คำเปิดยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=OPENING_LIMIT)
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        errors["ends_on"] = _("วันสิ้นสุดมาก่อนวันเริ่ม กรุณาตรวจวันที่")
    if draft.fiscal_year is not None and not 2400 <= draft.fiscal_year <= 2700:
        errors["fiscal_year"] = _("ปีงบประมาณเป็นปี พ.ศ. เช่น 2564")
    if draft.template not in agendas.AGENDAS:
        errors["template"] = _("กรุณาเลือกแบบการประชุม")
    errors |= report_texts.problems(draft) | groups.problems(draft.groups) | phases.problems(draft.phases)
    if errors:
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **errors)


def create_once(session: Session, key: str, make: Callable[[str], str]) -> str:
    """Return the code of the workshop that the form with this key makes by `make(code)`, or has made already."""
    code, made = codes.of_form(session, key)
    return code if made else make(code)


def create(
    session: Session, draft: WorkshopDraft, code: str | None = None, categories: Sequence[dict[str, str]] = ()
) -> str:
    """Create the workshop and return its code; no phase is open yet. `categories`: names with their keys."""
    checked(draft)
    row = Workshop(code=code or codes.new_code(session), template=draft.template, title="", created_at=now_ms())
    row.categories = [*categories]
    session.add(row)
    session.flush()
    change = Changing.of_new(session, row, "facilitator")
    _write_facts(row, draft)
    report_texts.set_facts(change, draft)
    groups.replace(change, draft.groups)
    phases.replace(change, draft.phases)
    if draft.template == agendas.LOOK_BACK.key:
        focus_issues.begin(change)
    row.facts_seq = change.record(Kind.CREATED)
    if row.sharing != sharing.OWN:
        row.sharing_seq = row.facts_seq
    return row.code


def edit(change: Changing, draft: WorkshopDraft) -> None:
    """Replace facts, groups and phases; groups and phases with notes are not removed."""
    checked(draft)
    shared_before = change.workshop.sharing
    _write_facts(change.workshop, draft)
    report_texts.set_facts(change, draft)
    groups.replace(change, draft.groups)
    phases.replace(change, draft.phases)
    change.workshop.facts_seq = change.record(Kind.EDITED)
    if change.workshop.sharing != shared_before:
        change.workshop.sharing_seq = change.workshop.facts_seq


def choose_address(change: Changing, url: str) -> None:
    """Set the address that the QR code contains; '' for the one found by the server."""
    address = url.strip().rstrip("/")
    if address and not address.startswith(("http://", "https://")):
        raise Refusal(None, url=_("ที่อยู่ต้องขึ้นต้นด้วย http:// หรือ https://"))
    if "@" in address.partition("//")[2].partition("/")[0] or "\\" in address:
        raise Refusal(None, url=_("ที่อยู่ต้องไม่มีชื่อผู้ใช้หรือรหัสผ่าน (เครื่องหมาย @)"))
    if any(letter.isspace() for letter in address):
        raise Refusal(None, url=_("ที่อยู่ต้องไม่มีช่องว่าง"))
    change.workshop.address = address
    change.workshop.facts_seq = change.record(Kind.ADDRESS)


def _write_facts(row: Workshop, draft: WorkshopDraft) -> None:
    row.title = short(draft.title, TITLE_LIMIT)
    row.host_unit = short(draft.host_unit, TITLE_LIMIT)
    row.venue = short(draft.venue, TITLE_LIMIT)
    row.starts_on = draft.starts_on.isoformat() if draft.starts_on else ""
    row.ends_on = draft.ends_on.isoformat() if draft.ends_on else ""
    row.fiscal_year = draft.fiscal_year
    row.opening_words = clean(draft.opening_words)
    row.sharing = draft.sharing or row.sharing
    if draft.notice is not None:
        row.notice = {name: short(text, NOTICE_LIMIT) for name, text in draft.notice.items() if text.strip()}


def words_gone(session: Session) -> frozenset[tuple[int, int]]:
    """Return (workshop, last change by which words were withdrawn, edited over or erased), where there was one.

    The end of an anonymous phase counts as one: its notes' groups go.
    """
    rows = session.execute(select(Workshop.id, Workshop.words_seq).where(col(Workshop.words_seq) > 0))
    return frozenset((row[0], row[1]) for row in rows)


def typed_over(session: Session) -> frozenset[tuple[int, int]]:
    """Return (workshop, last change of what is typed beside notes; see changes.TYPED)."""
    query = select(Change.workshop_id, func.max(Change.seq)).where(col(Change.kind).in_(TYPED))
    return frozenset((row[0], row[1]) for row in session.execute(query.group_by(col(Change.workshop_id))))
