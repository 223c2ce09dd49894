"""Fonts inside the DOCX file, so that a computer without them shows the report as designed.

ECMA-376 part 1, 17.8.1: an embedded font's first 32 bytes are XORed with the bytes of a GUID in reverse order.
Sarabun is under the SIL Open Font License, and its files allow embedding without limits (OS/2 fsType 0).
A font of the office is named, and goes into the file where its maker lets documents that are edited have it.
TH SarabunPSK is named with what may be taken where it is missing (17.8.3.1); no font is inside under another's name.
"""

import uuid
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from workshop.reports.docx.xml import Element, el
from workshop.reports.font_tables import editable
from workshop.reports.fonts import EMBEDDED_FONT, OFFICE_FONTS, font_files
from workshop.reports.typefaces import Typeface

_FONT_PART = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return the font as the package stores it; applied twice, the font itself."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def add_font_table(document: Document, typeface: Typeface) -> None:
    """Name the typeface alone in the document's font table, and embed it."""
    table, entry = font_table(document), font_entry(typeface.name)
    for face, plain in _files(typeface):
        entry.append(embed(table, typeface.name, face, plain, document))
    write_table(table, el("fonts", entry))


def name_font(document: Document, typeface: Typeface) -> None:
    """Name the typeface alone in the document's font table."""
    write_table(font_table(document), el("fonts", font_entry(typeface.name)))


def font_table(document: Document) -> Part:
    """Return the part with the document's fonts; a new one where the file has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE and not relation.is_external:
            found: Part = relation.target_part
            return found
    blob = f"<w:fonts {nsdecls('w', 'r')}/>".encode()
    made = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, document.part.package)
    document.part.relate_to(made, RELATIONSHIP_TYPE.FONT_TABLE)
    return made


def font_entry(name: str) -> Element:
    """Return a Thai font's entry in the table, without a file; of those of offices with what may be taken instead."""
    return el(
        "font",
        *others_of(name),
        el("charset", val="DE"),
        el("family", val="swiss"),
        el("pitch", val="variable"),
        name=name,
    )


def others_of(name: str) -> list[Element]:
    """Return the element that names the other fonts of offices, and Sarabun last, which is wider; [] of any other."""
    if name not in OFFICE_FONTS:
        return []
    others = (*(each for each in OFFICE_FONTS if each != name), EMBEDDED_FONT)
    return [el("altName", val=",".join(others))]


def write_table(table: Part, root: Element) -> None:
    table._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def embed(table: Part, name: str, face: str, plain: bytes, document: Document) -> Element:
    """Put a face into the package, and return its element in the part `table` of the document's fonts."""
    package = document.part.package
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{name}-{face} {len(plain)}")
    part = Part(package.next_partname("/word/fonts/font%d.odttf"), _FONT_PART, obfuscated(plain, key), package)
    made = el(f"embed{face}", fontKey=f"{{{str(key).upper()}}}")
    made.set(qn("r:id"), table.relate_to(part, _FONT_RELATION))
    return made


def _files(typeface: Typeface) -> Iterator[tuple[str, bytes]]:
    """Yield each face with its file."""
    if typeface.faces:
        yield from ((each.face, each.data) for each in typeface.faces if editable(each.data))
    else:
        yield from ((face, path.read_bytes()) for face, path in font_files().items())
