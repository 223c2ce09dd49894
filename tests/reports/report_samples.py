"""Records for the tests of the report writers: a plain workshop, a hostile one, and one of any size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from workshop.views.actions import Action, ActionStep
from workshop.views.asked.pulse import Pulse
from workshop.views.asked.voting import Option, Voting
from workshop.views.dates import BANGKOK
from workshop.views.figures import Figures, Status
from workshop.views.linked import FocusIssue, Link, Linked
from workshop.views.programme import ProgrammeItem
from workshop.views.record import Category, Group, Note, Phase, Record, Theme

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
HOSTILE_NOTES = (
    "ก็ น้ำ ที่ ปั๊ม ญู ฐี กตัญญู ผู้ใหญ่ ป่า ฟ้า ฝั่ง ซึ่ง ทั้งนี้",
    "การพัฒนาศักยภาพผู้นำชุมชนท้องถิ่นอย่างต่อเนื่องตามหลักปรัชญาของเศรษฐกิจพอเพียง" * 4,
    f"ครอบครัวมาช่วยกัน {FAMILY} ดีมาก \N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "บรรทัดแรก\nบรรทัดสอง\n\tย่อหน้า\tต่อ",
    "ขึ้นบรรทัดแบบ Windows\r\nและแบบเก่า\rจบ",
    "อักขระควบคุม \x00\x01\x08\x0b\x0c\x1f\x7f จบ",
    "ตัวแทนเดี่ยว \ud83d กับ \udc00 จบ",
    "ไม่ใช่อักขระ \ufffe\uffff จบ",
    '=HYPERLINK("http://x","y")',
    "=1+1",
    "{=1+1}",
    "+66",
    "-",
    "@SUM(A1)",
    "＝1+1",
    "  =1+1",
    "\t=1+1",
    "'เริ่มด้วยอะพอสทรอฟี",
    "007",
    "1e5",
    "TRUE",
    "http://example.org/?a=1&b=2",
    "mailto:x@example.org",
    "_x0041_ ไม่ใช่รหัส",
    "<w:t>&amp; ]]> <!-- </w:t>",
    '"ในเครื่องหมายคำพูด" และ, จุลภาค; อัฒภาค',
    "ສະບາຍດີ ພວກເຮົາຕ້ອງການນ້ຳສະອາດ",
    "ကျွန်ုပ်တို့ ရေသန့် လိုအပ်သည်",
    "\N{RIGHT-TO-LEFT OVERRIDE}กลับด้าน\N{POP DIRECTIONAL FORMATTING}",
    "\N{ZERO WIDTH SPACE}ช่องว่างกว้างศูนย์\N{ZERO WIDTH SPACE}",
    "   ",
    "  เว้นวรรคหน้าและหลัง  ",
    "ํ้ี ่ ลอย",
    "งบน้อย" * 50,
)


def note(number: int, text: str, **changes: object) -> Note:
    made = Note(
        number,
        text,
        "กลุ่มที่ 1",
        "ปัญหา/อุปสรรค",
        Status.UNGROUPED,
        "",
        datetime(2020, 10, 30, 9, number % 60, tzinfo=BANGKOK),
    )
    return replace(made, **changes)


def theme(label: str, *notes: Note, given: bool = False) -> Theme:
    return Theme(label, given, tuple(replace(each, status=Status.THEME, theme=label) for each in notes))


def category(name: str = "ปัญหา/อุปสรรค", **changes: object) -> Category:
    return replace(Category("problem", name), **changes)


def record(*categories: Category, **changes: object) -> Record:
    made = Record(
        title="เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564",
        host_unit="สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
        venue="ห้องประชุมโรงแรม อำเภออุบลรัตน์",
        starts_on=date(2020, 10, 30),
        ends_on=date(2020, 10, 31),
        fiscal_year=2564,
        template="look_back",
        code="K7M4QX",
        opening_words="ขอให้ทุกท่านร่วมกันทบทวนงานที่ผ่านมา\nและวางแผนงานปีต่อไป",
        groups=(Group("กลุ่มที่ 1", 12, 3), Group("กลุ่มที่ 2", 10, 2)),
        phases=(Phase("ปัญหาและอุปสรรค", "ปีที่ผ่านมาติดขัดเรื่องใด"),),
        figures=sum((each.figures for each in categories), Figures()),
        categories=categories,
        read_at=datetime(2020, 10, 31, 16, 30, tzinfo=BANGKOK),
    )
    return replace(made, **changes)


def plain() -> Record:
    """Two categories with notes of every status, one empty category, and one hidden note."""
    problems = category(
        themes=(
            theme("งบประมาณล่าช้า", note(1, "งบมาช้า", agreed=3), note(2, "งบประมาณโอนล่าช้า", group="กลุ่มที่ 2")),
            theme("คนไม่พอ", note(4, "เจ้าหน้าที่น้อย"), given=True),
        ),
        ungrouped=(note(5, "ฝนตกหนัก", group=""),),
        set_aside=(note(6, "-", status=Status.SET_ASIDE),),
        hidden=1,
    )
    proposals = category("ข้อเสนอแนะ", key="proposal", ungrouped=(note(7, "ขอรถเพิ่ม", category="ข้อเสนอแนะ"),))
    return record(problems, category("สาเหตุ", key="cause"), proposals)


def voted() -> Record:
    """The plain report with two votings, the later one still open, and two questions, one with too few answers."""
    first = Voting(
        title="เรื่องที่ควรทำก่อน",
        category="ปัญหา/อุปสรรค",
        dots=3,
        voters=9,
        closed=True,
        options=(Option("งบประมาณล่าช้า", 17), Option("คนไม่พอ", 6)),
    )
    second = Voting("", "", 1, 0, False, (Option("คนไม่พอ", 0),))
    moods = (Pulse("วันนี้เป็นอย่างไร", 8, (0, 1, 0, 4, 3)), Pulse("", 4, None))
    return replace(plain(), asked=(first, second, *moods))


def decided() -> Record:
    """The plain report with a rating, a ranking and two matrices; some options nobody rated, one is hostile."""
    rating = Voting(
        *("ให้คะแนนแต่ละเรื่อง", "ปัญหา/อุปสรรค", 1, 4, True),
        (
            Option("งบประมาณล่าช้า", 4, means=(450,), spread=((0, 0, 0, 2, 2),)),
            Option("คนไม่พอ", 2, means=(450,), spread=((0, 0, 0, 1, 1),)),
            Option('=ฝาย("http://x")', 3, means=(133,), spread=((2, 1, 0, 0, 0),)),
            Option("ไม่มีใครให้", 0, spread=((0,) * 5,)),
        ),
        kind="rating",
    )
    ranking = Voting(
        *("", "ปัญหา/อุปสรรค", 2, 3, True),
        (Option("คนไม่พอ", 5, firsts=2), Option("งบประมาณล่าช้า", 4, firsts=1), Option("รถเก่า", 0)),
        slips=True,
        kind="ranking",
    )
    effort = Voting(
        *("", "", 1, 3, True),
        (
            Option("ขุดลอกคลอง", 3, means=(133, 467), spread=((2, 1, 0, 0, 0), (0, 0, 0, 1, 2)), corner="now"),
            Option("ซ่อมถนนทุกสาย", 3, means=(467, 467), spread=((0, 0, 0, 1, 2), (0, 0, 0, 1, 2)), corner="plan"),
            Option("ทำป้าย", 2, means=(150, 200), spread=((1, 1, 0, 0, 0), (0, 2, 0, 0, 0)), corner="spare"),
            Option("สร้างฝายใหญ่", 3, means=(500, 167), spread=((0, 0, 0, 0, 3), (1, 2, 0, 0, 0)), corner="doubt"),
            Option("อบรมบัญชีครัวเรือน", 1, means=(300, 300), spread=((0, 0, 1, 0, 0), (0, 0, 1, 0, 0))),
            Option("ยังไม่มีใครให้", 0, spread=((0,) * 5, (0,) * 5)),
        ),
        kind="effort_impact",
        source="lines",
    )
    turned = {"now": "plan", "plan": "now", "spare": "rest", "doubt": "hand_over"}
    urgency = replace(
        effort,
        title="เร่งด่วนหรือสำคัญ",
        kind="urgency_importance",
        options=tuple(replace(each, corner=turned.get(each.corner, "")) for each in effort.options),
    )
    return replace(plain(), asked=(rating, ranking, effort, urgency))


def days() -> Record:
    """The plain report with the mood of a morning and an evening, and words on it."""
    words = (("สนุก", 4), ("ได้ความรู้", 2))
    morning = Pulse("เช้านี้เป็นอย่างไร", 6, (0, 2, 2, 2, 0), "morning", (), 3)
    evening = Pulse("", 7, (0, 0, 1, 3, 3), "evening", words, 7, 1, (3.0, 6))
    return replace(plain(), asked=(morning, evening))


def planned() -> Record:
    """The plain report with what the room decided to do: one under way, one overdue and hostile, one bare."""
    step = ActionStep(datetime(2020, 12, 1, 9, tzinfo=BANGKOK), "doing", "สำรวจแล้ว 2 แห่ง")
    return replace(
        plain(),
        actions=(
            Action("ขุดลอกคลอง", "อำเภอพล", date(2021, 3, 31), "3 แห่ง", ("งบประมาณล่าช้า",), "doing", steps=(step,)),
            Action('=ฝาย("http://x")\x01 <b>', "+หน่วย", date(2020, 11, 2), "@วัด", (), "waiting", True),
            Action("อบรมบัญชีครัวเรือน"),
        ),
    )


def timed() -> Record:
    """The plain report with a programme of two days and a hostile title."""
    items = (
        ProgrammeItem(1, "09:00", "10:30", "input", "เหลียวหลัง"),
        ProgrammeItem(1, "10:30", "10:45", "break", '=พัก("http://x")\x01 <b>'),
        ProgrammeItem(2, "13:00", "14:00", "plenary", "สรุปร่วมกัน"),
    )
    return replace(plain(), programme=items)


def whole() -> Record:
    """A report with all that the analysis found: a problem with two answers, gaps, focus issues, notes taken back."""
    budget = theme("งบประมาณล่าช้า", note(1, "งบมาช้า", focus=("f1",)), note(2, "โอนล่าช้า", group="กลุ่มที่ 2", focus=("f1",)))
    budget = replace(budget, id="t1", keywords=("งบประมาณ", "ล่าช้า"))
    alone, waits = note(5, "ฝนตกหนัก", group=""), note(6, "เพิ่งส่งมา", waiting=True)
    car = replace(theme("ขอรถเพิ่ม", *(note(n, "ขอรถ", category="ข้อเสนอแนะ") for n in (7, 8, 9))), id="t2")
    early = note(10, "โอนก่อนตุลาคม", category="ข้อเสนอแนะ", focus=("f1",))
    problems = category(themes=(budget,), ungrouped=(alone, waits))
    proposals = category("ข้อเสนอแนะ", key="proposal", themes=(car,), ungrouped=(early,))
    ends = budget.end(problems.name), early.end, car.end(proposals.name)
    links = (Link(ends[0], ends[1], 0.9, "confirmed"), Link(ends[0], ends[2], 0.4, ""))
    voting = Voting("", "", 3, 9, True, (Option("งบประมาณล่าช้า", 17, "t1"), Option("เดิม", 2, "gone")))
    return record(
        problems,
        proposals,
        asked=(voting,),
        groups=(Group("กลุ่มที่ 1", 12, 6), Group("กลุ่มที่ 2", 10, 1)),
        without_group=1,
        phases=(Phase("ปัญหา", "ติดขัดเรื่องใด", state="closed", notes=6),),
        seq=42,
        withdrawn=(3, 4),
        linked=Linked(links, (alone.end,)),
        focus=(FocusIssue("f1", "โคก หนอง นา โมเดล"), FocusIssue("f2", "แก้จนคนขอนแก่น")),
    )


def wordy() -> Record:
    """Many problems, answers, gaps and focus issues, all with labels of 120 letters."""
    label = "การพัฒนาศักยภาพผู้นำชุมชนให้ทำงานร่วมกับท้องถิ่น" * 3

    def themes(first: int) -> tuple[Theme, ...]:
        return tuple(
            replace(theme(f"{n} {label}"[:120], note(n, "ก", agreed=n), note(n + 50, "ข", group="กลุ่มที่ 2")), id=f"t{n}")
            for n in range(first, first + 8)
        )

    problems, proposals = category(themes=themes(1)), category("ข้อเสนอแนะ", key="proposal", themes=themes(20))
    ends = [each.end(problems.name) for each in problems.themes]
    links = tuple(
        Link(end, each.end(proposals.name), 0.5, "") for end, each in zip(ends[:4], proposals.themes, strict=False)
    )
    issues = tuple(FocusIssue(f"f{n}", f"โคก หนอง นา โมเดล ระยะที่ {n} ของจังหวัด") for n in range(6))
    return record(problems, proposals, linked=Linked(links, tuple(ends[4:])), focus=issues)


def hostile() -> Record:
    """Texts that break careless writers, in notes and in every name."""
    notes = [note(number, text, group="=กลุ่ม\x00<1>") for number, text in enumerate(HOSTILE_NOTES, start=1)]
    held = category(
        "=ปัญหา & <อุปสรรค>\x07",
        themes=(theme('=HYPERLINK("http://x")\x01 น้ำ', *notes[:10]),),
        ungrouped=tuple(notes[10:]),
    )
    groups = (Group("=กลุ่ม\x00<1>", 1, len(notes)),)
    return record(held, title="=ชื่อ\x00 <b>/\\:*?|", host_unit="+หน่วย\x0b", opening_words="@เปิด\x1b", groups=groups)


def many(count: int) -> Record:
    """`count` notes in themes of 20."""
    notes = [note(n, f"ความเห็นที่ {n} เรื่องการพัฒนาหมู่บ้าน", group=f"กลุ่มที่ {n % 26 + 1}") for n in range(1, count + 1)]
    themes = tuple(theme(f"เรื่องที่ {at // 20 + 1}", *notes[at : at + 20]) for at in range(0, count, 20))
    return record(category(themes=themes))


EMPTY = record(category(), category("ข้อเสนอแนะ", key="proposal"), groups=(), phases=(), opening_words="")
