"""Parts of speech by PyThaiNLP's dictionaries: enough to tell where a phrase is cut badly."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from analysis.tokenise import named_words, word_list

NOUN, VERB, ADVERB, OTHER = "noun", "verb", "adverb", "other"

# Dictionaries that come with PyThaiNLP, the surest one first.
_DICTIONARIES = ("pos_tud_unigram.json", "pos_orchid_unigram.json", "tdtb-unigram_tagger.json")
_UNIVERSAL = {"NOUN": NOUN, "PROPN": NOUN, "VERB": VERB, "ADJ": VERB, "ADV": ADVERB}
# Orchid's own tags, told by how they begin: classifiers stand like nouns, attributive verbs are adjectives.
_ORCHID = {"N": NOUN, "C": NOUN, "V": VERB, "ADV": ADVERB}
# Clauses that begin with one of these are made nouns.
_NOUN_MAKERS = ("การ", "ความ", "ผู้", "นัก", "ชาว")


@lru_cache(maxsize=20_000)
def part_of_speech(word: str) -> str:
    """NOUN, VERB (adjectives too), ADVERB or OTHER. A compound is what its first word is, as Thai puts the head first;
    Latin words and words that nobody knows are nouns: names, mostly."""
    own = _own().get(word)
    if own is not None:
        return own
    if word.startswith(_NOUN_MAKERS):
        return NOUN
    known = dictionary()
    for end in range(len(word), 1, -1):
        found = _in_dictionaries(word[:end]) if end == len(word) or word[end:] in known else ""
        if found:
            return found
    return NOUN


# Number words; "สองแถว" is none, and "ศูนย์" alone is a centre.
_FIGURE = re.compile("(?!ศูนย์$)(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ศูนย์|เอ็ด|ยี่|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)+|.*[0-9๐-๙].*")


def is_figure(word: str) -> bool:
    return _FIGURE.fullmatch(word) is not None


def is_detail(word: str, known: Collection[str]) -> bool:
    """Whether a word is a figure, a province, a month, or a brand: Latin, or one that is known by name.

    known   words that are none of these, whatever they look like
    """
    if word in known:
        return False
    return is_figure(word) or any("a" <= char.lower() <= "z" for char in word) or word in _details()


@lru_cache(maxsize=1)
def _details() -> frozenset[str]:
    # slow: PyThaiNLP
    from pythainlp.corpus import provinces

    return word_list("details") | frozenset(map(str, provinces()))


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The words that PyThaiNLP knows."""
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    return {word: kind for kind, words in named_words("speech").items() for word in words}


def _in_dictionaries(word: str) -> str:
    votes = [vote for vote in (_plain(tags.get(word, "")) for tags in _tags()) if vote]
    return max(votes, key=votes.count) if votes else ""


@lru_cache(maxsize=1)
def _tags() -> tuple[dict[str, str], ...]:
    """The dictionaries as they lie in the package: its tagger looks through all words for each word."""
    # slow: PyThaiNLP
    from pythainlp.corpus import corpus_path

    paths = [Path(corpus_path()) / name for name in _DICTIONARIES]
    return tuple(json.loads(path.read_text(encoding="utf-8-sig")) for path in paths if path.is_file())


def _plain(tag: str) -> str:
    if not tag:
        return ""
    if tag in _UNIVERSAL:
        return _UNIVERSAL[tag]
    return next((kind for begin, kind in _ORCHID.items() if tag.startswith(begin) and len(tag) == 4), OTHER)
