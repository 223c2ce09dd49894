"""The real server as a process of its own, with its worker, on a free port and an empty data folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ports

STARTS_WITHIN_SECONDS = 120


@dataclass(frozen=True)
class Served:
    url: str
    setup_url: str
    data: Path


@contextmanager
def serve(data: Path) -> Iterator[Served]:
    """Starts `laena serve` and stops it, and with it its worker, at the end."""
    port = ports.free()
    command = [sys.executable, "-m", "workshop.cli", "serve", "--data", str(data), "--host", "127.0.0.1"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "LAENA_LOG_LEVEL": "error"}
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )
    assert process.stdout is not None
    guard = threading.Timer(STARTS_WITHIN_SECONDS, process.kill)
    guard.start()
    try:
        said = ""
        for line in process.stdout:
            said += line
            found = re.search(r"http://\S+/setup/\S+", said)
            if found:
                break
        else:
            raise RuntimeError(f"the server did not start: {said}")
        guard.cancel()
        yield Served(f"http://127.0.0.1:{port}", found.group(0), data)
    finally:
        guard.cancel()
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stdout.close()
