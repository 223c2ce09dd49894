"""The styles of the DOCX report: every font, size, weight and language twice, since Thai is "complex script".

Word takes Thai's font from `cs`, its size from `szCs` and its weight from `bCs`; a style with only
ascii, sz and b shows Thai in another font, size and weight. Theme fonts would win over both, so none is left.
"""

from dataclasses import dataclass
from functools import partial

from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el
from workshop.reports.typefaces import SARABUN, Typeface
from workshop.reports.words import Language

_INK = "1F2933"
_QUIET = "5B6770"
_ACCENT = "1F4E5F"
_RULE = "B8C4CA"
_SHADE = "E8EEF0"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_MARGINS = (("top", 15), ("left", 85), ("bottom", 75), ("right", 85))


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `points` are those of TH SarabunPSK; spaces are points, indents centimetres."""

    id: str
    name: str
    points: float = 16
    bold: bool = False
    colour: str = _INK
    align: str = "left"
    before: float = 0
    after: float = 0
    left: float = 0
    hanging: float = 0
    level: int | None = None
    keep_next: bool = False
    right_tab: float = 0
    based_on: str | None = "Normal"
    leading: float = 1.21

    @property
    def line_points(self) -> float:
        """The least height of a line, in points: room for marks stacked above and below, in whole twentieths."""
        return round(self.points * self.leading * 20) / 20


PARAGRAPHS = (
    Style("Normal", "Normal", based_on=None),
    Style("ReportKind", "Report Kind", 16, align="center", keep_next=True),
    Style("Title", "Title", 22, bold=True, colour=_ACCENT, align="center", before=2, after=2, keep_next=True),
    Style("Subtitle", "Subtitle", 16, colour=_INK, align="center", after=2, keep_next=True),
    Style(
        "Heading1", "heading 1", 20, True, _ACCENT, before=12, after=2, level=0, keep_next=True, left=1.1, hanging=1.1
    ),
    Style("Heading2", "heading 2", 18, True, before=12, after=0, level=1, keep_next=True, left=1.1, hanging=1.1),
    Style("PartHead", "Part Head", 16, True, _ACCENT, before=12, after=3, keep_next=True),
    Style("BodyText", "Body Text", align="thaiDistribute", after=6),
    Style("SummaryHead", "Summary Head", 15, True, _ACCENT, before=5, keep_next=True),
    Style("SummaryLine", "Summary Line", 15, left=0.5, hanging=0.5),
    Style("ThemeNote", "Theme Note", 14, align="thaiDistribute", before=1, after=1, leading=1.1),
    Style("GroupName", "Group Name", 16, True, before=5, left=1.1, keep_next=True),
    Style("Equation", "Equation", 14, True, _ACCENT, before=2, after=3, keep_next=True),
    Style("Charts", "Charts", 14, after=10),
    Style("Picture", "Picture", 14, align="center", before=4, keep_next=True),
    Style("PictureCaption", "Picture Caption", 14, align="center", before=2, after=8),
    Style("TableText", "Table Text", 14),
    Style("TableNumber", "Table Number", 14, align="right"),
    Style("TableHead", "Table Head", 14, True, keep_next=True),
    Style("TableHeadNumber", "Table Head Number", 14, True, align="right", keep_next=True),
    # Not kept with what follows the table, as its heading is with its rows.
    Style("TableTotal", "Table Total", 14, True),
    Style("TableTotalNumber", "Table Total Number", 14, True, align="right"),
    Style("Remark", "Remark", 14, colour=_QUIET, before=2, after=2, leading=1.1),
    Style("TOCHeading", "TOC Heading", 22, True, _ACCENT, align="center", after=8, keep_next=True),
    Style("TOC1", "toc 1", 15, True, before=3, left=1.0, hanging=1.0, right_tab=16),
    Style("TOC2", "toc 2", 14, left=2.2, hanging=1.2, right_tab=16),
    Style("Header", "header", 16, align="center"),
    Style("DraftMark", "Draft Mark", 14, True, align="right"),
    Style("Footer", "footer", 12, colour=_QUIET, right_tab=16),
)


def styles(language: Language, font: Typeface = SARABUN) -> list[Element]:
    """The children of w:styles: defaults, then every style of the report."""
    fonts = partial(_fonts, font)
    return [
        _defaults(font),
        *(_paragraph_style(style, font) for style in PARAGRAPHS),
        _style("character", "DefaultFont", "Default Paragraph Font", el("rPr", fonts()), default=1),
        *(
            _style("character", name, name, el("rPr", fonts(), el("color", val=colour)))
            for name, colour in (("Hyperlink", _ACCENT), ("Agreed", _QUIET))
        ),
        _style("character", "Strong", "Strong", el("rPr", fonts(), el("b"), el("bCs"))),
        _style("numbering", "NoList", "No List", default=1),
        _table_style("TableNormal", "Normal Table", font, default=1),
        _table_style("Facts", "Facts", font, ruled=("top", "bottom", "insideH")),
        _table_style("Rows", "Rows", font, ruled=_SIDES, head=True),
    ]


def _defaults(font: Typeface) -> Element:
    size = font.half_points(16)
    # Of Latin letters: where these are Thai too, LibreOffice ends lines inside of numbers.
    language_tag = el("lang", val="en-GB", eastAsia="th-TH", bidi="th-TH")
    run = el("rPr", _fonts(font), el("sz", val=size), el("szCs", val=size), language_tag)
    spacing = el("spacing", before=0, after=0, line=240, lineRule="auto")
    return el("docDefaults", el("rPrDefault", run), el("pPrDefault", el("pPr", spacing)))


def _style(type: str, id: str, name: str, *content: Element, default: int | None = None) -> Element:
    return el("style", el("name", val=name), *content, type=type, default=default, styleId=id)


def _paragraph_style(style: Style, font: Typeface) -> Element:
    size = font.half_points(style.points)
    weights = (("b", int(style.bold)), ("bCs", int(style.bold)), ("i", 0), ("iCs", 0))
    run = el("rPr", _fonts(font), *(el(tag, val=value) for tag, value in weights), el("color", val=style.colour))
    run.extend([el("sz", val=size), el("szCs", val=size), el("lang", bidi="th-TH")])
    based_on = [el("basedOn", val=style.based_on)] if style.based_on else []
    default = None if style.based_on else 1
    content = (*based_on, el("qFormat"), _paragraph_properties(style), run)
    return _style("paragraph", style.id, style.name, *content, default=default)


def _paragraph_properties(style: Style) -> Element:
    made = el("pPr")
    if style.keep_next:
        made.extend([el("keepNext"), el("keepLines")])
    made.append(el("widowControl"))
    if style.right_tab:
        leader = "dot" if style.id.startswith("TOC") else None
        made.append(el("tabs", el("tab", val="right", leader=leader, pos=_twips(style.right_tab))))
    # Room for vowels and tone marks stacked above and below, alike in Word and LibreOffice,
    # which read different line heights from the same font file.
    line = _twentieths(style.line_points)
    made.append(
        el("spacing", before=_twentieths(style.before), after=_twentieths(style.after), line=line, lineRule="atLeast")
    )
    if style.left:
        made.append(el("ind", left=_twips(style.left), hanging=_twips(style.hanging) if style.hanging else None))
    made.append(el("jc", val=style.align))
    if style.level is not None:
        made.append(el("outlineLvl", val=style.level))
    return made


def _table_style(
    id: str, name: str, font: Typeface, *, ruled: tuple[str, ...] = (), head: bool = False, default: int | None = None
) -> Element:
    properties = el("tblPr")
    if ruled:
        lines = (el(side, val="single", sz=4, space=0, color=_RULE) for side in ruled)
        properties.append(el("tblBorders", *lines))
    properties.append(el("tblCellMar", *(el(side, w=space, type="dxa") for side, space in _CELL_MARGINS)))
    shade = el("tcPr", el("shd", val="clear", color="auto", fill=_SHADE))
    first = [el("tblStylePr", shade, type="firstRow")] if head else []
    return _style("table", id, name, el("rPr", _fonts(font)), properties, *first, default=default)


def _fonts(font: Typeface) -> Element:
    return el("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font.name))


def _twips(centimetres: float) -> int:
    return round(centimetres * TWIPS_PER_CM)


def _twentieths(points: float) -> int:
    return round(points * 20)
