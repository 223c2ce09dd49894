"""python -m bench.intake: seconds and memory of `laena import`, beside another build of Laena where one is given.

Each turn imports the same file into an empty workshop of a data folder of its own, this build and the other one by
turns, so that both meet the same machine. Ratios of one run count, not seconds.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

# Run by each build's own Python; prints the workshop's code.
_MAKE = """
import sys
from pathlib import Path
from workshop.cli.start import open_feed
from workshop.domain import workshops
try:
    from workshop.messages.incoming import PhaseDraft, WorkshopDraft
except ImportError:  # an earlier build
    from workshop.messages import PhaseDraft, WorkshopDraft
from workshop.settings import load
phases = (PhaseDraft("ปัญหา", "", ("ปัญหา/อุปสรรค",)),)
draft = WorkshopDraft(template="look_back", title="นำเข้า", groups=("น้ำพอง", "ชุมแพ"), phases=phases)
print(open_feed(load(data=Path(sys.argv[1]))).write(workshops.create, draft))
"""
_WORDS = [
    *("น้ำ", "ถนน", "งบประมาณ", "มาช้า", "ไม่พอ", "ทุกปี", "ขุดลอก", "คลอง"),
    *("อบรม", "ผู้นำ", "กลุ่มอาชีพ", "เอกสาร", "ซ้ำซ้อน", "ระบบ", "ล่ม", "บ่อย"),
]
_HEADER = ("ประทับเวลา", "อำเภอ", "ปัญหา/อุปสรรค", "สาเหตุ", "ตำแหน่ง")


@dataclass(frozen=True)
class Cost:
    """`seconds` by the wall, `megabytes` at most."""

    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.intake", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="checkout of another build, with its .venv")
    given = parser.parse_args()
    builds = {"this": Path(sys.executable)} | ({"other": _python(given.beside.resolve())} if given.beside else {})
    with tempfile.TemporaryDirectory(prefix="laena-bench-") as folder:
        for file in _files(Path(folder), given.rows):
            costs: dict[str, list[Cost]] = {name: [] for name in builds}
            for turn in range(given.turns):
                for name, python in builds.items():
                    costs[name].append(_import(python, file, Path(folder) / f"{file.suffix[1:]}-{name}-{turn}"))
            _show(file.suffix[1:], given.rows, costs)


def _python(tree: Path) -> Path:
    return tree / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _files(folder: Path, rows: int) -> list[Path]:
    """Write a form's answers as CSV and as XLSX, the same in every run."""
    chance = random.Random(1)
    answers = [_HEADER, *(_answer(chance, row) for row in range(rows))]
    table, book = folder / "form.csv", folder / "form.xlsx"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(answers)
    with xlsxwriter.Workbook(book, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("คำตอบ")
        for row, cells in enumerate(answers):
            sheet.write_row(row, 0, cells)
    return [table, book]


def _answer(chance: random.Random, row: int) -> tuple[str, ...]:
    problem, cause = (f"{' '.join(chance.choices(_WORDS, k=12))} {row}" for _ in range(2))
    day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/2563, {chance.randint(8, 16)}:30:00"
    return day, chance.choice(("น้ำพอง", "อำเภอชุมแพ")), problem, cause if row % 2 else "", "พัฒนากร"


def _import(python: Path, file: Path, data: Path) -> Cost:
    """Import the file in a process of the build. Raises CalledProcessError."""
    tree = python.parents[2] if python.parents[1].name == ".venv" else Path.cwd()
    made = subprocess.run([python, "-c", _MAKE, data], cwd=tree, check=True, capture_output=True, text=True)
    command = [str(python), "-m", "workshop.cli", "import", str(file), "--workshop", made.stdout.split()[-1]]
    began = time.perf_counter()
    with (data / "import.log").open("wb") as log:
        child = subprocess.Popen([*command, "--data", str(data)], cwd=tree, stdout=log, stderr=log)
        peak = _wait(child)
    seconds = time.perf_counter() - began
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Cost(seconds, peak)


def _wait(child: subprocess.Popen[bytes]) -> float:
    """Return the child's peak of memory in MB; 0 on Windows, which does not say."""
    if os.name == "nt":
        child.wait()
        return 0.0
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def _show(kind: str, rows: int, costs: dict[str, list[Cost]]) -> None:
    medians = {name: statistics.median(cost.seconds for cost in found) for name, found in costs.items()}
    for name, found in costs.items():
        peak = max(cost.megabytes for cost in found)
        print(f"{kind}, {rows:,} rows, {name}: {medians[name]:.2f} s, at most {peak:.0f} MB", flush=True)
    if "other" in medians:
        print(f"{kind}: this build takes {medians['this'] / medians['other']:.2f} x the other's time", flush=True)


if __name__ == "__main__":
    main()
