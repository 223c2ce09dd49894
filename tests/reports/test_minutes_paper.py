"""Names and posts of those who came, side by side in the DOCX as long as there is room."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from workshop.reports.letters.measures import PERSON_LEFT, POST_LEFT
from workshop.reports.minutes.paper import Person
from workshop.reports.minutes.story import _person

TWIPS = 567


def lines(name: str, post: str = "พัฒนาการอำเภอ") -> list[tuple[str, int]]:
    """Each line's text, a bar for a tab, and its left indent."""
    found = []
    for element in _person(Person("๑.", name, post)):
        pieces = (("|" if leaf.tag == qn("w:tab") else leaf.text) for leaf in element.iter(qn("w:t"), qn("w:tab")))
        stops = element.find(f"{qn('w:pPr')}/{qn('w:tabs')}")
        text = "".join(pieces).lstrip("|") if stops is not None else "".join(pieces)
        found.append((text, int(element.find(f".//{qn('w:ind')}").get(qn("w:left")))))
    return found


def test_a_name_and_its_post_stand_in_one_line() -> None:
    assert lines("นายตัวอย่าง นามสมมุติ") == [("๑.|นายตัวอย่าง นามสมมุติ|พัฒนาการอำเภอ", round(POST_LEFT * TWIPS))]


@pytest.mark.parametrize("name", ["นายตัวอย่าง " + "ยาว" * 23, "ก" * 80])
def test_a_post_beside_a_name_of_80_letters_has_a_line_of_its_own(name: str) -> None:
    below, left = round(POST_LEFT * TWIPS), round(PERSON_LEFT * TWIPS)
    assert lines(name) == [(f"๑.|{name}", left), ("พัฒนาการอำเภอ", below)]


def test_a_name_without_a_post_has_the_whole_line() -> None:
    assert lines("ก" * 80, "") == [("๑.|" + "ก" * 80, round(PERSON_LEFT * TWIPS))]
