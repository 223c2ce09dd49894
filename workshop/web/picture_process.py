"""A process of its own for each picture that the report's page takes."""

import logging
import subprocess
import sys
import threading

from workshop.domain.picture_files import NoPicture
from workshop.errors import ImportUnderWay

WALL_SECONDS = 40
log = logging.getLogger("laena.web")


class PictureProcess:
    """One at a time in this process of the server."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(1)

    def prepared(self, data: bytes) -> bytes:
        """Return the picture as it is stored. Raises NoPicture, ImportUnderWay."""
        if not self._free.acquire(blocking=False):
            raise ImportUnderWay
        try:
            done = subprocess.run(
                [sys.executable, "-m", "workshop.cli.picture_child"],
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=WALL_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            log.error("the process that decodes a picture: %s", type(trouble).__name__)
            raise NoPicture from trouble
        finally:
            self._free.release()
        if done.returncode or not done.stdout:
            raise NoPicture
        return done.stdout
