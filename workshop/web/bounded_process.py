"""A process of its own for each file that a page takes: no file can take the room's time or memory."""

import logging
import subprocess
import sys
import threading

from workshop.errors import ImportUnderWay

WALL_SECONDS = 40
log = logging.getLogger("laena.web")


class BoundedProcess:
    """Runs a module of `workshop.cli` for so many seconds at most, one at a time in this process of the server."""

    def __init__(self, module: str, seconds: int = WALL_SECONDS) -> None:
        self._module, self._seconds = f"workshop.cli.{module}", seconds
        self._free = threading.BoundedSemaphore(1)

    def answer(self, data: bytes, *arguments: str) -> bytes:
        """Return what the module writes about `data`, b"" where it failed. Raises ImportUnderWay."""
        if not self._free.acquire(blocking=False):
            raise ImportUnderWay
        try:
            done = subprocess.run(
                [sys.executable, "-m", self._module, *arguments],
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what goes wrong with a file may quote it
                timeout=self._seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            log.error("%s: %s", self._module, type(trouble).__name__)
            return b""
        finally:
            self._free.release()
        return b"" if done.returncode else done.stdout
