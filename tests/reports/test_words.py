"""Both languages say everything, with the same blanks to fill."""

import re
from dataclasses import fields
from string import Formatter

import pytest

from workshop.reports.content import Status
from workshop.reports.words import WORDS, Words

NAMES = [field.name for field in fields(Words) if field.name != "statuses"]
THAI = re.compile("[\u0e00-\u0e7f]")


@pytest.mark.parametrize("name", NAMES)
def test_a_word_stands_in_both_languages_with_the_same_blanks(name: str) -> None:
    thai, english = getattr(WORDS["th"], name), getattr(WORDS["en"], name)
    assert THAI.search(thai)
    assert english.strip()
    assert not THAI.search(english)
    blanks = [{blank for _, blank, _, _ in Formatter().parse(text) if blank} for text in (thai, english)]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("language", WORDS)
def test_every_status_has_its_word(language: str) -> None:
    assert set(WORDS[language].statuses) == set(Status)


@pytest.mark.parametrize("language", WORDS)
def test_no_word_speaks_of_clusters(language: str) -> None:
    said = " ".join(getattr(WORDS[language], name) for name in NAMES).lower()
    assert "cluster" not in said
    assert "คลัสเตอร์" not in said
