"""The agendas that a workshop can start from. Texts are Thai msgids; a workshop stores those it was created with."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class AgendaPhase:
    title: object
    question: object
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    key: str
    name: object
    description: object
    categories: tuple[tuple[str, object], ...]
    phases: tuple[AgendaPhase, ...]


RESULT, PROBLEM, CAUSE, SOLUTION, PROPOSAL = "result", "problem", "cause", "solution", "proposal"

LOOK_BACK = Agenda(
    "look_back",
    _("เหลียวหลัง แลหน้า"),
    _("ทบทวนผลงานและปัญหาของปีที่ผ่านมา หาสาเหตุและทางแก้ แล้ววางก้าวต่อไป"),
    (
        (RESULT, _("ผลงาน")),
        (PROBLEM, _("ปัญหา/อุปสรรค")),
        (CAUSE, _("สาเหตุ")),
        (SOLUTION, _("แนวทางแก้ไข")),
        (PROPOSAL, _("ข้อเสนอแนะ/การพัฒนาต่อยอด")),
    ),
    (
        AgendaPhase(_("เหลียวหลัง: ผลงาน"), _("ปีที่ผ่านมา งานใดที่เราทำได้ดีและภูมิใจ"), (RESULT,)),
        AgendaPhase(_("เหลียวหลัง: ปัญหาและอุปสรรค"), _("อะไรที่ติดขัด ทำแล้วไม่ได้ผล หรือเป็นอุปสรรค"), (PROBLEM,)),
        AgendaPhase(_("วิเคราะห์สาเหตุ"), _("ปัญหาเหล่านั้นเกิดจากอะไร"), (CAUSE,)),
        AgendaPhase(_("แนวทางแก้ไข"), _("เราจะแก้ปัญหาเหล่านั้นอย่างไร"), (SOLUTION,)),
        AgendaPhase(_("แลหน้า: ข้อเสนอและก้าวต่อไป"), _("ปีต่อไปควรต่อยอดเรื่องใด มีข้อเสนออะไรถึงกรม"), (PROPOSAL,)),
    ),
)
MONTHLY = Agenda(
    "monthly",
    _("ประชุมประจำเดือน: ปัญหาของเดือน"),
    _("ช่วงเดียวก่อนหรือระหว่างประชุม แต่ละกลุ่มเขียนปัญหาของเดือน แล้วนำเข้ารายงานการประชุมแยกตามกลุ่ม"),
    ((PROBLEM, _("ปัญหา/อุปสรรค")), (SOLUTION, _("แนวทางแก้ไข"))),
    (AgendaPhase(_("ปัญหาของเดือน"), _("เดือนที่ผ่านมาติดขัดเรื่องใด และอยากให้ช่วยอย่างไร"), (PROBLEM, SOLUTION)),),
)
AFTER_ACTION = Agenda(
    "aar",
    _("AAR ทบทวนหลังปฏิบัติงาน"),
    _("สี่คำถามหลังจบงาน: ตั้งใจไว้อย่างไร เกิดอะไรขึ้นจริง ต่างกันเพราะอะไร และครั้งหน้าจะทำอย่างไร"),
    (
        ("expected", _("สิ่งที่ตั้งใจ")),
        ("happened", _("สิ่งที่เกิดขึ้นจริง")),
        (CAUSE, _("สาเหตุ")),
        (PROPOSAL, _("ครั้งต่อไป")),
    ),
    (
        AgendaPhase(_("สิ่งที่ตั้งใจ"), _("เราตั้งใจให้เกิดอะไรขึ้น"), ("expected",)),
        AgendaPhase(_("สิ่งที่เกิดขึ้นจริง"), _("เกิดอะไรขึ้นจริง"), ("happened",)),
        AgendaPhase(_("สาเหตุของความต่าง"), _("ต่างจากที่ตั้งใจเพราะอะไร"), (CAUSE,)),
        AgendaPhase(_("ครั้งต่อไป"), _("ครั้งต่อไปจะคงอะไรไว้ และจะปรับอะไร"), (PROPOSAL,)),
    ),
)
START_STOP = Agenda(
    "start_stop",
    _("เริ่ม–หยุด–ทำต่อ (Start–Stop–Continue)"),
    _("สามคำถามสั้น ๆ ตอบพร้อมกันได้ในช่วงเดียว"),
    (("start", _("เริ่มทำ")), ("stop", _("หยุดทำ")), ("continue", _("ทำต่อ"))),
    (AgendaPhase(_("เริ่ม หยุด ทำต่อ"), _("อะไรที่เราควรเริ่มทำ หยุดทำ และทำต่อ"), ("start", "stop", "continue")),),
)
FOUR_L = Agenda(
    "four_l",
    _("4L ชอบ เรียนรู้ ขาด อยากได้"),
    _("ทบทวนสี่ด้าน: สิ่งที่ชอบ สิ่งที่ได้เรียนรู้ สิ่งที่ขาด และสิ่งที่อยากได้"),
    (
        ("liked", _("สิ่งที่ชอบ")),
        ("learned", _("สิ่งที่ได้เรียนรู้")),
        ("lacked", _("สิ่งที่ขาด")),
        ("longed_for", _("สิ่งที่อยากได้")),
    ),
    (
        AgendaPhase(_("เหลียวหลัง"), _("เราชอบอะไร และได้เรียนรู้อะไร"), ("liked", "learned")),
        AgendaPhase(_("แลหน้า"), _("เรายังขาดอะไร และอยากได้อะไร"), ("lacked", "longed_for")),
    ),
)
BLANK = Agenda(
    "blank",
    _("เริ่มจากหน้าว่าง"),
    _("กำหนดช่วงและคำถามเองทั้งหมด"),
    (("idea", _("ความเห็น")),),
    (AgendaPhase(_("ช่วงที่ 1"), "", ("idea",)),),
)

AGENDAS = {agenda.key: agenda for agenda in (LOOK_BACK, MONTHLY, AFTER_ACTION, START_STOP, FOUR_L, BLANK)}
