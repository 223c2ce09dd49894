"""What stands in a letter: sentences that only count and quote; what nobody typed is named, never invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workshop.domain.chapters import APPENDIX, CONCLUSION
from workshop.domain.offices import Office
from workshop.reports.words import Words
from workshop.views.dates import span
from workshop.views.record import Record

Kind = Literal["letter", "memo"]
_CONCLUSION = 600  # letters of a conclusion that fits a letter
_CATEGORIES, _THEMES = 6, 2  # so many are named: the rest stands in the report


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter in its order; its number and its date are given by the registry, and stay empty."""

    kind: Kind
    sender: tuple[str, ...]
    subject: str
    to: str
    reference: str
    enclosures: tuple[str, ...]
    body: tuple[str, ...]
    closing: str
    signature: tuple[str, ...]
    owner: tuple[str, ...]
    emblem: bytes


def letter_of(record: Record, words: Words, kind: Kind) -> Letter:
    """Return the letter to the department, or the memorandum to the superior, with digits of the report's language."""
    office = record.office
    memo = kind == "memo"
    unit = office.name or record.host_unit or missing("ชื่อหน่วยงาน")
    sender = (_with_telephone(unit, office.telephone),) if memo else sender_of(office)
    return Letter(
        kind=kind,
        sender=sender,
        subject=f"รายงานผล{_meeting(record.title)}",
        to=(office.superior or missing("ผู้รับบันทึก")) if memo else (office.addressee or missing("ผู้รับหนังสือ")),
        reference="" if memo else office.directive or missing("หนังสือที่อ้างถึง"),
        enclosures=tuple(_enclosures(record, words)),
        body=(*_opening(record, words, unit), *_findings(record, words), *_conclusion(record), "จึงเรียนมาเพื่อโปรดทราบ"),
        closing="" if memo else "ขอแสดงความนับถือ",
        signature=signature(office),
        owner=() if memo else owner(office, unit),
        emblem=office.emblem,
    )


def _meeting(title: str, quoted: bool = False) -> str:
    """Return what was held, with its title; a title that says itself that it is a meeting is not told so twice."""
    if title.startswith("การประชุม"):
        return title
    if title.startswith("ประชุม"):
        return f"การ{title}"
    return f"การประชุมเชิงปฏิบัติการ “{title}”" if quoted else f"การประชุมเชิงปฏิบัติการ{title}"


def missing(name: str) -> str:
    """Return what stands in the place of something that nobody typed."""
    return f"[ยังไม่ได้กรอก: {name}]"


def _with_telephone(unit: str, telephone: str) -> str:
    """Return the unit, and the telephone, which no end of a line divides, where there is one."""
    blank = "\N{NO-BREAK SPACE}"
    return f"{unit} โทร.{blank}{telephone.replace(' ', blank)}" if telephone else unit


def _opening(record: Record, words: Words, unit: str) -> Iterator[str]:
    if record.office.directive:
        yield f"ตาม{record.office.directive} ให้ทบทวนผลการปฏิบัติงานและรายงานให้ทราบ นั้น"
    when = words.digits(span(record.starts_on, record.ends_on, "th", both_eras=False))
    day = f"เมื่อวันที่ {when}" if when else missing("วันที่ประชุม")
    venue = f"ณ {record.venue}" if record.venue else missing("สถานที่")
    groups, devices, themes = (_number(n, words) for n in (len(record.groups), record.participants, len(record.themes)))
    yield (
        f"{unit} ได้จัด{_meeting(record.title, quoted=True)} {day} {venue}"
        f" แบ่งกลุ่มระดมความคิด {groups} กลุ่ม มีอุปกรณ์เข้าร่วม {devices} เครื่อง"
        f" ได้รับความเห็น {_number(record.figures.received, words)} ความเห็น จัดเป็นกลุ่มความเห็นได้ {themes} กลุ่ม"
    )


