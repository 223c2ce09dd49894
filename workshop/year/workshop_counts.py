"""Counts of a file as the rows that are counted: each row is of nobody, and its mark is random.

What a phone gave is not in the file. Rows are shared out among as many marks as there were voters, so that every sum is
the one of the file, and none of the marks is a phone's.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, cycle
from typing import Any

from workshop.domain.voting_kinds import KINDS
from workshop.year import workshop_parts as parts
from workshop.year.refusals import BadWorkshop

HIDDEN_WORD, UNSAID_WORD = "คำที่ซ่อนไว้", "…"


def mark() -> str:
    return secrets.token_hex(16)


def votes(part: parts.VotingPart) -> Iterator[dict[str, Any]]:
    """Yield {token, theme_id, dots, second} for what the options were given. Raises BadWorkshop where no voters could
    have given it."""
    tokens = [mark() for _voter in range(part.voters)]
    found = _dots(part) if KINDS[part.kind].gives == "dots" else _each_once(part)
    for place, option, dots, second in found:
        yield {"token": tokens[place], "theme_id": option, "dots": dots, "second": second}


def _dots(part: parts.VotingPart) -> Iterator[tuple[int, str, int, int]]:
    """Give every voter a dot first, then fill one after another."""
    dots = [each.theme_id for each in part.options for _dot in range(each.dots)]
    if not part.voters <= len(dots) <= part.dots * part.voters:
        raise BadWorkshop
    voters = range(part.voters)
    room = chain(voters, (voter for voter in voters for _dot in range(part.dots - 1)))
    for (voter, option), count in Counter(zip(room, dots, strict=False)).items():
        yield voter, option, count, 0


def _each_once(part: parts.VotingPart) -> Iterator[tuple[int, str, int, int]]:
    """Give each voter an option at most once; every voter gives one, as the places go round."""
    rows = [_values(each) if KINDS[part.kind].scales else _places(each) for each in part.options]
    if max(map(len, rows)) > part.voters or sum(map(len, rows)) < part.voters:
        raise BadWorkshop
    voters = cycle(range(part.voters))
    for option, its in zip(part.options, rows, strict=True):
        for dots, second in its:
            yield next(voters), option.theme_id, dots, second


def _places(option: parts.OptionPart) -> list[tuple[int, int]]:
    return [(place, 0) for place in _spread(option.places)]


def _values(option: parts.OptionPart) -> list[tuple[int, int]]:
    scales = [_spread(spread) for spread in option.spread]
    if not scales or len({len(scale) for scale in scales}) > 1:
        raise BadWorkshop
    return [*zip(scales[0], scales[1] if len(scales) > 1 else [0] * len(scales[0]), strict=True)]


def _spread(counts: Sequence[int]) -> list[int]:
    return [value for value, phones in enumerate(counts, start=1) for _phone in range(phones)]


def rows(content: parts.Workshop) -> int:
    """Return how many rows the counts of the file become."""
    of_votings = sum(
        option.dots + sum(option.places) + sum(map(sum, option.spread))
        for voting in content.votings
        for option in voting.options
    )
    of_pulses = sum(each.answers + each.words_given for each in content.pulses)
    of_cards = sum(card.answers for each in content.lookbacks for card in each.cards)
    return sum(each.agreed for each in content.notes) + of_votings + of_pulses + of_cards


def moods(part: parts.PulsePart) -> list[int]:
    """Return the answers; 0 for each where too few answered to say which. Raises BadWorkshop."""
    found = [0] * part.answers if part.spread is None else _spread(part.spread)
    if len(found) != part.answers:
        raise BadWorkshop
    return found


def words(part: parts.PulsePart) -> list[str]:
    """Return a word for each phone that gave one; hidden and unsaid ones have another in their place.

    Raises BadWorkshop.
    """
    found = [each.word for each in part.words for _phone in range(each.count)]
    found += [HIDDEN_WORD] * part.words_hidden
    found = found or [UNSAID_WORD] * part.words_given
    if len(found) != part.words_given or not all(found):
        raise BadWorkshop
    return found


def answers(card: parts.CardPart, values: Sequence[str]) -> list[str]:
    """Return the answers to a card; "" for each where too few answered to say which. Raises BadWorkshop."""
    if card.given is None:
        return [""] * card.answers
    found = [value for value, count in zip(values, card.given, strict=True) for _phone in range(count)]
    if len(found) != card.answers:
        raise BadWorkshop
    return found
