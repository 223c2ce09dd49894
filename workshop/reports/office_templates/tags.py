"""The places of a report's template: each is a content control of Word, known by its tag."""

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.chapters import KEYS, NAMES
from workshop.reports.approval import status
from workshop.reports.facts import fiscal_year
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.words import Words
from workshop.views.asked.entry import Text
from workshop.views.record import Record

PREFIX = "laena."
STATE, BODY, CONTENTS = f"{PREFIX}state", f"{PREFIX}body", f"{PREFIX}contents"
SUMMARY, HEADING = f"{PREFIX}summary", f"{PREFIX}heading"
REQUIRED = (BODY,)  # beside STATE, on each page


@dataclass(frozen=True, slots=True)
class Field:
    """A text in a line of the template: its name, and what stands there; `ours` where the digits follow the report."""

    name: Text
    value: Callable[[Record], str] | Callable[[Record, Words], str]
    worded: bool = False
    ours: bool = True

    def text(self, record: Record, words: Words) -> str:
        """Return the text. What nobody typed is named."""
        found = self.value(record, words) if self.worded else self.value(record)  # type: ignore[call-arg]
        if not found:
            return "" if self is FIELDS[STATE] else f"[{words.not_typed}: {self.name.in_(words.language)}]"
        return words.digits(found) if self.ours else found


def _typed(thai: str, english: str, value: Callable[[Record], str]) -> Field:
    return Field(Text(thai, english), value, ours=False)


def _count(thai: str, english: str, value: Callable[[Record], int]) -> Field:
    return Field(Text(thai, english), lambda record: f"{value(record):,}")


def _worded(thai: str, english: str, value: Callable[[Record, Words], str], *, ours: bool = True) -> Field:
    return Field(Text(thai, english), value, worded=True, ours=ours)


FIELDS: dict[str, Field] = {
    f"{PREFIX}{name}": field
    for name, field in {
        # The state has its own digits: the code of a content is never in Thai ones.
        "state": _worded("ฉบับร่าง หรือผู้รับรองและเวลา", "draft mark, or who approved it and when", status, ours=False),
        "kind": _worded("ชนิดของเอกสาร", "kind of document", lambda _record, words: words.report_title),
        "title": _typed("ชื่อการประชุม", "title of the workshop", lambda record: record.title),
        "unit": _typed("หน่วยงานที่จัด", "host unit", lambda record: record.host_unit),
        "venue": _typed("สถานที่", "venue", lambda record: record.venue),
        "date": _worded(
            "วันที่ประชุม",
            "dates of the workshop",
            lambda record, words: date_range(record.starts_on, record.ends_on, words.language),
        ),
        "year": _worded("ปีงบประมาณ", "fiscal year", fiscal_year),
        "code": _typed("รหัสการประชุม", "workshop code", lambda record: record.code),
        "written": _worded(
            "วันเวลาที่จัดทำรายงาน",
            "when the report was written",
            lambda record, words: long_moment(record.read_at, words.language),
        ),
        "notes": _count("จำนวนความเห็นที่ได้รับ", "notes received", lambda record: record.figures.received),
        "themes": _count("จำนวนกลุ่มความเห็น", "number of themes", lambda record: len(record.themes)),
        "groups": _count("จำนวนกลุ่มระดมความคิด", "number of breakout groups", lambda record: len(record.groups)),
        "participants": _count("จำนวนอุปกรณ์ที่เข้าร่วม", "devices that joined", lambda record: record.participants),
        "office": _typed("ชื่อหน่วยงานเจ้าของหนังสือ", "name of the office", lambda record: record.office.name),
        "place": _typed("ส่วนราชการบรรทัดแรก", "first line of the address", lambda record: record.office.place),
        "address": _typed("ที่อยู่", "address", lambda record: record.office.address),
        "section": _typed("ส่วนราชการเจ้าของเรื่อง", "section in charge", lambda record: record.office.section),
        "telephone": _typed("โทรศัพท์", "telephone", lambda record: record.office.telephone),
        "email": _typed("ไปรษณีย์อิเล็กทรอนิกส์", "e-mail", lambda record: record.office.email),
        "signer": _typed("ผู้ลงนาม", "signer", lambda record: record.office.signer),
        "post": _typed("ตำแหน่งผู้ลงนาม", "post of the signer", lambda record: record.office.post),
        "addressee": _typed("ผู้รับ", "addressee", lambda record: record.office.addressee),
        "directive": _typed("หนังสือที่อ้างถึง", "letter that is answered", lambda record: record.office.directive),
    }.items()
}
# By tag, what the part is; a chapter that has a place of its own does not stand in the body.
PARTS: dict[str, Text] = {
    HEADING: Text("ชื่อรายงาน ชื่อการประชุม หน่วยงาน สถานที่ และวันที่", "title of report and workshop, unit, venue, dates"),
    SUMMARY: Text("สรุปสำหรับผู้บริหาร", "summary"),
    CONTENTS: Text("สารบัญพร้อมเลขหน้า", "contents with page numbers"),
    BODY: Text(
        "ทุกหัวข้อตามลำดับที่เลือก ยกเว้นหัวข้อที่มีช่องของตนเอง", "every chapter in the chosen order that has no place of its own"
    ),
}
CHAPTERS = {f"{PREFIX}{key}": key for key in KEYS}
KNOWN = (*FIELDS, *PARTS, *CHAPTERS)


def about(tag: str, words: Words) -> str:
    """Return what stands in the place."""
    if tag in CHAPTERS:
        return f"{words.chapter}: {words.translated(NAMES[CHAPTERS[tag]])}"
    found = FIELDS[tag].name if tag in FIELDS else PARTS[tag]
    return found.in_(words.language)
