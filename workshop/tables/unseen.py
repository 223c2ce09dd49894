"""What a workbook has and its user may not see: hidden rows, columns and sheets, comments on cells. Found in XLSX here,
in ODS by opendocument.py."""

import posixpath
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from xml.etree import ElementTree

_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_NUMBER = {name: re.compile(rb"(?<![\w:])" + name + rb"\s*=\s*[\"'](\d+)[\"']") for name in (b"r", b"min", b"max")}
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
MAX_COLUMNS = 16_384


@dataclass(frozen=True)
class Unseen:
    """`rows`, `columns`: hidden ones, from 0; `sheets`: hidden sheets that are not read.

    `remarks`: how many comments are attached to cells.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    remarks: int = 0
    sheets: tuple[str, ...] = ()

    def below(self, row: int, shift: int) -> "Unseen":
        """Return it with rows counted from the first one below the header; `shift`: rows added above the sheet."""
        return replace(self, rows=frozenset(each + shift - row for each in self.rows if each + shift >= row))


def unseen_of(package: zipfile.ZipFile, part: str, xml: bytes, names: Collection[str]) -> Unseen:
    """Return what is hidden in a sheet, whose part is `part`."""
    rows, columns = set(), set()
    if b"hidden" in xml:
        for match in _ROW.finditer(xml):
            if _HIDDEN.search(match[1]) and (number := _NUMBER[b"r"].search(match[1])):
                rows.add(int(number[1]) - 1)
        for match in _COLUMN.finditer(xml):
            if _HIDDEN.search(match[1]):
                first, last = (_NUMBER[name].search(match[1]) for name in (b"min", b"max"))
                if first and last:
                    columns |= set(range(int(first[1]) - 1, min(int(last[1]), MAX_COLUMNS)))
    return Unseen(frozenset(rows), frozenset(columns), _comments(package, part, names))


def _comments(package: zipfile.ZipFile, part: str, names: Collection[str]) -> int:
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in names:
        return 0
    count = 0
    for link in ElementTree.fromstring(package.read(links)):
        if link.get("Type", "").endswith("/comments"):
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            count += len(_COMMENT.findall(package.read(target))) if target in names else 0
    return count
