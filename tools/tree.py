"""What must not lie in the tree: paths of somebody's machine, unfinished marks, hidden characters, overlong files."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = {".py", ".html", ".js", ".css", ".md", ".toml", ".cfg", ".yml", ".ini", ".sh", ""}
# Lines at most; a longer file is split by activity.
LONGEST = {".py": 400, ".js": 200, ".css": 400, ".html": 200}
LARGEST = 1_000_000
# Bytes at most of what is larger for a reason.
LARGE = {"analysis/data/words.npz": 12_000_000}
# Put together here so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:" + "|".join(("home", "root", "Users", "work")) + r")/[\w.-]+")
UNFINISHED = re.compile(
    r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImpl" + "ementedError")) + r")\b"
)
GENERATED = {"package-lock.json", "requirements/run.txt", "requirements/dev.txt", "requirements/node.txt"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def hidden(line: str) -> str | None:
    """Name of the first character that nobody can see; in code it is written as an escape."""
    return next((unicodedata.name(c, f"U+{ord(c):04X}") for c in line if unicodedata.category(c) == "Cf"), None)


def faults(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT).as_posix()
    largest = LARGE.get(name, LARGEST)
    if path.stat().st_size > largest:
        yield f"{name}: {path.stat().st_size:,} bytes, at most {largest:,}"
    if path.suffix not in SOURCE or name in GENERATED:
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > LONGEST.get(path.suffix, len(lines)):
        yield f"{name}: {len(lines)} lines, at most {LONGEST[path.suffix]}"
    for number, line in enumerate(lines, 1):
        for what, found in (("machine path", MACHINE_PATH.search(line)), ("unfinished", UNFINISHED.search(line))):
            if found:
                yield f"{name}:{number}: {what}: {found.group()}"
        if hidden(line):
            yield f"{name}:{number}: invisible character {hidden(line)}"


if __name__ == "__main__":
    sys.exit("\n".join(fault for path in tracked() for fault in faults(path)) or 0)
