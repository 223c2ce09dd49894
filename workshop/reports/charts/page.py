"""The one-page picture: what the room said, as one sends it in a chat."""

from dataclasses import replace

from lxml import etree

from workshop.reports.actions import counted, decided
from workshop.reports.answers import answered, votes
from workshop.reports.approval import status
from workshop.reports.charts import bars, pairs
from workshop.reports.charts.data import Bars, asked, themes_by_group
from workshop.reports.charts.svg import ACCENT, INK, PAPER, RULE, SOFT, Canvas
from workshop.reports.charts.wrapping import shortened
from workshop.reports.docx.body import facts_of
from workshop.reports.summary import findings, next_steps
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.words import Words
from workshop.views.asked.voting import Voting
from workshop.views.record import Record

WIDTH = 1080.0
_MARGIN = 56.0
_SIZE = 25.0
_TILE = 130
_THEMES, _OPTIONS, _PROBLEMS, _STEPS = 5, 4, 4, 4
_SHORT = 32.0  # ems: what is to be done and the unit that does it have room on two lines


def drawn(record: Record, words: Words) -> etree._Element:
    """Return the picture, as high as what is in it; its description has the findings of the summary."""
    canvas = Canvas(WIDTH, "page")
    x, width = _MARGIN, WIDTH - 2 * _MARGIN
    paper = canvas.add("rect", x=0, y=0, width=WIDTH, height=0, fill=PAPER)
    y = _head(canvas, record, words, x, width)
    half = (width - 48) / 2
    y = _tiles(canvas, record, words, x, y, width)
    themes = [
        each for each in (themes_by_group(record, one, words, _THEMES, alike=True) for one in record.categories) if each
    ]
    themes = sorted(themes, key=lambda each: -sum(each.totals))[:2]
    below = [_bars(canvas, each, words, x + at * (half + 48), y, half) for at, each in enumerate(themes)]
    y = max(below, default=y)
    if answered(record):
        y = _heading(canvas, words.answers, x, y, width)
        y = pairs.draw(canvas, record, words, x, y, width, 0.84 * _SIZE, _PROBLEMS) + _SIZE
    below = [_bars(canvas, each, words, x + at * (half + 48), y, half) for at, each in enumerate(_asked(record, words))]
    y = _ahead(canvas, record, words, x, max(below, default=y), width)
    canvas.box(x, y, width, 1.5, RULE)
    moment = words.digits(long_moment(record.read_at, words.language))
    made = f"{words.generated_at} {moment} · {words.code} {record.code} · {status(record, words)}"
    y = canvas.text(x, y + 8, width, made, 0.72 * _SIZE, fill=SOFT)
    paper.set("height", f"{y + 32:.0f}")
    return canvas.finished(y + 32, record.title or words.report_title, " ".join(findings(record, words)))


def _asked(record: Record, words: Words) -> list[Bars]:
    """Return two charts at most: the last vote beside the levels that were asked for, else beside what was asked last.

    Answers to the list of actions, for which a workshop asks at its end, do not take the place of a vote.
    """
    found = asked(record, words, _OPTIONS)
    votes_alone = tuple(each for each in record.asked if not (isinstance(each, Voting) and each.actions))
    voted = (
        asked(replace(record, asked=votes_alone), words, _OPTIONS, Voting) or asked(record, words, _OPTIONS, Voting)
    )[-1:]
    levels = [each for each in found if each.whole and not each.about][-1:]  # a chart of several questions
    if voted and levels:
        return [*voted, *levels]
    return [*voted, *found[-1:]] if voted and found[-1] not in voted else found[-2:]


def _head(canvas: Canvas, record: Record, words: Words, x: float, width: float) -> float:
    canvas.box(0, 0, WIDTH, 14, ACCENT)
    y = canvas.line(x, 36, words.summary_title, 0.9 * _SIZE, bold=True, fill=SOFT)
    y = canvas.text(x, y, width, record.title, 1.7 * _SIZE, 3, bold=True, fill=ACCENT)
    when = words.digits(date_range(record.starts_on, record.ends_on, words.language))
    where = " · ".join(part for part in (record.host_unit, record.venue, when) if part)
    return canvas.text(x, y, width, where, 0.9 * _SIZE, 2, fill=SOFT) + 12


def _tiles(canvas: Canvas, record: Record, words: Words, x: float, y: float, width: float) -> float:
    gaps = sum(not each.answers for each in answered(record))
    facts = (
        (record.figures.received, words.notes),
        (len(record.themes), words.themes),
        (record.participants, words.participants),
        (gaps, words.without_answer),
    )
    wide = (width - 3 * 16) / 4
    for at, (count, name) in enumerate(facts):
        left = x + at * (wide + 16)
        canvas.box(left, y, wide, _TILE, "#EEF3F5", rx=10)
        canvas.line(left + 16, y - 2, words.digits(f"{count:,}"), 2 * _SIZE, bold=True, fill=ACCENT)
        canvas.text(left + 16, y + 68, wide - 28, name, 0.76 * _SIZE, 2, fill=INK)
    return y + _TILE + 22


def _bars(canvas: Canvas, shown: Bars, words: Words, x: float, y: float, width: float) -> float:
    y = canvas.text(x, y, width, shown.title, 0.95 * _SIZE, 2, bold=True, fill=ACCENT) + 4
    return bars.draw(canvas, shown, words, x, y, width, 0.84 * _SIZE) + 18


def _ahead(canvas: Canvas, record: Record, words: Words, x: float, y: float, width: float) -> float:
    """Say what comes next, over the whole width: what is proposed, and what was decided."""
    dots, steps = votes(record), decided(record, words, lambda text: shortened(text, _SHORT))
    proposed = [f"{theme.label} ({facts_of(words, theme, dots)})" for _category, theme in next_steps(record)]
    heading = f"{words.actions} ({counted(record, words)})"
    for title, lines in ((words.next_steps, proposed), (heading, steps)):
        if not lines:
            continue
        y = _heading(canvas, title, x, y, width)
        for line in lines[:_STEPS]:
            canvas.line(x, y, "•", 0.84 * _SIZE, fill=ACCENT)
            y = canvas.text(x + 24, y, width - 24, line, 0.84 * _SIZE, 2)
        if len(lines) > _STEPS:
            more = words.more.format(count=words.digits(f"{len(lines) - _STEPS:,}"))
            y = canvas.text(x + 24, y, width - 24, more, 0.84 * _SIZE, 1, fill=SOFT)
        y += 18
    return y


def _heading(canvas: Canvas, text: str, x: float, y: float, width: float) -> float:
    return canvas.text(x, y, width, text, 0.95 * _SIZE, 1, bold=True, fill=ACCENT)
