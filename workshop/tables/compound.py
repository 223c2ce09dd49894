"""The size of an XLS file's sheets before it is unpacked: its reader makes every cell between the first and the last.

An XLS file is an OLE compound file ([MS-CFB]) with one stream of records ([MS-XLS]).
"""

import struct
from collections.abc import Iterator

from workshop.tables.refusals import MAX_CELLS, TableError

_FREE = 0xFFFFFFFA  # from here on a sector's number means that there is none
_STREAMS = ("workbook", "book")
_BOF = (0x0009, 0x0209, 0x0409, 0x0809)
_DIMENSIONS = 0x0200
# FORMULA, NUMBER, LABEL, BOOLERR, STRING of BIFF8, LABELSST, RK: a row and a column; MULRK has a last column too.
_CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E))
_SEVERAL_CELLS = 0x00BD
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def check_compound(data: bytes, name: str) -> None:
    """Check the file. Raises TableError (`too_big`, `locked_or_old_excel`); of other files the reader judges."""
    try:
        stream = _workbook(data)
    except (struct.error, IndexError, ValueError) as e:
        raise TableError("locked_or_old_excel", name=name) from e
    cells = 0
    for sheet in _sheets(stream):
        cells += sheet
        if cells > MAX_CELLS:
            raise TableError("too_big", name=name, limit=f"{MAX_CELLS:,} ช่อง/cells")


def _sheets(stream: bytes) -> Iterator[int]:
    """Yield how many cells the reader makes of each part of the stream; more than allowed for impossible dimensions."""
    top = left = 1 << 32
    bottom = right = -1
    for kind, body in _records(stream):
        if kind in _BOF:
            yield max(0, bottom - top + 1) * max(0, right - left + 1)
            top = left = 1 << 32
            bottom = right = -1
        elif (kind in _CELLS and len(body) >= 4) or (kind == _SEVERAL_CELLS and len(body) >= 6):
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _SEVERAL_CELLS else first
            top, bottom, left, right = min(top, row), max(bottom, row), min(left, first), max(right, last)
        elif kind == _DIMENSIONS and len(body) >= 12:
            _first, rows, _left, columns = struct.unpack_from("<IIHH", body)
            if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
                yield MAX_CELLS + 1
    yield max(0, bottom - top + 1) * max(0, right - left + 1)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _workbook(data: bytes) -> bytes:
    """Return the stream of the workbook, b"" without one or where it is too small to be large."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError
    size = 1 << shift
    first_directory, smallest = struct.unpack_from("<I4xI", data, 48)
    table = _table(data, size)
    directory = _chain(data, table, first_directory, size)
    for entry in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, entry + 64)[0]
        title = directory[entry : entry + max(0, length - 2)].decode("utf-16-le", "replace").lower()
        if title in _STREAMS:
            start, bytes_in_it = struct.unpack_from("<II", directory, entry + 116)
            return _chain(data, table, start, size)[:bytes_in_it] if bytes_in_it >= smallest else b""
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """Return the next sector of each sector."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    further, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if further >= _FREE:
            break
        numbers = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        sectors += numbers[:-1]
        further = numbers[-1]
    found: list[int] = []
    for sector in sectors:
        if sector < _FREE:
            found += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return found


def _chain(data: bytes, table: list[int], sector: int, size: int) -> bytes:
    """Return the sectors from this one on. Raises ValueError for a chain without end."""
    found: list[bytes] = []
    while sector < _FREE:
        if len(found) > len(data) // size:
            raise ValueError
        found.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(found)
