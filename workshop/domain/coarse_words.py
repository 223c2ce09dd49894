"""Coarse words, and the words of the dictionary that only look like them, for the hints of phones and the console."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def coarse_words(own: str = "") -> dict[str, list[str]]:
    """Return each word of coarse_words.txt with the dictionary's words that contain it and are none of them.

    `own`: an office's words with commas between, as LAENA_COARSE_WORDS has them; one after a "-" is left out. Of words
    that contain one another the shorter stands for both: หีบ for หีบเพลง.
    """
    lines = files("workshop.domain").joinpath("coarse_words.txt").read_text("utf-8").splitlines()
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    asked = [word.strip().casefold() for word in own.split(",") if word.strip()]
    out = {word[1:].strip() for word in asked if word.startswith("-")}
    added = [word for word in asked if not word.startswith("-")]
    words = [word for word in dict.fromkeys(listed + added) if word not in out]
    return {word: _longer(word, words) for word in words}


def _longer(word: str, coarse: Sequence[str]) -> list[str]:
    """Dictionary words that contain this word, save coarse ones and those that contain another of them."""
    found: list[str] = []
    containing = [each for each in _containing(word) if each not in coarse]
    for each in sorted(containing, key=lambda each: (len(each), each)):
        if not any(short in each for short in found):
            found.append(each)
    return found


def _containing(word: str) -> set[str]:
    # One search through all words at once: sixty thousand searches a coarse word kept the room waiting for a second.
    text, found, at = _dictionary(), set(), 0
    while (at := text.find(word, at)) >= 0:
        begin, at = text.rfind("\n", 0, at) + 1, text.index("\n", at)
        found.add(text[begin:at])
    return found


@cache
def _dictionary() -> str:
    """Return the words of the dictionary, each between two line breaks."""
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words

    return "\n".join(["", *thai_words(), ""])
