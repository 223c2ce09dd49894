"""Texts put into the places of a template, in the form of the text that stood there."""

from collections.abc import Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from workshop.reports.docx.xml import Element, el, run
from workshop.reports.office_templates.controls import Control

_PLACEHOLDER = "placeholdertext"


def put_text(place: Control, text: str) -> None:
    """Put the text in the place; its lines end with line breaks."""
    put_run(place, _formed(place, text))


def put_run(place: Control, made: Element) -> None:
    """Put the run in the place, and in its paragraph nothing else."""
    if place.around == "words":
        place.element.getparent().replace(place.element, made)
        return
    content = place.content
    line = next(content.iter(qn("w:p")), None)
    if line is None:
        line = el("p")
    properties = line.find(qn("w:pPr"))
    line[:] = [*([properties] if properties is not None else []), made]
    if place.around == "cell":
        cell = content.find(qn("w:tc"))
        cell[:] = [each for each in cell if each.tag == qn("w:tcPr")] + [line]
        place.element.getparent().replace(place.element, cell)
    else:
        place.element.getparent().replace(place.element, line)


def put_lines(place: Control, lines: Sequence[str]) -> None:
    """Put a paragraph a line in the place, which has paragraphs of its own, each in the form of the first of them."""
    stand = place.stand
    assert stand is not None, place.tag
    line = stand if stand.tag == qn("w:p") else next(place.content.iter(qn("w:p")), None)
    properties = line.find(qn("w:pPr")) if line is not None else None
    for text in lines:
        form = [deepcopy(properties)] if properties is not None else []
        for section in (each for found in form for each in found.findall(qn("w:sectPr"))):
            section.getparent().remove(section)
        stand.addprevious(el("p", *form, _formed(place, text)))
    take_away(place)


def take_away(place: Control) -> None:
    """Remove a place, the paragraphs of which are others now; a paragraph that ends a section stays, empty."""
    stand = place.stand
    assert stand is not None, place.tag
    if stand.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        place.element.getparent().remove(place.element)
    else:
        stand.getparent().remove(stand)


def _formed(place: Control, text: str) -> Element:
    """Return a run of the text in the form of the one that stood there."""
    found = next(place.content.iter(qn("w:r")), None)
    form = found.find(qn("w:rPr")) if found is not None else place.element.find(f"{qn('w:sdtPr')}/{qn('w:rPr')}")
    made = run(text)
    if form is not None and (form := _own_form(form)) is not None:
        made.insert(0, form)
    return made


def _own_form(form: Element) -> Element | None:
    """Return the form of a run, None for that of a hint which Word shows in an empty control."""
    copy = deepcopy(form)
    for style in copy.findall(qn("w:rStyle")):
        if style.get(qn("w:val"), "").casefold() == _PLACEHOLDER:
            copy.remove(style)
    return copy if len(copy) else None
