"""The numbers of notes: counted 1, 2, 3 …, and drawn in anonymous phases, where they must not say which came first.

Drawn ones are 1000 to 9999 in an order that only the workshop's secret gives, then 10000 to 99999, and so on. No number
is in both: counted ones pass over what is drawn from. So a new number costs no query, and none is given twice.
"""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache

_FIRST = 1000
_ROUNDS = 8


def counted(last: int, drawn: int) -> int:
    """Return the counted number after `last`, where so many places are used by drawn ones."""
    after = last + 1
    if drawn and _FIRST <= after < (end := 10 * _begin(_FIRST + drawn - 1)):
        return end
    return after


def draw(secret: str, drawn: int, last: int) -> tuple[int, int]:
    """Return the next drawn number, and how many places are used then. `last`: the last counted number."""
    place = _FIRST + drawn
    if place == (begin := _begin(place)):
        while begin <= last:  # counted ones are in there already
            begin *= 10
        place = begin
    return begin + _mixed(secret, place - begin, begin), place - _FIRST + 1


def passed_over(drawn: int) -> int:
    """Return the places that count as used where another secret drew `drawn` numbers: all with as many digits."""
    return 10 * _begin(_FIRST + drawn - 1) - _FIRST if drawn else 0


def _begin(place: int) -> int:
    """Return the least number with as many digits."""
    return int(10 ** (len(str(place)) - 1))


def _mixed(secret: str, place: int, begin: int) -> int:
    """Return where a permutation of 0 to 9 × begin - 1 puts `place`: a Feistel network, repeated while outside."""
    size = 9 * begin
    half = (size.bit_length() + 1) // 2
    mask, rounds = (1 << half) - 1, _rounds(secret, begin, half)
    while True:
        left, right = place >> half, place & mask
        for table in rounds:
            left, right = right, left ^ (table[right] & mask)
        place = left << half | right
        if place < size:
            return place


@lru_cache(maxsize=64)
def _rounds(secret: str, begin: int, half: int) -> list[tuple[int, ...]]:
    """Return each round's function as a table, of the secret and the range alone."""
    width = 1 << half
    made = hashlib.shake_256(f"number\0{secret}\0{begin}".encode()).digest(_ROUNDS * width * 2)
    words = struct.unpack(f"<{_ROUNDS * width}H", made)
    return [words[at : at + width] for at in range(0, len(words), width)]
