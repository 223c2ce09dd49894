"""The facts of a workshop in the order that every format shows them."""

from __future__ import annotations

from workshop.reports.content import Figures, Language, ReportContent
from workshop.reports.thai_dates import BUDDHIST_ERA, date_range, long_moment
from workshop.reports.words import WORDS


def facts(content: ReportContent) -> list[tuple[str, str, bool]]:
    """(name, value, whether its digits are ours to write in Thai); facts that nobody entered are left out."""
    words = WORDS[content.language]
    rows = [
        (words.host_unit, content.host_unit, False),
        (words.venue, content.venue, False),
        (words.dates, date_range(content.starts_on, content.ends_on, content.language), True),
        (words.fiscal_year, fiscal_year(content), True),
        (words.template, content.template_name, False),
        (words.code, content.code, False),
        (words.participants, words.people.format(count=f"{content.participants:,}"), True),
        (words.group_count, f"{len(content.groups):,}" if content.groups else "", True),
        (words.generated_at, long_moment(content.generated_at, content.language), True),
    ]
    return [row for row in rows if row[1]]


def fiscal_year(content: ReportContent) -> str:
    """The fiscal year in the era of the report's language, "" when nobody entered it."""
    if content.fiscal_year is None:
        return ""
    return str(content.fiscal_year - (BUDDHIST_ERA if content.language == "en" else 0))


def equation(figures: Figures, language: Language) -> str:
    """The accounting in one line: received = in themes + ungrouped + set aside + hidden."""
    counts = {name: f"{getattr(figures, name):,}" for name in Figures.__dataclass_fields__}
    return WORDS[language].equation.format(**counts)


def levels(language: Language) -> tuple[str, ...]:
    """The answers to a question about the mood, 1 to 5, with what the ends mean."""
    words = WORDS[language]
    return (f"1 ({words.lowest})", "2", "3", "4", f"5 ({words.highest})")
