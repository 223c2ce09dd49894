"""What files have inside beside their texts: members of packages, properties, chunks of pictures."""

from __future__ import annotations

import getpass
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

PNG, JPEG, PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"%PDF"
# Says how a picture is to be drawn, and nothing else. Not: tEXt, iTXt, zTXt, eXIf, tIME.
PNG_CHUNKS = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "sRGB", "gAMA", "cHRM"}
EXIF_SEGMENTS = {"e1", "ed", "fe"}
OWN = re.compile(r"<(?:dc:creator|cp:lastModifiedBy|Company|Manager|meta:initial-creator)[^>/]*>([^<]+)<")
TIMES = re.compile(r"<dcterms:(?:created|modified)[^>]*>([^<]+)<")
MACHINE = (b"/tmp/", b"/home/", b"127.0.0.1", f"/{getpass.getuser()}/".encode())


@dataclass(frozen=True)
class Member:
    """A file in a file. `dated`: as its package says; `extra`: whatever the package says of it besides."""

    path: str
    data: bytes
    dated: tuple[int, ...] = ()
    extra: bytes = b""


def members(data: bytes, path: str = "") -> Iterator[Member]:
    """Yield the file and all that is packed in it, packages in packages too."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for each in package.infolist():
            inner = package.read(each)
            yield Member(f"{path}{each.filename}", inner, each.date_time, each.extra + each.comment + package.comment)
            yield from members(inner, f"{path}{each.filename} › ")


def properties(data: bytes) -> dict[str, str]:
    """Return what a PDF says of itself."""
    with pypdfium2.PdfDocument(data) as document:
        return {name: value for name, value in document.get_metadata_dict().items() if value}


def chunks(data: bytes) -> set[str]:
    """Return the kinds of chunks of a PNG, or of segments of a JPEG before its picture."""
    found, at = set(), len(PNG) if data.startswith(PNG) else 2
    while at + 8 <= len(data):
        if data.startswith(PNG):
            found.add(data[at + 4 : at + 8].decode("ascii"))
            at += 12 + int.from_bytes(data[at : at + 4])
        elif data[at + 1] == 0xDA:
            break
        else:
            found.add(f"{data[at + 1]:02x}")
            at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return found


def check(files: dict[str, bytes], secret: list[str]) -> None:
    """Beside its texts no file has any of these words, a name, a folder of the machine, or an order of arrival."""
    words = [*(text.encode() for text in secret), *MACHINE]
    for key, data in files.items():
        inside = list(members(data))
        for path, part in [(key, data), *((f"{key} › {each.path}", each.data) for each in inside)]:
            assert not [text for text in words if text in part], path
            _check_one(path, part)
        # Dates of members are those of the writing, or none; nothing else is said of them.
        assert len({each.dated[:4] for each in inside if " › " not in each.path}) <= 1, key
        assert not [each.path for each in inside if each.extra], key


def _check_one(path: str, part: bytes) -> None:
    if part.startswith(PNG):
        assert chunks(part) <= PNG_CHUNKS, path
    if part.startswith(JPEG):
        assert not chunks(part) & EXIF_SEGMENTS, path
    if part.startswith(PDF):
        assert not {"Author", "Subject"} & properties(part).keys(), path
    if path.endswith(".xml"):
        assert {*OWN.findall(part.decode())} <= {"Laena", "แลหน้า"}, path
        # The minute of the export at most: nothing of the notes.
        assert len({text[:16] for text in TIMES.findall(part.decode())}) <= 1, path
