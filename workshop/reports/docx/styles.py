"""The styles of the DOCX report: every font, size, weight and language said twice, since Thai is "complex script".

Word takes Thai's font from `cs`, its size from `szCs` and its weight from `bCs`; a style that only says
ascii, sz and b shows Thai in another font, size and weight. Theme fonts would win over both, so none is left.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el
from workshop.reports.fonts import EMBEDDED_FONT, WIDTH_RATIO
from workshop.reports.words import Language

# Sizes below are those of the office font.
_SCALE = {EMBEDDED_FONT: 1 / WIDTH_RATIO}
_INK = "1F2933"
_QUIET = "5B6770"
_ACCENT = "1F4E5F"
_RULE = "B8C4CA"
_SHADE = "E8EEF0"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `points` are those of TH SarabunPSK; spaces are points, indents centimetres."""

    id: str
    name: str
    points: int = 16
    bold: bool = False
    colour: str = _INK
    align: str = "left"
    before: float = 0
    after: float = 0
    left: float = 0
    hanging: float = 0
    first_line: float = 0
    level: int | None = None
    keep_next: bool = False
    right_tab: float = 0
    based_on: str | None = "Normal"

    @property
    def line_points(self) -> float:
        """The least height of a line, in points: room for marks stacked above and below."""
        return self.points * 1.21


PARAGRAPHS = (
    Style("Normal", "Normal", based_on=None),
    Style("ReportKind", "Report Kind", 20, align="center", before=72, keep_next=True),
    Style("Title", "Title", 29, bold=True, colour=_ACCENT, align="center", before=6, after=6, keep_next=True),
    Style("Subtitle", "Subtitle", 20, colour=_INK, align="center", after=2, keep_next=True),
    Style(
        "Heading1", "heading 1", 22, True, _ACCENT, before=20, after=6, level=0, keep_next=True, left=1.1, hanging=1.1
    ),
    Style("Heading2", "heading 2", 18, True, before=12, after=0, level=1, keep_next=True, left=1.1, hanging=1.1),
    Style("Heading3", "heading 3", 16, True, _ACCENT, before=12, after=3, keep_next=True),
    Style("BodyText", "Body Text", align="thaiDistribute", after=6),
    Style("ThemeFacts", "Theme Facts", 14, colour=_QUIET, left=1.1, keep_next=True, after=2),
    Style("GroupName", "Group Name", 16, True, before=5, left=1.1, keep_next=True),
    Style("Note", "Note", align="thaiDistribute", left=2.4, hanging=1.3, after=2),
    Style("Equation", "Equation", 14, True, _ACCENT, before=2, after=6, keep_next=True),
    Style("TableText", "Table Text", 14),
    Style("TableNumber", "Table Number", 14, align="right"),
    Style("TableHead", "Table Head", 14, True, keep_next=True),
    Style("TableHeadNumber", "Table Head Number", 14, True, align="right", keep_next=True),
    # Not kept with what follows the table, as its heading is with its rows.
    Style("TableTotal", "Table Total", 14, True),
    Style("TableTotalNumber", "Table Total Number", 14, True, align="right"),
    Style("Remark", "Remark", 14, colour=_QUIET, before=4, after=6),
    Style("TOCHeading", "TOC Heading", 22, True, _ACCENT, align="center", after=8, keep_next=True),
    Style("TOC1", "toc 1", 15, True, before=3, left=0.8, hanging=0.8, right_tab=16),
    Style("TOC2", "toc 2", 14, left=1.9, hanging=1.1, right_tab=16),
    Style("Header", "header", 16, align="center"),
    Style("Footer", "footer", 12, colour=_QUIET, right_tab=16),
)


def styles(font: str, language: Language) -> list[Element]:
    """The children of w:styles: defaults, then every style of the report, sizes scaled for `font`."""
    made = [_defaults(font, language), *(_paragraph_style(style, font) for style in PARAGRAPHS)]
    made += [
        el(
            "style",
            _name("Default Paragraph Font"),
            _fonts_only(font),
            type="character",
            default="1",
            styleId="DefaultFont",
        ),
        el(
            "style",
            _name("Hyperlink"),
            el("rPr", _fonts(font), el("color", val=_ACCENT)),
            type="character",
            styleId="Hyperlink",
        ),
        el(
            "style",
            _name("Agreed"),
            el("rPr", _fonts(font), el("color", val=_QUIET)),
            type="character",
            styleId="Agreed",
        ),
        el("style", _name("No List"), type="numbering", default="1", styleId="NoList"),
        _table_style("TableNormal", "Normal Table", font, default="1"),
        _table_style("Facts", "Facts", font, ruled=("insideH", "top", "bottom")),
        _table_style("Rows", "Rows", font, ruled=("insideH", "insideV", "top", "bottom", "left", "right"), head=True),
    ]
    return made