def _findings(record: Record, words: Words) -> Iterator[str]:
    largest = sorted((each for each in record.categories if each.notes), key=lambda each: -len(each.notes))
    if not largest:
        yield "ในการประชุมไม่มีความเห็นที่แสดงได้"
    for category in largest[:_CATEGORIES]:
        count = f"ประเภท{category.name} มี {_number(len(category.notes), words)} ความเห็น"
        named = " และ ".join(
            # The number stands on a line with what it counts.
            f"“{theme.label}” ({_number(len(theme.notes), words)}\N{NO-BREAK SPACE}ความเห็น)"
            for theme in category.themes[:_THEMES]
        )
        last = [len(theme.notes) for theme in category.themes[:_THEMES]][-1:]
        alike = sum([len(theme.notes)] == last for theme in category.themes[_THEMES:])
        tied = words.finding_tied.format(count=_number(alike, words)) if alike else ""
        yield f"{count} กลุ่มความเห็นที่มีความเห็นมากที่สุด คือ {named}{tied}" if named else count


def _conclusion(record: Record) -> Iterator[str]:
    """Yield the facilitator's conclusion as it was typed, or where it stands if it is too long for a letter."""
    text = " ".join(record.conclusion.split())
    if len(text) > _CONCLUSION:
        if record.chapters.has(CONCLUSION):
            yield "ข้อสรุปของวิทยากรปรากฏในรายงานที่ส่งมาพร้อมนี้"
    elif text:
        yield f"วิทยากรสรุปว่า “{text}”"


def _enclosures(record: Record, words: Words) -> Iterator[str]:
    """Yield the report, and all notes where they are a file of their own."""
    texts = [f"รายงานสรุปผลการประชุมเชิงปฏิบัติการ จำนวน {_number(1, words)} ฉบับ"]
    if record.notes and not record.chapters.has(APPENDIX):
        notes = _number(len(record.notes), words)
        texts.append(f"ตารางความเห็นทั้งหมด {notes} ความเห็น จำนวน {_number(1, words)} ชุด")
    for at, text in enumerate(texts, 1):
        yield f"{_number(at, words)}. {text}" if len(texts) > 1 else text


def _number(value: int, words: Words) -> str:
    return words.digits(f"{value:,}")


def letter_to(
    office: Office, unit: str, subject: str, to: str, reference: str, enclosures: tuple[str, ...], body: tuple[str, ...]
) -> Letter:
    """Return หนังสือภายนอก of this office. `unit`: its name where the office has none."""
    unit = office.name or unit or missing("ชื่อหน่วยงาน")
    return Letter(
        "letter",
        sender_of(office),
        subject,
        to,
        reference,
        enclosures,
        body,
        "ขอแสดงความนับถือ",
        signature(office),
        owner(office, unit),
        office.emblem,
    )


def sender_of(office: Office) -> tuple[str, ...]:
    """Return the lines of the sender of a letter."""
    place = office.place or missing("ศาลากลางจังหวัดหรือที่ตั้ง")
    return (place, *(office.address or missing("ที่อยู่")).splitlines())


def signature(office: Office) -> tuple[str, ...]:
    """Return the lines below the room for the signature."""
    return tuple(_signature(office))


def owner(office: Office, unit: str) -> tuple[str, ...]:
    """Return the lines that name the section whose matter it is."""
    return tuple(_owner(office, unit, office.telephone or missing("โทรศัพท์")))


def _signature(office: Office) -> Iterator[str]:
    yield f"({office.signer or missing('ชื่อผู้ลงนาม')})"
    yield office.post or missing("ตำแหน่งผู้ลงนาม")
    if office.acting:
        yield f"{office.acting} {office.acting_for or missing('ตำแหน่งที่ลงนามแทน')}"


def _owner(office: Office, unit: str, telephone: str) -> Iterator[str]:
    yield office.section or unit
    yield f"โทร. {telephone}"
    yield f"ไปรษณีย์อิเล็กทรอนิกส์ {office.email or missing('ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์')}"
