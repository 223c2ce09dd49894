"""Paragraphs and tables of a DOCX body as plain data for typst.

A block is {"p": style, "c": inlines, "from_right"} or {"table": style, "widths", "head", "rows"}, a cell a list of
blocks. An inline is {"t": text}, {"tab"}, {"br"}, {"page": anchor}, {"mark": anchor}, {"link": anchor, "c"} or
{"keep": text}.
"""

from collections.abc import Iterator
from typing import Any

from workshop.reports.docx.unbroken import plain
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, qn
from workshop.reports.pdf.spelling import pieces

Block = dict[str, Any]


def blocks(parent: Element) -> list[Block]:
    """Return what stands in `parent`, in order; links lead to marks of the same body only."""
    marks = {each.get(qn("w:name")) for each in parent.iter(qn("w:bookmarkStart"))}
    return [made for child in parent if (made := _block(child, marks))]


def _block(element: Element, marks: set[str]) -> Block | None:
    if element.tag == qn("w:p"):
        return _paragraph(element, marks)
    return _table(element, marks) if element.tag == qn("w:tbl") else None


def _paragraph(element: Element, marks: set[str]) -> Block:
    properties = element.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")).get(qn("w:val"))
    new_page = properties.find(qn("w:pageBreakBefore")) is not None
    from_right = properties.find(qn("w:bidi")) is not None
    return {"p": style, "new_page": new_page, "from_right": from_right, "c": list(_inlines(element, marks))}


def _table(element: Element, marks: set[str]) -> Block:
    grid = element.find(qn("w:tblGrid"))
    made: Block = {
        "table": element.find(qn("w:tblPr")).find(qn("w:tblStyle")).get(qn("w:val")),
        "widths": [int(column.get(qn("w:w"))) / TWIPS_PER_CM for column in grid],
        "head": [],
        "rows": [],
    }
    for row in element.iter(qn("w:tr")):
        head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        cells = [[_paragraph(each, marks) for each in cell.iter(qn("w:p"))] for cell in row.iter(qn("w:tc"))]
        made["head" if head else "rows"].append(cells)
    return made


def _inlines(element: Element, marks: set[str]) -> Iterator[dict[str, Any]]:
    hidden = results_hidden = False
    for child in element:
        if child.tag == qn("w:bookmarkStart"):
            yield {"mark": child.get(qn("w:name"))}
        elif child.tag == qn("w:hyperlink"):
            anchor = child.get(qn("w:anchor"))
            content = list(_inlines(child, marks))
            yield from [{"link": anchor, "c": content}] if anchor in marks else content
        elif child.tag == qn("w:r"):
            field = child.find(qn("w:fldChar"))
            code = child.find(qn("w:instrText"))
            if code is not None:
                words = code.text.split()
                results_hidden = words[0] != "TOC"  # typst counts pages itself; the lines of the contents are shown
                yield from _field(words)
            elif field is not None:
                hidden = results_hidden and field.get(qn("w:fldCharType")) == "separate"
            elif not hidden:
                yield from _run(child)


def _field(words: list[str]) -> Iterator[dict[str, Any]]:
    if words[0] == "PAGEREF":
        yield {"page": words[1]}


def _run(element: Element) -> Iterator[dict[str, Any]]:
    style = element.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    name = "" if style is None else style.get(qn("w:val"))
    for child in element:
        if child.tag == qn("w:t"):
            yield from ({kind: text, "s": name} for kind, text in pieces(plain(child.text or "")))
        elif child.tag == qn("w:tab"):
            yield {"tab": True}
        elif child.tag == qn("w:br"):
            yield {"br": True}
