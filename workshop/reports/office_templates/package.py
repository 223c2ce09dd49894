"""A Word file from outside, opened only where nothing in it could do harm: no macros, entities, links to elsewhere.

A DOCX is a ZIP of XML parts that name each other. It is read with bounds before any library reads it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from docx.oxml.ns import qn
from lxml import etree

from workshop.domain.office_templates import MAX_BYTES, Fault, UnfitTemplate
from workshop.tables.package import DAMAGED

_ENTRIES, _UNPACKED = 500, 25_000_000
_ENCRYPTED = 0x1
_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN, _MAIN_OF_TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_MACRO_PARTS = ("vbaproject", "vbadata", "macrosheet")
_FOREIGN_PARTS = ("/embeddings/", "/activex/", "/afchunk", "oleobject")
_LINKS = ("http", "https", "mailto")
_HYPERLINK, _WORDS_OWN_TEMPLATE = "/hyperlink", "/attachedTemplate"
# What fields may do: count pages, show dates and what stands in the same file.
_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "TOC",
        "DATE",
        "TIME",
        "PRINTDATE",
        "SAVEDATE",
        "CREATEDATE",
        "TITLE",
        "QUOTE",
        "SYMBOL",
        "=",
        "IF",
    ]
)
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPrChange")
_NO_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of the file by name, of a Word template as those of a document. Raises UnfitTemplate."""
    if len(data) > MAX_BYTES:
        raise UnfitTemplate(Fault("large"))
    found = _unpacked(data)
    _refuse_other_kinds(found)
    xml = {name: _parsed(name, part) for name, part in found.items() if name.endswith((".xml", ".rels"))}
    faults = [*_foreign(found), *_outside(xml), *_fields(xml), *_tracked(xml)]
    if faults:
        raise UnfitTemplate(*dict.fromkeys(faults))
    found[_TYPES] = found[_TYPES].replace(_MAIN_OF_TEMPLATE.encode(), _MAIN.encode())
    return found


def packed(found: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in found.items():
            file.writestr(name, part)
    return stream.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Return the entries, read with a bound: what a ZIP says of its size may be wrong."""
    if data[:4] != b"PK\3\4":
        raise UnfitTemplate(Fault("kind"))
    found: dict[str, bytes] = {}
    room = _UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
            if len(entries) > _ENTRIES or sum(each.file_size for each in entries) > _UNPACKED:
                raise UnfitTemplate(Fault("swollen"))
            for entry in entries:
                if entry.is_dir():
                    continue
                if entry.flag_bits & _ENCRYPTED:
                    raise UnfitTemplate(Fault("kind"))
                if _strays(entry.filename) or entry.filename in found:
                    raise UnfitTemplate(Fault("broken", entry.filename))
                with file.open(entry) as part:
                    found[entry.filename] = part.read(room + 1)
                room -= len(found[entry.filename])
                if room < 0:
                    raise UnfitTemplate(Fault("swollen"))
    except DAMAGED as trouble:
        raise UnfitTemplate(Fault("broken", "ZIP")) from trouble
    return found


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts


def _refuse_other_kinds(found: Mapping[str, bytes]) -> None:
    types = found.get(_TYPES, b"")
    if b"macroEnabled" in types or any(part in name.casefold() for name in found for part in _MACRO_PARTS):
        raise UnfitTemplate(Fault("macros"))
    if _MAIN.encode() not in types and _MAIN_OF_TEMPLATE.encode() not in types:
        raise UnfitTemplate(Fault("kind"))
    if b"purl.oclc.org/ooxml" in found.get("_rels/.rels", b""):
        raise UnfitTemplate(Fault("kind"))  # Strict Open XML, which python-docx cannot read


def _parsed(name: str, part: bytes) -> etree._Element:
    try:
        root = etree.fromstring(part, _NO_XML)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        # What entities would make of the text is known only to a parser that resolves them.
        reason = "entities" if b"<!DOCTYPE" in part or b"<!ENTITY" in part else "broken"
        raise UnfitTemplate(Fault(reason, name)) from trouble
    if root.getroottree().docinfo.internalDTD is not None or root.getroottree().docinfo.doctype:
        raise UnfitTemplate(Fault("entities", name))
    return root


def _foreign(found: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in found:
        if any(part in f"/{name.casefold()}" for part in _FOREIGN_PARTS):
            yield Fault("embedded", name)


def _outside(xml: Mapping[str, etree._Element]) -> Iterator[Fault]:
    """Yield what is fetched from elsewhere when somebody opens the file; a link that a reader follows may stand."""
    for name, root in xml.items():
        if not name.endswith(".rels"):
            continue
        for each in root:
            kind, target = each.get("Type", ""), each.get("Target", "")
            if kind.endswith("/aFChunk"):
                yield Fault("embedded", target)
            if each.get("TargetMode") != "External" or kind.endswith(_WORDS_OWN_TEMPLATE):
                continue
            if not (kind.endswith(_HYPERLINK) and _scheme(target) in _LINKS):
                yield Fault("outside", target[:80])


def _scheme(target: str) -> str:
    try:
        return urlsplit(target).scheme.casefold()
    except ValueError:
        return ""


def _fields(xml: Mapping[str, etree._Element]) -> Iterator[Fault]:
    for root in xml.values():
        simple = (each.get(qn("w:instr")) or "" for each in root.iter(qn("w:fldSimple")))
        for code in (*simple, *_codes(root)):
            name = re.split(r"[\s\\]", code.strip(), maxsplit=1)[0].upper()
            inside = name == "HYPERLINK" and re.fullmatch(r"\s*HYPERLINK\s+\\l\s+\"[^\"]*\"(\s+\\[ho])*\s*", code)
            if name and not inside and name not in _FIELDS and not name.startswith("="):
                yield Fault("field", name[:40])


def _codes(root: etree._Element) -> Iterator[str]:
    """Yield the code of each complex field: its pieces, which may stand in many runs, up to what it shows."""
    open_codes: list[str] = []
    for each in root.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = each.get(qn("w:fldCharType"))
        if each.tag == qn("w:instrText"):
            if open_codes:
                open_codes[-1] += each.text or ""
            else:
                yield each.text or ""
        elif kind == "begin":
            open_codes.append("")
        elif kind == "end" and open_codes:
            yield open_codes.pop()
    yield from open_codes


def _tracked(xml: Mapping[str, etree._Element]) -> Iterator[Fault]:
    for name, root in xml.items():
        tracked = next(root.iter(*map(qn, _TRACKED)), None) is not None
        if tracked or (name.endswith("comments.xml") and len(root)):
            yield Fault("tracked")
