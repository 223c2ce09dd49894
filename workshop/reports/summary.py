"""The summary that stands first in a report: sentences that only count and quote."""

from collections.abc import Callable, Iterable

from workshop.domain.links import FORWARD
from workshop.reports.answers import votes
from workshop.reports.words import Words
from workshop.views.record import Category, Note, Record, Theme

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
    largest = max(placed, key=lambda each: len(each[1].notes))
    made = [_sentence(words, short, words.finding_most, *largest)]
    back = [each for each in placed if each[0].key not in FORWARD and each[0] is not largest[0]]
    ahead = [each for each in placed if each[0].key in FORWARD and each[0] is not largest[0]]
    made += [
        _sentence(words, short, words.finding_category, *max(each, key=lambda one: len(one[1].notes)))
        for each in (back, ahead)
        if each
    ]
    voted = max(placed, key=lambda each: dots[each[1].id])
    if dots[voted[1].id]:
        made.append(_sentence(words, short, words.finding_votes, *voted, votes=dots[voted[1].id]))
    widest = max(placed, key=lambda each: len(each[1].groups))
    if len(widest[1].groups) > max(1, len(largest[1].groups)):
        made.append(_sentence(words, short, words.finding_spread, *widest))
    liked = max(record.notes, key=lambda note: note.agreed)
    if liked.agreed:
        fill = {"text": short(liked.text), "number": words.digits(liked.number), "count": words.digits(liked.agreed)}
        made.append(words.finding_agreed.format(**fill))
    return made[:5]


def _sentence(
    words: Words, short: Callable[[str], str], form: str, category: Category, theme: Theme, **more: int
) -> str:
    counts = {"notes": len(theme.notes), "groups": len(theme.groups), **more}
    shown = {name: words.digits(f"{count:,}") for name, count in counts.items()}
    # Where an anonymous phase hides the groups there is no number of them to give.
    shown["from_groups"] = words.finding_groups.format(**shown) if theme.groups else ""
    return form.format(category=category.name, theme=short(theme.label), **shown)


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