def half_points(points: float, font: str) -> int:
    """`points` of TH SarabunPSK in half-points of `font`, so that both look alike."""
    return round(points * 2 * _SCALE.get(font, 1))


def _defaults(font: str, language: Language) -> Element:
    size = half_points(16, font)
    latin = "en-GB" if language == "en" else "en-US"
    return el(
        "docDefaults",
        el(
            "rPrDefault",
            el(
                "rPr",
                _fonts(font),
                el("sz", val=size),
                el("szCs", val=size),
                el("lang", val=latin, eastAsia="th-TH", bidi="th-TH"),
            ),
        ),
        el("pPrDefault", el("pPr", el("spacing", before=0, after=0, line=240, lineRule="auto"))),
    )


def _paragraph_style(style: Style, font: str) -> Element:
    size = half_points(style.points, font)
    weight = "1" if style.bold else "0"
    default = None if style.based_on else "1"
    made = el("style", _name(style.name), type="paragraph", default=default, styleId=style.id)
    if style.based_on:
        made.append(el("basedOn", val=style.based_on))
    made.append(el("qFormat"))
    made.append(_paragraph_properties(style))
    made.append(
        el(
            "rPr",
            _fonts(font),
            el("b", val=weight),
            el("bCs", val=weight),
            el("i", val="0"),
            el("iCs", val="0"),
            el("color", val=style.colour),
            el("sz", val=size),
            el("szCs", val=size),
            el("lang", bidi="th-TH"),
        )
    )
    return made


def _paragraph_properties(style: Style) -> Element:
    made = el("pPr")
    if style.keep_next:
        made.append(el("keepNext"))
        made.append(el("keepLines"))
    made.append(el("widowControl"))
    if style.right_tab:
        leader = "dot" if style.id.startswith("TOC") else None
        made.append(el("tabs", el("tab", val="right", leader=leader, pos=round(style.right_tab * TWIPS_PER_CM))))
    # Room for vowels and tone marks stacked above and below, alike in Word and LibreOffice,
    # which read different line heights from the same font file.
    line = round(style.line_points * 20)
    made.append(
        el("spacing", before=_twentieths(style.before), after=_twentieths(style.after), line=line, lineRule="atLeast")
    )
    if style.left or style.first_line:
        hanging = _twips(style.hanging) if style.hanging else None
        first = _twips(style.first_line) if style.first_line else None
        made.append(el("ind", left=_twips(style.left), hanging=hanging, firstLine=first))
    made.append(el("jc", val=style.align))
    if style.level is not None:
        made.append(el("outlineLvl", val=style.level))
    return made


def _table_style(
    id: str, name: str, font: str, *, ruled: tuple[str, ...] = (), head: bool = False, default: str | None = None
) -> Element:
    sides = [side for side in ("top", "left", "bottom", "right", "insideH", "insideV") if side in ruled]
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color=_RULE) for side in sides))
    margins = el("tblCellMar", *(el(side, w=space, type="dxa") for side, space in _CELL_MARGINS))
    made = el("style", _name(name), type="table", styleId=id, default=default)
    made.append(_fonts_only(font))
    made.append(el("tblPr", borders, margins) if sides else el("tblPr", margins))
    if head:
        made.append(el("tblStylePr", el("tcPr", el("shd", val="clear", color="auto", fill=_SHADE)), type="firstRow"))
    return made


_CELL_MARGINS = (("top", 15), ("left", 85), ("bottom", 75), ("right", 85))


def _name(name: str) -> Element:
    return el("name", val=name)


def _fonts(font: str) -> Element:
    return el("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _fonts_only(font: str) -> Element:
    return el("rPr", _fonts(font))


def _twips(centimetres: float) -> int:
    return round(centimetres * TWIPS_PER_CM)


def _twentieths(points: float) -> int:
    return round(points * 20)
