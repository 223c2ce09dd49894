"""The body of the DOCX report: per theme its label, figures, a few quotes and its answers; the rest by number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from workshop.reports.answers import votes
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, bookmarked, link, paragraph, run
from workshop.reports.facts import equation, runs
from workshop.reports.summary import quotes
from workshop.reports.words import Words
from workshop.views.attached import KINDS
from workshop.views.attached.part import Part
from workshop.views.linked import Link
from workshop.views.record import Attached, Note, Record, Theme

# Between the parts of a theme's paragraph; a wide space is in few fonts, and programs take it from any.
GAP = "\N{NO-BREAK SPACE} "
_MANY = 8  # notes of a theme from which two of them are quoted; of fewer, one
_FEW = 2  # notes of a theme up to which it shares a paragraph with others
_FIRST_THEME_BOOKMARK = 50_000  # bookmark ids of themes, clear of those of headings and notes
_ANSWERS = 3


def body(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a chapter a category."""
    dots = votes(record)
    links: dict[str, list[Link]] = {}
    places = {theme.id: at for at, theme in enumerate(record.themes)}
    for each in record.linked.links:
        links.setdefault(each.problem.theme, []).append(each)
    for category in record.categories:
        yield headings.heading(1, category.name)
        yield paragraph("Equation", words.digits(equation(category.figures, words)))
        if not category.notes:
            yield paragraph("BodyText", words.no_notes)
        if category.unanswered:
            yield paragraph("BodyText", words.nobody_wrote.format(names=", ".join(category.unanswered)))
        small: list[Element | str] = []
        for theme in category.themes:
            content = _theme(words, theme, dots, links.get(theme.id, []) if theme.id else [], places[theme.id])
            on_it = [_on_theme(words, part, theme) for part in KINDS if theme.on_it(part.name)]
            if len(theme.notes) > _FEW or on_it:
                yield paragraph("ThemeNote", *content)
                yield from on_it
            else:
                small += [f"{GAP}– ", *content] if small else content
        if small:
            yield paragraph("ThemeNote", *small)
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


def theme_anchors(record: Record) -> dict[str, str]:
    """Return the bookmark of each theme's paragraph by the theme's id."""
    return {theme.id: f"theme_{at}" for at, theme in enumerate(record.themes) if theme.id}


def _theme(words: Words, theme: Theme, dots: Counter[str], links: Sequence[Link], place: int) -> list[Element | str]:
    size = len(theme.notes)
    shown = quotes(theme.notes, 2 if size >= _MANY else 1)
    label = run(theme.label, "Strong")
    content: list[Element | str] = [
        *(bookmarked(f"theme_{place}", _FIRST_THEME_BOOKMARK + place, label) if theme.id else [label]),
        run(f"{GAP}{facts_of(words, theme, dots)}", "Agreed"),
    ]
    for note in shown:
        content += [f"{GAP}“", note.text, "” ", number_of(words, note)]
    if links:
        names = [f"{each.answer.label} [{words.digits(runs(each.answer.notes))}]" for each in links[:_ANSWERS]]
        more = [words.more.format(count=words.digits(len(links) - _ANSWERS))] if len(links) > _ANSWERS else []
        content += [run(f"{GAP}{words.answer}: ", "Strong"), "; ".join(names + more)]
    return content
