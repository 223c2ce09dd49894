"""Power cuts, after which the disk has forgotten what was not synced; `python -m bench.faults.power` makes hundreds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.faults import power_disk


@pytest.mark.skipif(not power_disk.possible(), reason="this Python's SQLite cannot be watched")
def test_five_power_cuts_lose_nothing_acknowledged_and_look_like_no_damage() -> None:
    command = [sys.executable, "-m", "bench.faults.power", "--cuts", "5"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    print(done.stdout, done.stderr)
    assert done.returncode == 0
    assert "0 runs with faults" in done.stdout
