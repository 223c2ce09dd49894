"""The process that reads a file of the office: bounded in time and memory, as some are made to break readers.

Its input is the file, which touches no disk, its output one line of JSON, or a document. It is no command for people:
workshop/web/office_process.py starts it.
"""

import json
import sys

from workshop.cli.bounded import limit
from workshop.domain.office_fonts import UnfitFont
from workshop.domain.office_templates import UnfitTemplate
from workshop.reports.words import Language, Words

CPU_SECONDS = 20


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    what, *more = sys.argv[1:]
    data = sys.stdin.buffer.read()
    if what == "font":
        json.dump(_font(data), sys.stdout)
    elif what == "template":
        json.dump(_faults(data, *more), sys.stdout)
    else:
        kind, language = more
        chosen: Language = "en" if language == "en" else "th"
        sys.stdout.buffer.write(_document(what, kind, data, Words(chosen)))


def _font(data: bytes) -> dict[str, str]:
    """Return {face, family}, or {reason, detail}."""
    # slow: after the bounds are set, as it loads libraries
    from workshop.reports.font_check import checked

    try:
        found = checked(data)
    except UnfitFont as unfit:
        return {"reason": unfit.reason, "detail": unfit.detail}
    return {"face": found.face, "family": found.family}


def _faults(data: bytes, kind: str) -> list[tuple[str, str]]:
    """Return what is wrong with a template, [] for one that can be used: an example was written through it."""
    # slow: after the bounds are set, as it loads libraries
    from workshop.reports.office_templates.example import tried

    try:
        tried(data, Words("th"), kind)
    except UnfitTemplate as unfit:
        return [(fault.reason, fault.detail) for fault in unfit.faults]
    return []


def _document(what: str, kind: str, data: bytes, words: Words) -> bytes:
    # slow: after the bounds are set, as it loads libraries
    from workshop.reports.office_templates.example import tried
    from workshop.reports.office_templates.shipped import shipped

    return tried(data, words, kind) if what == "example" else shipped(words, kind)


if __name__ == "__main__":
    main()
