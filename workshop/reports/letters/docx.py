"""Official letters as DOCX, in TH SarabunPSK 16, to be edited before they are signed."""

import io
from typing import BinaryIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el, field, run, tab
from workshop.reports.fonts import OFFICE_FONT
from workshop.reports.letters import measures as m
from workshop.reports.letters.letter import Kind, Letter, letter_of
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.record import Record

_EMU_PER_CM = 360_000


def letter(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write หนังสือภายนอก to the department."""
    _write(record, words, "letter", stream)


def memo(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write บันทึกข้อความ to the superior."""
    _write(record, words, "memo", stream)


def _write(record: Record, words: Words, kind: Kind, stream: BinaryIO) -> None:
    content = letter_of(record, words, kind)
    document = docx.Document()
    _pages(document, words)
    _styles(document)
    last = document.element.body.sectPr
    lines = _memo_head(content) if kind == "memo" else _letter_head(content)
    for each in [*lines, *_body(content)]:
        last.addprevious(each)
    if content.emblem:
        _add_emblem(document, content)
    properties = document.core_properties
    properties.title, properties.language = xml_text(content.subject)[:255], "th-TH"
    properties.author = properties.last_modified_by = properties.comments = ""
    document.save(stream)


def _pages(document: Document, words: Words) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(m.LEFT), Cm(m.RIGHT)
    section.top_margin, section.bottom_margin = Cm(m.TOP), Cm(m.BOTTOM)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.0)
    section.different_first_page_header_footer = True
    style = el("pgNumType", fmt="thaiNumbers" if words.digits(1) != "1" else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(style)
    number = field("PAGE", words.digits(2))
    section.header._element[:] = [_line(run("– "), *number, run(" –"), align="center")]


def _styles(document: Document) -> None:
    """Every run is Thai's font, size and language twice, as Word keeps them apart for "complex script"."""
    size = m.BODY * 2
    fonts = el("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), OFFICE_FONT))
    language = el("lang", val="th-TH", eastAsia="th-TH", bidi="th-TH")
    defaults = el("rPr", fonts, el("sz", val=size), el("szCs", val=size), language)
    spacing = el("pPr", el("spacing", before=0, after=0, line=240, lineRule="auto"))
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal")
    document.styles.element[:] = [el("docDefaults", el("rPrDefault", defaults), el("pPrDefault", spacing)), normal]


def _line(
    *content: Element,
    align: str = "left",
    before: float = 0,
    left: float = 0,
    first: float = 0,
    tabs: tuple[tuple[str, float, str | None], ...] = (),
    exact: float = 0,
    together: bool = False,
) -> Element:
    """Return a paragraph; `before`, `exact` in points, `left`, `first` (below 0: hanging), `tabs` in centimetres."""
    properties = el("pPr", *([el("keepNext"), el("keepLines")] if together else []))
    if tabs:
        stops = (el("tab", val=kind, leader=leader, pos=_twips(at)) for kind, at, leader in tabs)
        properties.append(el("tabs", *stops))
    line = {"line": round(exact * 20), "lineRule": "exact"} if exact else {}
    properties.append(el("spacing", before=round(before * 20), **line))
    indent = {"hanging": _twips(-first)} if first < 0 else {"firstLine": _twips(first)}
    properties.append(el("ind", left=_twips(left), **indent))
    properties.append(el("jc", val=align))
    return el("p", properties, *content)


def _bold(text: str, points: int) -> Element:
    made = run(text)
    made.insert(0, el("rPr", el("b"), el("bCs"), el("sz", val=points * 2), el("szCs", val=points * 2)))
    return made


def _letter_head(content: Letter) -> list[Element]:
    room = m.EMBLEM_TOP + m.EMBLEM_HEIGHT["letter"] - m.TOP
    first, *others = content.sender
    made = [_line(run("ที่"), tab(), run(first), before=room * 28.35, tabs=(("left", m.SENDER_LEFT, None),))]
    made += [_line(run(text), left=m.SENDER_LEFT) for text in others]
    made.append(_line(left=m.MIDDLE, before=m.PARAGRAPH_BEFORE))  # the date
    made.append(_labelled("เรื่อง", content.subject))
    made.append(_labelled("เรียน", content.to))
    made.append(_labelled("อ้างถึง", content.reference))
    first, *others = content.enclosures
    made.append(_labelled("สิ่งที่ส่งมาด้วย", first))
    return made + [_line(run(text), left=m.HANGING["สิ่งที่ส่งมาด้วย"]) for text in others]


def _labelled(label: str, text: str) -> Element:
    hanging = m.HANGING[label]
    stop = (("left", hanging, None),)
    return _line(run(label), tab(), run(text), before=m.PARAGRAPH_BEFORE, left=hanging, first=-hanging, tabs=stop)


def _memo_head(content: Letter) -> list[Element]:
    whole, half = ("right", m.WIDTH, "dot"), ("left", m.MIDDLE, "dot")
    return [
        _line(_bold("บันทึกข้อความ", m.TITLE), align="center", exact=m.TITLE_LINE),
        _line(_bold("ส่วนราชการ", m.LABEL), run(f" {content.sender[0]}"), tab(), tabs=(whole,)),
        _line(_bold("ที่", m.LABEL), tab(), _bold("วันที่", m.LABEL), tab(), tabs=(half, whole)),
        _line(_bold("เรื่อง", m.LABEL), run(f" {content.subject}"), tab(), tabs=(whole,)),
        _labelled("เรียน", content.to),
        *(_labelled("สิ่งที่ส่งมาด้วย", text) for text in content.enclosures[:1]),
        *(_line(run(text), left=m.HANGING["สิ่งที่ส่งมาด้วย"]) for text in content.enclosures[1:]),
    ]


def _body(content: Letter) -> list[Element]:
    texts, before = content.body, m.PARAGRAPH_BEFORE
    made = [_line(run(text), align="thaiDistribute", before=before, first=m.FIRST_LINE) for text in texts]
    if content.closing:
        made.append(_signed(content.closing, m.CLOSING_BEFORE))
    made += [_signed("", 0) for _ in range(m.SIGNATURE_LINES)]
    made += [_signed(text, 0, last=at == len(content.signature)) for at, text in enumerate(content.signature, 1)]
    made += [_line(before=m.CLOSING_BEFORE)] if content.owner else []
    return made + [_line(run(text), together=at < len(content.owner)) for at, text in enumerate(content.owner, 1)]


def _signed(text: str, before: float, last: bool = False) -> Element:
    """Return a line in the right part of the page; from the closing to the post they stay on one page."""
    return _line(
        *([run(text)] if text else []), align="center", before=before, left=m.SIGNATURE_LEFT, together=not last
    )


def _add_emblem(document: Document, content: Letter) -> None:
    """Put the emblem at its place on the first page: in the middle of a letter, at the left of a memorandum."""
    paragraph = document.paragraphs[0]
    paragraph.add_run().add_picture(io.BytesIO(content.emblem), height=Cm(m.EMBLEM_HEIGHT[content.kind]))
    (inline,) = paragraph._p.iter(qn("wp:inline"))
    inline.find(qn("wp:docPr")).set("descr", "ตราครุฑ")
    drawing = inline.getparent()
    drawing.replace(inline, _anchored(inline, content.kind))


def _anchored(inline: Element, kind: Kind) -> Element:
    anchor = OxmlElement("wp:anchor")
    names = ("distT", "distB", "distL", "distR", "relativeHeight", "behindDoc", "locked")
    for name in names:
        anchor.set(name, "0")
    for name, value in (("simplePos", "0"), ("layoutInCell", "1"), ("allowOverlap", "1")):
        anchor.set(name, value)
    point = OxmlElement("wp:simplePos")
    point.set("x", "0")
    point.set("y", "0")
    across = _position("H", "page" if kind == "letter" else "margin")
    side = OxmlElement("wp:align")
    side.text = "center" if kind == "letter" else "left"
    across.append(side)
    down = _position("V", "page")
    offset = OxmlElement("wp:posOffset")
    offset.text = str(round(m.EMBLEM_TOP * _EMU_PER_CM))
    down.append(offset)
    extent, properties, frame, graphic = (
        inline.find(qn(name)) for name in ("wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic")
    )
    anchor.extend([point, across, down, extent, OxmlElement("wp:wrapNone"), properties, frame, graphic])
    return anchor


def _position(axis: str, relative: str) -> Element:
    made = OxmlElement(f"wp:position{axis}")
    made.set("relativeFrom", relative)
    return made


def _twips(centimetres: float) -> int:
    return round(centimetres * TWIPS_PER_CM)
