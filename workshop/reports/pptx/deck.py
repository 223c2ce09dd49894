"""The slides: title, summary, charts, one a theme, others in tables, problems and answers, votes, what is next."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from functools import partial
from itertools import islice
from typing import BinaryIO

from pptx.opc.constants import RELATIONSHIP_TYPE

from workshop.domain.voting_kinds import KINDS
from workshop.reports import actions, pictures
from workshop.reports.answers import answered, votes
from workshop.reports.approval import mark, status
from workshop.reports.chain import chain
from workshop.reports.charts.data import asked, themes_by_group
from workshop.reports.charts.matrix import matrices, title_of
from workshop.reports.charts.wrapping import shortened
from workshop.reports.docx.body import facts_of
from workshop.reports.facts import equation
from workshop.reports.pictures import captioned
from workshop.reports.pptx.chain import add_chain
from workshop.reports.pptx.chart import add_chart
from workshop.reports.pptx.plane import add_plane
from workshop.reports.pptx.slide import BOTTOM, HEIGHT, INNER, MARGIN, SOFT, TOP, Deck, fitted, height_of
from workshop.reports.summary import findings, next_steps, quotes
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.typefaces import OFFICIAL, typeface
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.asked import voting_words
from workshop.views.asked.voting import Voting, shown
from workshop.views.linked import End
from workshop.views.record import Category, Record, Theme

_BARS = 6
_A_CATEGORY, _ALTOGETHER = 3, 9  # themes with a slide of their own
_ROWS, _TABLES = 7, 4  # of a table, and slides with the other themes
_PAIRS = 5
_FINDINGS = 4  # beside what was decided
_SIZES = (30, 28, 26, 24, 22, 20)  # points of what is said on a slide
_QUOTED = 30.0  # ems of a label or note inside a sentence


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the slides; a long text is cut between visible characters, the report has it whole."""
    deck = Deck(words, mark(record, words), typeface(record.office.fonts, OFFICIAL).name)
    _title(deck, record)
    _summary(deck, record)
    for category in record.categories:
        if bars := themes_by_group(record, category, words, _BARS):
            add_chart(deck, deck.slide(bars.title), bars)
    _themes(deck, record)
    _answers(deck, record)
    for bars in asked(record, words, _BARS):
        add_chart(deck, deck.slide(bars.title), bars)
    for voting in matrices(record):
        _matrix(deck, voting)
    _next(deck, record)
    _actions(deck, record)
    _conclusion(deck, record)
    _pictures(deck, record)
    properties = deck.file.core_properties
    properties.title, properties.author = xml_text(record.title)[:255], xml_text(record.host_unit)[:255]
    properties.last_modified_by = ""  # the library names its author there
    properties.language = "th-TH" if words.language == "th" else "en"
    properties.created = properties.modified = record.read_at.astimezone(UTC).replace(tzinfo=None)
    _drop_stock_properties(deck)
    deck.file.save(stream)


def _drop_stock_properties(deck: Deck) -> None:
    """Drop the library's picture of a first page, which has EXIF, and the name of a program that did not write this."""
    package = deck.file.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            package.drop_rel(key)


def _title(deck: Deck, record: Record) -> None:
    words = deck.words
    slide = deck.slide(record.title or words.report_title)
    when = words.digits(date_range(record.starts_on, record.ends_on, words.language))
    lines = [fitted(each, INNER, 28, 2) for each in (record.host_unit, record.venue, when) if each]
    deck.text(slide, [words.summary_title, *lines], MARGIN, TOP, INNER, 8, 28)
    moment = words.digits(long_moment(record.read_at, words.language))
    made = [f"{words.generated_at} {moment}", fitted(status(record, words), INNER, 20, 2)]
    deck.text(slide, made, MARGIN, HEIGHT - 4, INNER - 3, 3, 20, colour=SOFT)


def _summary(deck: Deck, record: Record) -> None:
    words = deck.words
    slide = deck.slide(words.summary_title)
    people = f"{words.participants} {words.people.format(count=f'{record.participants:,}')}"
    counted = words.digits(f"{equation(record.figures, words)} · {people}")
    line = fitted(counted, INNER, 24, 3)
    below = TOP + height_of([line], INNER, 24)
    deck.text(slide, [line], MARGIN, TOP, INNER, below - TOP, 24, colour=SOFT)
    short = partial(shortened, room=_QUOTED)
    said = findings(record, words, short)
    if steps := actions.decided(record, words, short):
        said = [*said[:_FINDINGS], f"{words.actions}: {actions.counted(record, words)} · {steps[0]}"]
    found, points = _as_large_as_fits(said or [words.no_notes], INNER - 1, 2, BOTTOM - below)
    deck.text(slide, found, MARGIN, below, INNER, BOTTOM - below, points, bullets=bool(said))


