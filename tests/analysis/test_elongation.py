"""Stretched letters are read once, and words of the dictionary stay as they are."""

import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythainlp.corpus import thai_words

from analysis.normalise import _SPELLINGS, clean
from analysis.nothing import says_nothing

# Words that are known to be another spelling of one, alone or as two words (โครง|การณ์).
_RESPELT = frozenset(_SPELLINGS)
_WORDS = sorted(set(thai_words()) - _RESPELT - {"อินเตอร์เน็ต"})


def _by_first() -> dict[str, list[str]]:
    found = defaultdict(list)
    for word in _WORDS:
        found[word[0]].append(word)
    return found


_BY_FIRST = _by_first()


@pytest.mark.parametrize(
    "text",
    ["ถนนน้ำท่วม", "ถนนนนทบุรี", "คะแนนนิยม", "แบบบาง", "เพื่อออก", "ไอออน", "ททท.", "ททท", "สสส.", "ไปกับททท."],
)
def test_three_equal_letters_of_words_and_abbreviations_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", ["III", "AAA", "VIII", "www"])
def test_latin_numerals_and_abbreviations_stay(text: str) -> None:
    assert clean(text) == text.lower()


@pytest.mark.parametrize(
    ("stretched", "read"),
    [
        ("มากกกกก", "มาก"),
        ("มากกกก", "มาก"),
        ("จริงงงง", "จริง"),
        ("ครับบบ", "ครับ"),
        ("คะแนนนนนน", "คะแนน"),
        ("ถนนนนนน้ำท่วม", "ถนนน้ำท่วม"),
        ("อยากกกกกได้", "อยากได้"),
        ("ดีมากกกกครับบบบ", "ดีมากครับ"),
        ("ก็\N{THAI CHARACTER MAITAIKHU}\N{THAI CHARACTER MAITAIKHU}", "ก็"),
        ("okkkk", "ok"),
        ("yesss", "yes"),
        ("น้ำไม่ไหล!!!!", "น้ำไม่ไหล!"),
    ],
)
def test_stretched_letters_are_read_once(stretched: str, read: str) -> None:
    assert clean(stretched) == read


def test_laughter_says_nothing() -> None:
    assert says_nothing("5555")
    assert says_nothing("5555+")
    assert not says_nothing("งบ 555,000 บาท")


def test_no_word_of_the_dictionary_is_changed() -> None:
    assert [word for word in _WORDS if clean(word) != word] == []


@settings(max_examples=400)
@given(st.sampled_from(_WORDS), st.data())
def test_no_two_words_of_the_dictionary_are_changed(first: str, data: st.DataObject) -> None:
    # Half of the pairs meet in equal letters: where letters could be lost.
    second = data.draw(st.one_of(st.sampled_from(_BY_FIRST.get(first[-1]) or _WORDS), st.sampled_from(_WORDS)))
    if first + second not in _RESPELT:
        assert clean(first + second) == first + second


def test_pairs_that_meet_in_three_equal_letters_are_not_changed() -> None:
    doubled = [word for word in _WORDS if len(word) > 1 and word[-1] == word[-2]]
    choose = random.Random(2563)
    pairs = [(word, other) for word in doubled for other in choose.sample(_BY_FIRST.get(word[-1], []) or _WORDS, 3)]
    assert len(pairs) > 500
    assert [a + b for a, b in pairs if clean(a + b) != a + b] == []


@settings(max_examples=200)
@given(st.sampled_from(_WORDS), st.integers(3, 12))
def test_reading_twice_is_reading_once(word: str, times: int) -> None:
    once = clean(word + word[-1] * times)
    assert clean(once) == once
