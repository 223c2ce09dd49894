"""The guides of the days and of the year name words that the screens have, and show pictures that are there."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PIL import Image

from tools.guide import DESK, FOLDER, HAND
from tools.translations import ENGLISH

GUIDE = FOLDER.parent / "guide-day.md"
YEAR = FOLDER.parent / "guide-year.md"
THAI, ENGLISH_PART = GUIDE.read_text("utf-8").split("\n## English\n")
YEAR_THAI, YEAR_ENGLISH = YEAR.read_text("utf-8").split("\n## English\n")
PICTURE = re.compile(r"!\[([^\]]*)\]\(guide/([^)]+)\)")


def shown(language: str) -> set[str]:
    """The words of all screens, "…" for what they fill in."""
    with ENGLISH.open("rb") as file:
        words = {each.id if language == "th" else each.string for each in read_po(file)}
    return {re.sub(r"%\(\w+\)s", "…", each) for each in words if isinstance(each, str)}


@pytest.mark.parametrize(
    ("language", "part", "least"),
    [("th", THAI, 20), ("en", ENGLISH_PART, 20), ("th", YEAR_THAI, 60), ("en", YEAR_ENGLISH, 7)],
)
def test_every_quoted_button_of_a_guide_is_a_word_of_the_product(language: str, part: str, least: int) -> None:
    quoted = set(re.findall(r"“([^”]+)”", part))

    assert len(quoted) > least
    assert sorted(quoted - shown(language)) == []


def test_every_picture_has_an_alternative_text_in_thai_and_is_small() -> None:
    linked = {name: alternative for alternative, name in PICTURE.findall(THAI)}
    there = {path.name: path for path in FOLDER.iterdir()}

    assert linked.keys() == there.keys()
    assert [name for name, alternative in linked.items() if len(re.findall("[ก-๙]", alternative)) < 20] == []
    assert [name for name, path in there.items() if path.stat().st_size > 120_000] == []
    assert sum(path.stat().st_size for path in there.values()) < 1_200_000


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_picture_is_of_a_laptop_or_a_phone_and_not_empty(path: Path) -> None:
    with Image.open(path) as picture:
        assert picture.size in (DESK, HAND)
        colours = picture.convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert max(count for count, _ in colours) < 0.97 * picture.size[0] * picture.size[1]


@pytest.mark.parametrize("guide", [THAI, YEAR_THAI])
def test_what_to_press_when_fits_one_page(guide: str) -> None:
    table = guide.split("## กดอะไรเมื่อใด")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]

    assert len(rows) <= 26
    assert max(map(len, rows)) <= 110
