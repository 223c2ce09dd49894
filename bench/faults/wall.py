"""A worker that is killed amid its work, again and again: the wall stays that of the run that was not killed.

python -m bench.faults.wall [--kills 50] [--seed 1] [--walls FILE]

With --walls, the walls are written to the file; where it is there already, as of another Python, they must be the same.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from bench.faults.small_room import SmallRoom
from bench.grouping.sets import DEMO, read_set
from workshop.domain import heartbeat, marks, notes
from workshop.domain.grouper import Grouper
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.messages.incoming import SubmitNote
from workshop.store.models import StoredSetting
from workshop.views import boards
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing

KEY = "0" * 32
BATCH = 6


class Room(SmallRoom):
    """A room to which notes come in batches, with ids that are the same in each run."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, [KEY])

    def write(self, texts: Sequence[str], first: int) -> None:
        with self.open() as feed:
            for number, text in enumerate(texts, first):
                note = str(uuid.UUID(int=number))
                category = self.phase.categories[0]
                message = SubmitNote(id=note, phase_id=self.phase.id, category=category, text=text)
                feed.change(self.code, "bench", notes.submit, KEY, message)

    def wall(self) -> Any:
        """Each theme's id, label and notes, and how each note stands."""
        with self.open() as feed:
            board = feed.read(boards.board, self.code, "console")
        standing = sorted((note["number"], note["theme_id"], note["status"]) for note in board["notes"])
        return sorted((theme["id"], theme["label"]) for theme in board["themes"]), standing

    def forget_the_dead(self) -> None:
        """A dead worker's lease expires after six seconds: as if they had passed."""
        with self.open() as feed:
            lease = col(StoredSetting.name).startswith("worker.lease.")
            feed.write(lambda session: session.execute(delete(StoredSetting).where(lease)))

    def killed(self, after: float) -> bool:
        """Start a worker and kill it after so many seconds; return whether it was still at work."""
        worker = os.fork()
        if not worker:
            try:
                with self.open() as feed:
                    group(feed, Grouper())
            finally:
                os._exit(0)
        time.sleep(after)
        os.kill(worker, signal.SIGKILL)
        status = os.waitpid(worker, 0)[1]
        self.forget_the_dead()
        return os.WIFSIGNALED(status)


def group(feed: Feed, grouper: Grouper) -> None:
    """What a worker does until nothing waits."""
    feed.write(heartbeat.beat)
    leasing = Leasing(feed)
    follower = Follower(feed, grouper, leasing, at_once)
    while follower.round():
        pass
    leasing.release()


def play(folder: Path, batches: Sequence[Sequence[str]], seed: int | None) -> tuple[list[Any], int, float]:
    """Return the wall after each batch, how many workers were killed at work, and seconds of work for a batch."""
    room, living, chance = Room(folder), Grouper(), Random(seed)
    walls, killed, began, typical = [], 0, time.monotonic(), 0.4
    for n, texts in enumerate(batches):
        room.write(texts, n * BATCH)
        if seed is not None:
            killed += room.killed(chance.random() * typical)
        with room.open() as feed:
            group(feed, living if seed is None else Grouper())
        walls.append(room.wall())
    return walls, killed, (time.monotonic() - began) / len(batches)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.faults.wall", description=__doc__)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--walls", type=Path, help="where the walls of another Python are, or will be")
    chosen = asked.parse_args()
    marks.public_id = lambda sent: sent
    texts = [note.text for note in read_set(DEMO).notes][: chosen.kills * BATCH]
    batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
    Grouper().warm()  # in this process, from which workers are forked
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        undisturbed, _killed, _seconds = play(Path(one), batches, None)
        walls, killed, _seconds = play(Path(other), batches, chosen.seed)
    unlike = [n for n, pair in enumerate(zip(undisturbed, walls, strict=True), 1) if pair[0] != pair[1]]
    print(f"{len(batches)} batches of {BATCH} notes, {killed} workers killed at work, {len(walls[-1][0])} themes")
    print("each wall is the same" if not unlike else f"walls that differ: {unlike}")
    beside = compared(chosen.walls, [*undisturbed, *walls]) if chosen.walls else []
    return 1 if unlike or beside or not killed else 0


def compared(file: Path, walls: list[Any]) -> list[int]:
    """Write the walls into the file, or return which differ from those that are there."""
    found, here = json.loads(json.dumps(walls)), ".".join(map(str, sys.version_info[:3]))
    if not file.exists():
        file.write_text(json.dumps({"python": here, "walls": found}, ensure_ascii=False), encoding="utf-8")
        print(f"Python {here}: walls written to {file}")
        return []
    there = json.loads(file.read_text("utf-8"))
    unlike = [n for n, pair in enumerate(zip(there["walls"], found, strict=True), 1) if pair[0] != pair[1]]
    print(
        f"Python {here} and {there['python']}: {f'walls that differ: {unlike}' if unlike else 'each wall is the same'}"
    )
    return unlike


if __name__ == "__main__":
    sys.exit(main())
