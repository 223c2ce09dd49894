"""What the charts show, counted from the record once for all formats."""

from collections import Counter
from dataclasses import dataclass, replace

from workshop.reports.words import Words
from workshop.views.asked import PARTS, voting_words
from workshop.views.asked.entry import Counts, Entry
from workshop.views.asked.voting import Voting
from workshop.views.record import Category, Record

_SERIES = 6  # that patterns tell apart
MOST = 10  # bars of a chart; tables have the others


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars: `series` is a name and one count a bar, in the order of `labels`.

    left_out  how many more there are
    whole     all bars are as long, and show shares
    remarks   behind each bar; its total without
    about     how it was asked, who answered, and whether it was still open
    of        what the labels are
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    left_out: int = 0
    whole: bool = False
    remarks: tuple[str, ...] = ()
    about: str = ""
    of: str = ""

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(values[at] for _name, values in self.series) for at in range(len(self.labels)))

    def alt(self, words: Words) -> str:
        """Return the chart in words, for those who do not see it."""
        parts = []
        for at, label in enumerate(self.labels):
            split = "; ".join(f"{name} {words.digits(f'{values[at]:,}')}" for name, values in self.series if values[at])
            total = words.digits(f"{self.totals[at]:,}")
            parts.append(f"{label} {total}" + (f" ({split})" if len(self.series) > 1 else ""))
        more = [words.more.format(count=words.digits(f"{self.left_out:,}"))] if self.left_out else []
        return f"{self.title}: {', '.join([*parts, *more])}"


def themes_by_group(
    record: Record, category: Category, words: Words, most: int = MOST, alike: bool = False
) -> Bars | None:
    """Return the largest themes of a category, split by the groups that are shown beside their notes.

    alike  the groups are those of all categories, so that charts beside each other have one legend
    """
    themes = category.themes[:most]
    if not themes:
        return None
    counts = [Counter(words.of_group(note) for note in theme.notes) for theme in themes]
    others = record.themes if alike else themes
    order, total = record.group_order, Counter(words.of_group(note) for theme in others for note in theme.notes)
    largest = sorted(total, key=lambda name: (-total[name], order.get(name, len(order))))
    shown = largest if len(largest) <= _SERIES else largest[: _SERIES - 1]
    series = [
        (name, tuple(count[name] for count in counts))
        for name in sorted(shown, key=lambda name: order.get(name, len(order) + (name == words.no_group)))
    ]
    if rest := largest[len(shown) :]:
        name = words.rest_of_groups.format(count=f"{len(rest):,}")
        series.append((words.digits(name), tuple(sum(count[name] for name in rest) for count in counts)))
    labels = tuple(theme.label for theme in themes)
    title = words.by_size_and_group.format(category=category.name)
    return Bars(title, labels, tuple(series), len(category.themes) - len(themes), of=words.theme)


def asked(record: Record, words: Words, most: int = MOST, of: type = object) -> list[Bars]:
    """Return the charts of what the room was asked: a bar an option, or where there are levels, a bar a question.

    of  the class of entries that count
    """
    found: list[Bars] = []
    for part in PARTS:
        title = part.title.in_(words.language)
        counted = [
            (each, each.counts(words.language, words.digits)) for each in part.of(record.asked) if isinstance(each, of)
        ]
        shown = [(each, counts) for each, counts in counted if counts]
        shown = [(each, counts) for each, counts in shown if _any(counts)]
        if not part.levels:
            found += [
                replace(
                    _options(f"{title}: {_named(each, words)}", counts, words, most),
                    about=_about(each, words),
                    of=counts.head[0],
                )
                for each, counts in shown
            ]
        elif shown:
            names = [name for name, _count in reversed(shown[0][1].rows)]
            spreads = [[count for _name, count in reversed(counts.rows)] for _each, counts in shown]
            series = tuple(
                (words.digits(name), values) for name, values in zip(names, zip(*spreads, strict=True), strict=True)
            )
            results = tuple(words.digits(each.result(words.language)) for each, _counts in shown)
            labels = tuple(each.heading(words.language) for each, _counts in shown)
            found.append(Bars(title, labels, series, 0, True, results, of=words.question))
    return found


def _named(entry: Entry, words: Words) -> str:
    """Return its heading; a picture stands apart from the remark that it was still open."""
    heading = entry.heading(words.language)
    still_open = isinstance(entry, Voting) and not entry.closed
    return f"{heading} ({voting_words.OPEN.in_(words.language)})" if still_open else heading


def _about(entry: Entry, words: Words) -> str:
    said = (words.digits(entry.line(words.language)), entry.remark(words.language, words.digits))
    return " · ".join(filter(None, said))


def _any(counts: Counts) -> bool:
    """Return whether bars can show it: not a matrix, which is a picture of its own, and not what nobody answered."""
    return bool(sum(count for _name, count in counts.rows)) and (len(counts.head) < 5 or bool(counts.series))


def _options(title: str, counts: Counts, words: Words, most: int) -> Bars:
    if counts.series:
        rated = [at for at, (_name, count) in enumerate(counts.rows) if count]
        chosen = rated[:most]
        split = tuple((words.digits(name), tuple(values[at] for at in chosen)) for name, values in counts.series)
        names = tuple(counts.rows[at][0] for at in chosen)
        return Bars(
            title, names, split, len(rated) - len(chosen), True, tuple(words.digits(counts.means[at]) for at in chosen)
        )
    rows = counts.rows[:most]
    series = (counts.head[1], tuple(count for _name, count in rows))
    return Bars(title, tuple(name for name, _count in rows), (series,), len(counts.rows) - len(rows))


def all_bars(record: Record, words: Words, most: int = MOST, alike: bool = False) -> list[Bars]:
    """Return every chart of bars in the order of the report."""
    themes = (themes_by_group(record, category, words, most, alike) for category in record.categories)
    return [*(each for each in themes if each), *asked(record, words, most)]
