"""The styles of the report inside of a template: the office's own where it has them by name, else ours are added."""

from collections.abc import Iterable

from docx.document import Document
from docx.oxml.ns import qn

from workshop.reports.docx.styles import styles
from workshop.reports.docx.xml import Element, xpath
from workshop.reports.fonts import EMBEDDED_FONT, OFFICE_FONT, WIDTH_RATIO
from workshop.reports.typefaces import Typeface
from workshop.reports.words import Language

_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def dress(story: Iterable[Element], document: Document, language: Language) -> None:
    """Give the elements of the report the template's ids of their styles."""
    dress_in(story, document, styles(language, _font(document)))


def dress_in(story: Iterable[Element], document: Document, made: Iterable[Element]) -> None:
    """Give the elements, which have styles of `made`, the ids that these have in the template.

    Word and LibreOffice change ids, and never names.
    """
    root = document.styles.element
    there = {_key(each): each.get(qn("w:styleId")) for each in root.iter(qn("w:style"))}
    ours = {each.get(qn("w:styleId")): each for each in made if each.tag == qn("w:style")}
    for element in story:
        for use in element.iter(*(qn(f"w:{name}") for name in _KINDS)):
            style = ours.get(use.get(qn("w:val")))
            if style is None:
                continue
            key = _key(style)
            if key not in there:
                there[key] = _add(root, style, there)
            use.set(qn("w:val"), there[key])


def _add(root: Element, style: Element, there: dict[tuple[str, str], str]) -> str:
    """Append one of our styles under an id that is free; it takes the font of the template's text."""
    id = style.get(qn("w:styleId"))
    while id in there.values():
        id += "0"
    style.set(qn("w:styleId"), id)
    for fonts in list(style.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    based = style.find(qn("w:basedOn"))
    if based is not None:
        base = there.get(("paragraph", "normal"))
        if base is None:
            style.remove(based)
        else:
            based.set(qn("w:val"), base)
    style.attrib.pop(qn("w:default"), None)
    root.append(style)
    return str(id)


def _key(style: Element) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), ""), "" if name is None else name.get(qn("w:val"), "").casefold()


def _font(document: Document) -> Typeface:
    """Return the font of the template's plain text, whose size is that of 16 points of TH SarabunPSK."""
    root = document.styles.element
    sizes = xpath(root, "./w:style[@w:default='1' and @w:type='paragraph']//w:szCs/@w:val") or xpath(
        root, "./w:docDefaults//w:szCs/@w:val"
    )
    names = xpath(root, "./w:docDefaults//w:rFonts/@w:cs") or [OFFICE_FONT]
    usual = WIDTH_RATIO if names[0] == EMBEDDED_FONT else 1.0
    try:
        ratio = 32 / float(sizes[0]) if sizes else usual
    except (ValueError, ZeroDivisionError):
        ratio = usual
    return Typeface(names[0], ratio)
