"""The content controls of a template: which place each is, in which part of the document, around what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docx.document import Document
from docx.oxml.ns import qn

from workshop.reports.docx.xml import Element, xpath

Around = Literal["blocks", "words", "cell", "row"]
_VISIBLE = tuple(map(qn, ("w:t", "w:drawing", "w:pict", "w:object", "w:sym", "w:fldChar", "w:fldSimple")))


@dataclass(frozen=True, slots=True)
class Control:
    """A content control with a tag, in small letters. `story`: "body", or what stands above or below its pages."""

    tag: str
    element: Element
    story: str

    @property
    def around(self) -> Around:
        parent = self.element.getparent()
        while parent.tag in (qn("w:sdtContent"), qn("w:sdt")):
            parent = parent.getparent()
        names: dict[str, Around] = {qn("w:tr"): "cell", qn("w:tbl"): "row"}
        if parent.tag in names:
            return names[parent.tag]
        in_line = any(True for _each in self.element.iterancestors(qn("w:p"))) and parent.tag != qn("w:txbxContent")
        return "words" if in_line and parent.tag != qn("w:tc") else "blocks"

    @property
    def content(self) -> Element:
        return self.element.find(qn("w:sdtContent"))

    @property
    def stand(self) -> Element | None:
        """Return the block of the body in whose place a part stands: the control, or the paragraph that is all of it.

        None where something else stands there, or in a table or a text box.
        """
        if self.story != "body" or self._inside("w:tbl", "w:txbxContent"):
            return None
        if self.around == "blocks":
            return self.element
        (line,) = self.element.iterancestors(qn("w:p"))
        own = set(self.element.iter())
        return None if any(each not in own for each in line.iter(*_VISIBLE)) else line

    def _inside(self, *names: str) -> bool:
        return any(True for _each in self.element.iterancestors(*map(qn, names)))


def stories(document: Document) -> Iterator[tuple[str, Element]]:
    """Yield the body, then each header and footer."""
    yield "body", document.element.body
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.rId, relation.target_part.element


def controls(document: Document) -> list[Control]:
    """Return the content controls that have a tag, in the order of the document."""
    found = []
    for story, root in stories(document):
        for element in root.iter(qn("w:sdt")):
            tags = xpath(element, "./w:sdtPr/w:tag/@w:val")
            if tags and element.find(qn("w:sdtContent")) is not None:
                found.append(Control(tags[0].strip().casefold(), element, story))
    return found
