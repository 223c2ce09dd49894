"""Every official paper of the year as DOCX and PDF: the answer's letter, the memorandum, a letter back, minutes."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, Literal

from tests.reports.report_samples import category, note, record, theme
from tests.reports.test_letters import OFFICE
from workshop.domain.meeting_facts import Adopted, Facts
from workshop.domain.minutes import Item, Typed
from workshop.domain.offices import Office
from workshop.reports.letters import docx as letters_docx
from workshop.reports.letters import pdf as letters_pdf
from workshop.reports.letters.letter import Letter, letter_of
from workshop.reports.minutes import minutes_file
from workshop.reports.words import Words
from workshop.views.minutes import Meeting
from workshop.year import board, letter_order, letters_back
from workshop.year.contents import Directive
from workshop.year.unit_results import Results

Name = Literal["letter", "memo", "letter back", "minutes"]
NAMES: tuple[Name, ...] = ("letter", "memo", "letter back", "minutes")
PERSON = "นายกิตติศักดิ์ภูวนารถ ณ อยุธยาวรรณวงศ์สุริยะพัฒนากุลไพศาลศิริ"
UNIT = "สำนักงานส่งเสริมการพัฒนาชุมชนและการมีส่วนร่วมภาคประชาชนจังหวัดขอนแก่น"
POST = "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษและหัวหน้ากลุ่มงานสารสนเทศการพัฒนา"
WITHOUT_A_SPACE = "งานพัฒนา" * 38  # 304 letters
LONG_OFFICE = replace(
    OFFICE,
    name=UNIT,
    place=UNIT,
    section=POST,
    signer=PERSON,
    post=POST,
    acting_for=UNIT,
    addressee=UNIT,
    superior=POST,
)


@dataclass(frozen=True, slots=True)
class Paper:
    docx: bytes
    pdf: bytes


@cache
def paper(name: Name, thai: bool, long: bool) -> Paper:
    """Return the paper with Thai or Arabic digits; a `long` one has two pages and long names everywhere."""
    words = Words("th", thai)
    if name == "minutes":
        meeting = meeting_of(long)
        return Paper(minutes_file(meeting, "docx", words)[1], minutes_file(meeting, "pdf", words)[1])
    office = LONG_OFFICE if long else OFFICE
    content = _letter(name, office, long, words)
    pdf, docx = io.BytesIO(), io.BytesIO()
    letters_docx.write_letter(content, office, words, docx)
    letters_pdf.write_letter(content, office.name, datetime(2020, 11, 1, tzinfo=UTC), office.fonts, words, pdf)
    return Paper(docx.getvalue(), pdf.getvalue())


def _letter(name: Name, office: Office, long: bool, words: Words) -> Letter:
    if name == "letter back":
        return _letter_back(office, long, words)
    parts = [
        category(f"ประเภท {at}", themes=(theme(WITHOUT_A_SPACE if long else "งบล่าช้า", note(at, "ก")),))
        for at in range(1, 7)
    ]
    title = "เหลียวหลัง แลหน้า " * (10 if long else 1)
    answer = replace(record(*parts), office=office, title=title.strip())
    return letter_of(answer, words, "memo" if name == "memo" else "letter")


def _letter_back(office: Office, long: bool, words: Words) -> Letter:
    """Return the department's letter to a unit of a board without themes; what it decided fills two pages."""
    content = Directive.model_construct(
        issuer="กรมการพัฒนาชุมชน",
        number="ที่ มท ๐๔๐๒/ว ๑๒๓๔",
        issued_on=date(2020, 10, 28),
        deadline=date(2020, 11, 2),
        subject="ทบทวนผลการปฏิบัติงาน" * (6 if long else 1),
    )
    unit = UNIT if long else "ขอนแก่น"
    made: Any = SimpleNamespace(sources={"40": {"version": 2, "notes": 250, "to": unit}})
    decided = "\n".join([WITHOUT_A_SPACE] * 10) if long else "กรมจะโอนงบประมาณภายในไตรมาสแรก"
    order = letter_order.Order(to="พัฒนาการจังหวัด{หน่วยงาน}", decided=decided)
    whole = board.Whole(made, None, board.Filter(), names={"40": unit})
    return letters_back.letter(office, content, whole, order, "40", (), Results((), (), ()), words)


def meeting_of(long: bool) -> Meeting:
    """Return a meeting of 26 districts; a `long` one has names and posts of 60 letters, and words without a space."""
    person, unit = (PERSON, UNIT) if long else ("นายตัวอย่าง นามสมมุติ", "สำนักงานตัวอย่าง")
    posts = [POST, "ข" * 60] if long else ["พัฒนาการจังหวัดขอนแก่น"]
    people = [f"{person}\t{post}" for post in posts] + [f"{'ก' * 35 if long else 'นางสาวสมมุติ'}\tพัฒนาการอำเภอ"] * 26
    facts = Facts(
        *("ประชุมประจำเดือน", 10, 2563, "09:30", "16:30", "\n".join(people)),
        absent="นายลา กิจธุระ\tลาป่วย",
        others=f"{person}  {posts[0]}",
        recorder=person,
        checker=person,
        adopted=Adopted("K7M4QA", 9, 2563, "2020-09-30"),
        corrections="หน้า ๒ แก้คำผิด",
    )
    matters = (
        Item("i1", 1, "เรื่องแจ้งให้ทราบ", WITHOUT_A_SPACE if long else "ประธานแจ้งเรื่องงบประมาณ", "รับทราบ"),
        Item("i3", 3, "ขุดลอกคลอง", "จากเหลียวหลัง แลหน้า เมื่อวันที่ ๓๐ ตุลาคม ๒๕๖๓", "ให้เร่งรัด"),
        Item("i5", 5, WITHOUT_A_SPACE if long else "แผนปีหน้า", "ทุกอำเภอเสนอแผน", "มอบทุกอำเภอรายงาน\nภายในเดือนหน้า"),
    )
    return Meeting("K7M4QX", facts.title, unit, "ห้องประชุม", date(2020, 10, 30), None, Typed(facts, matters))
