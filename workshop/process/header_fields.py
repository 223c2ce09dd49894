"""The header fields of a request, line by line and strictly (RFC 9112, 5).

gevent's own parser is Python's parser of e-mail: lenient, and as slow as a note's five statements.
"""

import re
from typing import BinaryIO

MOST_FIELDS, LONGEST_LINE = 100, 65_536
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN = re.compile("[\0\r\n]")
_ONCE = {"content-length", "transfer-encoding", "host"}  # two that differ would let requests be smuggled


class Fields:
    """The fields of one request, as gevent's `MessageClass`. Raises ValueError, without quoting, for what is not HTTP.

    `headers` are the raw lines; of a name that occurs twice, `get` returns the first.
    """

    __slots__ = ("_found", "headers")
    status = ""  # faults raise instead

    def __init__(self, file: BinaryIO, _seekable: int = 0) -> None:
        self.headers: list[str] = []
        self._found: dict[str, str] = {}
        while (line := file.readline(LONGEST_LINE + 1)) not in (b"\r\n", b"\n"):
            if not line.endswith(b"\n") or len(self.headers) == MOST_FIELDS:
                raise ValueError("header fields without an end")
            self._parse(line.decode("latin-1"))

    def _parse(self, line: str) -> None:
        name, colon, value = line.partition(":")
        value = value.rstrip("\r\n").strip(" \t")
        name = name.lower()
        if not colon or not _NAME.fullmatch(name) or _FORBIDDEN.search(value):
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
