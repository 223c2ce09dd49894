"""A record with all that a report can have: every kind of vote, open, closed, tied and on slips, and every script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tests.reports.demo_records import demo_of
from tests.reports.picture_samples import picture
from tests.reports.report_samples import decided
from workshop.messages.outgoing import AttachedFigures
from workshop.views.actions import Action, ActionStep
from workshop.views.asked.lookback import Card, Lookback
from workshop.views.asked.pulse import Pulse
from workshop.views.asked.voting import Option, Voting
from workshop.views.dates import BANGKOK
from workshop.views.figures import Status
from workshop.views.programme import ProgrammeItem
from workshop.views.record import Attached, Category, Record
from workshop.views.summaries import GroupPoint, Summary

SCRIPTS = (
    "ສະບາຍດີ ພວກເຮົາຕ້ອງການນ້ຳສະອາດ",
    "ကျွန်ုပ်တို့ ရေသန့် လိုအပ်သည်",
    "យើងត្រូវការទឹកស្អាត",
    "我们需要干净的水和更好的道路",
    "きれいな水が必要です",
    "깨끗한 물이 필요합니다",
    "كيت ممرلوكن اير برسيه",
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4} ดีมาก \N{DROPLET}",
    "Nước sạch cho mọi người",
    "Нужна чистая вода",
)


def votings(category: Category) -> tuple[Voting, ...]:
    """Return a voting of every kind; of dots one that is closed with a tie, one that is open, and one on slips."""
    labels = [each.label for each in category.themes[:4]]
    ids = [each.id for each in category.themes[:4]]

    def options(*votes: int) -> tuple[Option, ...]:
        return tuple(Option(label, count, id) for label, count, id in zip(labels, votes, ids, strict=True))

    tied = Voting("เรื่องที่ควรทำก่อน", category.name, 3, 9, True, options(12, 7, 7, 0))
    opened = Voting("รอบที่สอง", "", 2, 4, False, options(4, 2, 1, 0))
    slips = Voting("", category.name, 1, 30, True, options(15, 9, 6, 0), slips=True)
    answers = (Option("", 7, "answer-agreed"), Option("", 2, "answer-noted"), Option("", 1, "answer-not-yet"))
    agree = Voting("", "", 1, 10, True, answers, kind="agree", source="answers", about=3)
    return (tied, opened, slips, agree, *(each for each in decided().asked if isinstance(each, Voting)))


def everything() -> Record:
    """Return the record of 60 notes of the demo with all of that."""
    made = demo_of(60)
    first, *others = made.categories
    said = {"comments": (Attached("ทำได้ทันที"), Attached("ขอบคุณทุกกลุ่ม", staff=True))}
    extra = tuple(
        replace(first.themes[0].notes[0], number=101 + at, text=text, theme="", status=Status.UNGROUPED, agreed=at)
        for at, text in enumerate(SCRIPTS)
    )
    late = replace(extra[0], number=120, text="ส่งหลังปิดช่วง", late=True, waiting=True)
    first = replace(
        first,
        themes=(replace(first.themes[0], attached=said), *first.themes[1:]),
        ungrouped=(*first.ungrouped, *extra, late),
        hidden=2,
    )
    step = ActionStep(datetime(2020, 12, 1, 9, tzinfo=BANGKOK), "doing", "สำรวจแล้ว 2 แห่ง")
    words = (("สนุก", 4), ("ได้ความรู้", 3))
    evening = Pulse("", 7, (0, 0, 1, 3, 3), "evening", words, 7, 0, (3.0, 6))
    card = Card("proposal", "ตั้งกองทุนหมู่บ้านต้นแบบ", "อำเภอพล", "", 4, "doing", 6, (1, 4, 1), (2, 5))
    label = first.themes[0].label
    return replace(
        made,
        categories=(first, *others),
        figures=sum((each.figures for each in others), first.figures),
        attached=made.attached | {"comments": AttachedFigures(received=2, shown=2, hidden=0, withdrawn=0)},
        asked=(
            *votings(first),
            Pulse("เช้านี้เป็นอย่างไร", 6, (0, 2, 2, 2, 0), "morning", (), 3),
            evening,
            Pulse("", 4, None),
            Lookback("เหลียวหลัง ปีงบประมาณ 2563", 2563, True, True, 6, (card, replace(card, what="คลองตื้น", counts=None))),
        ),
        summaries=(
            Summary("กลุ่มดอกคูน", (GroupPoint("ซ่อมถนนก่อนฤดูฝน", (1, 2), (label,)), GroupPoint("โอนงบก่อนตุลาคม"))),
            Summary("กลุ่มแก่นนคร", (GroupPoint("อบรมบัญชีครัวเรือน", (3,)),)),
        ),
        actions=(
            Action("ขุดลอกคลอง", "อำเภอพล", date(2021, 3, 31), "3 แห่ง", (label,), "doing", steps=(step,)),
            Action("โอนงบประมาณภายใน 15 วัน", "สำนักงานจังหวัด", date(2020, 11, 2), "", (), "waiting", True),
            Action("อบรมบัญชีครัวเรือน"),
        ),
        programme=(
            ProgrammeItem(1, "09:00", "10:30", "input", "เหลียวหลัง"),
            ProgrammeItem(2, "13:00", "14:00", "plenary", "สรุปร่วมกัน"),
        ),
        pictures=(picture(800, 600, "กลุ่มย่อยระดมความเห็น"), picture(600, 800, "ติดบัตรบนกระดาน")),
        background="จังหวัดจัดเวทีทบทวนงานทุกปี",
        objectives="ทบทวนผลงานปี 2563\nเสนอแนวทางปี 2564",
        conclusion="ที่ประชุมเห็นควรเร่งรัดการโอนงบประมาณ",
        units=(("สำนักงานพัฒนาชุมชนอำเภอพล", 6), ("", 4)),
        withdrawn=(98, 99),
        seq=321,
    )
