"""Write the hashed locks of requirements/ afresh: no addresses, for every platform and Python 3.11 to 3.14."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
# sources -> lock; dev.txt is held to the versions of run.txt
LOCKS = {
    "requirements/run.txt": ["pyproject.toml"],
    "requirements/dev.txt": ["requirements/run.txt", "requirements/dev.in"],
    "requirements/node.txt": ["requirements/node.in"],
}


def main() -> None:
    for lock, sources in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, *sys.argv[1:], *sources]
        subprocess.run([*command, "-o", lock], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
