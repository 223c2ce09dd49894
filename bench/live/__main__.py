"""A room at work: real texts through the real server, with the clock running.

python -m bench.live --file FILE [--text COLUMN] [--phones 40] [--rate 10]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.e5.convert import PIECES
from analysis.e5.encoder import FOLDER
from bench.clients.desk import Desk
from bench.live import verbatim
from bench.live.screens import PhoneScreen, Projector
from bench.servers import ports
from workshop.demo.phone import Phone, Refused
from workshop.demo.serving import Serving
from workshop.domain.wording import clean
from workshop.reports.formats import FORMATS
from workshop.tables import read_table

GROUPS = 4
LAST = 100


@dataclass
class Sent:
    """By note id, times of perf_counter. `due` is when the schedule wanted it sent: the generator's own lag shows."""

    text: dict[str, str] = field(default_factory=dict)
    at: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    lag: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    asked.add_argument("--file", type=Path, required=True)
    asked.add_argument("--text", default="text", metavar="COLUMN")
    asked.add_argument("--phones", type=int, default=40)
    asked.add_argument("--rate", type=float, default=10.0, help="notes a second, all phones together")
    chosen = asked.parse_args()
    table = read_table(chosen.file)
    column = table.column(chosen.text)
    texts = [row[column] for row in table.rows]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, value in measured(texts, Path(folder), chosen.phones, chosen.rate):
            print(f"{name:<44} {value}", flush=True)


def measured(texts: list[str], folder: Path, phone_count: int, rate: float) -> Iterator[tuple[str, str]]:
    """(name, value) of each figure, while the room is at work."""
    port = ports.free()
    started = time.perf_counter()
    serving = Serving(port, folder, lambda _line: None)
    stop = threading.Event()
    try:
        serving.wait_until_ready()
        yield "server ready, s", f"{time.perf_counter() - started:.2f}"
        yield "e5 set up, so the worker uses it", "yes" if (FOLDER / PIECES).is_file() else "no"
        desk = Desk(serving.base, serving.setup_link)
        code = desk.new_workshop("วัดความเร็ว", GROUPS)
        phase = desk.board(code)["phases"][0]
        phones = [Phone(serving.base, code, stop) for _ in range(phone_count)]
        groups = [group["id"] for group in phones[0].state()["groups"]]
        for place, phone in enumerate(phones):
            phone.group_id = groups[place % GROUPS]
            phone.join()
        projector = Projector(serving.base, code, desk.cookie)
        screen = PhoneScreen(serving.base, code, phones[0].key)
        _until(lambda: desk.board(code)["connected"] == 1)
        opened = time.perf_counter()
        desk.call(code, f"/phases/{phase['id']}/open")
        sent = Sent()
        _send(phones[:1], texts[:1], phase, rate, sent)
        _until(lambda: len(projector.placed) == len(sent.answered))
        yield "first note, worker cold: looked at after, s", _one(sent, projector.placed)
        first = set(sent.answered)
        _send(phones, texts[1:], phase, rate, sent)
        _until(lambda: len(projector.placed) == len(sent.answered))
        for phone in phones:
            phone.close()
        yield from _figures(sent, projector, first, len(texts))
        closed = time.perf_counter()
        desk.call(code, f"/phases/{phase['id']}/close")
        _until(lambda: "closed" in screen.states)
        yield "phase opened -> on a phone, ms", f"{(screen.states['open'] - opened) * 1000:.0f}"
        yield "phase closed -> on a phone, ms", f"{(screen.states['closed'] - closed) * 1000:.0f}"
        yield from _accounts(desk, code, folder, sent)
        projector.close()
        screen.close()
    finally:
        stop.set()
        serving.end()


def _send(phones: list[Phone], texts: list[str], phase: dict[str, object], rate: float, sent: Sent) -> None:
    """Sends every text at its due time from whichever phone is free; returns when all are answered."""
    start = time.perf_counter()
    todo: Iterator[tuple[int, str]] = enumerate(texts)
    guard = threading.Lock()

    def send_from(phone: Phone) -> None:
        while True:
            with guard:
                place, text = next(todo, (-1, ""))
            if place < 0:
                return
            due = start + place / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            now = time.perf_counter()
            sent.lag.append(now - due)
            try:
                # The server names the note: the phone's own id says who wrote it.
                note_id = phone.send(int(str(phase["id"])), "idea", text)["note"]["id"]
                sent.text[note_id], sent.at[note_id] = text, now
                sent.answered[note_id] = time.perf_counter()
            except Refused as refused:
                sent.refused[refused.code] += 1

    threads = [threading.Thread(target=send_from, args=(phone,), daemon=True) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _figures(sent: Sent, projector: Projector, first: set[str], rows: int) -> Iterator[tuple[str, str]]:
    kept = [note_id for note_id in sent.at if note_id in sent.answered and note_id not in first]
    kept.sort(key=sent.at.__getitem__)
    yield "rows", str(rows)
    yield "accepted", str(len(sent.answered))
    for code, count in sorted(sent.refused.items()):
        yield f"refused: {code}", str(count)
    yield "the generator's own lag, ms (p50 p95 max)", _spread(sent.lag)
    for name, seen in (
        ("submit -> answered, ms", sent.answered),
        ("submit -> on the projector, ms", projector.shown),
        ("submit -> in a theme or ungrouped, ms", projector.placed),
    ):
        yield f"{name} (p50 p95 max)", _spread(seen[note_id] - sent.at[note_id] for note_id in kept)
        yield f"  of the last {LAST} notes", _spread(seen[note_id] - sent.at[note_id] for note_id in kept[-LAST:])
    yield "projector frames, and notes in the largest", f"{len(projector.frames)} {max(projector.frames)}"


def _accounts(desk: Desk, code: str, folder: Path, sent: Sent) -> Iterator[tuple[str, str]]:
    figures = desk.board(code)["figures"]
    parts = ("received", "in_themes", "ungrouped", "set_aside", "hidden", "waiting")
    yield "board: " + " ".join(parts), " ".join(str(figures[part]) for part in parts)
    yield "themes", str(len(desk.board(code)["themes"]))
    texts = [clean(sent.text[note_id]) for note_id in sent.answered]
    expected = Counter((note_id, clean(sent.text[note_id])) for note_id in sent.answered)
    yield "database: every note once, verbatim", _yes(verbatim.stored(folder / "laena.db") == expected)
    for kind in (kind for kind in FORMATS if kind in verbatim.READERS):
        start = time.perf_counter()
        data = desk.export(code, kind)
        took = time.perf_counter() - start
        lost = verbatim.missing(kind, data, texts)
        yield f"export {kind}: s, kB, every note verbatim", f"{took:.2f} {len(data) / 1000:.0f} {_yes(not lost)}"


def _yes(good: bool) -> str:
    return "yes" if good else "NO"


def _one(sent: Sent, seen: dict[str, float]) -> str:
    return " ".join(f"{seen[note_id] - sent.at[note_id]:.2f}" for note_id in sent.answered)


def _spread(seconds: Iterable[float]) -> str:
    values = sorted(seconds)
    if not values:
        return "-"
    picked = [values[min(len(values) - 1, int(len(values) * share))] for share in (0.5, 0.95, 1.0)]
    return " ".join(f"{value * 1000:.0f}" for value in picked)


def _until(true: object, seconds: float = 120.0) -> None:
    """Waits for the condition. Raises TimeoutError."""
    assert callable(true)
    deadline = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > deadline:
            raise TimeoutError
        time.sleep(0.02)


if __name__ == "__main__":
    print(f"{sys.platform}, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    main()
