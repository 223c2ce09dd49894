"""A Word file from outside is opened only where nothing in it could do harm; each test changes one thing of it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest

from workshop.domain.office_templates import MAX_BYTES, Fault, UnfitTemplate
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.package import packed, parts
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words

SHIPPED = shipped(Words("th"))
PARTS = parts(SHIPPED)
DOCUMENT, TYPES, RELS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}" TargetMode="External"/></Relationships>'
)


def changed(name: str, old: str, new: str) -> bytes:
    assert old.encode() in PARTS[name]
    return packed({**PARTS, name: PARTS[name].replace(old.encode(), new.encode(), 1)})


def added(files: Mapping[str, bytes]) -> bytes:
    return packed({**PARTS, **files})


def related(kind: str, target: str) -> bytes:
    return changed(RELS, "</Relationships>", RELATION.format(kind=kind, target=target))


def fielded(code: str) -> bytes:
    return changed(DOCUMENT, "<w:sectPr", f'<w:p><w:fldSimple w:instr="{code}"/></w:p><w:sectPr')


def in_pieces(*pieces: str) -> bytes:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{codes}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return changed(DOCUMENT, "<w:sectPr", f"<w:p>{field}</w:p><w:sectPr")


def entities() -> bytes:
    body = PARTS[DOCUMENT].replace(b"<w:document", b'<!DOCTYPE d [<!ENTITY a "b">]><w:document', 1)
    return packed({**PARTS, DOCUMENT: body})


def wide_entities() -> bytes:
    body = PARTS[DOCUMENT].decode().split("?>", 1)[1]
    return packed({**PARTS, DOCUMENT: f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d []>{body}'.encode("utf-16")})


def encrypted() -> bytes:
    data = bytearray(SHIPPED)
    at = data.index(b"PK\1\2")
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def twice_named() -> bytes:
    stream = io.BytesIO(SHIPPED)
    with zipfile.ZipFile(stream, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr(DOCUMENT, "<x/>")
    return stream.getvalue()


def understated() -> bytes:
    """A ZIP whose list says that its parts are small."""
    data = bytearray(packed({**PARTS, "word/media/big.bin": bytes(30_000_000)}))
    at = data.rindex(b"PK\1\2")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "kind"),
        (lambda: b"%PDF-1.7", "kind"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kind"),  # Word 97, or with a password
        (lambda: packed({"a.txt": b"a"}), "kind"),
        (lambda: changed(TYPES, "wordprocessingml.document.main", "spreadsheetml.sheet.main"), "kind"),
        (encrypted, "kind"),
        (lambda: SHIPPED[: len(SHIPPED) // 2], "broken"),
        (lambda: SHIPPED + bytes(MAX_BYTES), "large"),
        (lambda: packed({**PARTS, DOCUMENT: PARTS[DOCUMENT][:-40]}), "broken"),
        (lambda: packed({name: part for name, part in PARTS.items() if name != DOCUMENT}), "broken"),
        (lambda: packed({name: part for name, part in PARTS.items() if name != "_rels/.rels"}), "broken"),
        (twice_named, "broken"),
        (lambda: added({"../../outside.xml": b"<a/>"}), "broken"),
        (lambda: added({"/etc/outside.xml": b"<a/>"}), "broken"),
        (lambda: added({"word/media/big.bin": bytes(30_000_000)}), "swollen"),
        (understated, "broken"),
        (lambda: added({f"word/media/{n}.bin": b"" for n in range(501)}), "swollen"),
        (lambda: changed(TYPES, "document.main+xml", "document.macroEnabled.main+xml"), "macros"),
        (lambda: added({"word/vbaProject.bin": b"x"}), "macros"),
        (entities, "entities"),
        (wide_entities, "entities"),
        (lambda: related("image", "http://example.org/logo.png"), "outside"),
        (lambda: related("image", "file:///c:/logo.png"), "outside"),
        (lambda: related("hyperlink", "file:///c:/a.exe"), "outside"),
        (lambda: related("hyperlink", "javascript:x"), "outside"),
        (lambda: related("subDocument", "other.docx"), "outside"),
        (lambda: related("frame", "https://example.org/a"), "outside"),
        (lambda: added({"word/embeddings/sheet.xlsx": b"x"}), "embedded"),
        (lambda: added({"word/activeX/activeX1.xml": b"<a/>"}), "embedded"),
        (
            lambda: changed(
                RELS,
                "</Relationships>",
                RELATION.format(kind="aFChunk", target="a.html").replace(' TargetMode="External"', ""),
            ),
            "embedded",
        ),
        (lambda: fielded("DDEAUTO excel a b"), "field"),
        (lambda: fielded(" INCLUDEPICTURE x"), "field"),
        (lambda: in_pieces("DDE", "AUTO a b"), "field"),
        (lambda: in_pieces("HYPERLINK x"), "field"),
        (
            lambda: changed(DOCUMENT, "<w:sectPr", "<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p><w:sectPr"),
            "tracked",
        ),
    ],
)
def test_a_file_that_could_do_harm_or_is_no_document_is_refused(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnfitTemplate) as refused:
        opened(make())
    assert refused.value.faults[0].reason == reason, refused.value.faults


@pytest.mark.parametrize(
    "make",
    [
        lambda: SHIPPED,
        lambda: changed(TYPES, "document.main+xml", "template.main+xml"),  # saved as a Word template
        lambda: related("hyperlink", "https://example.org/"),
        lambda: related("hyperlink", "mailto:office@example.org"),
        lambda: related("attachedTemplate", "file:///C:/Normal.dotm"),
        lambda: fielded(" NUMPAGES "),
        lambda: in_pieces("PA", "GE \\* ThaiArabic"),
        lambda: in_pieces(' HYPERLINK \\l "_Toc1" '),
    ],
)
def test_what_offices_have_in_their_files_is_let_in(make: Callable[[], bytes]) -> None:
    assert opened(make())


def test_several_faults_of_a_file_are_named_together() -> None:
    data = packed({**PARTS, "word/embeddings/a.bin": b"x", RELS: related_rels()})
    with pytest.raises(UnfitTemplate) as refused:
        opened(data)
    found = set(refused.value.faults)
    assert found == {Fault("embedded", "word/embeddings/a.bin"), Fault("outside", "http://example.org/a.png")}


def related_rels() -> bytes:
    relation = RELATION.format(kind="image", target="http://example.org/a.png")
    return PARTS[RELS].replace(b"</Relationships>", relation.encode())
