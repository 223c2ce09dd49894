"""Words as people count them: a name of several words is one, however it is spaced.

Three rules, none of which names a programme. A word or other form of the glossary is one word with or without spaces,
hyphens and dots inside. Two words with a space between that are one word of the dictionary are this word. Two words
that stand beside each other nearly whenever one of them is there are one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.glossary import Glossary
from analysis.ties import settled
from analysis.tokenise import Tokeniser, stop_words

_LONGEST = 10  # pieces of a name, the gaps between counted
_PART, _WHOLE = 3, 8  # letters of parts and whole of a word of the dictionary that somebody wrote with a space
_TOGETHER = 0.9  # share of the texts with either word in which the two stand together
_ROUNDS = 3  # of joining: names of up to four words
_GAPS = " -."
_NOTHING = dict.fromkeys(map(ord, _GAPS))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `key` is one for all spellings of it, `shown` how it is written here."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class _Gap:
    text: str


_Unit = Word | _Gap


def bare(text: str) -> str:
    """Return the word without what stands between its parts."""
    return text.casefold().translate(_NOTHING)


class Compounds:
    """Cut texts into words that tell something: of the dictionary or the glossary, and no stop words.

    glossary   its words and forms are names
    known      the dictionary
    """

    def __init__(self, glossary: Glossary, known: frozenset[str]) -> None:
        self._tokeniser, self._stop = Tokeniser(), stop_words()
        self._dictionary, self._known = known, known - self._stop
        self._names = {bare(word): word for word in sorted(glossary.words)}
        self._names |= {bare(form): word for form, word in sorted(glossary.synonyms.items())}
        self._starts = {name[:end] for name in self._names for end in range(1, len(name) + 1)}

    def cut(self, texts: Sequence[str], fewest: int) -> list[list[Word]]:
        """Return the words of each text; `fewest` texts must have two words together that are joined into a name."""
        found = [list(self._units(text)) for text in texts]
        for _round in range(_ROUNDS):
            together = _names_by_company(found, fewest)
            if not together:
                break
            found = [list(_joined(units, together)) for units in found]
        return [[unit for unit in units if isinstance(unit, Word)] for units in found]

    def _units(self, text: str) -> Iterator[_Unit]:
        tokens = settled(self._tokeniser.cut(text), self._dictionary)
        at = 0
        while at < len(tokens):
            length, key = self._name_at(tokens, at)
            shown = "".join(tokens[at : at + length])
            yield Word(key, shown) if key else _Gap(shown)
            at += length

    def _name_at(self, tokens: Sequence[str], at: int) -> tuple[int, str]:
        """Return (number of tokens, key) of the longest name that begins here, else of the token; no key for a gap."""
        token = tokens[at]
        if not token.strip(_GAPS):
            return 1, ""
        whole, length, key = "", 0, ""
        for end, part in enumerate(tokens[at : at + _LONGEST], start=1):
            whole += bare(part)
            if whole not in self._starts:
                break
            if whole in self._names and part.strip(_GAPS):
                length, key = end, self._names[whole]
        if length:
            return length, "" if key in self._stop else key
        if tokens[at + 1 : at + 2] == [" "] and at + 2 < len(tokens):
            parts = (token, tokens[at + 2])
            whole = "".join(parts)
            if len(whole) >= _WHOLE and min(map(len, parts)) >= _PART and whole in self._known:
                return 3, whole
        return 1, token if len(token) > 1 and token in self._known else ""


def shown_as(key: str, written: Counter[str], fewest: int) -> str:
    """Return how a word is shown: as at least `fewest` texts space it, most of them, else as its key."""
    same = [(count, form) for form, count in written.items() if count >= fewest and bare(form) == bare(key)]
    return min(same, key=lambda each: (-each[0], each[1]))[1] if same else key


def _pairs(units: Sequence[_Unit]) -> Iterator[tuple[int, Word, Word]]:
    """Yield (place, first, second) of words with at most a space between."""
    for at, first in enumerate(units):
        second = next(iter(units[at + 1 : at + 2]), None)
        if isinstance(second, _Gap) and second.text == " ":
            second = next(iter(units[at + 2 : at + 3]), None)
        if isinstance(first, Word) and isinstance(second, Word):
            yield at, first, second


def _names_by_company(texts: Iterable[Sequence[_Unit]], fewest: int) -> set[tuple[str, str]]:
    """Return the pairs of keys that stand together in `fewest` texts, and nearly wherever one of them stands."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for units in texts:
        alone.update({unit.key for unit in units if isinstance(unit, Word)})
        together.update({(first.key, second.key) for _at, first, second in _pairs(units)})
    return {
        (first, second)
        for (first, second), count in together.items()
        if count >= fewest and count >= _TOGETHER * max(alone[first], alone[second]) and first != second
    }


def _joined(units: Sequence[_Unit], names: set[tuple[str, str]]) -> Iterator[_Unit]:
    pairs = {at: (first, second) for at, first, second in _pairs(units) if (first.key, second.key) in names}
    at = 0
    while at < len(units):
        if at in pairs:
            first, second = pairs[at]
            end = at + (2 if units[at + 1] is second else 3)
            shown = "".join(unit.shown if isinstance(unit, Word) else unit.text for unit in units[at:end])
            yield Word(first.key + second.key, shown)
            at = end
        else:
            yield units[at]
            at += 1
