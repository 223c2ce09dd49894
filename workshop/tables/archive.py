"""A ZIP of table files: each is read like a file of its own. Names in it are shown and never used as paths."""

import io
import zipfile
from dataclasses import dataclass

from workshop.tables import MAX_BYTES, read_tables_bytes
from workshop.tables.own_data import COLUMNS
from workshop.tables.package import DAMAGED, MAX_UNPACKED
from workshop.tables.refusals import TableError

MOST_FILES = 200
# Parts that a document of several files has, and a plain ZIP has not.
_OF_DOCUMENTS = ("[Content_Types].xml", "mimetype", "xl/workbook.xml", "word/document.xml")
_OF_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# The list in the parcel for the department, by which it is known.
_LISTS = ("รายการ.txt", "contents.txt")
COPIES = ("copy_in_parcel", "list_of_parcel")
_UTF_8 = 0x800  # the flag of a name in UTF-8
_LOCKED = 0x1


@dataclass(frozen=True)
class Inside:
    """A file in a ZIP. `place`: its number in it; `trouble`: why it is not read."""

    name: str
    place: int
    trouble: TableError | None = None


def files_inside(data: bytes, name: str) -> list[Inside] | None:
    """Return the files of a ZIP, in its order; None for another file. Raises TableError: `damaged_zip`,
    `too_many_files`, `too_big`, `empty_zip`."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or len(data) > MAX_BYTES:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in enumerate(package.infolist()) if not _is_passed(part[1].filename)]
            if any(part.filename in _OF_DOCUMENTS for _, part in parts):
                return None
            if len(parts) > MOST_FILES:
                raise TableError("too_many_files", name=name, limit=MOST_FILES)
            if sum(part.file_size for _, part in parts) > MAX_UNPACKED:
                raise TableError("too_big", name=name, limit=f"{MAX_UNPACKED // 1024**2} MB เมื่อคลาย/unpacked")
            if not parts:
                raise TableError("empty_zip", name=name)
            found = [Inside(_name(part), place, _trouble(part)) for place, part in parts]
            return _without_copies(package, found)
    except TableError:
        raise
    except DAMAGED as e:
        if b"[Content_Types].xml" in data or b"mimetype" in data[:60] or b"workbook" in data:
            return None  # a damaged workbook, of which its reader says what to do
        raise TableError("damaged_zip", name=name) from e


def content_of(data: bytes, place: int, name: str) -> bytes:
    """Return the bytes of a file in a ZIP, one more than allowed at most. Raises TableError (`damaged_zip`)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(package.infolist()[place]) as part:
            return part.read(MAX_BYTES + 1)
    except (*DAMAGED, IndexError) as e:
        raise TableError("damaged_zip", name=name) from e


def _is_passed(name: str) -> bool:
    """Return whether it is a folder, or what a system or an open Excel puts beside the files."""
    base = name.rpartition("/")[2]
    return name.endswith("/") or name.startswith(_OF_SYSTEMS) or base in _OF_SYSTEMS or base.startswith(("~$", "._"))


def _name(part: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: Thai Windows writes it in Windows-874, other programs in UTF-8."""
    if part.flag_bits & _UTF_8:
        return _printable(part.filename)
    written = part.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp874"):
        try:
            return _printable(written.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _printable(part.filename)


def _printable(name: str) -> str:
    """Replace what would steer a terminal, or turn the name round."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)


def _trouble(part: zipfile.ZipInfo) -> TableError | None:
    name = _name(part)
    if part.flag_bits & _LOCKED:
        return TableError("locked_zip", name=name)
    if name.lower().endswith(".zip"):
        return TableError("zip_in_zip", name=name)
    return TableError("too_big", name=name, limit=f"{MAX_BYTES // 1024**2} MB") if part.file_size > MAX_BYTES else None


def _without_copies(package: zipfile.ZipFile, found: list[Inside]) -> list[Inside]:
    """Of the parcel for the department, which has the same notes in many formats, only the JSON is read."""
    if not any(each.name in _LISTS for each in found):
        return found
    whole = next((each for each in found if each.name.endswith(".json") and _is_own(package, each)), None)
    if whole is None:
        return found
    copies = [each for each in found if each is not whole]
    return [whole, *(Inside(each.name, each.place, _copy(each.name, whole.name)) for each in copies)]


def _copy(name: str, whole: str) -> TableError:
    return TableError("list_of_parcel" if name in _LISTS else "copy_in_parcel", name=name, whole=whole)


def _is_own(package: zipfile.ZipFile, each: Inside) -> bool:
    if each.trouble:
        return False
    with package.open(package.infolist()[each.place]) as part:
        data = part.read(MAX_BYTES + 1)
    try:
        return read_tables_bytes(data, each.name)[0].header == list(COLUMNS)
    except TableError:
        return False
