"""The office's own Word templates: a file for each kind of document, stored once it was checked."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.errors import Refusal
from workshop.store.models import StoredSetting

_NAME = "office_template_"
KINDS = {
    "report": _("รายงานสรุปผลการประชุม"),
    "letter": _("หนังสือภายนอก"),
    "memo": _("บันทึกข้อความ"),
    "minutes": _("รายงานการประชุม"),
}
MAX_BYTES = 3_000_000
# Why a file is refused (reports/office_templates finds it), with what to do.
REASONS = {
    "none": _("ยังไม่ได้เลือกไฟล์แม่แบบ"),
    "large": _("ไฟล์แม่แบบใหญ่เกิน 3 MB ย่อภาพในไฟล์ แล้วเพิ่มใหม่"),
    "kind": _("ไฟล์นี้ไม่ใช่เอกสาร Word (.docx) เปิดใน Word แล้วบันทึกเป็น .docx โดยไม่ใส่รหัสผ่าน"),
    "macros": _("ไฟล์นี้มีแมโคร บันทึกเป็น .docx ซึ่งไม่มีแมโคร แล้วเพิ่มใหม่"),
    "broken": _("ไฟล์แม่แบบนี้เสียหรืออ่านไม่ได้ เปิดใน Word แล้วบันทึกใหม่ (%(detail)s)"),
    "swollen": _("เนื้อหาในไฟล์แม่แบบคลายออกแล้วใหญ่เกินไป ลดภาพและเนื้อหา แล้วเพิ่มใหม่"),
    "entities": _("ไฟล์แม่แบบประกาศ DTD หรือเอนทิตี ซึ่ง Word ไม่เขียน จึงไม่รับ (%(detail)s)"),
    "outside": _("ไฟล์แม่แบบดึงสิ่งที่อยู่นอกไฟล์ แทรกสิ่งนั้นลงในไฟล์แทน (%(detail)s)"),
    "embedded": _("ไฟล์แม่แบบมีไฟล์หรือวัตถุอื่นฝังอยู่ เอาออกหรือแทรกเป็นภาพแทน (%(detail)s)"),
    "field": _("ไฟล์แม่แบบมีฟิลด์ของ Word ที่ไม่รับ: %(detail)s"),
    "tracked": _("ไฟล์แม่แบบยังมีการติดตามการเปลี่ยนแปลงหรือข้อคิดเห็น ยอมรับหรือลบให้หมดก่อน"),
    "unknown": _("ไม่รู้จักช่อง “%(detail)s” แก้แท็กของตัวควบคุมเนื้อหา"),
    "other": _("ไฟล์นี้เป็นแม่แบบของ “%(detail)s” ไม่ใช่ของเอกสารชนิดนี้ เพิ่มที่แม่แบบของ “%(detail)s” แทน"),
    "near": _("ไม่รู้จักช่อง %(detail)s แก้แท็กของตัวควบคุมเนื้อหา"),
    "missing": _("ขาดช่อง “%(detail)s” ซึ่งต้องมี"),
    "state_default": _("ขาดช่อง “laena.state” ที่หัวหรือท้ายกระดาษ ทุกหน้าต้องบอกว่าเป็นฉบับร่างหรือรับรองแล้ว"),
    "state_first": _("ขาดช่อง “laena.state” ที่หัวหรือท้ายกระดาษของหน้าแรก ซึ่งแม่แบบนี้แยกจากหน้าอื่น"),
    "state_even": _("ขาดช่อง “laena.state” ที่หัวหรือท้ายกระดาษของหน้าคู่ ซึ่งแม่แบบนี้แยกจากหน้าคี่"),
    "twice": _("ช่อง “%(detail)s” มีได้ที่เดียว"),
    "place": _("ช่อง “%(detail)s” ต้องอยู่ในย่อหน้าของตนเองในเนื้อหา ไม่อยู่ในตาราง กล่องข้อความ หัวหรือท้ายกระดาษ"),
    "row": _("ช่อง “%(detail)s” คลุมแถวของตาราง ให้อยู่ภายในเซลล์เดียว"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a template from being used: a key of REASONS, and what it is about.

    detail  words, or of "other" the key of the kind whose template it is
    """

    reason: str
    detail: str = ""

    @property
    def words(self) -> Any:
        detail = KINDS.get(self.detail, self.detail) if self.reason == "other" else self.detail
        return REASONS[self.reason] % {"detail": detail}


class UnfitTemplate(Refusal):
    """The file is no template of a document; `faults` names everything that was found.

    kind  of document, where it is known: a key of KINDS
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults, self.kind = faults, ""
        first = faults[0].words
        many = _("แม่แบบนี้ใช้ไม่ได้ ต้องแก้ %(n)s จุด ตามรายการใต้ช่องเลือกไฟล์", n=len(faults))
        super().__init__(template=first if len(faults) == 1 else many)


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template: a key of KINDS, the name of the file that was sent, and the file."""

    kind: str
    name: str
    data: bytes = field(repr=False)


def read(session: Session) -> tuple[OfficeTemplate, ...]:
    """Return the templates of the office in the order of KINDS."""
    rows = ((kind, session.get(StoredSetting, _NAME + kind)) for kind in KINDS)
    return tuple(_stored(kind, row.value) for kind, row in rows if row and row.value)


def version(session: Session) -> str:
    """Return what tells these templates from others, "" without any."""
    found = [row.value for kind in KINDS if (row := session.get(StoredSetting, _NAME + kind)) and row.value]
    return sha256(" ".join(found).encode()).hexdigest() if found else ""


def save(session: Session, template: OfficeTemplate) -> None:
    """Store the template, which was checked, in place of the one before it."""
    stored = {"name": template.name, "data": b64encode(template.data).decode()}
    session.merge(StoredSetting(name=_NAME + template.kind, value=json.dumps(stored, ensure_ascii=False)))
    session.flush()


def remove(session: Session, kind: str) -> None:
    """Delete the template: the document has the built-in form again."""
    session.merge(StoredSetting(name=_NAME + kind, value=""))
    session.flush()


def of(templates: Sequence[OfficeTemplate], kind: str) -> OfficeTemplate | None:
    return next((each for each in templates if each.kind == kind), None)


def _stored(kind: str, value: str) -> OfficeTemplate:
    stored = json.loads(value)
    return OfficeTemplate(kind, stored["name"], b64decode(stored["data"]))
