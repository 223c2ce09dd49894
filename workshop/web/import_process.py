"""A process of its own for each file that the console reads: no file can take the room's time or memory."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from workshop.errors import ImportUnderWay
from workshop.settings import Settings

log = logging.getLogger("laena.web")
# How the last line of a process begins that did what it was asked.
_LAST = (b'{"look"', b'{"done"', b'{"files"', b'{"names"', b'{"former"', b'{"refused"')


class ImportProcess:
    """One at a time in this process of the server."""

    def __init__(self, settings: Settings) -> None:
        self._data = str(settings.data)
        self._free = threading.BoundedSemaphore(1)

    def lines(self, ask: dict[str, Any], content: bytes) -> Iterator[bytes]:
        """Return the process's lines as they come. Raises ImportUnderWay. Closing the iterator ends the process."""
        if not self._free.acquire(blocking=False):
            raise ImportUnderWay
        lines = self._lines(json.dumps({**ask, "data": self._data}).encode() + b"\n", content)
        next(lines)  # only a generator that has begun does what stands in its `finally`
        return lines

    def _lines(self, head: bytes, content: bytes) -> Iterator[bytes]:
        child = None
        try:
            yield b""
            child = subprocess.Popen(
                [sys.executable, "-m", "workshop.cli.import_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what goes wrong with a file may quote it
            )
            assert child.stdin is not None
            assert child.stdout is not None
            try:
                child.stdin.write(head + content)
                child.stdin.close()
            except OSError:
                log.error("the process that reads a file ended at once")
            last = b""
            for line in child.stdout:
                last = line
                yield line
            if child.wait() or not last.startswith(_LAST):
                log.error("the process that reads a file ended with %s", child.returncode)
                yield b'{"refused": "too_much"}\n'
        finally:
            self._free.release()
            if child is not None and child.poll() is None:
                child.kill()
                child.wait()
