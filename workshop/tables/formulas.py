"""What a workbook's reader does not say of its cells: formulas without a value, errors, what is hidden."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from workshop.tables.cells import column_number
from workshop.tables.opendocument import unseen_in
from workshop.tables.unseen import Unseen, unseen_of

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_NAME = re.compile(rb"(?<![\w:])r=[\"']([A-Z]+)(\d+)[\"']")
_TYPE = re.compile(rb"(?<![\w:])t=[\"'](\w+)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")


@dataclass
class Formulas:
    """`never_calculated`: the first formula of a sheet that has no value of any; `errors`: {(row, column): #REF!};
    `unseen`: what its user does not see at once."""

    never_calculated: str = ""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unseen: Unseen = field(default_factory=Unseen)


def formulas_of(data: bytes) -> dict[str, Formulas]:
    """Return what is to be known of each sheet of an XLSX file, by its name; of an ODS file only what is hidden.

    A formula may have the saved value "". Only a sheet in which none has a value was never calculated.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            return {title: Formulas(unseen=unseen) for title, unseen in unseen_in(package.read("content.xml")).items()}
        found = {}
        for title, part in _parts(package):
            if part in names:
                xml = package.read(part)
                found[title] = _formulas(xml)
                found[title].unseen = unseen_of(package, part, xml, names)
        return found


def _parts(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return (title, part) of the sheets. The namespaces of Strict Open XML are others."""
    if "xl/_rels/workbook.xml.rels" not in package.namelist():
        return []
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/") for link in links}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    sheets = (element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet")
    found = []
    for sheet in sheets:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        found.append((sheet.get("name", ""), posixpath.normpath(targets.get(link, ""))))
    return found


def _formulas(xml: bytes) -> Formulas:
    found, valued = Formulas(), False
    if b"<f" not in xml and b":f" not in xml and b'"e"' not in xml and b"'e'" not in xml:
        return found
    for match in _CELL.finditer(xml):
        name, kind, value = _NAME.search(match[1]), _TYPE.search(match[1]), _VALUE.search(match[2])
        if kind and kind[1] == b"e" and name:
            error = value[1].decode("utf-8", "replace") if value else "#N/A"
            found.errors[int(name[2]) - 1, column_number(name[1].decode()) - 1] = error
        if _FORMULA.search(match[2]):
            valued = valued or value is not None or (kind is not None and kind[1] == b"str")
            if not found.never_calculated and name:
                found.never_calculated = (name[1] + name[2]).decode()
    if valued:
        found.never_calculated = ""
    return found
