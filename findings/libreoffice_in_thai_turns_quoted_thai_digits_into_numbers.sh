#!/usr/bin/env bash
# LibreOffice, importing CSV as Thai, turns quoted text in Thai digits into numbers and dates.
# Expected: a quoted field "๐๘๑๒๓๔๕๖๗๘" stays text, as it does with English as the language; ๓๐/๑๐/๒๕๖๓ is 30 October 2020.
# Seen:     the telephone number becomes 812345678, its zero and its digits lost, and the date falls into the year 2563 of the common era.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'openpyxl==3.1.5'
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice) on the PATH"; exit 2; }
export HOME="$folder"
soffice --version
"$folder/venv/bin/python" - "$folder" <<'PY'
import subprocess
import sys
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
(folder / "notes.csv").write_text('text\n"๐๘๑๒๓๔๕๖๗๘"\n"๓๐/๑๐/๒๕๖๓"\n', encoding="utf-8")


def imported(language: int) -> list[object]:
    """The two cells after an import in this language (1054 Thai, 1033 English), special numbers detected."""
    how = f"--infilter=CSV:44,34,76,1,,{language},false,true"
    command = ["soffice", "--headless", "--convert-to", "xlsx", how, "--outdir", str(folder), str(folder / "notes.csv")]
    subprocess.run(command, check=True, capture_output=True)
    sheet = openpyxl.load_workbook(folder / "notes.xlsx").active
    return [sheet["A2"].value, sheet["A3"].value]


assert imported(1033) == ["๐๘๑๒๓๔๕๖๗๘", "๓๐/๑๐/๒๕๖๓"]
phone, day = imported(1054)
assert phone == 812345678
assert (day.year, day.month, day.day) == (2563, 10, 30)
PY
