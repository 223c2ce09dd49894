"""The parts of the HTML report with figures: facts, the accounting, charts, problems and answers, what was asked."""

from base64 import b64encode
from collections.abc import Iterator
from itertools import zip_longest

from workshop.reports.answers import answered, focus_by_group
from workshop.reports.chain import chain
from workshop.reports.charts.pictures import all_pictures
from workshop.reports.facts import equation, facts, groups_table, paragraphs, remarks
from workshop.reports.html.chain import chain_table
from workshop.reports.html.elements import Content, Element, h, in_runs, numbered, table, to, verbatim
from workshop.reports.html.notes import attached, theme_anchor
from workshop.reports.pictures import captioned
from workshop.reports.reading import how_to_read
from workshop.reports.words import Words
from workshop.views.asked import PARTS
from workshop.views.attached import KINDS
from workshop.views.figures import ACCOUNT
from workshop.views.linked import End
from workshop.views.record import Category, Record

_PLACES = {"received": "a{}", "in_themes": "c{}", "ungrouped": "c{}u", "set_aside": "c{}s"}


def facts_part(record: Record, words: Words) -> Iterator[Element]:
    yield h("h2", words.facts, id="factsh")
    pairs_ = [
        (h("dt", name), h("dd", words.digits(value) if ours else value)) for name, value, ours in facts(record, words)
    ]
    yield h("dl", *(each for pair in pairs_ for each in pair))
    if record.opening_words:
        yield h("h3", words.opening_words)
        yield h("p", verbatim(record.opening_words))


def background_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield the chapters that were written before the workshop; nothing for a text that nobody wrote."""
    yield from _chapter(words.background, record.background)
    yield from _chapter(words.objectives, record.objectives)


def conclusion_part(record: Record, words: Words) -> Iterator[Element]:
    yield from _chapter(words.conclusion, record.conclusion)


def reading_part(record: Record, words: Words) -> Iterator[Element]:
    yield h("h2", words.reading)
    yield from (h("p", text) for text in how_to_read(record, words))


def _chapter(title: str, text: str) -> Iterator[Element]:
    lines = paragraphs(text)
    if lines:
        yield h("h2", title)
    yield from (h("p", verbatim(line)) for line in lines)


def figures_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield the accounting, each figure leading to its notes, the groups and the phases."""
    yield h("h2", words.figures, id="figuresh")
    yield h("p", words.digits(equation(record.figures, words)))
    head = [words.category, *(getattr(words, name) for name in ACCOUNT)]
    rows = [
        [category.name, *(_count(words, category, at, name, count) for name, count in category.figures.account.items())]
        for at, category in enumerate(record.categories)
    ]
    received, *others = (words.digits(f"{count:,}") for count in record.figures.account.values())
    total = [words.total, to("allh", received), *others]
    yield table(words.figures, head, rows, total)
    yield from (h("p", words.digits(each), class_="soft") for each in remarks(record, words))
    for part in KINDS:
        if record.attached[part.name]["received"]:
            counted = part.equation.in_(words.language).format(**record.attached[part.name])
            yield h("p", words.digits(counted), class_="soft")
    if record.groups:
        yield h("h3", words.groups)
        heading, *groups, last = (_cells(words, row) for row in groups_table(record, words))
        yield table(words.groups, heading, groups, last)
        if record.merges:
            yield h("p", words.digits(words.other_groups_remark), class_="soft")
    if record.phases:
        yield h("h3", words.agenda)
        phases = [
            [each.title, each.question, words.of_identity(each), words.digits(f"{each.notes:,}")]
            for each in record.phases
        ]
        yield table(words.agenda, [words.phase, words.question, words.identity, words.notes], phases)


def _count(words: Words, category: Category, at: int, name: str, count: int) -> Content:
    text = words.digits(f"{count:,}")
    # Hidden notes stand nowhere; received ones that are all hidden do not, either.
    there = count and name in _PLACES and category.notes
    return (
        to(_PLACES[name].format(at), text, aria_label=f"{category.name} {getattr(words, name)} {text}")
        if there
        else text
    )


