"""Letters back to the units that answered a directive: what each one said, what others said, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.domain.offices import Office
from workshop.reports.letters.letter import Letter, letter_to, missing
from workshop.reports.thai_dates import long_date
from workshop.reports.words import Words
from workshop.views.asked.voting import Option
from workshop.year.board import CategoryPart, ThemeRow, Whole
from workshop.year.contents import Action, Directive
from workshop.year.letter_order import UNIT, Order
from workshop.year.unit_results import Results, Total

_THEMES, _OTHERS, _VOTINGS = 3, 3, 5  # so many are named: the rest stands on the board


def letter(
    office: Office,
    content: Directive,
    whole: Whole,
    order: Order,
    unit: str,
    actions: Sequence[Action],
    found: Results,
    words: Words,
) -> Letter:
    """Return the letter to the unit of this code, from the board: themes, counts and units, and never a note.

    Of the unit's own answer there is its conclusion, and of its votings the sums over all units that asked the same.
    """
    assert whole.board is not None
    name = whole.names.get(unit, unit)
    body = (
        *_said(content, whole, unit, name, words),
        *_shared(whole, unit, name, words),
        *_missed(whole, unit, name, words),
        *_answers(whole, unit, name, words),
        *_concluded(found, unit, name),
        *_voted(found, unit, name, words),
        *_actions(actions, words),
        *(order.decided.splitlines() or [missing("ผลการพิจารณาของหน่วยงานที่สั่งการ")]),
        "จึงเรียนมาเพื่อโปรดทราบ",
    )
    return letter_to(
        office,
        content.issuer,
        f"แจ้งผลการรวบรวมความเห็นตามข้อสั่งการ เรื่อง {content.subject}",
        order.to.replace(UNIT, whole.board.sources[unit].get("to", name)),
        f"{content.number} ลงวันที่ {words.digits(long_date(content.issued_on, 'th'))}",
        (f"กระดานรวมความเห็นของทุกหน่วยงาน จำนวน {words.digits(1)} ชุด",),
        tuple(line for line in body if line.strip()),
    )


def _said(content: Directive, whole: Whole, unit: str, name: str, words: Words) -> Iterator[str]:
    """Yield what the unit said itself."""
    assert whole.board is not None
    source = whole.board.sources[unit]
    yield (
        f"ตามหนังสือที่อ้างถึง ให้หน่วยงานทบทวนและรายงานภายในวันที่ {words.digits(long_date(content.deadline, 'th'))}"
        f" และ{name}ได้ส่งคำตอบฉบับที่ {_n(source['version'], words)} แล้ว นั้น"
    )
    parts = [f"ประเภท{part.name} ได้แก่ {_quoted(own, unit, words)}" for part, own in _own(whole, unit) if own]
    count = _n(source["notes"], words)
    said = " และ".join(parts)
    yield f"คำตอบของ{name}มี {count} ความเห็น กลุ่มความเห็นที่มีมากที่สุด {said}" if parts else f"คำตอบของ{name}มี {count} ความเห็น"


def _shared(whole: Whole, unit: str, name: str, words: Words) -> Iterator[str]:
    """Yield what others say too, and what this unit says alone."""
    own = [theme for _part, themes in _own(whole, unit) for theme in themes]
    common = sorted((theme for theme in own if len(theme.units) > 1), key=lambda theme: -len(theme.units))[:_OTHERS]
    alone = [theme for theme in own if len(theme.units) == 1][:_OTHERS]
    assert whole.board is not None
    units = _n(len(whole.board.sources), words)
    if common:
        named = " ".join(f"“{theme.label}” ({_n(len(theme.units), words)} หน่วยงาน)" for theme in common)
        yield f"เมื่อรวมกับคำตอบของทั้งหมด {units} หน่วยงาน เรื่องที่หน่วยงานอื่นกล่าวถึงเช่นเดียวกัน ได้แก่ {named}"
    if alone:
        yield f"เรื่องที่{name}กล่าวถึงเพียงหน่วยงานเดียว ได้แก่ " + " ".join(f"“{theme.label}”" for theme in alone)


def _missed(whole: Whole, unit: str, name: str, words: Words) -> Iterator[str]:
    """Yield what most of the others say and this unit does not."""
    found = [
        theme for part in whole.categories for theme in part.themes if unit not in theme.units and len(theme.units) > 1
    ]
    found = sorted(found, key=lambda theme: -len(theme.units))[:_OTHERS]
    if found:
        named = " ".join(f"“{theme.label}” ({_n(len(theme.units), words)} หน่วยงาน)" for theme in found)
        yield f"เรื่องที่หน่วยงานอื่นกล่าวถึงมากแต่ไม่มีในคำตอบของ{name} ได้แก่ {named}"


def _answers(whole: Whole, unit: str, name: str, words: Words) -> Iterator[str]:
    """Yield themes of other units that answer problems of this one; a single note of another unit is not quoted."""
    themes = {theme.id for part in whole.categories for theme in part.themes}
    waiting = [each for each in whole.crossings if unit in each.waiting and each.answer.id in themes][:_OTHERS]
    for each in waiting:
        others = [code for code in each.answer.units if code != unit]
        names = " ".join(whole.names.get(code, code) for code in others[:_OTHERS])
        more = f" และอีก {_n(len(others) - _OTHERS, words)} หน่วยงาน" if len(others) > _OTHERS else ""
        yield (
            f"ต่อปัญหา “{each.problem.label}” ของ{name} มีแนวทาง “{each.answer.label}” จาก {names}{more} ซึ่งอาจนำไปปรับใช้ได้"
        )


def _actions(actions: Sequence[Action], words: Words) -> Iterator[str]:
    if actions:
        done = sum(each.status == "done" for each in actions)
        doing = sum(each.status == "doing" for each in actions)
        yield (
            f"สิ่งที่จะทำตามคำตอบมี {_n(len(actions), words)} เรื่อง เสร็จแล้ว {_n(done, words)} เรื่อง"
            f" กำลังทำ {_n(doing, words)} เรื่อง"
        )


def _concluded(found: Results, unit: str, name: str) -> Iterator[str]:
    """Yield the conclusion of the unit itself, verbatim."""
    for each in found.conclusions:
        if each.unit.code == unit:
            yield f"{name}มีข้อสรุป ดังนี้"
            yield from each.conclusion.splitlines()


def _voted(found: Results, unit: str, name: str, words: Words) -> Iterator[str]:
    """Yield the votings of the unit, with all units that asked the same; a note that was voted on is not quoted."""
    own = [each for each in found.totals if unit in {its.code for its, _voters in each.units}]
    for each in own[:_VOTINGS]:
        asked, of = each.asked, "ใบ" if each.asked.slips else "เครื่อง"
        here = next(voters for its, voters in each.units if its.code == unit)
        yield " ".join(
            filter(
                None,
                (
                    f"การลงคะแนน “{asked.heading('th')}” ของ{name}มีผู้ลงคะแนน {_n(here, words)} {of}",
                    f"รวม {_n(len(each.units), words)} หน่วยงานที่ลงคะแนนเรื่องเดียวกัน {_n(asked.voters, words)} {of}"
                    if len(each.units) > 1
                    else "",
                    _leading(each, words),
                ),
            )
        )
    for its, voting in found.few:
        if its.code == unit:
            yield f"การลงคะแนน “{voting.title or voting.category or 'ไม่มีหัวข้อ'}” ของ{name}มีผู้ลงคะแนนน้อยกว่าห้า จึงไม่มีผล"
    if len(own) > _VOTINGS:
        yield f"และมีการลงคะแนนอีก {_n(len(own) - _VOTINGS, words)} ครั้ง ซึ่งอยู่ในกระดานรวม"


def _leading(total: Total, words: Words) -> str:
    """Return what leads; "" where the options are notes, or nothing got a vote."""
    if total.asked.source == "notes":
        return ""
    named = [
        f"“{each.label}” ({_given(each, words)})" for each in total.asked.options[:_OTHERS] if each.votes or each.means
    ]
    return "ผลที่มาก่อน ได้แก่ " + " ".join(named) if named else ""


def _given(option: Option, words: Words) -> str:
    if option.means:
        return "เฉลี่ย " + " และ ".join(words.digits(f"{mean / 100:.2f}") for mean in option.means)
    return f"{_n(option.votes, words)} คะแนน"


def _own(whole: Whole, unit: str) -> Iterator[tuple[CategoryPart, list[ThemeRow]]]:
    for part in whole.categories:
        yield part, sorted((each for each in part.themes if unit in each.units), key=lambda each: -each.units[unit])


def _quoted(themes: Sequence[ThemeRow], unit: str, words: Words) -> str:
    return " ".join(f"“{theme.label}” ({_n(theme.units[unit], words)} ความเห็น)" for theme in themes[:_THEMES])


def _n(value: int, words: Words) -> str:
    return words.digits(f"{value:,}")
