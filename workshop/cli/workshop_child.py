"""The process that makes or reads the file of a whole workshop: bounded in time and memory, so that no file can stop
the room.

Its input is a line of JSON, then the file's bytes, which touch no disk; its output a line of JSON, and for `make` the
file behind it. It is no command for people: workshop/web/workshop_process.py starts it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from workshop.cli.bounded import limit

CPU_SECONDS = 60


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    # slow: after the bounds are set, as it loads libraries
    from workshop.cli.start import running_feed
    from workshop.errors import Refusal
    from workshop.settings import load
    from workshop.year import workshop_files

    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    feed = running_feed(load(data=Path(asked["data"])))
    made = b""
    answer: dict[str, Any] = {}
    try:
        if asked["do"] == "make":
            made = workshop_files.make(feed, asked["code"], asked["files"])
            answer = {"name": workshop_files.filename(feed, asked["code"])}
        elif asked["do"] == "look":
            answer = {"facts": workshop_files.look(feed, data, asked["known"]).as_json()}
        else:
            taken = workshop_files.take(feed, data, asked["copy"], asked["unit"], asked["known"], asked["most"])
            answer = {"code": taken}
    except Refusal as refusal:
        answer = {"refused": refusal.code, "about": [*getattr(refusal, "about", ())]}
    except MemoryError:
        answer = {"refused": "workshop_too_large", "about": []}
    finally:
        feed.database.close()
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
