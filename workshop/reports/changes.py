"""What changed since the approval, in sentences for the console and the command line."""

from collections.abc import Iterator

from workshop.reports.facts import runs
from workshop.reports.words import Word, Words
from workshop.views.since_approval import Differences

_NAMED = 5  # themes in a line; the rest is counted

_PARTS: dict[Word, tuple[str, ...]] = {
    Words.facts: (
        *("title", "host_unit", "venue", "starts_on", "ends_on", "fiscal_year", "template", "code", "opening_words"),
    ),
    Words.background: ("background",),
    Words.objectives: ("objectives",),
    Words.conclusion: ("conclusion",),
    Words.groups: ("groups",),
    Words.agenda: ("phases",),
    Words.changed_asked: ("asked",),
    Words.summaries: ("summaries",),
    Words.actions: ("actions",),
    Words.programme: ("programme",),
    Words.changed_attached: ("attached", "former_themes"),
    Words.unchecked: ("unchecked",),
    Words.answers: ("linked",),
    Words.focus: ("focus",),
    Words.changed_words: ("glossary",),
    Words.chapters: ("chapters",),
    Words.pictures: ("pictures",),
}


def sentences(found: Differences, words: Words) -> list[str]:
    """Return a line for each kind of difference, with counts, names of themes and numbers of notes."""
    return [words.digits(line) for line in _lines(found, words)]


def _lines(found: Differences, words: Words) -> Iterator[str]:
    for name, (before, now) in found.figures.items():
        yield f"{getattr(words, name)}: {before:,} → {now:,}"
    for form, numbers in (
        (words.changed_notes_new, found.appeared),
        (words.changed_notes_gone, found.vanished),
        (words.changed_notes, found.changed),
    ):
        if numbers:
            yield form.format(count=f"{len(numbers):,}", numbers=runs(numbers))
    resized = tuple(f"“{label}” {before:,} → {now:,}" for label, before, now in found.resized)
    for form, names in (
        (words.changed_themes_new, _quoted(found.new)),
        (words.changed_themes_size, resized),
        (words.changed_themes, _quoted(found.touched)),
    ):
        if names:
            more = words.more.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
            yield " ".join(filter(None, (form.format(names=", ".join(names[:_NAMED])), more)))
    if found.gone:
        yield words.changed_themes_gone.format(count=f"{found.gone:,}")
    titles = [title.in_(words.language) for title, parts in _PARTS.items() if set(parts) & set(found.parts)]
    if titles:
        yield words.changed_parts.format(names=", ".join(titles))


def _quoted(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"“{label}”" for label in labels)
