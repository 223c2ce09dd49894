"""Days that cannot be right: of answers whose laptop had a wrong clock, and of the machine that one sits at.

Nothing is mended or refused by them; people are told, as only they know which day is the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.store.year_tables import DirectiveAnswer
from workshop.views import dates
from workshop.year import answers, contents, directives

# Actions are kept for a year after the answer, and answers with them come until then.
_YEAR = timedelta(days=366)
_ZONES = timedelta(days=1)


def of(session: Session, uid: str, language: str, today: date | None = None) -> dict[str, list[str]]:
    """Return what is odd about the answers that count, by the unit's code. Raises UnknownDirective."""
    content = directives.content_of(directives.find(session, uid))
    part = cast(Any, DirectiveAnswer.content)
    parts = [part[name] for name in ("starts_on", "ends_on", "written_on")]
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, *parts)
    found = {(row[0], row[1]): row[2:] for row in session.execute(query.where(DirectiveAnswer.uid == uid))}
    odd: dict[str, list[str]] = {}
    for row in answers.table(session, uid).counting:
        if row.answer is not None:
            starts, ends, written = map(dates.parse, found[row.answer.checksum, row.answer.key])
            if said := list(_said(content, starts, ends, written, today or dates.now().date(), language)):
                odd[row.unit.code] = said
    return odd


def here(content: contents.Directive, language: str, today: date | None = None) -> str:
    """Return what is odd about the day that this machine has, "" for nothing."""
    now = today or dates.now().date()
    if content.issued_on - _ZONES <= now <= content.deadline + _YEAR:
        return ""
    told: str = _(
        "เครื่องนี้บอกว่าวันนี้คือ %(day)s ซึ่งห่างจากวันที่ของข้อสั่งการ ถ้าไม่ใช่ ให้ตั้งวันที่ของเครื่องก่อนทำไฟล์คำตอบ",
        day=dates.spoken(now, language),
    )
    return told


def _said(
    content: contents.Directive,
    starts: date | None,
    ends: date | None,
    written: date | None,
    today: date,
    language: str,
) -> Iterator[str]:
    if written is not None:
        day = dates.spoken(written, language)
        if written < content.issued_on - _ZONES:
            yield _("ไฟล์คำตอบลงวันที่ %(day)s ก่อนวันที่ของข้อสั่งการ นาฬิกาของเครื่องที่ทำอาจผิด", day=day)
        elif written > today + _ZONES:
            yield _("ไฟล์คำตอบลงวันที่ %(day)s ซึ่งยังมาไม่ถึง นาฬิกาของเครื่องที่ทำอาจผิด", day=day)
        elif written > content.deadline + _YEAR:
            yield _("ไฟล์คำตอบลงวันที่ %(day)s หลังกำหนดส่งเกินหนึ่งปี นาฬิกาของเครื่องที่ทำอาจผิด", day=day)
    held = ends or starts
    if held is not None and (held < content.issued_on or (starts or held) > today + _YEAR):
        yield _("การประชุมของหน่วยงานลงวันที่ %(day)s ขอให้ตรวจปี พ.ศ. กับหน่วยงาน", day=dates.spoken(held, language))
