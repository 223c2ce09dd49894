"""The objects of a PDF file with a plain table of them, as typst writes it, for small changes to streams."""

import re
import zlib
from collections.abc import Iterable

_HEADER = re.compile(rb"(\d+) 0 obj\s")
_STREAM = re.compile(rb"(.*?)/Length (\d+)(.*?)stream\r?\n", re.DOTALL)


class File:
    """Objects by number. Raises ValueError for a file of another kind."""

    def __init__(self, pdf: bytes) -> None:
        self._end = int(pdf[pdf.rindex(b"startxref") :].split()[1])
        starts = sorted(int(line[:10]) for line in pdf[self._end :].split(b"\n") if _in_use(line))
        if not starts:
            raise ValueError("no plain table of objects")
        self._pdf, self._first = pdf, starts[0]
        self._bodies: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        for start, stop in zip(starts, [*starts[1:], self._end], strict=True):
            number = _HEADER.match(pdf, start)
            if number is None:
                raise ValueError(f"no object at byte {start}")
            self._bodies[int(number[1])] = pdf[start:stop]

    def bodies(self) -> Iterable[bytes]:
        return self._bodies.values()

    def body(self, number: int) -> bytes:
        return self._bodies[number]

    def stream(self, number: int) -> bytes:
        """Return the content of a stream, uncompressed."""
        if number not in self._streams:
            head, start, length = self._head(number)
            data = self._bodies[number][start : start + length]
            self._streams[number] = zlib.decompress(data) if b"FlateDecode" in head[0] else data
        return self._streams[number]

    def set_stream(self, number: int, content: bytes) -> None:
        head, start, length = self._head(number)
        body = self._bodies[number]
        data = zlib.compress(content) if b"FlateDecode" in head[0] else content
        size = str(len(data)).encode()
        self._bodies[number] = body[: head.start(2)] + size + body[head.end(2) : start] + data + body[start + length :]
        self._streams[number] = content

    def joined(self) -> bytes:
        """Return the file: the objects one behind another, and a table of where they are now."""
        parts, starts, at = [self._pdf[: self._first]], {}, self._first
        for number, body in self._bodies.items():
            starts[number] = at
            body = _ended(body)
            parts.append(body)
            at += len(body)
        table = self._pdf[self._end :]
        trailer = table.index(b"trailer")
        numbers = iter(sorted(starts))
        for line in table[:trailer].splitlines(keepends=True):
            parts.append(b"%010d" % starts[next(numbers)] + line[10:] if _in_use(line) else line)
        rest = table[trailer : table.rindex(b"startxref")]
        return b"".join([*parts, rest, b"startxref\n%d\n%%%%EOF" % at])

    def _head(self, number: int) -> tuple[re.Match[bytes], int, int]:
        """Return what stands before the data of a stream, where the data begins, and how long it is."""
        head = _STREAM.match(self._bodies[number])
        if head is None:
            raise ValueError(f"object {number} is no stream")
        return head, head.end(), int(head[2])


def _ended(body: bytes) -> bytes:
    """Return the object with CR and LF behind data that ends with a CR, which with one LF would count as part of it."""
    head = _STREAM.match(body)
    end = head.end() + int(head[2]) if head else 0
    return body[:end] + b"\r" + body[end:] if head and body[end - 1 : end + 1] == b"\r\n" else body


def _in_use(line: bytes) -> bool:
    return line.rstrip().endswith(b" n")
