"""The office's own font for its papers, workbooks and slides: up to four faces of one family, stored here."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.errors import Refusal
from workshop.store.models import StoredSetting

_NAME = "office_fonts"
REGULAR = "Regular"
FACES = {REGULAR: _("ตัวปกติ"), "Bold": _("ตัวหนา"), "Italic": _("ตัวเอน"), "BoldItalic": _("ตัวหนาเอน")}
MAX_BYTES = 2_000_000
# Why a file is refused (reports/font_check.py finds it), with what to do.
REASONS = {
    "number": _("เลือกไฟล์แบบอักษร 1 ถึง 4 ไฟล์: ตัวปกติ ตัวหนา ตัวเอน ตัวหนาเอน"),
    "large": _("ไฟล์แบบอักษรใหญ่เกิน 2 MB เลือกไฟล์ที่เล็กกว่านี้"),
    "kind": _("ไฟล์นี้ไม่ใช่แบบอักษร TTF หรือ OTF เดี่ยว (ไม่รับ TTC, WOFF และแบบแปรผันได้) เลือกไฟล์อื่น"),
    "broken": _("ไฟล์แบบอักษรนี้เสียหรืออ่านไม่ได้ คัดลอกจากต้นฉบับอีกครั้ง แล้วเพิ่มใหม่"),
    "rights": _("ผู้ทำแบบอักษรนี้ไม่อนุญาตให้ฝังในเอกสาร จึงใช้ใน PDF ไม่ได้ เลือกแบบอักษรอื่น เช่น TH SarabunPSK"),
    "ours": _("แบบอักษรนี้มากับโปรแกรมอยู่แล้ว ไม่ต้องเพิ่ม"),
}


class UnfitFont(Refusal):
    """The file is no font that papers of the office can be set in.

    `reason` is a key of REASONS, or "letters" where those of `detail` are missing.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        missing = _("แบบอักษรนี้ไม่มีตัวอักษรที่ต้องใช้: %(letters)s เลือกแบบอักษรไทยที่ครบ", letters=detail)
        super().__init__(font=REASONS.get(reason, missing))


@dataclass(frozen=True, slots=True)
class OfficeFont:
    """A face of the office's font: a key of FACES, the name of its family, and the file."""

    face: str
    family: str
    data: bytes = field(repr=False)


def read(session: Session) -> tuple[OfficeFont, ...]:
    """Return the faces in the order of FACES; () without a font of the office."""
    row = session.get(StoredSetting, _NAME)
    return tuple(OfficeFont(each["face"], each["family"], b64decode(each["data"])) for each in _stored(row))


def version(session: Session) -> str:
    """Return what tells these faces from others, "" without any."""
    row = session.get(StoredSetting, _NAME)
    return sha256(row.value.encode()).hexdigest() if row and row.value else ""


def add(session: Session, fonts: Iterable[OfficeFont]) -> None:
    """Store faces, each in place of the one before it.

    Raises Refusal for faces of another family than the stored ones, and where the regular face is missing.
    """
    found = {each.face: each for each in read(session)}
    for each in fonts:
        other = next(iter(found.values()), each)
        if other.family != each.family:
            raise Refusal(
                font=_(
                    "แบบอักษร “%(new)s” ไม่ใช่ชุดเดียวกับ “%(old)s” เอาชุดเดิมออกก่อน หรือเลือกไฟล์ของชุดเดียวกัน",
                    new=each.family,
                    old=other.family,
                )
            )
        found[each.face] = each
    if found and REGULAR not in found:
        raise Refusal(font=_("ยังไม่มีไฟล์ตัวปกติ (Regular) เลือกไฟล์ตัวปกติพร้อมกับไฟล์นี้"))
    _save(session, [found[face] for face in FACES if face in found])


def remove(session: Session) -> None:
    """Delete all faces: the usual fonts are back."""
    _save(session, [])


def _save(session: Session, fonts: list[OfficeFont]) -> None:
    stored = [{"face": each.face, "family": each.family, "data": b64encode(each.data).decode()} for each in fonts]
    session.merge(StoredSetting(name=_NAME, value=json.dumps(stored, ensure_ascii=False) if stored else ""))
    session.flush()


def _stored(row: StoredSetting | None) -> list[dict[str, str]]:
    return json.loads(row.value) if row and row.value else []
