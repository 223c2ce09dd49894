"""The consolidated report: one content, one writer a format.

FORMATS[key].write(content, stream) writes the file; the libraries behind a format load at the first use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from workshop.reports.content import ReportContent

_OPENXML = "application/vnd.openxmlformats-officedocument."
_MAX_TITLE_BYTES = 150  # file names end at 255 bytes on Linux, and a Thai letter takes three


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of report file. `suffix` has its dot."""

    key: str
    mimetype: str
    suffix: str

    def write(self, content: ReportContent, stream: BinaryIO) -> None:
        """Write the whole file to `stream`, which stays open. Raises ValueError for what the format cannot hold."""
        import_module(f"workshop.reports.{self.key}").write(content, stream)


FORMATS: dict[str, Format] = {
    "docx": Format("docx", f"{_OPENXML}wordprocessingml.document", ".docx"),
    "xlsx": Format("xlsx", f"{_OPENXML}spreadsheetml.sheet", ".xlsx"),
    "csv": Format("csv", "text/csv; charset=utf-8", ".csv"),
    "json": Format("json", "application/json", ".json"),
}


def filename(content: ReportContent, format: Format | str) -> str:
    """A file name that Windows, Linux and macOS take, Thai kept: "รายงาน <title> <code>.docx".

    Raises KeyError for an unknown format key.
    """
    from workshop.reports.words import WORDS

    chosen = FORMATS[format] if isinstance(format, str) else format
    parts = (WORDS[content.language].file_prefix, _shortened(_safe(content.title)), _safe(content.code))
    return " ".join(part for part in parts if part) + chosen.suffix


def _safe(name: str) -> str:
    """Without what a file system or a reader of file names could be misled by."""
    visible = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(re.sub(r'[<>:"/\\|?*%]', " ", visible).split()).strip(". ")


def _shortened(name: str) -> str:
    """At most _MAX_TITLE_BYTES, never cut inside a character as people see it."""
    import regex

    kept: list[str] = []
    size = 0
    for cluster in regex.findall(r"\X", name):
        size += len(cluster.encode())
        if size > _MAX_TITLE_BYTES:
            return "".join(kept).rstrip(". ") + "…"
        kept.append(cluster)
    return name
