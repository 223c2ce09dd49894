"""Elements of WordprocessingML by their names."""

from functools import cache
from typing import Any

from docx.oxml import ns
from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

Element = Any  # lxml elements carry no useful types


_W = {"w": nsmap["w"]}


@cache
def qn(name: str) -> str:
    """Return the name with its namespace in place of its prefix, as python-docx does, worked out once."""
    return ns.qn(name)


def el(tag: str, *children: Element, **attributes: object) -> Element:
    """Return the element w:`tag` with w: attributes; an attribute given as None is left out."""
    given = {qn(f"w:{name}"): str(value) for name, value in attributes.items() if value is not None}
    made = oxml_parser.makeelement(qn(f"w:{tag}"), given, _W)
    made.extend(children)
    return made
