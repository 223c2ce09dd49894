"""What the facilitator writes for the report: background and objectives in the form, the conclusion on its own page."""

from dataclasses import dataclass, fields, replace
from hashlib import sha256

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain.wording import characters, clean, too_long
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import SetConclusion, WorkshopDraft
from workshop.store.models import ReportText

LIMIT, FORM_LIMIT = 5000, 2000
_OF_FORM = ("background", "objectives")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts as they were typed, "" for what was not written; a line is a paragraph."""

    background: str = ""
    objectives: str = ""
    conclusion: str = ""


NAMES = tuple(field.name for field in fields(Texts))


def of(session: Session, workshop_id: int) -> Texts:
    row = session.get(ReportText, workshop_id)
    return Texts(**{name: getattr(row, name) for name in NAMES}) if row else Texts()


def version(text: str) -> str:
    """Return what tells a text from a later one, shorter than the text."""
    return sha256(text.encode()).hexdigest()[:16]


def problems(draft: WorkshopDraft) -> dict[str, object]:
    """Return what is wrong with the texts of the form, by field."""
    return {
        name: too_long(FORM_LIMIT) for name in _OF_FORM if characters(clean(getattr(draft, name) or "")) > FORM_LIMIT
    }


def set_facts(change: Changing, draft: WorkshopDraft) -> None:
    """Store the texts of the form; the workshop's own change records them."""
    typed = {name: clean(getattr(draft, name)) for name in _OF_FORM if getattr(draft, name) is not None}
    _store(change, replace(of(change.session, change.id), **typed))


def conclude(change: Changing, message: SetConclusion) -> None:
    """Store the conclusion. Raises Refusal where it is too long, Conflict where another screen changed it."""
    text = clean(message.text)
    stored = of(change.session, change.id)
    if text == stored.conclusion:
        return
    if message.was != version(stored.conclusion):
        raise Conflict(_("ข้อสรุปถูกแก้จากอีกจอหนึ่งแล้ว ดูข้อความที่บันทึกอยู่ แล้วแก้ให้ครบก่อนบันทึกอีกครั้ง"))
    if characters(text) > LIMIT:
        raise Refusal(None, text=too_long(LIMIT))
    _store(change, replace(stored, conclusion=text))
    change.record(Kind.REPORT_TEXT, subject="conclusion")


def _store(change: Changing, texts: Texts) -> None:
    if texts == of(change.session, change.id):
        return
    row = change.session.get(ReportText, change.id) or ReportText(workshop_id=change.id)
    for name in NAMES:
        setattr(row, name, getattr(texts, name))
    change.session.add(row)
    change.session.flush()
