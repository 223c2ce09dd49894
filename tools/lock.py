"""Write the hashed locks of requirements/ afresh: no addresses, for every platform and Python 3.11 to 3.14.

Versions that are locked already stay; `tools/lock.py --upgrade` takes the newest.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
# sources -> lock; dev.txt is held to the versions of run.txt
LOCKS = {
    "requirements/run.txt": ["pyproject.toml"],
    # what runs on a server with PostgreSQL, at the versions of run.txt
    "requirements/server.txt": ["pyproject.toml", "--extra", "postgresql", "-c", "requirements/run.txt"],
    "requirements/dev.txt": ["requirements/run.txt", "requirements/dev.in"],
    "requirements/node.txt": ["requirements/node.in"],
    # what `python -m bench.similarity words` needs, and nothing else does
    "requirements/words.txt": ["requirements/words.in", "-c", "requirements/run.txt"],
}


def locked_versions() -> dict[str, str]:
    """Name to version over all locks; of two for different Pythons, the one for the oldest."""
    versions: dict[str, str] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
            versions.setdefault(name, version)
    return versions


def bring_page_up_to_date() -> None:
    """Put the locked versions into the tables of docs/dependencies.md."""
    page = ROOT / "docs" / "dependencies.md"
    versions = locked_versions()

    def row(match: re.Match[str]) -> str:
        return f"| `{match[1]}` | {versions.get(match[1], match[2])} |"

    page.write_text(re.sub(r"^\| `([\w.-]+)` \| (\S+) \|", row, page.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def main() -> None:
    for lock, sources in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, *sys.argv[1:], *sources]
        subprocess.run([*command, "-o", lock], cwd=ROOT, check=True)
    bring_page_up_to_date()


if __name__ == "__main__":
    main()
