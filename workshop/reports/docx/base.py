"""An empty A4 document with our styles, fonts and settings, and nothing of python-docx's own template."""

from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.approval import approved_by, mark, status
from workshop.reports.docx.fonts import add_font_table
from workshop.reports.docx.styles import styles
from workshop.reports.docx.xml import el, field, paragraph, qn, run, tab
from workshop.reports.typefaces import SARABUN, Typeface, typeface
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.record import Record

_WORD = "http://schemas.microsoft.com/office/word"


def empty_document(record: Record, words: Words) -> Document:
    """Return a document with a section, header, footer and properties, and no paragraph in its body."""
    document = _bare_document(words, typeface(record.office.fonts, SARABUN))
    set_properties(document, record, words)
    _section(document, record.title, record.code, mark(record, words), approved_by(record, words), words)
    return document


def titled_document(
    title: str, author: str, footer: str, created: datetime, words: Words, fonts: Sequence[OfficeFont] = ()
) -> Document:
    """Return the same for what is no workshop's report: without its state and its approval."""
    document = _bare_document(words, typeface(fonts, SARABUN))
    properties = document.core_properties
    properties.title, properties.author = xml_text(title)[:255], xml_text(author)[:255]
    properties.last_modified_by = properties.comments = ""
    properties.language = "th-TH" if words.language == "th" else "en"
    properties.created = properties.modified = created.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1
    _section(document, title, footer, "", "", words)
    return document


def _bare_document(words: Words, font: Typeface) -> Document:
    document = docx.Document()
    drop_template_parts(document)
    document.styles.element[:] = styles(words.language, font)
    add_font_table(document, font)
    set_settings(document, words)
    return document


def drop_template_parts(document: Document) -> None:
    wanted = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.WEB_SETTINGS}
    for key, relation in list(document.part.rels.items()):
        if relation.reltype not in wanted:
            del document.part.rels[key]
    drop_stock_properties(document)


def drop_stock_properties(document: Document) -> None:
    """Drop the library's picture of a first page, which has EXIF, and the name of a program that did not write this."""
    rels = document.part.package.rels
    for key, relation in list(rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del rels[key]


def set_settings(document: Document, words: Words) -> None:
    """Replace the settings. The order is the schema's: Word refuses a file whose settings are out of order.

    No updateFields: Word would ask before it opens the file. The contents have their page numbers already.
    """
    compatible = (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    document.settings.element[:] = [
        el("zoom", percent="100"),
        el("embedTrueTypeFonts"),
        el("defaultTabStop", val="720"),
        el("characterSpacingControl", val="doNotCompress"),
        el(
            "compat",
            el("doNotExpandShiftReturn"),
            *(el("compatSetting", name=name, uri=_WORD, val=value) for name, value in compatible),
        ),
        el("themeFontLang", val="th-TH" if words.language == "th" else "en-GB", bidi="th-TH"),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    ]


def set_properties(document: Document, record: Record, words: Words) -> None:
    """Set the titles that file lists show; no person is named."""
    properties = document.core_properties
    properties.title = xml_text(record.title)[:255]
    properties.author = xml_text(record.host_unit)[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = xml_text(record.code)[:255]
    properties.language = "th-TH" if words.language == "th" else "en"
    properties.created = properties.modified = record.read_at.astimezone(UTC).replace(tzinfo=None)
    properties.content_status = xml_text(status(record, words))[:255]
    properties.revision = 1


def _section(document: Document, title: str, code: str, draft: str, approved: str, words: Words) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    # A second line above and two more below leave the text where it is.
    section.header_distance, section.footer_distance = Cm(1.0 if draft else 1.2), Cm(0.5 if approved else 1.0)
    section.different_first_page_header_footer = True
    style = el("pgNumType", fmt="thaiNumbers" if words.digits(1) != "1" else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(style)
    number = field("PAGE", words.digits(2))
    drafts = [draft] if draft else []
    approvals = [approved] if approved else []
    section.header._element[:] = [
        paragraph("Header", run("– "), *number, run(" –")),
        *(paragraph("DraftMark", text) for text in drafts),
    ]
    section.footer._element[:] = [
        paragraph("Footer", run(title), tab(), run(code)),
        *(paragraph("Footer", text) for text in approvals),
    ]
    section.first_page_header._element[:] = [paragraph("DraftMark" if draft else "Header", draft)]
    section.first_page_footer._element[:] = [paragraph("Footer", text) for text in approvals or [""]]
