"""Damage in SQLite's log (WAL) that SQLite itself passes over in silence.

After a crash SQLite reads the log up to the first frame whose checksum is wrong, and drops all that follows. A power
cut leaves such a frame only in the last, unfinished transaction. Where frames come after a later commit, that commit
had been synced before they were written: so it was acknowledged, and is about to be lost.
Format: https://sqlite.org/fileformat2.html#walformat
"""

import struct
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import dropwhile
from operator import attrgetter, mul
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

_HEADER, _FRAME = 32, 24  # bytes
_MAGIC = 0x377F0682  # with its last bit: words of checksums are big-endian
_MASK = 0xFFFF_FFFF
Sums = tuple[int, int]
State = Literal["sound", "unfinished", "damaged"]
SOUND: State = "sound"
UNFINISHED: State = "unfinished"
DAMAGED: State = "damaged"


class _Frame(NamedTuple):
    """`sound`: its checksum is right; `commits`: it ends a transaction."""

    sound: bool
    commits: bool


def state(database: Path) -> State:
    """Return whether SQLite reads all of the log, all but an unfinished transaction, or not all acknowledged writes.

    Nobody may have the database open.
    """
    path = Path(f"{database}-wal")
    if not path.is_file() or path.stat().st_size < _HEADER + _FRAME:
        return SOUND
    with path.open("rb") as file:
        header = file.read(_HEADER)
        magic, _version, page = struct.unpack(">3I", header[:12])
        big = bool(magic & 1)
        # Of one sector, which no power cut tears.
        if magic & ~1 != _MAGIC or _sums(header[:24], (0, 0), big) != struct.unpack(">2I", header[24:]):
            return DAMAGED
        frames = list(_frames(file, page, header, big))
    unread = [frame.commits for frame in dropwhile(attrgetter("sound"), frames)]
    if any(unread[:-1]):
        return DAMAGED
    return UNFINISHED if unread else SOUND


def _frames(file: BinaryIO, page: int, header: bytes, big: bool) -> Iterator[_Frame]:
    """Yield the frames of this log up to the last one; what older logs have left behind it is of other salts."""
    salts, sums, sound = header[16:24], struct.unpack(">2I", header[24:]), True
    old = 0
    while len(frame := file.read(_FRAME + page)) == _FRAME + page:
        commits = frame[4:8] != bytes(4)
        if frame[8:16] != salts:
            sound, old = False, old + 1
            continue
        if sound:
            sums = _sums(frame[_FRAME:], _sums(frame[:8], (sums[0], sums[1]), big), big)
            sound = sums == struct.unpack(">2I", frame[16:24])
        # A frame with a damaged salt stands among those of this log.
        yield from (_Frame(False, False) for _ in range(old))
        old = 0
        yield _Frame(sound, commits)


def _sums(content: bytes, before: Sums, big: bool) -> Sums:
    """Return SQLite's checksum of the content, continued: of each two words a, b: s += a + t; t += b + s."""
    words = array("I", content)
    if big != (struct.pack("=H", 1) == b"\0\1"):
        words.byteswap()
    of_first, of_second, starts = _weights(len(words))
    first = sum(map(mul, of_first, words)) + starts[0] * before[0] + starts[1] * before[1]
    second = sum(map(mul, of_second, words)) + starts[1] * before[0] + starts[2] * before[1]
    return first & _MASK, second & _MASK


@cache
def _weights(length: int) -> tuple[list[int], list[int], tuple[int, int, int]]:
    """Return how often each word counts in the two sums, and the former sums do: Fibonacci numbers, 32 bits of them."""
    numbers = [0, 1]
    while len(numbers) < length + 2:
        numbers.append((numbers[-1] + numbers[-2]) & _MASK)
    of_first = [numbers[length - 1 - n] for n in range(length)]
    of_second = [numbers[length - n] for n in range(length)]
    return of_first, of_second, (numbers[length - 1], numbers[length], numbers[length + 1])
