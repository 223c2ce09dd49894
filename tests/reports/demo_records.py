"""Records of any size with the notes and themes of the demo workshop, with links and focus issues."""

from __future__ import annotations

from dataclasses import replace

from tests.reports.report_samples import note as made_note
from tests.reports.report_samples import record
from workshop.demo.notes import DemoNote, load
from workshop.views.figures import Status
from workshop.views.linked import FocusIssue, Link, Linked
from workshop.views.record import Category, Group, Note, Phase, Record, Theme

_NAMES = {
    "result": "ผลงาน",
    "problem": "ปัญหา/อุปสรรค",
    "cause": "สาเหตุ",
    "solution": "แนวทางแก้ไข",
    "proposal": "ข้อเสนอแนะ/การพัฒนาต่อยอด",
}
_FOCUS = (FocusIssue("f1", "โคก หนอง นา โมเดล"), FocusIssue("f2", "คู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น"))


def demo_of(count: int) -> Record:
    """Return the first `count` notes of the demo, the same once more where there are fewer."""
    demo = load()
    notes = [(at, demo[at % len(demo)], at // len(demo)) for at in range(count)]
    categories = tuple(
        _category(key, name, [(at, each, turn) for at, each, turn in notes if each.category == key])
        for key, name in _NAMES.items()
    )
    groups = sorted({each.group for each in demo})
    return record(
        *categories,
        groups=tuple(Group(name, 7, sum(each.group == name for _at, each, _turn in notes)) for name in groups),
        phases=tuple(Phase(name, "ปีงบประมาณ 2564 ควรทำเรื่องใดต่อ ทำให้ดีขึ้นอย่างไร", "unit") for name in _NAMES.values()),
        focus=_FOCUS,
        linked=_linked(categories),
        opening_words="ขอต้อนรับพัฒนาการอำเภอและนักวิชาการพัฒนาชุมชนทุกท่าน เขียนได้ตามจริง " * 4,
    )


def _category(key: str, name: str, notes: list[tuple[int, DemoNote, int]]) -> Category:
    themes: dict[str, list[Note]] = {}
    aside = []
    for at, each, turn in notes:
        focus = tuple(issue.key for issue in _FOCUS if issue.name[:4] in each.theme)
        made = made_note(at + 1, each.text, group=each.group, category=name, focus=focus, agreed=at % 4)
        if each.theme == "noise":
            aside.append(replace(made, status=Status.SET_ASIDE))
        else:
            label = f"{each.theme} ระยะที่ {turn + 1}" if turn else each.theme
            themes.setdefault(label, []).append(replace(made, status=Status.THEME, theme=label))
    ordered = sorted(themes.items(), key=lambda item: -len(item[1]))
    return Category(
        key,
        name,
        tuple(Theme(label, False, tuple(found), id=f"{key}-{label}") for label, found in ordered),
        set_aside=tuple(aside),
    )


def _linked(categories: tuple[Category, ...]) -> Linked:
    """Return each problem answered by up to two proposals, but every third one."""
    by_key = {each.key: each for each in categories}
    answers = [theme.end(by_key[key].name) for key in ("solution", "proposal") for theme in by_key[key].themes]
    problems = [theme.end(by_key["problem"].name) for theme in by_key["problem"].themes]
    links = tuple(
        Link(problem, answers[(at * 3 + step) % len(answers)], 0.6 - 0.1 * step, "")
        for at, problem in enumerate(problems)
        if at % 3 and answers
        for step in range(at % 3)
    )
    answered = {each.problem.theme for each in links}
    return Linked(links, tuple(each for each in problems if each.theme not in answered))