def _cells(words: Words, row: tuple[str | int, ...]) -> list[Content]:
    return [words.digits(f"{cell:,}") if isinstance(cell, int) else cell for cell in row]


def charts_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield the charts, each with what it shows in words for those who do not see it."""
    pictures = all_pictures(record, words)
    if pictures:
        yield h("h2", words.charts, id="chartsh")
    for each in pictures:
        title = each.findtext("{*}title") or ""
        yield h("figure", h("figcaption", title), each)


def pictures_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield the pictures of the event, each inside of the page, with its caption."""
    if record.pictures:
        yield h("h2", words.pictures)
    for picture, caption in captioned(record, words):
        address = f"data:image/jpeg;base64,{b64encode(picture.data).decode()}"
        size = {"width": str(picture.width), "height": str(picture.height)}
        yield h(
            "figure", h("img", src=address, alt=caption, **size), h("figcaption", verbatim(caption)), class_="photo"
        )


def answers_part(record: Record, words: Words) -> Iterator[Element]:
    found = answered(record)
    if not found:
        return
    yield h("h2", words.answers, id="answersh")
    ways = chain(record)
    if ways is not None:
        yield from chain_table(ways, words)
        gaps = [h("li", *_end(words, each.problem)) for each in found if not each.answers]
        if gaps:
            yield h("p", f"{words.without_answer}:", class_="label")
            yield h("ul", *gaps)
        return
    rows: list[list[Content]] = [
        [
            h("span", *_end(words, each.problem)),
            h("ul", *(h("li", *_end(words, link.answer)) for link in each.answers))
            if each.answers
            else words.no_answer,
        ]
        for each in found
    ]
    yield table(words.answers, [words.problem, words.answer], rows)


def _end(words: Words, end: End) -> list[Content]:
    return [verbatim(end.label), " ", *numbered(words, end.notes)]


def focus_part(record: Record, words: Words) -> Iterator[Element]:
    if not record.focus:
        return
    yield h("h2", words.focus, id="focush")
    rows = focus_by_group(record, words)
    for issue in record.focus:
        yield h("h3", issue.name)
        found: list[list[Content]] = [
            [group, h("span", *in_runs(words, numbers)), words.digits(f"{len(numbers):,}")]
            for key, group, numbers in rows
            if key == issue.key and group
        ]
        yield (
            table(issue.name, [words.group, words.note_numbers, words.notes], found)
            if found
            else h("p", words.no_notes)
        )


def asked_part(record: Record, words: Words) -> Iterator[Element]:
    language = words.language
    anchors = {
        theme.id: theme_anchor(at, place)
        for at, category in enumerate(record.categories)
        for place, theme in enumerate(category.themes)
    }
    for part in PARTS:
        entries = () if part.own_chapter else part.of(record.asked)
        if entries:
            yield h("h2", part.title.in_(language))
        for entry in entries:
            counts = entry.counts(language, words.digits)
            yield h("h3", entry.heading(language))
            yield h("p", words.digits(entry.line(language)))
            if counts:
                rows = [
                    [
                        to(anchors[key], str(name)) if key in anchors else str(name),
                        *(words.digits(f"{cell:,}" if isinstance(cell, int) else cell) for cell in cells),
                    ]
                    for (name, *cells), key in zip_longest(counts.cells, counts.themes)
                ]
                total = [] if counts.total is None else [words.total, words.digits(f"{counts.total:,}")]
                yield table(entry.heading(language), [words.digits(each) for each in counts.head], rows, total)
            if entry.remark(language, words.digits):
                yield h("p", entry.remark(language, words.digits), class_="soft")


def former_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield what is attached to removed themes and went to no other."""
    for part in KINDS:
        formers = [former for former in record.former_themes if former.on_it(part.name)]
        if formers:
            yield h("h2", part.former.in_(words.language))
        for former in formers:
            yield h("h3", former.label)
            yield from attached(words, part.name, former.on_it(part.name))
