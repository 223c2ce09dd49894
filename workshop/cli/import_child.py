"""The process that reads a file for the console: bounded in time and memory, so that no file can stop the room.

Its input is a line of JSON, then the file's bytes, which touch no disk; its output a line of JSON for each step. It is
no command for people: workshop/web/import_process.py starts it.
"""

import json
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workshop.cli.bounded import limit
from workshop.cli.start import running_feed
from workshop.errors import Refusal
from workshop.intake import former_names, former_years
from workshop.intake.answering import lines
from workshop.messages.importing import ImportFile
from workshop.reports.words import Language
from workshop.settings import load
from workshop.worker.low_priority import LowPriority
from workshop.year import former_answers
from workshop.year.refusals import NotOurs

CPU_SECONDS, WALL_SECONDS = 60, 120
# So often a line shows that it lives, by which the server learns that nobody waits for it.
TICK_SECONDS = 0.5


def main() -> None:
    """Answer one request and end."""
    limit(CPU_SECONDS)
    writing = threading.Lock()
    stream = sys.stdin.buffer
    asked = json.loads(stream.readline())
    data = stream.read()

    def write(line: dict[str, Any]) -> None:
        with writing:
            sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            sys.stdout.buffer.flush()

    ended = threading.Event()
    threading.Thread(target=_tick, args=(write, ended), daemon=True).start()
    try:
        for line in _answer(asked, data):
            write(line)
    except MemoryError:
        write({"refused": "too_much"})
    finally:
        ended.set()


def _answer(asked: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the lines of an import (`ask`); or the one with the names of former themes (`names_of`, a file's name), or
    with themes and actions of a former year (`former_of`)."""
    if "former_of" in asked:
        yield LowPriority()(_former, data, asked["former_of"], asked["language"])
        return
    if "names_of" in asked:
        yield LowPriority()(former_names.line, data, asked["names_of"], asked["language"])
        return
    feed = running_feed(load(data=Path(asked["data"])))
    try:
        ask = ImportFile.model_validate(asked["ask"])
        yield from lines(feed, asked["code"], ask, data, asked["language"], LowPriority())
    finally:
        feed.database.close()


def _former(data: bytes, filename: str, language: Language) -> dict[str, Any]:
    """Return the line about an answer to a directive, or about an export."""
    try:
        return {"former": asdict(former_answers.of_file(data))}
    except NotOurs:
        return former_years.line(data, filename, language)
    except Refusal as refusal:
        return {"refused": refusal.code}


def _tick(write: Any, ended: threading.Event) -> None:
    waited = 0.0
    while not ended.wait(TICK_SECONDS):
        waited += TICK_SECONDS
        if waited > WALL_SECONDS:
            os._exit(1)
        write({"tick": waited})


if __name__ == "__main__":
    main()
