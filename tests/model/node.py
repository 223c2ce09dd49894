"""Modules of the phone and of the model in Node.js: `python -m tests.model.node 10000` lives so many lives there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import playwright

from workshop import paths

MODEL = Path(__file__).parent
_NODE = Path(playwright.__file__).parent / "driver" / "node"


def program() -> str:
    """Return Node.js, of this machine or of Playwright."""
    return shutil.which("node") or str(_NODE if _NODE.exists() else _NODE.with_suffix(".exe"))


def laid_out(folder: Path) -> Path:
    """Copy the modules into the folder as a page's addresses have them: lib/, parts/ and the model beside them."""
    scripts = paths.static_dir() / "js"
    for name, source in (("lib", scripts / "lib"), ("parts", scripts / "parts"), ("model", MODEL)):
        for path in source.glob("*.*js"):
            text = path.read_text("utf-8").replace('from "/', 'from "../')
            target = folder / name / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def lives(folder: Path, first: int, count: int, steps: int, *more: Any, name: str = "phone_life.js") -> dict[str, Any]:
    """Return {wrong, writes} of so many lives from this seed on; `more` is what this model is told besides."""
    given = json.dumps([first, count, steps, *more])
    command = [program(), str(folder / "model" / "node.mjs"), str(folder), name, given]
    done = subprocess.run(command, text=True, capture_output=True, encoding="utf-8", timeout=280)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(lives(laid_out(Path(place)), first=1, count=int(sys.argv[1]), steps=25))
