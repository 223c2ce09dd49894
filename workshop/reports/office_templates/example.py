"""An example of each kind, of no workshop that took place: what a template looks like with words in its places."""

import io
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from docx.document import Document

from workshop.domain.meeting_facts import Facts
from workshop.domain.minutes import Item, Typed
from workshop.domain.office_templates import Fault, UnfitTemplate
from workshop.domain.offices import Office
from workshop.reports.letters.letter import Kind, letter_of
from workshop.reports.office_templates.check import TROUBLES
from workshop.reports.office_templates.fill import filled
from workshop.reports.office_templates.letters import filled_letter
from workshop.reports.office_templates.minutes import filled_minutes
from workshop.reports.words import Words
from workshop.views.dates import BANGKOK
from workshop.views.figures import Status
from workshop.views.linked import Link, Linked
from workshop.views.minutes import Meeting
from workshop.views.record import Category, Group, Note, Phase, Record, Theme

_PROBLEM, _PROPOSAL = "ปัญหา/อุปสรรค", "ข้อเสนอแนะ/การพัฒนาต่อยอด"


def tried(data: bytes, words: Words, kind: str = "report") -> bytes:
    """Return the example through the template. Raises UnfitTemplate, also for one that no document comes out of."""
    stream = io.BytesIO()
    try:
        _FILLED[kind](data, words).save(stream)
    except TROUBLES as trouble:
        raise UnfitTemplate(Fault("broken", type(trouble).__name__)) from trouble
    return stream.getvalue()


def _letter(kind: Kind, data: bytes, words: Words) -> Document:
    record = example()
    return filled_letter(data, letter_of(record, words, kind), record.office, words)


_FILLED: dict[str, Callable[[bytes, Words], Document]] = {
    "report": lambda data, words: filled(data, example(), words),
    "letter": partial(_letter, "letter"),
    "memo": partial(_letter, "memo"),
    "minutes": lambda data, words: filled_minutes(data, example_meeting(), words),
}


def example_meeting() -> Meeting:
    """Return a meeting of two people with a matter in the third item of the agenda."""
    facts = Facts(
        number=1,
        year=2564,
        began="09:30",
        ended="12:00",
        present="ผู้มาประชุมตัวอย่าง\tประธาน\nผู้มาประชุมอีกคน\tกรรมการ",
        absent="ผู้ไม่มาประชุมตัวอย่าง\tติดราชการ",
        recorder="ผู้จดตัวอย่าง",
        checker="ผู้ตรวจตัวอย่าง",
    )
    item = Item("1", 3, "เรื่องตัวอย่าง", "ข้อความของเรื่องที่พิมพ์ไว้", "รับทราบ")
    record = example()
    typed = Typed(facts, (item,))
    return Meeting(record.code, record.title, record.host_unit, record.venue, record.starts_on, record.ends_on, typed)


def example() -> Record:
    """Return six notes in three themes of two groups, with an answer to a problem and one without."""
    late = _theme("t1", "งบประมาณโอนล่าช้า", _PROBLEM, "งบประมาณมาช้ากว่าแผน", "เงินโอนหลังสิ้นไตรมาส", "เบิกจ่ายไม่ทัน")
    few = _theme("t2", "เจ้าหน้าที่ไม่พอ", _PROBLEM, "หนึ่งคนดูแลหลายตำบล", first=4)
    plan = _theme("t3", "วางแผนการโอนล่วงหน้า", _PROPOSAL, "โอนงบประมาณภายในเดือนแรก", "แจ้งวงเงินก่อนเริ่มปี", first=5)
    problems = Category("problem", _PROBLEM, themes=(late, few))
    proposals = Category("proposal", _PROPOSAL, themes=(plan,))
    answers = Linked((Link(late.end(_PROBLEM), plan.end(_PROPOSAL), 0.8, "confirmed"),), (few.end(_PROBLEM),))
    return Record(
        title="ตัวอย่าง: เหลียวหลัง แลหน้า งานพัฒนาชุมชน",
        host_unit="สำนักงานตัวอย่าง",
        venue="ห้องประชุมตัวอย่าง",
        starts_on=date(2020, 10, 30),
        ends_on=date(2020, 10, 31),
        fiscal_year=2564,
        template="look_back",
        code="ABC234",
        opening_words="",
        groups=(Group("กลุ่มที่ 1", 8, 3), Group("กลุ่มที่ 2", 7, 3)),
        phases=(Phase("เหลียวหลัง", "ปีที่ผ่านมาติดขัดเรื่องใด"),),
        figures=problems.figures + proposals.figures,
        categories=(problems, proposals),
        read_at=datetime(2020, 10, 31, 16, 30, tzinfo=BANGKOK),
        office=Office(
            name="สำนักงานตัวอย่าง",
            place="ศาลากลางจังหวัดตัวอย่าง",
            address="ถนนตัวอย่าง\nอำเภอตัวอย่าง",
            section="กลุ่มงานตัวอย่าง",
            telephone="0 0000 0000",
            email="office@example.org",
            signer="ผู้ลงนามตัวอย่าง",
            post="หัวหน้าสำนักงานตัวอย่าง",
            addressee="ผู้รับตัวอย่าง",
            superior="ผู้รับบันทึกตัวอย่าง",
            directive="หนังสือตัวอย่าง",
        ),
        linked=answers,
        background="ข้อความความเป็นมาที่พิมพ์ไว้ในแบบฟอร์มของการประชุม",
        objectives="ข้อความวัตถุประสงค์ที่พิมพ์ไว้ในแบบฟอร์มของการประชุม",
        conclusion="ข้อสรุปที่วิทยากรพิมพ์ไว้ในหน้ารายงาน",
    )


def _theme(id: str, label: str, category: str, *texts: str, first: int = 1) -> Theme:
    notes = tuple(
        Note(
            number,
            text,
            f"กลุ่มที่ {number % 2 + 1}",
            category,
            Status.THEME,
            label,
            datetime(2020, 10, 30, 9, number, tzinfo=BANGKOK),
        )
        for number, text in enumerate(texts, start=first)
    )
    return Theme(label, False, notes, {}, id, ())
