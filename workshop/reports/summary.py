"""The summary that stands first in a report: sentences that only count and quote."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from workshop.domain.links import FORWARD
from workshop.reports.answers import votes
from workshop.reports.words import Words
from workshop.views.record import Category, Note, Record, Theme

_T = TypeVar("_T")
_QUOTES = 3
_NEXT = 4


def findings(record: Record, words: Words, short: Callable[[str], str] = str) -> list[str]:
    """Return up to five sentences: what most notes, votes, groups and people stand behind.

    `short` shortens the labels and the note in them, where there is little room.
    """
    placed = [(category, theme) for category in record.categories for theme in category.themes]
    if not placed:
        return []
    dots = votes(record)
    largest, alike = _most(placed, lambda each: len(each[1].notes))
    made = [_sentence(words, short, words.finding_most, *largest, alike)]
    back = [each for each in placed if each[0].key not in FORWARD and each[0] is not largest[0]]
    ahead = [each for each in placed if each[0].key in FORWARD and each[0] is not largest[0]]
    for others in filter(None, (back, ahead)):
        home, _theme = max(others, key=lambda each: len(each[1].notes))
        found, alike = _most([each for each in others if each[0] is home], lambda each: len(each[1].notes))
        made.append(_sentence(words, short, words.finding_category, *found, alike))
    voted, alike = _most(placed, lambda each: dots[each[1].id])
    if dots[voted[1].id]:
        made.append(_sentence(words, short, words.finding_votes, *voted, alike, votes=dots[voted[1].id]))
    widest, alike = _most(placed, lambda each: len(each[1].groups))
    if len(widest[1].groups) > max(1, len(largest[1].groups)):
        made.append(_sentence(words, short, words.finding_spread, *widest, alike))
    liked, alike = _most(record.notes, lambda note: note.agreed)
    if liked.agreed:
        fill = {"text": short(liked.text), "number": words.digits(liked.number), "count": words.digits(liked.agreed)}
        made.append(words.finding_agreed.format(**fill) + _tied(words, alike))
    return made[:5]


def _most(choices: Sequence[_T], value: Callable[[_T], int]) -> tuple[_T, int]:
    """Return the first of the highest value, and how many others have it, too."""
    best = max(choices, key=value)
    return best, sum(value(each) == value(best) for each in choices) - 1


def _tied(words: Words, others: int) -> str:
    """Return that no single one is the first, where so."""
    return words.finding_tied.format(count=words.digits(f"{others:,}")) if others else ""


def _sentence(
    words: Words, short: Callable[[str], str], form: str, category: Category, theme: Theme, alike: int, **more: int
) -> str:
    counts = {"notes": len(theme.notes), "groups": len(theme.groups), **more}
    shown = {name: words.digits(f"{count:,}") for name, count in counts.items()}
    # Where an anonymous phase hides the groups there is no number of them to give.
    shown["from_groups"] = words.finding_groups.format(**shown) if theme.groups else ""
    return form.format(category=category.name, theme=short(theme.label), **shown) + _tied(words, alike)


def next_steps(record: Record) -> list[tuple[Category, Theme]]:
    """Return the themes of solutions and proposals with most votes, then most notes."""
    dots = votes(record)
    ahead = [(each, theme) for each in record.categories if each.key in FORWARD for theme in each.themes]
    return sorted(ahead, key=lambda each: (-dots[each[1].id], -len(each[1].notes)))[:_NEXT]


def quotes(notes: Iterable[Note], order: int = _QUOTES) -> list[Note]:
    """Return up to `order` notes: those with most agreement, of different groups first, then the first ones."""
    ranked = sorted(notes, key=lambda note: (-note.agreed, note.number))
    chosen: list[Note] = []
    for fresh in (True, False):
        for note in ranked:
            new = note not in chosen and (not fresh or note.group not in {each.group for each in chosen})
            if new and len(chosen) < order:
                chosen.append(note)
    return chosen
