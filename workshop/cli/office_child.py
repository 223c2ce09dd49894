"""The process that reads a file of the office: bounded in time and memory, as some are made to break readers.

Its input is the file, which touches no disk, its output one line of JSON. It is no command for people:
workshop/web/office_process.py starts it.
"""

import json
import sys

from workshop.cli.bounded import limit
from workshop.domain.office_fonts import UnfitFont

CPU_SECONDS = 20


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    json.dump(_font(sys.stdin.buffer.read()), sys.stdout)


def _font(data: bytes) -> dict[str, str]:
    """Return {face, family}, or {reason, detail}."""
    # slow: after the bounds are set, as it loads libraries
    from workshop.reports.font_check import checked

    try:
        found = checked(data)
    except UnfitFont as unfit:
        return {"reason": unfit.reason, "detail": unfit.detail}
    return {"face": found.face, "family": found.family}


if __name__ == "__main__":
    main()
