"""The sheets of a template as far as page numbers in the contents need them: sizes, margins and styles of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu

from workshop.reports.docx.pages import Sheet, height_of, pages_on
from workshop.reports.docx.styles import Style
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, xpath
from workshop.reports.fonts import EMBEDDED_FONT, WIDTH_RATIO

_LINES = 240  # of w:line, which is in 240ths of a line where its rule is "auto"
_SIZE = 20.0  # half-points of a text whose style gives none, as in Word
_LEADING = {True: 1.3, False: 1.13}  # height of a line of Sarabun, and of the small Thai fonts of offices
_LEAST = 72.0  # points: no sheet has less room


@dataclass(frozen=True, slots=True)
class _Measured(Style):
    """A style of a template, with the height of its lines."""

    line: float = field(default=0.0, kw_only=True)

    @property
    def line_points(self) -> float:
        return self.line


def pages_of(document: Document) -> dict[str, int]:
    """Return the page of every bookmark in a paragraph of the body, as its number is shown."""
    found: dict[str, int] = {}
    styles = measured(document)
    last = 0
    for section, blocks in zip(document.sections, _sections(document), strict=False):
        start = xpath(section._sectPr, "./w:pgNumType/@w:start")
        first = int(start[0]) if start and start[0].isdigit() else last + 1
        pages, last = pages_on(blocks, sheet_of(section, styles), first)
        found |= pages
    return found


def sheet_of(section: Section, styles: dict[str, Style]) -> Sheet:
    """Return the room between margins; a head or foot that is higher than its margin takes from it."""
    plain = Sheet(styles, text_width(section), 0, 0)
    heads = [section.header, section.footer]
    first = [section.first_page_header, section.first_page_footer]
    height = _room(section, plain, heads)
    return Sheet(
        styles,
        plain.width,
        height,
        _room(section, plain, first) if section.different_first_page_header_footer else height,
    )


def text_width(section: Section) -> float:
    """Return the points between the margins."""
    width = _points(section.page_width) - _points(section.left_margin) - _points(section.right_margin)
    return max(width, _LEAST)


def measured(document: Document) -> dict[str, Style]:
    """Return the paragraph styles by id, with "Normal" for paragraphs that name none."""
    by_id = {each.get(qn("w:styleId")): each for each in document.styles.element.iter(qn("w:style"))}
    default = next(
        (id for id, each in by_id.items() if each.get(qn("w:type")) == "paragraph" and each.get(qn("w:default"))), ""
    )
    root = document.styles.element.find(qn("w:docDefaults"))
    found: dict[str, Style] = {}
    for id, each in by_id.items():
        if each.get(qn("w:type")) == "paragraph":
            found[id] = _style(id, [*_chain(each, by_id), *([root] if root is not None else [])])
    found["Normal"] = found.get(default) or _style("Normal", [root] if root is not None else [])
    return found


def _sections(document: Document) -> Iterator[list[Element]]:
    """Yield the blocks of each section."""
    blocks: list[Element] = []
    for each in document.element.body:
        if each.tag != qn("w:sectPr"):
            blocks.append(each)
        if each.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            yield blocks
            blocks = []
    yield blocks


def _chain(style: Element, by_id: dict[str, Element]) -> list[Element]:
    """Return the style and those that it is based on, each once."""
    found: list[Element] = []
    while style is not None and style not in found:
        found.append(style)
        based = style.find(qn("w:basedOn"))
        style = by_id.get(based.get(qn("w:val"))) if based is not None else None
    return found


def _style(id: str, chain: Sequence[Element]) -> Style:
    def given(path: str, default: str = "") -> str:
        return next((each[0] for root in chain if (each := xpath(root, f".{path}"))), default)

    wide = given("//w:rFonts/@w:cs") == EMBEDDED_FONT
    size = _number(given("//w:szCs/@w:val"), _SIZE) / 2
    line, rule = _number(given("//w:spacing/@w:line"), _LINES), given("//w:spacing/@w:lineRule", "auto")
    natural = size * _LEADING[wide]
    heights = {"exact": line / 20, "atLeast": max(line / 20, natural)}
    return _Measured(
        id,
        id,
        points=size * WIDTH_RATIO if wide else size,
        before=_number(given("//w:spacing/@w:before"), 0) / 20,
        after=_number(given("//w:spacing/@w:after"), 0) / 20,
        left=_number(given("//w:ind/@w:left") or given("//w:ind/@w:start"), 0) / TWIPS_PER_CM,
        hanging=_number(given("//w:ind/@w:hanging"), 0) / TWIPS_PER_CM,
        bold=given("//w:bCs/@w:val") == "1",
        keep_next=any(root.find(f".//{qn('w:keepNext')}") is not None for root in chain[:1]),
        line=heights.get(rule, natural * line / _LINES),
    )


def _room(section: Section, plain: Sheet, around: Sequence[object]) -> float:
    room = _points(section.page_height)
    sides = (
        (around[0], section.header_distance, section.top_margin),
        (around[1], section.footer_distance, section.bottom_margin),
    )
    for part, distance, margin in sides:
        story = part._element  # type: ignore[attr-defined]
        room -= max(_points(margin), _points(distance) + height_of(story, plain))
    return max(room, _LEAST)


def _points(length: Emu | int | None) -> float:
    return abs((length or 0) / 12_700)


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default
