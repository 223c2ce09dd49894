"""Whether a file is a template of the office: everything that is unknown, missing or misplaced, found at once."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from workshop.domain.office_templates import Fault, UnfitTemplate
from workshop.reports.docx.xml import xpath
from workshop.reports.office_templates.controls import Control, controls
from workshop.reports.office_templates.forms import FORMS, REPORT, Form
from workshop.reports.office_templates.package import packed, parts
from workshop.reports.office_templates.tags import PREFIX, STATE

# What libraries raise at a package whose parts are not what they are named.
TROUBLES = (OpcError, KeyError, ValueError, IndexError, AttributeError, TypeError, AssertionError, etree.LxmlError)
_NEAR = 0.8
# What stands on every memorandum, and closes every letter: most of their places have the same tags.
_TITLES = {"memo": "บันทึกข้อความ", "letter": "ขอแสดงความนับถือ"}


def opened(data: bytes, form: Form = REPORT) -> Document:
    """Return the template of a form as a document. Raises UnfitTemplate with every fault."""
    found = parts(data)
    try:
        document = docx.Document(io.BytesIO(packed(found)))
        faults = list(dict.fromkeys(_faults(document, form)))
    except TROUBLES as trouble:
        raise UnfitTemplate(Fault("broken", "document.xml")) from trouble
    if faults:
        raise UnfitTemplate(*faults)
    return document


def _faults(document: Document, form: Form) -> Iterator[Fault]:
    if document.element.body.sectPr is None:
        yield Fault("broken", "sectPr")
        return
    found = controls(document)
    other = _other_kind(document, found, form)
    if other:
        yield Fault("other", other)
        return
    ours = [each for each in found if each.tag in form.known]
    for each in found:
        if each.tag not in form.known:
            yield from _unknown(each.tag, form)
    for each in ours:
        yield from _misplaced(each, ours, form)
    counted = Counter(each.tag for each in ours)
    for tag in form.parts:
        if counted[tag] > 1:
            yield Fault("twice", tag)
    for tag in form.required:
        if not counted[tag]:
            yield Fault("missing", tag)
    if form.stated:
        yield from _without_state(document, ours)


def _other_kind(document: Document, found: Sequence[Control], form: Form) -> str:
    """Return the kind of document whose template it is, where that is clearly another one than `form`; else ""."""
    known = {tag for each in FORMS.values() for tag in each.known}
    tags = {each.tag for each in found} & known
    fit = [key for key, each in FORMS.items() if {*each.required} <= tags <= {*each.known}]
    titled = [key for key, title in _TITLES.items() if title in _typed_lines(document)]
    if titled:
        fit = [key for key in fit if titled == [key]]
    return fit[0] if len(fit) == 1 and FORMS[fit[0]] is not form else ""


def _typed_lines(document: Document) -> set[str]:
    """Return the text of each paragraph without what stands in the places."""
    return {
        "".join(leaf.text or "" for leaf in xpath(each, ".//w:t[not(ancestor::w:sdt)]")).strip()
        for each in document.element.iter(qn("w:p"))
    }


def _unknown(tag: str, form: Form) -> Iterator[Fault]:
    """Yield what is wrong with a tag that is ours, or nearly one of ours; other programs have controls of their own."""
    near = get_close_matches(tag, form.known, n=1, cutoff=_NEAR)
    if near:
        yield Fault("near", f"“{tag[:80]}” → “{near[0]}”")
    elif tag.startswith(PREFIX):
        yield Fault("unknown", tag[:80])


def _misplaced(control: Control, ours: Sequence[Control], form: Form) -> Iterator[Fault]:
    others = {each.element for each in ours if each is not control}
    nested = any(each in others for each in control.element.iterancestors(qn("w:sdt")))
    if control.tag in form.texts:
        if nested:
            yield Fault("place", control.tag)
        elif control.around == "row":
            yield Fault("row", control.tag)
    elif nested or control.stand is None:
        yield Fault("place", control.tag)


def _without_state(document: Document, ours: Sequence[Control]) -> Iterator[Fault]:
    """Yield the kinds of pages that do not say whether the report is a draft or approved."""
    marked = {each.story for each in ours if each.tag == STATE}
    evens = document.settings.element.find(qn("w:evenAndOddHeaders"))
    current: dict[tuple[str, str], str] = {}
    for section in document.element.body.iter(qn("w:sectPr")):
        for reference in section.iter(qn("w:headerReference"), qn("w:footerReference")):
            current[reference.tag, reference.get(qn("w:type"), "default")] = reference.get(qn("r:id"))
        used = ["default"]
        used += ["first"] if _on(section.find(qn("w:titlePg"))) else []
        used += ["even"] if _on(evens) else []
        for kind in used:
            around = {current.get((qn(f"w:{side}Reference"), kind)) for side in ("header", "footer")}
            if not around & marked:
                yield Fault(f"state_{kind}")


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "off")