def _as_large_as_fits(lines: Sequence[str], width: float, most: int, height: float) -> tuple[list[str], int]:
    """Return the lines, of at most `most` lines each, and the largest of the sizes in which they are no higher."""
    for points in _SIZES:
        found = [fitted(each, width, points, most) for each in lines]
        if height_of(found, width, points) <= height:
            break
    return found, points


def _pictures(deck: Deck, record: Record) -> None:
    """Add slides of two pictures of the event each, with their captions."""
    if not record.chapters.has("pictures"):
        return
    wide, high = INNER / 2 - 0.5, HEIGHT - TOP - 4.2
    shown = list(captioned(record, deck.words))
    for first in range(0, len(shown), 2):
        slide = deck.slide(deck.words.pictures)
        for place, (picture, caption) in enumerate(shown[first : first + 2]):
            x = MARGIN + place * (wide + 1)
            width, height = pictures.fitted(picture, wide, high)
            deck.picture(slide, picture.data, x + (wide - width) / 2, TOP, width, height, caption)
            deck.text(slide, [fitted(caption, wide, 20, 2)], x, TOP + high + 0.2, wide, 2, 20)


def _themes(deck: Deck, record: Record) -> None:
    """Add a slide for each of the largest themes, then the others in tables."""
    dots = votes(record)
    shown = [(each, theme) for each in record.categories for theme in each.themes[:_A_CATEGORY]][:_ALTOGETHER]
    for category, theme in shown:
        _theme(deck, record, category, theme, facts_of(deck.words, theme, dots))
    chosen = {id(theme) for _category, theme in shown}
    rest = [(each, theme) for each in record.categories for theme in each.themes if id(theme) not in chosen]
    words, digits = deck.words, deck.words.digits
    # Without a vote there are no dots to count, in an anonymous phase no groups.
    voted = bool(dots)
    head = (words.category, words.theme, words.notes, words.group_count, words.votes)[: 4 + voted]
    widths = (7.0, INNER - 14.5 - 3.0 * voted, 4.0, 3.5, 3.0)[: 4 + voted]
    rows = [
        (
            fitted(category.name, widths[0], 20, 1),
            fitted(theme.label, widths[1], 20, 1),
            digits(f"{len(theme.notes):,}"),
            digits(f"{len(theme.groups):,}") if theme.groups else "–",
            *([digits(f"{dots[theme.id]:,}")] if voted else []),
        )
        for category, theme in rest
    ]
    for number, part in enumerate(_parts(rows)):
        if number == _TABLES:
            break
        left = len(rows) - (number + 1) * _ROWS
        more = f" ({words.more.format(count=digits(f'{left:,}'))})" if number == _TABLES - 1 and left > 0 else ""
        title = f"{words.other_themes}{more}"
        deck.table(deck.slide(title), title, widths, [head, *part], 20)


def _theme(deck: Deck, record: Record, category: Category, theme: Theme, facts: str) -> None:
    words = deck.words
    slide = deck.slide(theme.label)
    about = fitted(f"{category.name} · {facts}", INNER, 22, 1)
    deck.text(slide, [about], MARGIN, TOP, INNER, 1.2, 22, colour=SOFT)
    links = [link for link in record.linked.links if theme.id and link.problem.theme == theme.id][:3]
    wide = INNER * 0.6 - 0.5 if links else INNER
    quoted = [f"“{note.text}” [{words.digits(note.number)}]" for note in quotes(theme.notes)]
    said, points = _as_large_as_fits(quoted, wide - 1, 4 if links else 3, BOTTOM - TOP - 1.3)
    deck.text(slide, said, MARGIN, TOP + 1.3, wide, BOTTOM - TOP - 1.3, points, bullets=True)
    if links:
        x, narrow = MARGIN + wide + 0.5, INNER - wide - 0.5
        deck.text(slide, [words.answer], x, TOP + 1.3, narrow, 1.2, 26, bold=True)
        answers = [fitted(link.answer.label, narrow - 1, 26, 3) for link in links]
        deck.text(slide, answers, x, TOP + 2.8, narrow, 9, 26, bullets=True)


