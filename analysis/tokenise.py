"""Thai words by PyThaiNLP, with the glossary's words kept whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources


def word_list(name: str) -> frozenset[str]:
    """The words of a file in `analysis/words/`, parted by spaces."""
    return frozenset(word for line in lines(name) for word in line.split())


def named_words(name: str) -> dict[str, frozenset[str]]:
    """The words of a file in `analysis/words/` whose lines are `kind: word word`, by kind."""
    parts = (line.partition(":") for line in lines(name))
    return {kind: frozenset(words.split()) for kind, _, words in parts}


def lines(name: str) -> list[str]:
    """The lines of a file in `analysis/words/`; empty ones and remarks, which begin with #, are left out."""
    text = resources.files("analysis").joinpath(f"words/{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_stopwords

    # Quantity and speed tell topics apart.
    kept = {"ขาด", "น้อย", "ช้า", "นาน"}
    return frozenset(set(thai_stopwords()) - kept | word_list("stop"))


class Tokeniser:
    """Cuts text into words; the pieces joined give the text back.

    words   extra words (of a glossary) that are never cut inside
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(sorted(set(words)))

    def cut(self, text: str) -> list[str]:
        # slow: PyThaiNLP
        from pythainlp.tokenize import word_tokenize

        from analysis.dictionary import dictionary

        return list(word_tokenize(*(text, dictionary(self.words), "newmm"), keep_whitespace=True, join_broken_num=True))
