"""The demo workshop, all invented, as a draft."""

from datetime import date

from workshop.domain import agendas, attached
from workshop.messages.incoming import PhaseDraft, WorkshopDraft

TEMPLATE = "look_back"
GROUPS = tuple(f"กลุ่มที่ {number}" for number in range(1, 7))
# Category, title, question.
PHASES = (
    ("result", "เหลียวหลัง: ผลงาน", "ปีงบประมาณ 2563 งานใดที่อำเภอของท่านทำสำเร็จและภูมิใจ"),
    ("problem", "เหลียวหลัง: ปัญหาและอุปสรรค", "ปีที่ผ่านมา อะไรทำให้งานติดขัดหรือไม่ได้ผลอย่างที่ตั้งใจ"),
    ("cause", "วิเคราะห์สาเหตุ", "ปัญหาเหล่านั้นเกิดจากอะไร"),
    ("solution", "แนวทางแก้ไข", "เราจะแก้ปัญหาเหล่านั้นอย่างไร ใครช่วยได้บ้าง"),
    ("proposal", "แลหน้า: การพัฒนาต่อยอด", "ปีงบประมาณ 2564 ควรต่อยอดเรื่องใด และมีข้อเสนออะไรถึงกรม"),
)
# What people say more freely where nobody learns who wrote.
ANONYMOUS = ("problem", "cause")


def draft() -> WorkshopDraft:
    """Return the draft; its last phase allows all that a phase may allow, and phones see everybody's notes."""
    names = {key: str(name) for key, name in agendas.AGENDAS[TEMPLATE].categories}
    return WorkshopDraft(
        template=TEMPLATE,
        title="เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564 (ตัวอย่างสาธิต)",
        host_unit="สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น (สมมุติ)",
        venue="ห้องประชุมใหญ่ โรงแรมริมเขื่อน (สมมุติ) อำเภออุบลรัตน์ จังหวัดขอนแก่น",
        starts_on=date(2020, 10, 30),
        ends_on=date(2020, 10, 31),
        fiscal_year=2564,
        opening_words="ขอต้อนรับพัฒนาการอำเภอและนักวิชาการพัฒนาชุมชนทั้ง 26 อำเภอ วันนี้เราจะมองย้อนปีที่ผ่านมาอย่างตรงไปตรงมา "
        "แล้ววางทางของปีหน้าด้วยกัน แต่ละช่วงบอกก่อนพิมพ์ว่าผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน (การประชุมและความเห็นในตัวอย่างนี้แต่งขึ้นทั้งหมด)",
        groups=GROUPS,
        sharing="everyone",
        phases=tuple(
            PhaseDraft(
                title,
                question,
                (names[category],),
                lets=dict.fromkeys(attached.NAMES, category == "proposal"),
                identity="anonymous" if category in ANONYMOUS else "unit",
            )
            for category, title, question in PHASES
        ),
    )
