"""The page and the lines of official forms in DOCX."""

from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.base import drop_stock_properties
from workshop.reports.docx.fonts import name_font
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el, field, run
from workshop.reports.letters import measures as m
from workshop.reports.typefaces import OFFICIAL, Typeface, typeface
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text


def document_of(content: Iterable[Element], title: str, words: Words, fonts: Sequence[OfficeFont] = ()) -> Document:
    """Return a document of these paragraphs in the office's font, which names nobody in its properties."""
    font = typeface(fonts, OFFICIAL)
    document = docx.Document()
    drop_stock_properties(document)
    set_pages(document, words)
    document.styles.element[:] = plain_styles(font)
    name_font(document, font)
    last = document.element.body.sectPr
    for each in content:
        _resize(each, font)
        last.addprevious(each)
    set_properties(document, title)
    return document


def set_properties(document: Document, title: str) -> None:
    """Set the title that file lists show; nobody is named."""
    properties = document.core_properties
    properties.title, properties.language = xml_text(title)[:255], "th-TH"
    properties.author = properties.last_modified_by = properties.comments = ""


def set_pages(document: Document, words: Words) -> None:
    """Set paper, margins and the number at the top of every page but the first."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(m.LEFT), Cm(m.RIGHT)
    section.top_margin, section.bottom_margin = Cm(m.TOP), Cm(m.BOTTOM)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.0)
    section.different_first_page_header_footer = True
    style = el("pgNumType", fmt="thaiNumbers" if words.digits(1) != "1" else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(style)
    number = field("PAGE", words.digits(2))
    section.header._element[:] = [line(run("– "), *number, run(" –"), align="center")]


def _resize(line: Element, font: Typeface) -> None:
    """Make runs that have a size of their own as large in the font as they are in TH SarabunPSK."""
    for size in line.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(font.half_points(int(size.get(qn("w:val"))) / 2)))


def plain_styles(font: Typeface) -> list[Element]:
    """Return the defaults and the style of the text.

    Every run is Thai's font, size and language twice, as Word keeps them apart for "complex script".
    """
    size = font.half_points(m.BODY)
    fonts = el("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font.name))
    language = el("lang", val="th-TH", eastAsia="th-TH", bidi="th-TH")
    defaults = el("rPr", fonts, el("sz", val=size), el("szCs", val=size), language)
    spacing = el("pPr", el("spacing", before=0, after=0, line=240, lineRule="auto"))
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal")
    return [el("docDefaults", el("rPrDefault", defaults), el("pPrDefault", spacing)), normal]


def style_of(id: str, name: str, form: Element, *run_form: Element) -> Element:
    """Return a paragraph style in the form of a paragraph, with these properties of its text."""
    properties = form.find(qn("w:pPr"))
    text = [el("rPr", *run_form)] if run_form else []
    about = (el("name", val=name), el("basedOn", val="Normal"), el("qFormat"), properties, *text)
    return el("style", *about, type="paragraph", styleId=id)


def line(
    *content: Element,
    align: str = "left",
    before: float = 0,
    left: float = 0,
    first: float = 0,
    tabs: tuple[tuple[str, float, str | None], ...] = (),
    exact: float = 0,
    together: bool = False,
    style: str | None = None,
) -> Element:
    """Return a paragraph; `before`, `exact` in points, `left`, `first` (below 0: hanging), `tabs` in centimetres.

    `style`: the id of a style of the same form, by which templates of offices name another.
    """
    named = [el("pStyle", val=style)] if style else []
    properties = el("pPr", *named, *([el("keepNext"), el("keepLines")] if together else []))
    if tabs:
        stops = (el("tab", val=kind, leader=leader, pos=_twips(at)) for kind, at, leader in tabs)
        properties.append(el("tabs", *stops))
    height = {"line": round(exact * 20), "lineRule": "exact"} if exact else {}
    properties.append(el("spacing", before=round(before * 20), **height))
    indent = {"hanging": _twips(-first)} if first < 0 else {"firstLine": _twips(first)}
    properties.append(el("ind", left=_twips(left), **indent))
    properties.append(el("jc", val=align))
    return el("p", properties, *content)


def bold(text: str, points: int) -> Element:
    made = run(text)
    made.insert(0, el("rPr", el("b"), el("bCs"), el("sz", val=points * 2), el("szCs", val=points * 2)))
    return made


def signed(text: str, before: float, last: bool = False) -> Element:
    """Return a line in the right part of the page; from the closing to the post they stay on one page."""
    return line(*([run(text)] if text else []), align="center", before=before, left=m.SIGNATURE_LEFT, together=not last)


def _twips(centimetres: float) -> int:
    return round(centimetres * TWIPS_PER_CM)
