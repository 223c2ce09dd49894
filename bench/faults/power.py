"""Power cuts amid a room's writes: what was acknowledged is there afterwards, and the database is whole.

python -m bench.faults.power [--cuts 300] [--seed 1]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import sqlite3
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from random import Random

from bench.faults.power_disk import CUT, Disk, possible
from bench.faults.small_room import SmallRoom
from workshop.domain import marks, notes
from workshop.feed import Feed
from workshop.messages.incoming import EditNote, SubmitNote
from workshop.store import backup, log_check
from workshop.views import integrity

WRITERS = 4
MOST_WRITES = 400
BACKUPS = 3
# By note: what the last acknowledged write made of it ("" = withdrawn, None = nothing yet), and what writes
# that were only announced may have made of it since.
Known = dict[tuple[str, str], list[str | None]]


class Room(SmallRoom):
    """A room with a phone for each writer."""

    def __init__(self, folder: Path) -> None:
        self.keys = [secrets.token_hex(16) for _ in range(WRITERS)]
        super().__init__(folder, self.keys)

    def work(self, seed: int, cut_at: int, report: int) -> None:
        """Write until the power is cut; `report`: where each write is announced, and acknowledged. Never returns."""
        Disk(Random(seed), cut_at).install()
        with self.open() as feed:
            writers = [threading.Thread(target=self._write, args=(feed, n, seed, report)) for n in range(WRITERS)]
            writers.append(threading.Thread(target=self._keep, args=(feed, seed)))
            for each in writers:
                each.start()
            for each in writers:
                each.join()
        os._exit(0)

    def _write(self, feed: Feed, n: int, seed: int, report: int) -> None:
        key, chance, own = self.keys[n], Random(seed * WRITERS + n), list[str]()
        for count in range(MOST_WRITES // WRITERS):
            kind = chance.choice(("note", "note", "note", "edit", "take")) if own else "note"
            note = str(uuid.UUID(int=chance.getrandbits(128))) if kind == "note" else chance.choice(own)
            text = "" if kind == "take" else f"ข้อความ {seed} {n} {count} " + "ยาว " * chance.randrange(50)
            line = "\t".join((key, note, text.strip()))
            os.write(report, f"announced\t{line}\n".encode())
            if kind == "note":
                message = SubmitNote(id=note, phase_id=self.phase.id, category=self.phase.categories[0], text=text)
                feed.change(self.code, "bench", notes.submit, key, message)
                own.append(note)
            elif kind == "edit":
                feed.change(self.code, "bench", notes.edit, key, note, EditNote(text=text, edit=str(uuid.uuid4())))
            else:
                feed.change(self.code, "bench", notes.delete, key, note)
                own.remove(note)
            os.write(report, f"acknowledged\t{line}\n".encode())

    def _keep(self, feed: Feed, seed: int) -> None:
        """Do what upkeep does beside: copy the log into the file, overwrite words that went, make backups."""
        chance = Random(seed)
        for _ in range(BACKUPS):
            time.sleep(chance.random() / 20)
            with contextlib.suppress(sqlite3.Error, backup.BackupError):
                chance.choice((feed.database.checkpoint, feed.database.forget))()
                backup.rotate(self.path, self.path.parent / backup.FOLDER, keep=BACKUPS)

    def faults(self, known: Known) -> list[str]:
        """Return what is not as it was acknowledged, and what SQLite and Laena find wrong."""
        wrong = ["a power cut looks like damage"] if log_check.state(self.path) == log_check.DAMAGED else []
        wrong += [f"database: {line}" for line in backup.broken(self.path)]
        with contextlib.closing(sqlite3.connect(self.path)) as file:
            rows = {row[0]: "" if row[2] else row[1] for row in file.execute("SELECT sent, text, deleted FROM note")}
        for (key, note), texts in known.items():
            text = rows.get(marks.sent(key, "note", note))
            if (texts[0] is not None or text is not None) and text not in texts:
                wrong.append(f"{note}: {text!r} is none of {texts[-3:]}")
        with self.open() as feed:
            wrong += list(feed.read(integrity.everything).faults)
        return wrong + [f"{path.name}: {line}" for path in self._backups() for line in backup.broken(path)]

    def _backups(self) -> list[Path]:
        return backup.automatic(self.path.parent / backup.FOLDER)


def learn(known: Known, reported: str) -> int:
    """Take in what a run announced and acknowledged; return how many writes were acknowledged."""
    acknowledged = 0
    for line in reported.splitlines():
        what, key, note, text = line.split("\t")
        if what == "announced":
            known.setdefault((key, note), [None]).append(text)
        else:
            known[key, note] = [text]
            acknowledged += 1
    return acknowledged


def cut(room: Room, seed: int, known: Known) -> tuple[int, int]:
    """Let the room write until its power is cut; return (exit status, writes acknowledged)."""
    read, report = os.pipe()
    cut_at = 1 + int(Random(seed).random() ** 2 * 3000)
    child = os.fork()
    if not child:
        try:
            os.close(read)
            room.work(seed, cut_at, report)
        finally:
            os._exit(1)
    os.close(report)
    with open(read, encoding="utf-8") as lines:
        acknowledged = learn(known, lines.read())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), acknowledged


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.faults.power", description=__doc__)
    asked.add_argument("--cuts", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1, help="of the first cut; the next ones follow it")
    chosen = asked.parse_args()
    if not possible():
        print("power: this Python's SQLite cannot be watched")
        return 2
    known, ends, total, bad = Known(), Counter[int](), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder))
        for seed in range(chosen.seed, chosen.seed + chosen.cuts):
            status, acknowledged = cut(room, seed, known)
            wrong = room.faults(known) if status in (0, CUT) else [f"the process ended with {status}"]
            for line in wrong[:5]:
                print(f"seed {seed}: {line}", flush=True)
            ends[status] += 1
            total += acknowledged
            bad += bool(wrong)
    print(f"{ends[CUT]} power cuts and {ends[0]} whole runs: {total} writes acknowledged, {bad} runs with faults")
    return 1 if bad or not ends[CUT] else 0


if __name__ == "__main__":
    sys.exit(main())
