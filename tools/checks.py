"""Everything that `make check` looks at, each step named once; all are run, and any failure fails the whole.

python tools/checks.py            all
python tools/checks.py lint links only these
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = [sys.executable]

STEPS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "types": [str(BIN / "mypy"), "--strict", "--no-error-summary", "analysis", "workshop"],
    "rooms": [str(BIN / "lint-imports")],
    "imports": [*PYTHON, "tools/imports.py"],
    "dead": [str(BIN / "vulture")],
    "exports": [*PYTHON, "tools/exports.py"],
    "translations": [*PYTHON, "tools/translations.py", "check"],
    "links": [*PYTHON, "tools/links.py"],
    "locks": [*PYTHON, "tools/locks.py"],
    "tree": [*PYTHON, "tools/tree.py"],
}


def passes(name: str) -> bool:
    """Run one step; its words are shown only when it fails."""
    start = time.monotonic()
    done = subprocess.run(STEPS[name], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    good = done.returncode == 0
    print(f"{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - start:.1f} s)", flush=True)
    if not good:
        print(done.stdout, flush=True)
    return good


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.exit(f"no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}")
    failed = [name for name in names or STEPS if not passes(name)]
    sys.exit(f"checks failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
