"""The fonts of a template that it only names: Sarabun, or what stands in for TH SarabunPSK, goes into the report.

Where the font is installed, Word and LibreOffice take that; else they would set the text in any other.
"""

from functools import cache

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from workshop.reports.docx.fonts import embed
from workshop.reports.docx.xml import el, xpath
from workshop.reports.fonts import EMBEDDED_FONT, font_files
from workshop.reports.stand_in import NAMES, stand_in

_FACES = ("Regular", "Bold")


def add_fonts(document: Document) -> None:
    """Embed what the styles name and the file does not contain."""
    named = dict.fromkeys(map(str, xpath(document.styles.element, ".//w:rFonts/@w:cs")))
    wanted = [name for name in named if name == EMBEDDED_FONT or name in NAMES]
    table = _table(document) if wanted else None
    if table is None:
        return
    root = etree.fromstring(table.blob)
    for name in wanted:
        entry = next((each for each in root if each.get(qn("w:name")) == name), None)
        if entry is None:
            entry = el("font", name=name)
            root.append(entry)
        if not any(each.tag.startswith(qn("w:embed")) for each in entry):
            for face in _FACES:
                entry.append(embed(table, name, face, _file(name, face), document))
    table._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _table(document: Document) -> Part:
    """Return the part with the document's fonts; a new one where the file has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE and not relation.is_external:
            found: Part = relation.target_part
            return found
    blob = f"<w:fonts {nsdecls('w', 'r')}/>".encode()
    made = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, document.part.package)
    document.part.relate_to(made, RELATIONSHIP_TYPE.FONT_TABLE)
    return made


@cache
def _file(name: str, face: str) -> bytes:
    return font_files()[face].read_bytes() if name == EMBEDDED_FONT else stand_in(name, face)
