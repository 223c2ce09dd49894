"""The template that Laena ships, which an office changes in Word: the built-in report in TH SarabunPSK."""

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.reports.docx.base import drop_template_parts, set_settings
from workshop.reports.docx.styles import styles
from workshop.reports.docx.xml import Element, el, field, paragraph, run, tab
from workshop.reports.office_templates.tags import BODY, CONTENTS, HEADING, STATE, SUMMARY, about
from workshop.reports.typefaces import OFFICIAL
from workshop.reports.words import Words

_APPENDIX, _TITLE, _CODE = "laena.appendix", "laena.title", "laena.code"


def shipped(words: Words) -> bytes:
    """Return the template of the report: each place with a title that says in words what stands there."""
    document = docx.Document()
    drop_template_parts(document)
    document.styles.element[:] = styles(words.language, OFFICIAL)
    set_settings(document, words)
    document.settings.element.remove(document.settings.element.find(qn("w:embedTrueTypeFonts")))
    _section(document, words)
    body = document.element.body
    for element in _body(words):
        body.sectPr.addprevious(element)
    properties = document.core_properties
    properties.title = words.report_title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "th-TH" if words.language == "th" else "en"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _body(words: Words) -> list[Element]:
    return [
        block(HEADING, words),
        block(SUMMARY, words),
        paragraph("TOCHeading", words.contents, new_page=True),
        block(CONTENTS, words),
        block(BODY, words),
        block(_APPENDIX, words),
    ]


def _section(document: Document, words: Words) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.0)
    section.different_first_page_header_footer = True
    style = el("pgNumType", fmt="thaiNumbers" if words.digits(1) != "1" else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(style)
    state = paragraph("DraftMark", inline(STATE, words))
    number = field("PAGE", words.digits(2))
    section.header._element[:] = [paragraph("Header", run("– "), *number, run(" –"))]
    section.footer._element[:] = [
        paragraph("Footer", inline(_TITLE, words), tab(), inline(_CODE, words)),
        paragraph("Footer", inline(STATE, words)),
    ]
    section.first_page_header._element[:] = [state]
    section.first_page_footer._element[:] = [paragraph("Footer", "")]


def block(tag: str, words: Words) -> Element:
    """Return a content control for a part of the report."""
    return _control(tag, words, paragraph("BodyText", f"[{about(tag, words)}]"))


def inline(tag: str, words: Words) -> Element:
    """Return a content control in a line."""
    return _control(tag, words, run(f"[{about(tag, words)}]"))


def _control(tag: str, words: Words, *content: Element) -> Element:
    # Word shows the first 64 letters of a title.
    properties = el("sdtPr", el("alias", val=about(tag, words)[:64]), el("tag", val=tag))
    return el("sdt", properties, el("sdtContent", *content))
