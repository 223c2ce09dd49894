"""The templates that Laena ships, which an office changes in Word: the built-in forms in TH SarabunPSK."""

import io
from collections.abc import Callable, Iterable
from functools import partial

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.domain.office_templates import KINDS
from workshop.reports.docx.base import drop_template_parts, set_settings
from workshop.reports.docx.fonts import name_font
from workshop.reports.docx.styles import styles
from workshop.reports.docx.xml import Element, el, field, paragraph, run, tab
from workshop.reports.letters.letter import Kind
from workshop.reports.letters.lines import set_pages
from workshop.reports.minutes.story import minutes_styles
from workshop.reports.office_templates.forms import FORMS
from workshop.reports.office_templates.places import Places
from workshop.reports.office_templates.shipped_letters import letter_body, letter_styles
from workshop.reports.office_templates.shipped_minutes import minutes_body
from workshop.reports.office_templates.tags import BODY, CONTENTS, HEADING, STATE, SUMMARY
from workshop.reports.typefaces import OFFICIAL
from workshop.reports.words import Words

_APPENDIX, _TITLE, _CODE = "laena.appendix", "laena.title", "laena.code"


def shipped(words: Words, kind: str = "report") -> bytes:
    """Return the template of a kind of document: each place with a title that says in words what stands there."""
    places = Places(FORMS[kind], words)
    document = docx.Document()
    drop_template_parts(document)
    set_settings(document, words)
    document.settings.element.remove(document.settings.element.find(qn("w:embedTrueTypeFonts")))
    name_font(document, OFFICIAL)
    _MAKERS[kind](document, places)
    properties = document.core_properties
    properties.title = str(KINDS[kind]) if kind != "report" else words.report_title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "th-TH" if words.language == "th" else "en"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _report(document: Document, places: Places) -> None:
    document.styles.element[:] = styles(places.words.language, OFFICIAL)
    _section(document, places)
    _fill(document, _body(places))


def _letter(kind: Kind, document: Document, places: Places) -> None:
    document.styles.element[:] = letter_styles(kind)
    set_pages(document, places.words)
    _fill(document, letter_body(kind, places))


def _minutes(document: Document, places: Places) -> None:
    document.styles.element[:] = minutes_styles(OFFICIAL)
    set_pages(document, places.words)
    _fill(document, minutes_body(places))


def _fill(document: Document, story: Iterable[Element]) -> None:
    for element in story:
        document.element.body.sectPr.addprevious(element)


def _body(places: Places) -> list[Element]:
    return [
        places.block(HEADING),
        places.block(SUMMARY),
        paragraph("TOCHeading", places.words.contents, new_page=True),
        places.block(CONTENTS),
        places.block(BODY),
        places.block(_APPENDIX),
    ]


def _section(document: Document, places: Places) -> None:
    section, words = document.sections[0], places.words
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.0)
    section.different_first_page_header_footer = True
    style = el("pgNumType", fmt="thaiNumbers" if words.digits(1) != "1" else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(style)
    state = paragraph("DraftMark", places.inline(STATE))
    number = field("PAGE", words.digits(2))
    section.header._element[:] = [paragraph("Header", run("– "), *number, run(" –"))]
    section.footer._element[:] = [
        paragraph("Footer", places.inline(_TITLE), tab(), places.inline(_CODE)),
        paragraph("Footer", places.inline(STATE)),
    ]
    section.first_page_header._element[:] = [state]
    section.first_page_footer._element[:] = [paragraph("Footer", "")]


_MAKERS: dict[str, Callable[[Document, Places], None]] = {
    "report": _report,
    "letter": partial(_letter, "letter"),
    "memo": partial(_letter, "memo"),
    "minutes": _minutes,
}
