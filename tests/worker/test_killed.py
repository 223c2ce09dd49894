"""A worker that dies amid its work leaves a wall that the next one finishes as if nothing had happened.

`python -m bench.faults.wall` kills processes; here a worker ends between any two of its steps.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.faults.wall import BATCH, Room, group
from bench.grouping.sets import DEMO, read_set
from workshop.domain.grouper import Grouper
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing


class Killed(BaseException):
    pass


def killed_at(step: int) -> Callable[..., Any]:
    """Compute, until this step."""
    left = [step]

    def compute(work: Callable[..., Any], *args: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return work(*args)

    return compute


def wall_after(folder: Path, steps: list[int]) -> list[Any]:
    """The wall after each batch of notes; before each batch is finished, a worker dies at such a step."""
    folder.mkdir()
    room, walls = Room(folder), []
    texts = [note.text for note in read_set(DEMO).notes]
    living = Grouper()
    for n in range(2):
        room.write(texts[n * 2 * BATCH : (n + 1) * 2 * BATCH], n * 2 * BATCH)
        for step in steps[n : n + 1]:
            with room.open() as feed:
                dying = Follower(feed, Grouper(), Leasing(feed), killed_at(step))
                try:
                    while dying.round():
                        pass
                except Killed:
                    room.forget_the_dead()
                else:
                    raise AssertionError("it was done before")
        with room.open() as feed:
            group(feed, Grouper() if steps else living)
        walls.append(room.wall())
    return walls


def test_the_wall_is_the_same_after_workers_that_died_at_work(tmp_path: Path) -> None:
    undisturbed = wall_after(tmp_path / "living", [])
    assert undisturbed[-1][0]
    assert wall_after(tmp_path / "dying", [3, 5]) == undisturbed
