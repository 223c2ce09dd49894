"""python -m bench.room.workshops --workshops 50 --phones 100 --web 2: many rooms on one server, with their screens."""

from __future__ import annotations

import argparse
import sys

from bench.room.plan import SHARINGS, Plan
from bench.room.run import measured
from bench.room.words import lines

# A note a phone each 100 seconds: 50 a second together.
MANY = Plan(
    phones=100,
    workshops=50,
    rate=50.0,
    seconds=30.0,
    joins_within=150.0,
    web=2,
    database="postgresql",
    sharing="group",
)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.workshops", description=__doc__)
    asked.add_argument("--workshops", type=int, default=MANY.workshops)
    asked.add_argument("--phones", type=int, default=MANY.phones, help="of each workshop")
    asked.add_argument("--rate", type=float, default=MANY.rate, help="notes a second, all workshops together")
    asked.add_argument("--seconds", type=float, default=MANY.seconds)
    asked.add_argument("--joins-within", type=float, default=MANY.joins_within, metavar="SECONDS")
    asked.add_argument("--sharing", choices=SHARINGS, default=MANY.sharing)
    asked.add_argument("--web", type=int, choices=(1, 2), default=MANY.web)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default=MANY.database)
    result = measured(Plan(**vars(asked.parse_args())))
    for name, value in lines(result):
        print(f"{name:<56} {value}", flush=True)
    sys.exit(1 if result.wrong else 0)


if __name__ == "__main__":
    main()
