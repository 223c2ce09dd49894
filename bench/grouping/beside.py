"""Another build of Laena on the same notes, in its own checkout with its own .venv: what it groups in one go."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# Stands on what every build has: notes in, themes out.
_SCRIPT = """
import json, sys
from analysis import Note, ThemePipeline

pipeline, found = ThemePipeline(), {}
for name, texts in json.load(sys.stdin).items():
    notes = [Note(str(at), text) for at, text in enumerate(texts)]
    home = {note: i for i, theme in enumerate(pipeline.regroup(notes).themes) for note in theme.members}
    found[name] = [home.get(note.id, -1) for note in notes]
json.dump(found, sys.stdout)
"""


def labels_beside(checkout: Path, sets: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Theme number of each text of each set, -1 for none, as the build in `checkout` groups them."""
    python = checkout / (".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python")
    ended = subprocess.run(
        [str(python), "-c", _SCRIPT],
        cwd=checkout,
        input=json.dumps(sets),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, list[int]] = json.loads(ended.stdout)
    return found
