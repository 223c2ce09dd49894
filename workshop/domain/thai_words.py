"""Thai texts cut into words, once for all who lay them out: the same labels and notes come in every format."""

from collections.abc import Set
from functools import cache, lru_cache
from typing import Any

_KEPT = 1 << 14  # texts of a report


@lru_cache(maxsize=_KEPT)
def cut(text: str) -> tuple[str, ...]:
    """Return the words of `text` and the blanks between them; joined they are the text."""
    # slow: PyThaiNLP
    from pythainlp.tokenize import word_tokenize

    from analysis.dictionary import dictionary
    from analysis.ties import settled

    known = dictionary()
    return tuple(settled(word_tokenize(text, known, "newmm", keep_whitespace=True), known))


@lru_cache(maxsize=_KEPT)
def cut_as_programs(text: str) -> tuple[str, ...]:
    """Return the same by ICU's words, between which LibreOffice ends lines; it has fewer compounds."""
    # slow: PyThaiNLP
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(text, _words_of_icu(), "newmm", keep_whitespace=True))


def known() -> Set[str]:
    """Return the words of the dictionary."""
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words

    return thai_words()


@cache
def _words_of_icu() -> Any:
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_icu_words

    from analysis.dictionary import Dictionary

    return Dictionary(thai_icu_words())
