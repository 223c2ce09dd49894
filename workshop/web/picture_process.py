"""A process of its own for each picture that a page takes."""

from workshop.domain.emblems import NoEmblem
from workshop.domain.picture_files import NoPicture
from workshop.web.bounded_process import BoundedProcess


class PictureProcess:
    """One at a time in this process of the server."""

    def __init__(self) -> None:
        self._process = BoundedProcess("picture_child")

    def prepared(self, data: bytes) -> bytes:
        """Return the picture as it is stored. Raises NoPicture, ImportUnderWay."""
        jpeg = self._process.answer(data)
        if not jpeg:
            raise NoPicture
        return jpeg

    def emblem(self, data: bytes) -> bytes:
        """Return the emblem as it is stored. Raises NoEmblem, ImportUnderWay."""
        png = self._process.answer(data, "emblem")
        if not png:
            raise NoEmblem
        return png
