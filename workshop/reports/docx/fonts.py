"""Fonts inside the DOCX file, so that a computer without them shows the report as designed.

ECMA-376 part 1, 17.8.1: an embedded font's first 32 bytes are XORed with the bytes of a GUID in reverse order.
Sarabun is under the SIL Open Font License, and its files allow embedding without limits (OS/2 fsType 0).
A font of the office is named, and goes into the file where its maker lets documents that are edited have it.
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
from workshop.reports.fonts import font_files
from workshop.reports.typefaces import Typeface

_FONT_PART = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return the font as the package stores it; applied twice, the font itself."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def add_font_table(document: Document, typeface: Typeface) -> None:
    """Name the typeface in the document's font table, and embed it."""
    package = document.part.package
    root = etree.fromstring(f"<w:fonts {nsdecls('w', 'r')}/>")
    entry = el(
        "font", el("charset", val="DE"), el("family", val="swiss"), el("pitch", val="variable"), name=typeface.name
    )
    root.append(entry)
    table = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, b"", package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    for face, plain in _files(typeface):
        entry.append(embed(table, typeface.name, face, plain, document))
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
