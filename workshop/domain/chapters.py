"""Which chapters a report has, and in which order. The summary and the contents stand first in any report."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain.report_texts import version
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import SetChapters
from workshop.store.models import ReportText

APPENDIX, CONCLUSION = "appendix", "conclusion"
# By key, in the order of a report for which nobody chose one. The keys are stored.
NAMES = {
    "facts": _("ข้อมูลการประชุม"),
    "background": _("ความเป็นมาและวัตถุประสงค์"),
    "programme": _("กำหนดการ"),
    "figures": _("จำนวนความเห็น"),
    "categories": _("ความเห็นแต่ละประเภท"),
    "answers": _("ปัญหาและแนวทาง"),
    "focus": _("ประเด็นเน้นหนัก"),
    "former": _("ข้อคิดเห็นต่อกลุ่มความเห็นเดิม"),
    "asked": _("ผลลงคะแนนและบรรยากาศ"),
    "comparison": _("เปรียบเทียบกับปีก่อน"),
    "summaries": _("ข้อสรุปของกลุ่ม"),
    "actions": _("สิ่งที่จะทำ"),
    CONCLUSION: _("ข้อสรุปของวิทยากร"),
    "pictures": _("ภาพกิจกรรม"),
    "reading": _("วิธีอ่านรายงานนี้"),
    "charts": _("แผนภูมิ"),
    APPENDIX: _("ภาคผนวก ความเห็นทั้งหมด"),
}
KEYS = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Chapters:
    """What was chosen: `order` of the keys, () for that of `KEYS`, and the chapters that are `left_out`."""

    order: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def ordered(self) -> tuple[str, ...]:
        """Return every key in order; a chapter of a later release follows the one that it follows in `KEYS`."""
        found = [key for key in self.order if key in NAMES]
        for at, key in enumerate(KEYS):
            if key not in found:
                found.insert(found.index(KEYS[at - 1]) + 1 if at else 0, key)
        return tuple(found)

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(key for key in self.ordered if key not in self.left_out)

    def has(self, key: str) -> bool:
        return key not in self.left_out

    @property
    def version(self) -> str:
        """Return what tells a choice from a later one."""
        return version(" ".join((*self.order, "-", *self.left_out)))


def of(session: Session, workshop_id: int) -> Chapters:
    row = session.get(ReportText, workshop_id)
    return Chapters(**{name: tuple(keys) for name, keys in row.chapters.items()}) if row else Chapters()


def arrange(change: Changing, message: SetChapters) -> None:
    """Store order and choice; `reset` brings back all in the usual order.

    Raises Refusal where the list is not that of this release, Conflict where another screen changed it.
    """
    stored = of(change.session, change.id)
    chosen = Chapters() if message.reset else _chosen(message)
    if chosen == stored:
        return
    if message.was != stored.version:
        raise Conflict(_("หัวข้อของรายงานถูกจัดจากอีกจอหนึ่งแล้ว ดูรายการล่าสุดด้านล่าง แล้วจัดอีกครั้ง"))
    row = change.session.get(ReportText, change.id) or ReportText(workshop_id=change.id)
    row.chapters = {name: list(keys) for name, keys in (("order", chosen.order), ("left_out", chosen.left_out)) if keys}
    change.session.add(row)
    change.session.flush()
    change.record(Kind.REPORT_CHAPTERS)


def _chosen(message: SetChapters) -> Chapters:
    if sorted(message.order) != sorted(KEYS) or not {*message.shown} <= {*KEYS}:
        raise Refusal(_("รายการหัวข้อไม่ตรงกับโปรแกรมรุ่นนี้ โหลดหน้านี้ใหม่ แล้วจัดอีกครั้ง"))
    order = tuple(message.order)
    return Chapters(() if order == KEYS else order, tuple(key for key in KEYS if key not in message.shown))
