"""Where the server starts a Python for a file, tests have it forked from one that stands ready."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Forked:
    """As `sys` where the server asks it for its `executable`. Begins at the first use; for Linux."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="laena-children-"))
        self._process: subprocess.Popen[str] | None = None

    @property
    def executable(self) -> str:
        program = self._folder / "python"
        if self._process is None:
            program.write_text(f"#!{sys.executable} -IS\n" + Path(__file__).with_name("start.py").read_text("utf-8"))
            program.chmod(0o700)
            command = [sys.executable, "-m", "tests.children.ready", str(self._folder / "ready")]
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            assert self._process.stdout is not None
            assert self._process.stdout.readline() == "ready\n"
        return str(program)

    def end(self) -> None:
        if self._process is not None:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)
