"""How an official paper is looked at: the paragraphs of its DOCX, and where letters stand on the pages of its PDF."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

import docx
import pypdfium2
from docx.oxml.ns import qn

from tests.reports.official_papers import Name, paper
from tests.reports.test_letters import place_of

CM = 72 / 2.54
TWIPS = 567
NEAR = 0.06  # centimetres


class Read:
    """A paper as it is looked at."""

    def __init__(self, name: Name, thai: bool, long: bool) -> None:
        self.name, self.thai, self.long = name, thai, long
        made = paper(name, thai, long)
        self.document = docx.Document(io.BytesIO(made.docx))
        self.raw = made.pdf
        self.pdf = pypdfium2.PdfDocument(made.pdf)
        self.lines: list[Any] = list(self.document.paragraphs)
        self.section = self.document.sections[0]

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.lines)

    @cached_property
    def printed(self) -> str:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in self.pdf)

    @cached_property
    def letters(self) -> list[tuple[float, float, float]]:
        """Left, right and baseline of each letter of all pages but their numbers, in centimetres."""
        found = []
        for page in self.pdf:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, _top = text.get_charbox(at, loose=True)
                if right > left and (page.get_height() - bottom) / CM > 2.4:
                    found.append((left / CM, right / CM, (page.get_height() - bottom) / CM))
        return found

    def starting(self, text: str) -> Any:
        return next(each for each in self.lines if each.text.startswith(text))

    def at(self, words: str) -> tuple[float, float]:
        """Left and baseline of the words on the first page that has them."""
        page = next(each for each in self.pdf if words in each.get_textpage().get_text_range())
        return place_of(page, words)

    def page_of(self, words: str) -> int:
        return next(at for at, each in enumerate(self.pdf) if words in each.get_textpage().get_text_range())

    def digits(self, text: str) -> str:
        return text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if self.thai else text


def near(found: float, expected: float, by: float = NEAR) -> bool:
    return abs(found - expected) <= by


def form_of(line: Any, name: str, key: str) -> str:
    """An attribute of a property of the paragraph, its own."""
    found = line._p.find(f"{qn('w:pPr')}/{qn(f'w:{name}')}")
    return "" if found is None else found.get(qn(f"w:{key}")) or ""


def before(line: Any) -> float:
    return int(form_of(line, "spacing", "before") or 0) / 20


def emblem(read: Read) -> tuple[Any, Any]:
    (anchor,) = read.lines[0]._p.iter(qn("wp:anchor"))
    (image,) = [each for each in read.pdf[0].get_objects() if each.type == 3]
    return anchor, image


def sizes(line: Any) -> set[float]:
    return {run.font.size.pt for run in line.runs if run.font.size is not None and run.text.strip()}


def middle(read: Read, words: str) -> float:
    page = next(each for each in read.pdf if words in each.get_textpage().get_text_range())
    text = page.get_textpage()
    at = text.get_text_range().index(words)
    boxes = [text.get_charbox(at + n, loose=True) for n in (0, len(words) - 1)]
    return (boxes[0][0] + boxes[1][2]) / 2 / CM
