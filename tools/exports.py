"""JavaScript: what a module exports, another imports; a test counts, as it sees a module from outside.

Modules that import() loads are not seen here: they export a default.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPORT = re.compile(r"^export (?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
IMPORT = re.compile(r"import\s*(?:\{([^}]*)\}|\* as \w+)\s*from\s*\"([^\"]+)\"")
IN_A_TEST = re.compile(r"\b(js/[\w/]+\.js)")


def unused(root: Path = ROOT) -> Iterator[str]:
    files = {path.resolve(): path.read_text("utf-8") for path in (root / "static" / "js").rglob("*.js")}
    taken: dict[Path, set[str]] = {}
    for path, text in files.items():
        for names, source in IMPORT.findall(text):
            # `import * as` takes everything.
            found = (
                re.findall(r"(\w+)(?: as \w+)?", names)
                if names
                else EXPORT.findall(files[(path.parent / source).resolve()])
            )
            taken.setdefault((path.parent / source).resolve(), set()).update(found)
    for path in (root / "tests").rglob("*.py"):
        text = path.read_text("utf-8")
        for name in IN_A_TEST.findall(text):
            taken.setdefault((root / "static" / name).resolve(), set()).update(re.findall(r"\w+", text))
    for path, text in sorted(files.items()):
        for name in EXPORT.findall(text):
            if name not in taken.get(path, set()):
                yield f"{path.relative_to(root.resolve())}: exports {name}, which nobody imports"


if __name__ == "__main__":
    sys.exit("\n".join(unused()) or 0)
