"""The categories of the HTML report, theme by theme, and the table of all notes that every figure leads to."""

from collections import Counter
from collections.abc import Iterable, Iterator

from workshop.reports.answers import votes
from workshop.reports.docx.body import facts_of
from workshop.reports.facts import equation, erased_rows
from workshop.reports.html.elements import Content, Element, h, in_runs, numbered, to, verbatim
from workshop.reports.summary import quotes
from workshop.reports.words import Words
from workshop.views.attached import KINDS
from workshop.views.record import Attached, Category, Note, Record, Theme

_SHARE = 3  # one note in so many is quoted


def categories(record: Record, words: Words) -> Iterator[Element]:
    """Yield a section a category."""
    dots = votes(record)
    for at, category in enumerate(record.categories):
        yield h("section", *_category(record, words, category, at, dots), id=f"c{at}", aria_labelledby=f"c{at}h")


def _category(record: Record, words: Words, category: Category, at: int, dots: Counter[str]) -> Iterator[Element]:
    yield h("h2", category.name, id=f"c{at}h")
    yield h("p", words.digits(equation(category.figures, words)), class_="soft")
    if not category.notes:
        yield h("p", words.no_notes)
    if category.unanswered:
        yield h("p", words.nobody_wrote.format(names=", ".join(category.unanswered)))
    for place, theme in enumerate(category.themes):
        yield _theme(record, words, theme, theme_anchor(at, place), dots)
    lists = (("u", words.listed_ungrouped, category.ungrouped), ("s", words.listed_set_aside, category.set_aside))
    for key, form, notes in lists:
        if notes:
            before, _, after = form.partition("{numbers}")
            counted = words.digits(before.format(count=f"{len(notes):,}"))
            yield h("p", counted, *in_runs(words, [note.number for note in notes]), after, id=f"c{at}{key}")


def theme_anchor(category: int, theme: int) -> str:
    return f"c{category}t{theme}"


def _theme(record: Record, words: Words, theme: Theme, anchor: str, dots: Counter[str]) -> Element:
    size = len(theme.notes)
    quoted = [
        h("li", "“", verbatim(note.text), "” ", to(f"n{note.number}", f"[{words.digits(note.number)}]"))
        for note in quotes(theme.notes, min(3, 1 + size // _SHARE))
    ]
    links = [link for link in record.linked.links if theme.id and link.problem.theme == theme.id]
    content: list[Content] = [
        h("h3", theme.label, id=f"{anchor}h"),
        h("p", facts_of(words, theme, dots), class_="soft"),
        h("ul", *quoted, class_="quotes"),
        h("p", f"{words.note_numbers}: ", *numbered(words, (note.number for note in theme.notes)), class_="numbers"),
    ]
    if links:
        answers: list[Content] = []
        for link in links:
            answers.append(h("li", link.answer.label, " ", *numbered(words, link.answer.notes)))
        content += [h("p", f"{words.answer}:", class_="label"), h("ul", *answers)]
    for part in KINDS:
        content += attached(words, part.name, theme.on_it(part.name))
    return h("section", *content, id=anchor, class_="theme", aria_labelledby=f"{anchor}h")


def attached(words: Words, name: str, on_it: Iterable[Attached]) -> list[Element]:
    part = next(each for each in KINDS if each.name == name)
    return [
        h("p", h("strong", f"{part.kind(each.staff, words.language)}: "), verbatim(each.text), class_="on")
        for each in on_it
    ]


def appendix(record: Record, words: Words) -> Iterator[Element]:
    """Yield every note once, in a table a category; a narrow screen shows each row as a card."""
    yield h("h2", words.appendix, id="allh")
    if not record.notes:
        yield h("p", words.no_notes)
    for at, category in enumerate(record.categories):
        if category.notes:
            count = words.digits(words.note_count.format(count=f"{len(category.notes):,}"))
            anchors = {
                note.number: theme_anchor(at, place)
                for place, theme in enumerate(category.themes)
                for note in theme.notes
            }
            yield h("h3", f"{category.name} ({count})", id=f"a{at}")
            yield _notes(words, category, anchors)
    if record.erased:
        count = words.digits(words.erased_count.format(count=f"{len(record.erased):,}"))
        yield h("h3", count)
        yield h(
            "ul", *(h("li", f"[{words.digits(number)}] ", verbatim(why)) for number, why in erased_rows(record, words))
        )


def _notes(words: Words, category: Category, anchors: dict[int, str]) -> Element:
    names = (words.number, words.note, words.group, words.theme)
    # Roles stand here as styles that make cards of rows take them away.
    head = h("tr", *(h("th", name, scope="col", role="columnheader") for name in names), role="row")
    rows = (_row(words, note, anchors) for note in sorted(category.notes, key=lambda note: note.number))
    return h(
        "table",
        h("caption", category.name),
        h("thead", head, role="rowgroup"),
        h("tbody", *rows, role="rowgroup"),
        class_="notes",
        role="table",
    )


def _row(words: Words, note: Note, anchors: dict[int, str]) -> Element:
    said = [each for part in KINDS for each in attached(words, part.name, note.on_it(part.name))]
    theme: Content = to(anchors[note.number], note.theme) if note.number in anchors else words.of_status(note.status)
    agreed = words.digits(words.agreed_count.format(count=f"{note.agreed:,}")) if note.agreed else ""
    return h(
        "tr",
        h("th", words.digits(note.number), scope="row", role="rowheader"),
        h("td", verbatim(note.text), *said, role="cell"),
        h("td", words.of_writer(note), role="cell"),
        h("td", theme, *([h("span", agreed, class_="agreed")] if agreed else []), role="cell"),
        id=f"n{note.number}",
        role="row",
    )
