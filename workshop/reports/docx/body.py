"""The body of the DOCX report: per theme its label, figures, a few quotes and its answers; the rest by number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from workshop.reports.answers import votes
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, link, paragraph, run
from workshop.reports.facts import equation, runs
from workshop.reports.summary import quotes
from workshop.reports.words import Words
from workshop.views.attached import KINDS
from workshop.views.attached.part import Part
from workshop.views.linked import Link
from workshop.views.record import Attached, Note, Record, Theme

# Between the parts of a theme's paragraph; a wide space is in few fonts, and programs take it from any.
GAP = "\N{NO-BREAK SPACE} "
_MANY, _SOME = 6, 3  # notes of a theme from which three and two of them are quoted; of fewer, one
_ANSWERS = 3


def body(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a chapter a category."""
    dots = votes(record)
    links: dict[str, list[Link]] = {}
    for each in record.linked.links:
        links.setdefault(each.problem.theme, []).append(each)
    for category in record.categories:
        yield headings.heading(1, category.name)
        yield paragraph("Equation", words.digits(equation(category.figures, words)))
        if not category.notes:
            yield paragraph("BodyText", words.no_notes)
        if category.unanswered:
            yield paragraph("BodyText", words.nobody_wrote.format(names=", ".join(category.unanswered)))
        for theme in category.themes:
            yield _theme(words, theme, dots, links.get(theme.id, []) if theme.id else [])
            yield from (_on_theme(words, part, theme) for part in KINDS if theme.on_it(part.name))
        for form, notes in ((words.listed_ungrouped, category.ungrouped), (words.listed_set_aside, category.set_aside)):
            if notes:
                yield listed(words, form, [note.number for note in notes])


def facts_of(words: Words, theme: Theme, dots: Counter[str]) -> str:
    """Return the theme's figures in one phrase; parts that are nothing are left out."""
    parts = [words.theme_facts.format(notes=f"{len(theme.notes):,}")]
    if theme.groups:
        parts.append(words.theme_groups.format(groups=f"{len(theme.groups):,}"))
    if dots[theme.id]:
        parts.append(words.theme_votes.format(votes=f"{dots[theme.id]:,}"))
    if theme.given:
        parts.append(words.label_given)
    return words.digits(" · ".join(parts)).replace(" ", "\N{NO-BREAK SPACE}")


def listed(words: Words, form: str, numbers: Sequence[int]) -> Element:
    """Return a paragraph that counts notes and lists their numbers."""
    return paragraph("ThemeNote", words.digits(form.format(count=f"{len(numbers):,}", numbers=runs(numbers))))


def number_of(words: Words, note: Note) -> Element:
    """Return the note's number as a link to its row in the appendix."""
    return link(f"note_{note.number}", run(f"[{words.digits(note.number)}]", "Hyperlink"))


def attached(words: Words, part: Part, on_it: Iterable[Attached], style: str) -> Iterable[Element]:
    for each in on_it:
        yield paragraph(style, run(f"{part.kind(each.staff, words.language)}: ", "Agreed"), each.text)


def _on_theme(words: Words, part: Part, theme: Theme) -> Element:
    """Return what is attached to a theme, counted, in one paragraph; the facilitator's is marked."""
    on_it = theme.on_it(part.name)
    count = words.digits(part.of_theme.in_(words.language).format(count=f"{len(on_it):,}"))
    content: list[Element | str] = [run(count, "Agreed")]
    for each in on_it:
        content += [run(f"{GAP}{part.kind(True, words.language)}:" if each.staff else GAP, "Agreed")]
        content += [f"“{each.text}”"]
    return paragraph("ThemeNote", *content)


def _theme(words: Words, theme: Theme, dots: Counter[str], links: Sequence[Link]) -> Element:
    size = len(theme.notes)
    shown = quotes(theme.notes, 3 if size >= _MANY else 2 if size >= _SOME else 1)
    content: list[Element | str] = [
        run(theme.label, "Strong"),
        run(f"{GAP}{facts_of(words, theme, dots)}", "Agreed"),
    ]
    for note in shown:
        content += [f"{GAP}“", note.text, "” ", number_of(words, note)]
    if links:
        names = [f"{each.answer.label} [{words.digits(runs(each.answer.notes))}]" for each in links[:_ANSWERS]]
        more = [words.more.format(count=words.digits(len(links) - _ANSWERS))] if len(links) > _ANSWERS else []
        content += [run(f"{GAP}{words.answer}: ", "Strong"), "; ".join(names + more)]
    return paragraph("ThemeNote", *content)
