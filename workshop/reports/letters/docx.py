"""Official letters as DOCX, in TH SarabunPSK 16 or the office's own font, to be edited before they are signed."""

import io
from collections.abc import Sequence
from typing import BinaryIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.xml import Element, run, tab
from workshop.reports.letters import measures as m
from workshop.reports.letters.letter import Kind, Letter, letter_of
from workshop.reports.letters.lines import bold, document_of, line, signed
from workshop.reports.words import Words
from workshop.views.record import Record

_EMU_PER_CM = 360_000


def letter(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write หนังสือภายนอก to the department."""
    _write(record, words, "letter", stream)


def memo(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write บันทึกข้อความ to the superior."""
    _write(record, words, "memo", stream)


def _write(record: Record, words: Words, kind: Kind, stream: BinaryIO) -> None:
    write_letter(letter_of(record, words, kind), record.office.fonts, words, stream)


def write_letter(content: Letter, fonts: Sequence[OfficeFont], words: Words, stream: BinaryIO) -> None:
    """Write a letter or memorandum of any content in its form."""
    head = _memo_head(content) if content.kind == "memo" else _letter_head(content)
    document = document_of([*head, *_body(content)], content.subject, words, fonts)
    if content.emblem:
        _add_emblem(document, content)
    document.save(stream)


def _letter_head(content: Letter) -> list[Element]:
    room = m.EMBLEM_TOP + m.EMBLEM_HEIGHT["letter"] - m.TOP
    first, *others = content.sender
    stop = (("left", m.SENDER_LEFT, None),)
    made = [line(run("ที่"), tab(), run(first), before=room * 28.35, left=m.SENDER_LEFT, first=-m.SENDER_LEFT, tabs=stop)]
    made += [line(run(text), left=m.SENDER_LEFT) for text in others]
    made.append(line(left=m.MIDDLE, before=m.PARAGRAPH_BEFORE))  # the date
    made.append(_labelled("เรื่อง", content.subject))
    made.append(_labelled("เรียน", content.to))
    made.append(_labelled("อ้างถึง", content.reference))
    first, *others = content.enclosures
    made.append(_labelled("สิ่งที่ส่งมาด้วย", first))
    return made + [line(run(text), left=m.HANGING["สิ่งที่ส่งมาด้วย"]) for text in others]


def _labelled(label: str, text: str) -> Element:
    hanging = m.HANGING[label]
    stop = (("left", hanging, None),)
    return line(run(label), tab(), run(text), before=m.PARAGRAPH_BEFORE, left=hanging, first=-hanging, tabs=stop)


def _memo_head(content: Letter) -> list[Element]:
    whole, half = ("right", m.WIDTH, "dot"), ("left", m.MIDDLE, "dot")
    return [
        line(bold("บันทึกข้อความ", m.TITLE), align="center", exact=m.TITLE_LINE),
        line(bold("ส่วนราชการ", m.LABEL), run(f" {content.sender[0]}"), tab(), tabs=(whole,)),
        line(bold("ที่", m.LABEL), tab(), bold("วันที่", m.LABEL), tab(), tabs=(half, whole)),
        line(bold("เรื่อง", m.LABEL), run(f" {content.subject}"), tab(), tabs=(whole,)),
        _labelled("เรียน", content.to),
        *(_labelled("สิ่งที่ส่งมาด้วย", text) for text in content.enclosures[:1]),
        *(line(run(text), left=m.HANGING["สิ่งที่ส่งมาด้วย"]) for text in content.enclosures[1:]),
    ]


def _body(content: Letter) -> list[Element]:
    texts, before = content.body, m.PARAGRAPH_BEFORE
    made = [line(run(text), align="thaiDistribute", before=before, first=m.FIRST_LINE) for text in texts]
    if content.closing:
        made.append(signed(content.closing, m.CLOSING_BEFORE))
    made += [signed("", 0) for _ in range(m.SIGNATURE_LINES)]
    made += [signed(text, 0, last=at == len(content.signature)) for at, text in enumerate(content.signature, 1)]
    made += [line(before=m.CLOSING_BEFORE)] if content.owner else []
    return made + [line(run(text), together=at < len(content.owner)) for at, text in enumerate(content.owner, 1)]


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
