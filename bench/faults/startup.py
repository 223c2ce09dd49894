"""`laena`, as the bench starts it: with a clock that can be set from outside and, on request, one migration more.

python -m bench.faults.startup serve ...

LAENA_BENCH_CLOCK names a file that holds milliseconds to add to the clock; LAENA_BENCH_MIGRATION=1 adds a revision that
writes the notes' table anew.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

LOOK_AGAIN_SECONDS = 0.05


def set_clock(path: Path) -> None:
    """Moves `time.time` and `time.time_ns`; what counts seconds (`time.monotonic`) goes on as it does on a machine
    whose clock is set."""
    real, real_ns = time.time, time.time_ns
    looked = {"at": -1.0, "ms": 0}

    def offset_ms() -> int:
        now = time.monotonic()
        if now - looked["at"] > LOOK_AGAIN_SECONDS:
            looked["at"] = now
            looked["ms"] = int(path.read_text() or 0) if path.exists() else 0
        return int(looked["ms"])

    time.time = lambda: real() + offset_ms() / 1000
    time.time_ns = lambda: real_ns() + offset_ms() * 1_000_000


def add_migration() -> None:
    from workshop import migrations

    before = migrations.config

    def config(engine: Any = None) -> Any:
        made = before(engine)
        ours = str(Path(__file__).parent / "versions")
        theirs = str(Path(migrations.__file__).parent / "versions")
        made.set_main_option("path_separator", "newline")
        made.set_main_option("version_locations", f"{theirs}\n{ours}".replace("%", "%%"))
        return made

    migrations.config = config


def main() -> None:
    clock = os.environ.get("LAENA_BENCH_CLOCK")
    if clock:
        set_clock(Path(clock))
    if os.environ.get("LAENA_BENCH_MIGRATION"):
        add_migration()
    from workshop.cli import entry

    entry()


if __name__ == "__main__":
    main()
