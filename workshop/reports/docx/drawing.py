"""Pictures inside of the text of a DOCX, read aloud by their descriptions."""

import io

from docx.document import Document
from docx.shared import Cm

from workshop.reports.docx.xml import Element, el, qn
from workshop.reports.xml_text import xml_text

_FIRST_ID = 200_000  # of pictures, clear of the bookmarks


class Drawings:
    """Put pictures into a document, each use with an id of its own."""

    def __init__(self, document: Document) -> None:
        self._document, self._count = document, 0

    def run(self, data: bytes, width: float, height: float, alt: str) -> Element:
        """Return a run with the picture (PNG or JPEG), of so many centimetres."""
        self._count += 1
        inline = self._document.part.new_pic_inline(io.BytesIO(data), Cm(width), Cm(height))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice adds room of its own where nothing is given
        inline.docPr.set("id", str(_FIRST_ID + self._count))
        inline.docPr.set("name", f"Picture {self._count}")
        inline.docPr.set("descr", xml_text(alt))
        return el("r", el("drawing", inline))


def style_of(element: Element) -> str:
    """Return the style of a paragraph, "" for a table."""
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))
