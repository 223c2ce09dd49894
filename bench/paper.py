"""python -m bench.paper: seconds of processor for each form of the report, beside the DOCX of an earlier build.

Notes and themes are the demo's. Each form is written twice in a process of its own: the first time with all that is
loaded for it, then as a worker writes it that has written one. Seconds are those of all cores together, so that a busy
machine counts little; still, ratios of one run count.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NOTES = Path(__file__).resolve().parent.parent / "workshop" / "demo" / "notes.tsv"
FORMS = ("docx", "pdf", "xlsx", "csv", "csv_data", "json", "html", "pptx", "picture_png", "picture_svg", "open_data")
# Run by the other build's Python, on top of its tree: a report without what that build does not have.
_OTHER = """
import csv, io, sys, time
from tests.reports.report_samples import category, content, note, theme
from workshop.reports.content import GroupFacts
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\\t"))
themes = {}
for at in range(int(sys.argv[2])):
    row, turn = rows[at % len(rows)], at // len(rows)
    made = note(at + 1, row["text"], group=row["group"], category=row["category"])
    themes.setdefault(row["category"], {}).setdefault((row["theme"], turn), []).append(made)
categories = [
    category(key, themes=tuple(theme(f"{label} {turn}", *notes) for (label, turn), notes in found.items()))
    for key, found in themes.items()
]
groups = tuple(GroupFacts(name, 7, 20) for name in sorted({row["group"] for row in rows}))
for turn in range(2):
    began = time.process_time()
    from workshop.reports import docx  # its modules count, as those of this build do
    docx.write(content(*categories, groups=groups), io.BytesIO())
    print(time.process_time() - began)
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.paper", description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="checkout of commit 8d93f1f, with its .venv")
    parser.add_argument("--form", choices=FORMS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.form:
        print(*written_twice(given.form, given.notes), sep="\n")
        return
    print(f"{given.notes} notes: seconds of processor, first and second time")
    found = {form: run(["-m", "bench.paper", "--form", form, "--notes", str(given.notes)]) for form in FORMS}
    for form, (first, second) in found.items():
        print(f"{form:12} {first:6.2f} {second:6.2f}")
    print(
        f"{'together':12} {sum(first for first, _ in found.values()):6.2f} {sum(at[1] for at in found.values()):6.2f}"
    )
    if given.beside:
        tree = given.beside.resolve()
        other = run(["-c", _OTHER, str(NOTES), str(given.notes)], tree / ".venv" / "bin" / "python", tree)
        ratios = [mine / its for mine, its in zip(found["docx"], other, strict=True)]
        print(
            f"{'other docx':12} {other[0]:6.2f} {other[1]:6.2f}   this one takes {ratios[0]:.2f} and {ratios[1]:.2f} x"
        )


def run(command: list[str], python: Path = Path(sys.executable), tree: Path | None = None) -> list[float]:
    done = subprocess.run([python, *command], cwd=tree, check=True, capture_output=True, text=True)
    return [float(line) for line in done.stdout.split()]


def written_twice(form: str, notes: int) -> list[float]:
    # slow: the report and its tests' records; only the processes that write need them
    from tests.reports.demo_records import demo_of

    record = demo_of(notes)
    return [seconds(lambda: write(form, record)) for _turn in range(2)]


def write(form: str, record: object) -> None:
    # slow: as above
    from workshop.reports.formats import FORMATS

    FORMATS[form].write(record, "th", io.BytesIO(), True)  # type: ignore[arg-type]


def seconds(act: Callable[[], None]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    main()
