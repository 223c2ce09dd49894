"""The part of the HTML report that lays this year beside last year."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.reports import comparison
from workshop.reports.html.elements import Content, Element, h, table, verbatim
from workshop.reports.words import Words
from workshop.views.asked.lookback import Lookback
from workshop.views.record import Record


def comparison_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield last year's cards and the themes of both years; nothing where nobody looked back."""
    language = words.language
    found = comparison.of(record)
    if found:
        yield h("h2", comparison.TITLE.in_(language))
    for each in found:
        yield h("p", verbatim(comparison.source(each, words)))
        yield h("h3", comparison.CARDS.in_(language))
        yield h("p", comparison.totals(each, words))
        yield _cards(record, each, words)
        if each.remark(language, words.digits):
            yield h("p", each.remark(language, words.digits), class_="soft")
        if each.themes:
            yield h("h3", comparison.THEMES.in_(language))
            yield h("p", comparison.states(each, words))
            yield _themes(each, words)
            yield h("p", comparison.HOW.in_(language), class_="soft")


def _cards(record: Record, found: Lookback, words: Words) -> Element:
    rows: list[list[Content]] = []
    for row in comparison.cards(record, found, words):
        about = " · ".join(filter(None, (row.kind, row.unit)))
        what = h("span", verbatim(row.what), h("br"), h("span", verbatim(about), class_="soft"))
        lessons = h("div", *(h("div", verbatim(lesson)) for lesson in row.lessons), class_="wide")
        rows.append([what, row.status, row.answers, lessons])
    titles = (comparison.SUBJECT, comparison.ANSWERS, comparison.LESSONS)
    subject, answers, lessons_title = (title.in_(words.language) for title in titles)
    return table(comparison.CARDS.in_(words.language), (subject, words.status, answers, lessons_title), rows)


def _themes(found: Lookback, words: Words) -> Element:
    titles = (comparison.THIS_YEAR, comparison.LAST_YEAR, comparison.RESULT)
    heads = (words.category, *(title.in_(words.language) for title in titles))
    rows: list[list[Content]] = [
        [
            each.category,
            verbatim(_named(each.name, each.notes, words)) if each.id else "–",
            verbatim(_named(each.former_name, each.before, words)) if each.former else "–",
            comparison.state(each, words),
        ]
        for each in found.themes
    ]
    return table(comparison.THEMES.in_(words.language), heads, rows)


def _named(name: str, notes: int, words: Words) -> str:
    return f"{name} ({words.digits(f'{notes:,}')})"