def _answers(deck: Deck, record: Record) -> None:
    """Add the chain, or problems with their answers where there is none, then those without one."""
    words = deck.words
    found = answered(record)
    linked = [each for each in found if each.answers]
    widths = (INNER / 2, INNER / 2)
    ways = chain(record)
    if ways is not None:
        add_chain(deck, ways)
    elif linked:
        more = len(linked) - _PAIRS
        rows = [
            (_end(words, each.problem, widths[0]), _end(words, each.answers[0].answer, widths[1]))
            for each in linked[:_PAIRS]
        ]
        title = words.answers + (f" ({words.more.format(count=words.digits(f'{more:,}'))})" if more > 0 else "")
        deck.table(deck.slide(title), title, widths, [(words.problem, words.answer), *rows], 22)
    gaps = [each.problem for each in found if not each.answers]
    if gaps:
        slide = deck.slide(f"{words.without_answer} ({words.digits(f'{len(gaps):,}')})")
        lines = [_end(words, gap, INNER - 1, 1) for gap in gaps[:_ROWS]]
        if len(gaps) > _ROWS:
            lines.append(words.more.format(count=words.digits(f"{len(gaps) - _ROWS:,}")))
        deck.text(slide, lines, MARGIN, TOP, INNER, 12, 24, bullets=True)


def _end(words: Words, end: End, width: float, most: int = 2) -> str:
    count = f"[{end.notes[0]}]" if len(end.notes) == 1 else words.theme_facts.format(notes=f"{len(end.notes):,}")
    counted = f" {words.digits(count)}"
    return fitted(end.label, width - 3.5, 22 if most > 1 else 24, most) + counted


def _matrix(deck: Deck, voting: Voting) -> None:
    """Add the picture of a matrix, then tables: where each option stands, what is to do now first."""
    add_plane(deck, deck.slide(title_of(voting, deck.words)), voting)
    words, language = deck.words, deck.words.language
    scales = [voting_words.SCALES[scale].in_(language) for scale in KINDS[voting.kind].scales]
    head = (voting_words.OPTIONS[voting.source].in_(language), *scales, voting_words.CORNER.in_(language))
    widths = (INNER - 16.4, 5.2, 5.2, 6.0)
    rows = [
        (
            fitted(option.name, widths[0], 20, 1),
            *(words.digits(shown(mean)) for mean in option.means),
            voting.corner(option, language),
        )
        for option in voting.options
        if option.means
    ]
    for part in islice(_parts(rows), _TABLES):
        title = title_of(voting, words)
        deck.table(deck.slide(title), title, widths, [head, *part], 20)


def _next(deck: Deck, record: Record) -> None:
    words, dots = deck.words, votes(record)
    steps = next_steps(record)
    if steps:
        lines = [
            f"{fitted(theme.label, INNER - 1, 24, 1)} ({facts_of(words, theme, dots)})" for _category, theme in steps
        ]
        deck.text(deck.slide(words.next_steps), lines, MARGIN, TOP, INNER, 12, 24, bullets=True)


def _actions(deck: Deck, record: Record) -> None:
    """Add tables of what the room decided to do; where they are too many, the last title counts the rest."""
    words = deck.words
    head = (words.actions, words.action_unit, words.action_due, words.status)
    widths = (INNER - 20.8, 6.0, 7.4, 7.4)
    cells = [
        (f"{words.digits(row.number)}. {row.what}", row.unit, row.due, row.status)
        for row in actions.rows(record, words)
    ]
    found = [tuple(fitted(cell, width, 20, 1) for cell, width in zip(each, widths, strict=True)) for each in cells]
    for number, part in enumerate(islice(_parts(found), _TABLES), start=1):
        left = len(found) - number * _ROWS
        more = f" ({words.more.format(count=words.digits(f'{left:,}'))})" if number == _TABLES and left > 0 else ""
        deck.table(deck.slide(f"{words.actions}{more}"), words.actions, widths, [head, *part], 20)


def _conclusion(deck: Deck, record: Record) -> None:
    """Add what the facilitator concluded, as many lines as there is room for."""
    text = " ".join(record.conclusion.split())
    if text:
        deck.text(deck.slide(deck.words.conclusion), [fitted(text, INNER, 26, 10)], MARGIN, TOP, INNER, 12, 26)


def _parts(rows: Sequence[tuple[str, ...]]) -> Iterable[list[tuple[str, ...]]]:
    rest = iter(rows)
    while part := list(islice(rest, _ROWS)):
        yield part
