"""The header fields of a request, line by line and strictly (RFC 9112, 5).

gevent reads them with Python's parser of e-mail, which forgives much and takes as long as a note's five statements.
"""

from __future__ import annotations

import re
from typing import BinaryIO

MOST_FIELDS, LONGEST_LINE = 100, 65_536
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_NEVER_INSIDE = re.compile("[\0\r\n]")
_ONCE = {"content-length", "transfer-encoding", "host"}  # two of one name that differ are how requests are smuggled


class Fields:
    """What gevent asks of its `MessageClass`. Raises ValueError for what is no HTTP, and quotes nothing of it.

    `headers` holds the lines as they came; a name that comes twice answers with the first.
    """

    __slots__ = ("_found", "headers")
    status = ""  # nothing was wrong with them: that raises

    def __init__(self, file: BinaryIO, _seekable: int = 0) -> None:
        self.headers: list[str] = []
        self._found: dict[str, str] = {}
        while (line := file.readline(LONGEST_LINE + 1)) not in (b"\r\n", b"\n"):
            if not line.endswith(b"\n") or len(self.headers) == MOST_FIELDS:
                raise ValueError("header fields without an end")
            self._take(line.decode("latin-1"))

    def _take(self, line: str) -> None:
        name, colon, value = line.partition(":")
        value = value.rstrip("\r\n").strip(" \t")
        name = name.lower()
        if not colon or not _NAME.fullmatch(name) or _NEVER_INSIDE.search(value):
            raise ValueError("no header field")
        if name in _ONCE and name in self._found:
            raise ValueError("a header field that may come once")
        self._found.setdefault(name, value)
        self.headers.append(line)

    def get(self, name: str, otherwise: str | None = None) -> str | None:
        return self._found.get(name.lower(), otherwise)

    getheader = get

    @property
    def typeheader(self) -> str | None:
        return self._found.get("content-type")

    def __delitem__(self, name: str) -> None:
        del self._found[name.lower()]
