"""python -m bench.room.report [--out FILE] [--into PAGE] [rows ...]: the table of docs/scale.md, in 15 minutes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.room import page
from bench.room.rows import ROWS, Figure
from bench.room.words import verdict

_HEAD = ("what", "at least", "aim", "measured", "audit", "generator's lag, p95 ms", "command")


def figures(names: list[str]) -> Iterator[Figure]:
    """Each row's figures as it ends; a row that fails says so, and the next one is measured all the same."""
    for name in names:
        print(f"{name}: load average before it {_load()}", file=sys.stderr, flush=True)
        try:
            found = ROWS[name]()
        except Exception as error:
            found = [Figure(name, "", "", f"FAILED: {type(error).__name__} {error}", "", wrong=["did not end"])]
        for figure in found:
            for what, line in verdict(figure.wrong):
                print(f"  {figure.what}: {figure.found}; {what} {line}", file=sys.stderr, flush=True)
        yield from found


def table(found: list[Figure]) -> Iterator[str]:
    yield f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    yield ""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|" + "---|" * len(_HEAD)
    for one in found:
        clean = "clean" if not one.wrong else f"{len(one.wrong)} wrong"
        command = f"`{one.command}`" if one.command else ""
        yield f"| {one.what} | {one.least} | {one.aim} | {one.found} | {clean} | {one.lag} | {command} |"
    notes, missing = sum(one.notes for one in found), sum(one.missing for one in found)
    yield f"| acknowledged and missing, over all runs | 0 | 0 | {missing} of {notes:,} | | | |"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.report", description=__doc__)
    asked.add_argument("rows", nargs="*", metavar="|".join(ROWS))
    asked.add_argument("--out", type=Path, help="file for the table; else it is printed")
    asked.add_argument("--into", type=Path, help="page that has a place for it, such as docs/scale.md")
    chosen = asked.parse_args()
    if unknown := set(chosen.rows) - set(ROWS):
        asked.error(f"no such row: {', '.join(sorted(unknown))}")
    found: list[Figure] = []
    for figure in figures(chosen.rows or list(ROWS)):
        found.append(figure)
        if chosen.out:  # after each row: what was measured stays, whatever comes
            chosen.out.write_text("\n".join(table(found)) + "\n", encoding="utf-8")
    if chosen.into:
        page.put(chosen.into, "figures", "\n".join(table(found)))
    if not chosen.out:
        print("\n".join(table(found)))
    sys.exit(1 if any(figure.wrong for figure in found) else 0)


if __name__ == "__main__":
    main()
