"""python -m bench.room.growth: how cost grows with phones, with notes that are there, and with workshops."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.room import page
from bench.room.plan import Plan
from bench.room.run import Result, measured

PHONES = (100, 300, 1_000)
PRESENT = (0, 1_000, 5_000, 20_000)
WORKSHOPS = (1, 10, 50)
_PLAIN = Plan(phones=100, rate=20.0, seconds=15.0, sharing="group", joins_within=3.0, worker=False)
_HEAD = (
    "what",
    "ack p50 / p95 ms",
    "projector p95 ms",
    "group p95 ms",
    "server CPU a note ms",
    "idle CPU",
    "server MB",
    "audit",
)


def plans(axis: str) -> Iterator[tuple[str, Plan]]:
    """(name, plan) of each run on an axis. Without the worker: what the web process costs, and nothing else."""
    if axis == "phones":
        for count in PHONES:
            yield f"{count} phones", replace(_PLAIN, phones=count, joins_within=max(3.0, count / 100))
    if axis == "notes":
        for count in PRESENT:
            yield f"{count} notes there", replace(_PLAIN, present=count)
    if axis == "workshops":
        for count in WORKSHOPS:
            yield f"{count} workshops of 20", replace(_PLAIN, phones=20, workshops=count, joins_within=count / 5)


def row(name: str, result: Result) -> str:
    """The run as a line of a Markdown table."""
    acks = result.meter.acks()
    shared = sorted(result.meter.shared)
    cells = (
        name,
        f"{acks.p50:.1f} / {acks.p95:.1f}",
        f"{result.projector.p95:.0f}",
        f"{1000 * shared[int(len(shared) * 0.95)]:.1f}" if shared else "-",
        f"{1000 * result.cpu_a_note:.1f}",
        f"{100 * result.idle:.0f}%",
        f"{result.web.memory / 1e6:.0f}",
        "clean" if not result.wrong else f"{len(result.wrong)} wrong",
    )
    return f"| {' | '.join(cells)} |"


def table(axes: list[str]) -> Iterator[str]:
    """Line by line, as the runs end."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|" + "---|" * len(_HEAD)
    for axis in axes:
        for name, plan in plans(axis):
            yield row(name, measured(plan))


def main() -> None:
    axes = ("phones", "notes", "workshops")
    asked = argparse.ArgumentParser(prog="python -m bench.room.growth", description=__doc__)
    asked.add_argument("axes", nargs="*", choices=[*axes, []], metavar="phones|notes|workshops")
    asked.add_argument("--into", type=Path, help="page that has a place for the table, such as docs/scale.md")
    chosen = asked.parse_args()
    lines = []
    for line in table(chosen.axes or list(axes)):
        lines.append(line)
        print(line, flush=True)
    if chosen.into:
        page.put(chosen.into, "growth", "\n".join(lines))
    sys.exit(1 if any(line.endswith("wrong |") for line in lines) else 0)


if __name__ == "__main__":
    main()
