"""Notes that the tests group: four plain topics, some nothing, and what else a phone may send."""

from __future__ import annotations

from collections.abc import Iterable

from analysis import Arrangement, Note

TOPICS = {
    "water": ["น้ำประปาไม่ไหล", "น้ำไม่พอใช้หน้าแล้ง", "น้ำประปาไหลอ่อนทุกเย็น", "สระน้ำแห้ง น้ำไม่พอ", "น้ำประปาขุ่นมีกลิ่น"],
    "road": ["ถนนเป็นหลุมเป็นบ่อ", "ถนนพังทั้งสาย", "ถนนลูกรังขรุขระ", "ถนนเข้าหมู่บ้านชำรุด", "ซ่อมถนนที่เป็นหลุม"],
    "staff": ["เจ้าหน้าที่ไม่เพียงพอ", "คนทำงานน้อย เจ้าหน้าที่ขาด", "ขาดเจ้าหน้าที่ประจำตำบล", "เจ้าหน้าที่ย้ายบ่อย"],
    "waste": ["ขยะล้นถัง", "ไม่มีที่ทิ้งขยะ", "รถเก็บขยะไม่มา", "เผาขยะควันเหม็น", "ขยะเต็มข้างทาง"],
}
ODD = [
    "-",
    "ไม่มี",
    "5555",
    "",
    "😀",
    "ນ້ຳບໍ່ໄຫຼ",
    "ရေမရှိဘူး",
    "no water",
    "่่",
    "\x00\N{RIGHT-TO-LEFT OVERRIDE}",
    "nan",
    "ก" * 3000,
]
TEXTS = [text for topic in TOPICS.values() for text in topic] + ODD


def notes_of(texts: Iterable[str]) -> list[Note]:
    return [Note(f"n{i}", text) for i, text in enumerate(texts)]


def accounted(arrangement: Arrangement) -> list[str]:
    """Every note id of an arrangement, as often as it stands there."""
    inside = [name for theme in arrangement.themes for name in theme.members]
    return sorted([*inside, *arrangement.ungrouped, *arrangement.set_aside])


def theme_of(arrangement: Arrangement, note: str) -> str | None:
    return next((theme.id for theme in arrangement.themes if note in theme.members), None)
