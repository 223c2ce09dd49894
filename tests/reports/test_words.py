"""Both languages say everything, with the same blanks to fill."""

import re
from string import Formatter

import pytest

from workshop.reports.words import Word, Words
from workshop.views.figures import Status

NAMES = [name for name, value in vars(Words).items() if isinstance(value, Word)]
BOTH = (Words("th"), Words("en"))
THAI = re.compile("[\u0e00-\u0e7f]")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_both_languages_with_the_same_placeholders(name: str) -> None:
    thai, english = (getattr(words, name) for words in BOTH)
    assert THAI.search(thai)
    assert english.strip()
    assert not THAI.search(english)
    blanks = [{blank for _, blank, _, _ in Formatter().parse(text) if blank} for text in (thai, english)]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("words", BOTH)
def test_every_status_of_a_printed_note_has_its_own_word(words: Words) -> None:
    printed = [status for status in Status if status is not Status.HIDDEN]
    assert len({words.of_status(status) for status in printed}) == len(printed)


@pytest.mark.parametrize("words", BOTH)
def test_no_word_speaks_of_clusters(words: Words) -> None:
    said = " ".join(getattr(words, name) for name in NAMES).lower()
    assert "cluster" not in said
    assert "คลัสเตอร์" not in said
