"""Each finding is a script that is run by its name."""

from __future__ import annotations

import os
from pathlib import Path

FINDINGS = sorted((Path(__file__).parents[2] / "findings").glob("*.sh"))


def test_every_finding_can_be_run_by_its_name() -> None:
    assert FINDINGS
    assert [path.name for path in FINDINGS if os.name != "nt" and not os.access(path, os.X_OK)] == []


def test_every_finding_says_what_was_expected_and_what_was_seen() -> None:
    for path in FINDINGS:
        head = path.read_text(encoding="utf-8").splitlines()
        assert head[0] == "#!/usr/bin/env bash", path.name
        assert any(line.startswith("# Expected:") for line in head), path.name
        assert any(line.startswith("# Seen:") for line in head), path.name
