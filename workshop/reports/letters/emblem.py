"""The emblem at its place on the first page: in the middle of a letter, at the left of a memorandum."""

import io
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from workshop.reports.docx.xml import Element, el
from workshop.reports.letters import measures as m
from workshop.reports.letters.letter import Kind

_EMU_PER_CM = 360_000


def emblem_run(part: Any, emblem: bytes, kind: Kind) -> Element:
    """Return a run with the picture (PNG), which `part`, that of the document or of a header, has from then on."""
    inline = part.new_pic_inline(io.BytesIO(emblem), height=Cm(m.EMBLEM_HEIGHT[kind]))
    inline.find(qn("wp:docPr")).set("descr", "ตราครุฑ")
    return el("r", el("drawing", _anchored(inline, kind)))


def _anchored(inline: Element, kind: Kind) -> Element:
    anchor = OxmlElement("wp:anchor")
    names = ("distT", "distB", "distL", "distR", "relativeHeight", "behindDoc", "locked")
    for name in names:
        anchor.set(name, "0")
    for name, value in (("simplePos", "0"), ("layoutInCell", "1"), ("allowOverlap", "1")):
        anchor.set(name, value)
    point = OxmlElement("wp:simplePos")
    point.set("x", "0")
    point.set("y", "0")
    across = _position("H", "page" if kind == "letter" else "margin")
    side = OxmlElement("wp:align")
    side.text = "center" if kind == "letter" else "left"
    across.append(side)
    down = _position("V", "page")
    offset = OxmlElement("wp:posOffset")
    offset.text = str(round(m.EMBLEM_TOP * _EMU_PER_CM))
    down.append(offset)
    extent, properties, frame, graphic = (
        inline.find(qn(name)) for name in ("wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic")
    )
    anchor.extend([point, across, down, extent, OxmlElement("wp:wrapNone"), properties, frame, graphic])
    return anchor


def _position(axis: str, relative: str) -> Element:
    made = OxmlElement(f"wp:position{axis}")
    made.set("relativeFrom", relative)
    return made
