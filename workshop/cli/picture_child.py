"""The process that decodes a picture for the report: bounded in time and memory, as some are made to break decoders.

Its input is the file, which touches no disk, its output the picture as it is stored, or nothing. It is no command for
people: workshop/web/picture_process.py starts it.
"""

import sys

from workshop.cli.bounded import limit
from workshop.domain.picture_files import NoPicture, prepared

CPU_SECONDS = 20


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    try:
        sys.stdout.buffer.write(prepared(sys.stdin.buffer.read()))
    except NoPicture:
        sys.exit(1)


if __name__ == "__main__":
    main()
