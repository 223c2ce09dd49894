"""How to read the report: what its figures mean and what they do not, with those of the workshop."""

from workshop.domain.chapters import APPENDIX
from workshop.reports.words import Words
from workshop.views.record import Record


def how_to_read(record: Record, words: Words) -> list[str]:
    """Return the paragraphs, in the report's digits; those on what is not in the report are left out."""
    figures = record.figures
    loose = figures.ungrouped + figures.set_aside
    given = sum(theme.given for theme in record.themes)
    texts = [words.reading_notes.format(received=_count(figures.received), devices=_count(record.participants))]
    if record.themes:
        form = words.reading_loose if record.chapters.has(APPENDIX) else words.reading_loose_alone
        loud = [words.reading_loud, form.format(loose=_count(loose)) if loose else ""]
        texts.append(" ".join(filter(None, loud)))
        texts.append(words.reading_themes.format(themes=_count(len(record.themes)), given=_count(given)))
    if record.asked or any(note.agreed for note in record.notes):
        texts.append(words.reading_votes)
    if record.linked.links or record.linked.gaps:
        texts.append(words.reading_links)
    out = _out(record, words)
    texts.append(words.reading_out.format(parts=" · ".join(out)) if out else words.reading_nothing_out)
    return [words.digits(text) for text in texts]


def _out(record: Record, words: Words) -> list[str]:
    figures, withdrawn, erased = record.figures, len(record.withdrawn), len(record.erased)
    hidden = words.hidden_erased_count if erased else words.hidden_count
    counted = (
        (withdrawn, words.withdrawn_count),
        (figures.hidden - record.unchecked, hidden),
        (record.unchecked, words.unchecked_count),
        (figures.waiting, words.waiting_count),
    )
    return [form.format(count=_count(count), erased=_count(erased)) for count, form in counted if count]


def _count(number: int) -> str:
    return f"{number:,}"
