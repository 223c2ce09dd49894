"""Names of report files that Windows, Linux and macOS accept."""

import re

import regex

from workshop.reports.format import Format
from workshop.reports.words import Language, Words
from workshop.views.record import Record

_MAX_TITLE_BYTES = 150  # file names end at 255 bytes on Linux, and a Thai letter takes three


def filename(record: Record, format: Format, language: Language) -> str:
    """Return the name with its Thai unchanged: "รายงาน <title> <code>.docx"."""
    prefix = format.prefix[language] if format.prefix else Words(language).file_prefix
    parts = (prefix, shortened(safe(record.title)), safe(record.code))
    return " ".join(part for part in parts if part) + format.suffix


def safe(name: str) -> str:
    """Return the name without what could mislead a file system or a reader."""
    visible = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(re.sub(r'[<>:"/\\|?*%]', " ", visible).split()).strip(". ")


def shortened(name: str) -> str:
    """Return at most _MAX_TITLE_BYTES of it, never cut inside a visible character."""
    room = _MAX_TITLE_BYTES
    for cluster in regex.finditer(r"\X", name):
        room -= len(cluster[0].encode())
        if room < 0:
            return name[: cluster.start()].rstrip(". ") + "…"
    return name
