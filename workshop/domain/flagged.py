"""Texts that the hints warn of, personal numbers and coarse words, wait for the facilitator where the phase says so.

They wait as all texts do in a phase that is checked first (domain/checking.py); the others are shown at once.
"""

from collections.abc import Callable
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from workshop.domain import thai_words
from workshop.domain.unfit import unfit
from workshop.settings import own_coarse_words

NAME = "check_flagged"


def waits(phase: Any, text: str) -> bool:
    """Return whether a new text of this phase, or its row, is shown only once it is approved."""
    return bool(phase.check_first or (phase.check_flagged and flagged(text)))


def flagged(text: str) -> bool:
    """Return whether the text has a personal number or a coarse word in it, as the hints of phones and consoles say."""
    return _finder(own_coarse_words())(text)


@cache
def _finder(own: str) -> Callable[[str], bool]:
    return unfit(own, _part_of_another)


def _part_of_another(text: str, begin: int, end: int) -> bool:
    """Return whether a word of the text goes beyond this place at either side: งด of แม่|งด, where แม่ง is looked for."""
    places = [0, *accumulate(map(len, thai_words.cut(text)))]
    return any(first < begin < last or first < end < last for first, last in pairwise(places))
