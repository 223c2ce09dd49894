"""The process that decodes a picture for the report, or an emblem: bounded in time and memory, as some are made to
break decoders.

Its input is the file, which touches no disk, its output the picture as it is stored, or nothing. It is no command for
people: workshop/web/picture_process.py starts it.
"""

import sys

from workshop.cli.bounded import limit
from workshop.domain import emblems, picture_files
from workshop.errors import Refusal

CPU_SECONDS = 20


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    kind = emblems if sys.argv[1:] == ["emblem"] else picture_files
    try:
        sys.stdout.buffer.write(kind.prepared(sys.stdin.buffer.read()))
    except Refusal:
        sys.exit(1)


if __name__ == "__main__":
    main()
