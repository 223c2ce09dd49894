"""Official letters as DOCX, in TH SarabunPSK 16 or the office's own font, to be edited before they are signed."""

import logging
from collections.abc import Sequence
from typing import BinaryIO

from docx.document import Document

from workshop.domain import office_templates
from workshop.domain.office_fonts import OfficeFont
from workshop.domain.office_templates import UnfitTemplate
from workshop.domain.offices import Office
from workshop.reports.docx.xml import Element, run, tab
from workshop.reports.letters import measures as m
from workshop.reports.letters.emblem import emblem_run
from workshop.reports.letters.letter import Kind, Letter, letter_of
from workshop.reports.letters.lines import bold, document_of, line, signed
from workshop.reports.office_templates.check import TROUBLES
from workshop.reports.office_templates.letters import filled_letter
from workshop.reports.words import Words
from workshop.views.record import Record

log = logging.getLogger("laena.reports")


def letter(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write หนังสือภายนอก to the department."""
    _write(record, words, "letter", stream)


def memo(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write บันทึกข้อความ to the superior."""
    _write(record, words, "memo", stream)


def _write(record: Record, words: Words, kind: Kind, stream: BinaryIO) -> None:
    write_letter(letter_of(record, words, kind), record.office, words, stream)


def write_letter(content: Letter, office: Office, words: Words, stream: BinaryIO) -> None:
    """Write a letter or memorandum of any content through the office's own template, or in the built-in form."""
    template = office_templates.of(office.templates, content.kind)
    if template is not None:
        try:
            filled_letter(template.data, content, office, words).save(stream)
            return
        except (UnfitTemplate, *TROUBLES) as trouble:  # the letter goes out, in the built-in form
            log.error("template of the office: %s", type(trouble).__name__)
    built_in(content, office.fonts, words).save(stream)


def built_in(content: Letter, fonts: Sequence[OfficeFont], words: Words) -> Document:
    head = _memo_head(content) if content.kind == "memo" else _letter_head(content)
    document = document_of([*head, *_body(content)], content.subject, words, fonts)
    if content.emblem:
        document.paragraphs[0]._p.append(emblem_run(document.part, content.emblem, content.kind))
    return document


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
