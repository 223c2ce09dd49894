"""What stands on the paper of the minutes, in its order: only what people typed; what is missing is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.domain.acknowledgements import Counted
from workshop.domain.meeting_facts import Adopted
from workshop.domain.minutes import AGENDAS, Item
from workshop.reports.letters.letter import missing
from workshop.reports.words import Words
from workshop.views import dates
from workshop.views.minutes import Meeting

_ADOPTING, _LAST = 2, 6
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class Person:
    number: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Matter:
    """`number` is "" for words that stand in an agenda without being a matter of their own."""

    number: str
    title: str
    paragraphs: tuple[str, ...]
    resolution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    label: str
    name: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """`people`: each list with its heading; `signatures`: name and what the person did."""

    head: tuple[str, ...]
    people: tuple[tuple[str, tuple[Person, ...]], ...]
    began: str
    agendas: tuple[Agenda, ...]
    ended: str
    signatures: tuple[tuple[str, str], ...]


def paper_of(meeting: Meeting, words: Words) -> Paper:
    """Return the paper, with the digits of the words in all that Laena writes; what people typed stays as it is."""
    facts = meeting.typed.facts
    day = dates.span(meeting.starts_on, meeting.ends_on, "th", both_eras=False)
    which = f"{facts.number}/{facts.year}" if facts.number else ""
    lists = (("ผู้มาประชุม", facts.present), ("ผู้ไม่มาประชุม", facts.absent), ("ผู้เข้าร่วมประชุม", facts.others))
    return Paper(
        head=(
            _headed(meeting.title),
            words.digits(f"ครั้งที่ {which or missing('ครั้งที่และปี')}"),
            words.digits(f"เมื่อวันที่ {day or missing('วันที่ประชุม')}"),
            f"ณ {meeting.venue or missing('สถานที่')}",
        ),
        people=tuple(
            (heading, tuple(_people(typed or missing("รายชื่อ"), words)))
            for heading, typed in lists
            if typed or heading == "ผู้มาประชุม"
        ),
        began=f"เริ่มประชุมเวลา {_time(facts.began, words) or missing('เวลาเริ่มประชุม')}",
        agendas=tuple(
            Agenda(words.digits(f"ระเบียบวาระที่ {at}"), name, tuple(_matters(meeting, at, words)))
            for at, name in AGENDAS.items()
        ),
        ended=f"เลิกประชุมเวลา {_time(facts.ended, words) or missing('เวลาเลิกประชุม')}",
        signatures=(
            (facts.recorder or missing("ผู้จดรายงานการประชุม"), "ผู้จดรายงานการประชุม"),
            *(((facts.checker, "ผู้ตรวจรายงานการประชุม"),) if facts.checker else ()),
        ),
    )


def named(adopted: Adopted) -> str:
    """Return ครั้งที่ 8/2563 เมื่อวันที่ 30 กันยายน 2563, the day where it is known."""
    day = dates.parse(adopted.held_on)
    return f"ครั้งที่ {adopted.number}/{adopted.year}" + (f" เมื่อวันที่ {dates.spoken(day)}" if day else "")


def _headed(title: str) -> str:
    """Return the title of the paper, without a word of it twice."""
    for start in ("รายงานการประชุม", "การประชุม", "ประชุม"):
        if title.startswith(start):
            return f"รายงานการประชุม{title.removeprefix(start)}"
    return f"รายงานการประชุม{title}"


def _time(typed: str, words: Words) -> str:
    return words.digits(f"{typed.replace(':', '.')} น.") if typed else ""


def _people(typed: str, words: Words) -> Iterator[Person]:
    for at, line in enumerate(typed.splitlines(), 1):
        name, post = _parted(line)
        yield Person(words.digits(f"{at}."), name, post)


def _parted(line: str) -> tuple[str, str]:
    """Return the name, and what stands behind a tab or two blanks."""
    for between in ("\t", "  "):
        name, _between, post = line.partition(between)
        if post.strip():
            return name.strip(), " ".join(post.split())
    return line, ""


def _matters(meeting: Meeting, agenda: int, words: Words) -> Iterator[Matter]:
    adopted = meeting.typed.facts.adopted if agenda == _ADOPTING else None
    if adopted:
        corrections = tuple(meeting.typed.facts.corrections.splitlines())
        resolved = "รับรองโดยมีการแก้ไข ดังนี้" if corrections else "รับรองโดยไม่มีการแก้ไข"
        yield Matter("", words.digits(f"รายงานการประชุม{named(adopted)}"), (), (resolved, *corrections))
    items = meeting.typed.of_agenda(agenda)
    for at, item in enumerate(items, 1):
        more = (*_documents(meeting, item, words), *_of_item(meeting.acknowledged, item, words))
        yield _matter(words.digits(f"{agenda}.{at}"), item, more, _to_do(meeting, item, words))
    if not adopted and not items:
        yield Matter("", "– ไม่มี –", (), ())
    if agenda == _LAST and meeting.acknowledged is not None:
        yield _acknowledged(meeting.acknowledged, words)


def _matter(number: str, item: Item, more: tuple[str, ...], to_do: tuple[str, ...]) -> Matter:
    paragraphs, resolution = (
        tuple(line for line in text.splitlines() if line.strip()) for text in (item.text, item.resolution)
    )
    if resolution:
        return Matter(number, item.title, (*paragraphs, *more), (*resolution, *to_do))
    return Matter(number, item.title, (*paragraphs, *to_do, *more), ())


def _to_do(meeting: Meeting, item: Item, words: Words) -> tuple[str, ...]:
    """Return who does it by when and how it is measured, of the matter's action, unless its words say so already."""
    action = meeting.actions.get(item.id)
    if action is None:
        return ()
    said = " ".join("\n".join((item.title, item.text, item.resolution)).split())
    due = dates.parse(action.due)
    day = dates.spoken(due, "th", both_eras=False) if due else ""
    lines = (
        ("ผู้รับผิดชอบ: ", action.unit),
        ("ภายในวันที่ ", day),
        ("ตัวชี้วัด: ", " ".join(action.measure.split())),
    )
    plain = said.translate(_ARABIC)
    return tuple(
        f"{name}{words.digits(text) if text == day else text}"
        for name, text in lines
        if text and text.translate(_ARABIC) not in plain
    )


