"""python -m bench.room --phones 1000 --rate 50 --seconds 60 [--sharing own|group|everyone] [--echo] ..."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

from bench.room.plan import BURST, SHARINGS, Plan
from bench.room.run import measured
from bench.room.words import lines


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room", description=__doc__)
    asked.add_argument("--phones", type=int, default=1000)
    asked.add_argument("--rate", type=float, default=50.0, help="notes a second, all phones together")
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--groups-of", type=int, default=10)
    asked.add_argument("--sharing", choices=SHARINGS, default="own")
    asked.add_argument("--taps", type=float, default=0.0, help="agreements with others' notes, for each note sent")
    asked.add_argument("--joins-within", type=float, default=10.0, metavar="SECONDS")
    asked.add_argument("--web", type=int, choices=(1, 2), default=1, help="web processes; 2 asks for Valkey")
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--no-worker", action="store_true", help="nobody groups the notes")
    asked.add_argument("--burst", action="store_true", help="700 notes in 9 s from 20 phones, seen by all")
    asked.add_argument("--echo", action="store_true", help="in turns with a bare Flask-SocketIO app, to compare")
    chosen = asked.parse_args()
    plan = BURST if chosen.burst else Plan(
        phones=chosen.phones,
        rate=chosen.rate,
        seconds=chosen.seconds,
        groups_of=chosen.groups_of,
        sharing=chosen.sharing,
        taps=chosen.taps,
        joins_within=chosen.joins_within,
        web=chosen.web,
        database=chosen.database,
        worker=not chosen.no_worker,
    )  # fmt: skip
    print(f"{sys.platform}, Python {sys.version.split()[0]}, {os.cpu_count()} cores", flush=True)
    result = measured(plan, beside_bare=chosen.echo)
    show(lines(result))
    sys.exit(1 if result.wrong else 0)


def show(figures: Iterable[tuple[str, str]]) -> None:
    for name, value in figures:
        print(f"{name:<48} {value}", flush=True)


if __name__ == "__main__":
    main()
