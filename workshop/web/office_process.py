"""A process of its own for each file that the office's page takes."""

import json

from workshop.domain.office_fonts import OfficeFont, UnfitFont
from workshop.domain.office_templates import Fault, UnfitTemplate
from workshop.errors import TryAgain
from workshop.web.bounded_process import BoundedProcess


class OfficeProcess:
    """One at a time in this process of the server."""

    def __init__(self) -> None:
        self._process = BoundedProcess("office_child")

    def font(self, data: bytes) -> OfficeFont:
        """Return the font with its family and face. Raises UnfitFont, ImportUnderWay."""
        found = json.loads(self._process.answer(data, "font") or '{"reason": "broken"}')
        if "reason" in found:
            raise UnfitFont(found["reason"], found.get("detail", ""))
        return OfficeFont(found["face"], found["family"], data)

    def check_template(self, kind: str, data: bytes) -> None:
        """Raises UnfitTemplate, ImportUnderWay."""
        answer = self._process.answer(data, "template", kind)
        found = json.loads(answer or '[["broken", "DOCX"]]')
        if found:
            raise UnfitTemplate(*(Fault(reason, detail) for reason, detail in found))

    def shipped(self, kind: str, language: str) -> bytes:
        """Return the template that Laena ships. Raises TryAgain, ImportUnderWay."""
        return self._made(b"", "shipped", kind, language)

    def example(self, kind: str, template: bytes, language: str) -> bytes:
        """Return an example through the template. Raises TryAgain, ImportUnderWay."""
        return self._made(template, "example", kind, language)

    def _made(self, data: bytes, *arguments: str) -> bytes:
        found = self._process.answer(data, *arguments)
        if not found:
            raise TryAgain
        return found
