"""A drawn picture in two layers for typst: shapes as SVG, texts apart, as its SVG has one font and shapes ำ wrong."""

from copy import deepcopy
from typing import Any

from lxml import etree

from workshop.reports.charts.svg import NS
from workshop.reports.charts.wrapping import shortened
from workshop.reports.font_widths import ems
from workshop.reports.pdf.glyphs import printable

_TEXT = f"{{{NS}}}text"


def layers(picture: etree._Element) -> dict[str, Any]:
    """Return width and height, the shapes, each text with its place, and the description."""
    shapes = deepcopy(picture)
    texts = list(shapes.iter(_TEXT))
    for each in texts:
        each.getparent().remove(each)
    width, height = (float(part) for part in picture.get("viewBox").split()[2:])
    return {
        "width": width,
        "height": height,
        "title": printable(picture.findtext(f"{{{NS}}}title") or ""),
        "alt": f"{picture.findtext(f'{{{NS}}}title')}. {picture.findtext(f'{{{NS}}}desc')}",
        "shapes": etree.tostring(shapes, encoding="unicode"),
        "texts": [_text(each) for each in texts],
    }


def _text(element: etree._Element) -> dict[str, Any]:
    return {
        "x": float(element.get("x")),
        "y": float(element.get("y")),
        "size": float(element.get("font-size")),
        "bold": element.get("font-weight") == "700",
        "fill": element.get("fill"),
        "anchor": element.get("text-anchor", "start"),
        "text": _printable(element.text or ""),
    }


def _printable(text: str) -> str:
    """Return what the PDF's fonts have of a line, no longer than it was: a letter by its number needs room of six."""
    made = printable(text)
    return made if made == text else shortened(made, ems(text))