def _documents(meeting: Meeting, item: Item, words: Words) -> tuple[str, ...]:
    """Return the matter's documents by their names, a link with its address."""
    named = [
        each.name if each.link in ("", each.name) else f"{each.name} ({each.link})"
        for each in meeting.documents.get(item.id, ())
    ]
    if len(named) < 2:
        return tuple(f"สิ่งที่แนบ: {each}" for each in named)
    return ("สิ่งที่แนบ:", *(f"{words.digits(str(at))}) {each}" for at, each in enumerate(named, 1)))


def _acknowledged(counted: Counted, words: Words) -> Matter:
    """Return how many units have acknowledged the minutes, and which have not: on the paper of every template."""
    missing = (f"หน่วยที่ยังไม่รับทราบ ได้แก่ {' '.join(counted.missing)}",) if counted.missing else ()
    return Matter("", f"รับทราบรายงานการประชุมแล้ว {_of_all(len(counted.units), counted, words)}", missing, ())


def _of_item(counted: Counted | None, item: Item, words: Words) -> tuple[str, ...]:
    if counted is None or item.id not in counted.items:
        return ()
    return (f"รับทราบ {_of_all(counted.items[item.id], counted, words)}",)


def _of_all(number: int, counted: Counted, words: Words) -> str:
    """Return ๕ จาก ๒๖ หน่วย, or ๕ หน่วย where the meeting's units are not known."""
    return words.digits(f"{number} จาก {counted.all} หน่วย" if counted.listed else f"{number} หน่วย")
