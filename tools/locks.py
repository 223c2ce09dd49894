"""Locks hold hashes and no addresses, and cover everything that is declared."""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def name_of(requirement: str) -> str:
    """The normalised project name at the head of a requirement line."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match.group()).lower() if match else ""


def python_locks() -> list[str]:
    wrong = []
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if ADDRESS.search(text):
            wrong.append(f"{path.name}: an address of a package registry")
        blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
        wrong += [f"{path.name}: no hash: {b.split()[0]}" for b in blocks if PINNED.match(b) and "--hash=" not in b]
    declared = {
        "run.txt": tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"],
        "dev.txt": (ROOT / "requirements" / "dev.in").read_text("utf-8").splitlines()[1:],
    }
    for lock, requirements in declared.items():
        pinned = {name_of(name) for name in PINNED.findall((ROOT / "requirements" / lock).read_text("utf-8"))}
        wrong += [f"{lock}: not locked: {r}; run `make lock`" for r in requirements if r and name_of(r) not in pinned]
    return wrong


def front_end_lock() -> list[str]:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    packages = lock["packages"]
    addresses = [name for name, entry in packages.items() if ADDRESS.search(json.dumps(entry))]
    wrong = [f"package-lock.json: an address for {name}" for name in addresses]
    wrong += [f"package-lock.json: no hash for {name}" for name, e in packages.items() if name and "integrity" not in e]
    return wrong + (["package-lock.json: not locked as declared"] if packages[""]["dependencies"] != wanted else [])


if __name__ == "__main__":
    found = python_locks() + front_end_lock()
    sys.exit("\n".join(found) or 0)
