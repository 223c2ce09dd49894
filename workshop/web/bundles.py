"""The modules and styles of the phone's page, the console and the projector as few files: tools/bundle.py."""

import hashlib
import json
from pathlib import Path
from typing import TypedDict

FOLDER = "built"
_MANIFEST = "manifest.json"


class Bundle(TypedDict):
    """Names below static/: the page's script and styles, `desk` and the styles `later` that follow at once, and `late`.

    `rescue` is loaded while there is a network, `rescued` is of the page of whoever brings a phone's notes, `table` of
    who types for a table, `moving` of a phone whose server may get another address. `modules`: scripts of boards and
    other pages, by the names of the modules that these load without it; `sheets`: the styles of the console and the
    projector.
    """

    script: str
    styles: str
    desk: str
    later: str
    late: str
    rescue: str
    rescued: str
    table: str
    moving: str
    modules: dict[str, str]
    sheets: dict[str, str]


def digest(static: Path) -> str:
    """Return the SHA-256 of every module and style sheet, with their names."""
    found = hashlib.sha256()
    for folder in ("css", "js"):
        for path in sorted((static / folder).rglob(f"*.{folder}")):
            found.update(f"{path.relative_to(static).as_posix()}\n".encode() + path.read_bytes())
    return found.hexdigest()


def write(static: Path, bundle: Bundle) -> None:
    manifest = json.dumps({"of": digest(static), "bundle": bundle}, indent=1)
    (static / FOLDER / _MANIFEST).write_text(manifest + "\n", encoding="utf-8")


def read(static: Path) -> Bundle | None:
    """Return the bundle; None, for each file alone, where a module or style was changed since."""
    try:
        manifest = json.loads((static / FOLDER / _MANIFEST).read_text("utf-8"))
        bundle: Bundle | None = manifest["bundle"] if manifest["of"] == digest(static) else None
    except (OSError, ValueError, KeyError):
        return None
    return bundle
