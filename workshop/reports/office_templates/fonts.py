"""The fonts of a template that it only names, and what goes into the report of them.

The office's own goes in where its maker permits, Sarabun under its own name. TH SarabunPSK gets its alternatives
declared: where it is missing, a program that reads these takes one of them, and LibreOffice any font.
"""

from collections.abc import Mapping, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.fonts import embed, font_entry, font_table, others_of, write_table
from workshop.reports.docx.xml import Element, xpath
from workshop.reports.font_tables import editable
from workshop.reports.fonts import EMBEDDED_FONT, OFFICE_FONTS, font_files

_FACES = ("Regular", "Bold")


def add_fonts(document: Document, fonts: Sequence[OfficeFont] = ()) -> None:
    """Declare and embed what the styles name and the file does not contain. `fonts`: the office's own."""
    table = font_table(document)
    root = etree.fromstring(table.blob)
    for name in dict.fromkeys(map(str, xpath(document.styles.element, ".//w:rFonts/@w:cs"))):
        own = {each.face: each.data for each in fonts if each.family == name and editable(each.data)}
        if own:
            _put(own, document, _entry(root, name))
        elif name == EMBEDDED_FONT or (name in OFFICE_FONTS and _declared(_entry(root, name))):
            _put({face: font_files()[face].read_bytes() for face in _FACES}, document, _entry(root, EMBEDDED_FONT))
    write_table(table, root)


def _entry(root: Element, name: str) -> Element:
    """Return the font's entry in the table; a new one where it has none."""
    found = next((each for each in root if each.get(qn("w:name")) == name), None)
    if found is None:
        found = font_entry(name)
        root.append(found)
    return found


def _declared(entry: Element) -> bool:
    """Name the alternatives of a font of offices that is not inside, and return whether it needs them."""
    if _inside(entry):
        return False
    if entry.find(qn("w:altName")) is None:
        entry[:0] = others_of(str(entry.get(qn("w:name"))))
    return True


def _put(faces: Mapping[str, bytes], document: Document, entry: Element) -> None:
    if not _inside(entry):
        for face, data in faces.items():
            entry.append(embed(font_table(document), str(entry.get(qn("w:name"))), face, data, document))


def _inside(entry: Element) -> bool:
    return any(each.tag.startswith(qn("w:embed")) for each in entry)
