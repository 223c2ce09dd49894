"""A process of its own for each file that the office's page takes."""

import json

from workshop.domain.office_fonts import OfficeFont, UnfitFont
from workshop.web.bounded_process import BoundedProcess


class OfficeProcess:
    """One at a time in this process of the server."""

    def __init__(self) -> None:
        self._process = BoundedProcess("office_child")

    def font(self, data: bytes) -> OfficeFont:
        """Return the font with its family and face. Raises UnfitFont, ImportUnderWay."""
        found = json.loads(self._process.answer(data) or '{"reason": "broken"}')
        if "reason" in found:
            raise UnfitFont(found["reason"], found.get("detail", ""))
        return OfficeFont(found["face"], found["family"], data)
