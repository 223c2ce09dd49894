"""The workshop's own words, one a line, in addition to Laena's; used from the next regrouping on."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import grouper, overtaken, workshops
from workshop.domain.wording import clean
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.messages.word_lists import SetGlossary


def of(session: Session, code: str) -> dict[str, Any]:
    """Return {text, built_in, errors}: the workshop's lines, Laena's, and the errors of the former."""
    text = workshops.find(session, code).glossary
    return {"text": text, "built_in": grouper.built_in_glossary(), "errors": _errors(text)}


def replace(change: Changing, message: SetGlossary) -> dict[str, Any]:
    """Store the lines as typed; return how many words are used, and the errors of the others.

    Raises Conflict, with what changed, where another text stands there than the one that was edited.
    """
    text, now = clean(message.text), change.workshop.glossary
    if message.was is not None and clean(message.was) != now:
        what = overtaken.between(clean(message.was).splitlines(), now.splitlines())
        raise Conflict(
            _(
                "อีกจอหนึ่งแก้คำศัพท์ไปแล้ว %(what)s ที่พิมพ์ไว้ยังอยู่ กดบันทึกอีกครั้งเพื่อใช้ตามจอนี้",
                what=f"({what})" if what else "",
            )
        )
    errors = _errors(text)
    change.workshop.glossary, change.workshop.linked_at = text, 0
    change.record(Kind.GLOSSARY)
    return {"words": grouper.glossary_size(text), "errors": errors}


def _errors(text: str) -> list[dict[str, Any]]:
    """Return [{line, message}] in the visitor's language."""
    words = {
        "no word before =": _("ไม่มีคำหน้าเครื่องหมาย ="),
        "an empty form after =": _("มีคำว่างหลังเครื่องหมาย ="),
        "a focus issue without a name": _("ประเด็นเน้นหนักไม่มีชื่อ"),
    }
    longest = _("ยาวเกินไป หนึ่งคำยาวได้ไม่เกิน 80 ตัวอักษร")
    return [
        {"line": line, "message": next((said for start, said in words.items() if fault.startswith(start)), longest)}
        for line, fault in grouper.glossary_faults(text)
    ]
