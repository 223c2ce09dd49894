"""The demo workshop's facts, agenda and notes, all invented."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from workshop.tables import read_table_bytes


@dataclass(frozen=True)
class DemoPhase:
    """A phase of the agenda and the category of its notes."""

    title: str
    question: str
    category: str


@dataclass(frozen=True)
class DemoNote:
    """`group`: a name of DemoWorkshop.groups. `theme`: its theme in a person's view; 'noise' for none."""

    text: str
    category: str
    group: str
    theme: str


@dataclass(frozen=True)
class DemoWorkshop:
    """`fiscal_year` is a Buddhist-era year; `notes` are in order of arrival."""

    title: str
    host_unit: str
    venue: str
    starts_on: date
    ends_on: date
    fiscal_year: int
    opening_words: str
    template: str
    groups: tuple[str, ...]
    phases: tuple[DemoPhase, ...]
    notes: tuple[DemoNote, ...]


PHASES = (
    DemoPhase("เหลียวหลัง: ผลงาน", "ปีงบประมาณ 2563 งานใดที่อำเภอของท่านทำสำเร็จและภูมิใจ", "result"),
    DemoPhase("เหลียวหลัง: ปัญหาและอุปสรรค", "ปีที่ผ่านมา อะไรทำให้งานติดขัดหรือไม่ได้ผลอย่างที่ตั้งใจ", "problem"),
    DemoPhase("วิเคราะห์สาเหตุ", "ปัญหาเหล่านั้นเกิดจากอะไร", "cause"),
    DemoPhase("แนวทางแก้ไข", "เราจะแก้ปัญหาเหล่านั้นอย่างไร ใครช่วยได้บ้าง", "solution"),
    DemoPhase("แลหน้า: การพัฒนาต่อยอด", "ปีงบประมาณ 2564 ควรต่อยอดเรื่องใด และมีข้อเสนออะไรถึงกรม", "proposal"),
)
GROUPS = tuple(f"กลุ่มที่ {number}" for number in range(1, 7))


def load() -> DemoWorkshop:
    """Return the demo workshop with its notes, category by category in the order of the phases."""
    return DemoWorkshop(
        title="เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564 (ตัวอย่างสาธิต)",
        host_unit="สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น (สมมุติ)",
        venue="ห้องประชุมใหญ่ โรงแรมริมเขื่อน (สมมุติ) อำเภออุบลรัตน์ จังหวัดขอนแก่น",
        starts_on=date(2020, 10, 30),
        ends_on=date(2020, 10, 31),
        fiscal_year=2564,
        opening_words="ขอต้อนรับพัฒนาการอำเภอและนักวิชาการพัฒนาชุมชนทั้ง 26 อำเภอ วันนี้เราจะมองย้อนปีที่ผ่านมาอย่างตรงไปตรงมา "
        "แล้ววางทางของปีหน้าด้วยกัน ทุกความเห็นไม่ระบุชื่อ (การประชุมและความเห็นในตัวอย่างนี้แต่งขึ้นทั้งหมด)",
        template="look_back",
        groups=GROUPS,
        phases=PHASES,
        notes=_notes(),
    )


def _notes() -> tuple[DemoNote, ...]:
    table = read_table_bytes(files("workshop.demo").joinpath("notes.tsv").read_bytes(), "notes.tsv")
    text, category, group, theme = map(table.column, ("text", "category", "group", "theme"))
    return tuple(DemoNote(row[text], row[category], GROUPS[int(row[group]) - 1], row[theme]) for row in table.rows)
