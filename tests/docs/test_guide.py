"""The guide of the days names words that the screens have."""

import re

import pytest
from babel.messages.pofile import read_po

from tools.links import ROOT
from tools.translations import ENGLISH

GUIDE = ROOT / "docs" / "guide-day.md"
THAI, ENGLISH_PART = GUIDE.read_text("utf-8").split("\n## English\n")


def shown(language: str) -> set[str]:
    """The words of all screens, "…" for what they fill in."""
    with ENGLISH.open("rb") as file:
        words = {each.id if language == "th" else each.string for each in read_po(file)}
    return {re.sub(r"%\(\w+\)s", "…", each) for each in words if isinstance(each, str)}


@pytest.mark.parametrize(("language", "part"), [("th", THAI), ("en", ENGLISH_PART)])
def test_every_quoted_button_of_the_guide_is_a_word_of_the_product(language: str, part: str) -> None:
    quoted = set(re.findall(r"“([^”]+)”", part))

    assert len(quoted) > 20
    assert sorted(quoted - shown(language)) == []


def test_what_to_press_when_fits_one_page() -> None:
    table = THAI.split("## กดอะไรเมื่อใด")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]

    assert len(rows) <= 26
    assert max(map(len, rows)) <= 110
