"""How late the programme is: the console in the browser says what the programme's page says."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from pathlib import Path

from tests.model import node
from workshop.domain import programme_times

MINUTE = 60_000
SCRIPT = """
const { lateBy } = await import("./lib/programme.js");
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(([item, now]) => lateBy(item, now))));
"""


def test_the_browser_reckons_lateness_as_the_server_does(tmp_path: Path) -> None:
    cases, wanted = [], []
    afters = (-1_500, -542, -241, -240, -5, 0, 12, 240, 241, 719, 720, 898, 1_440)
    for starts, after, ran, day in product((0, 540, 1_439), afters, (0, 29, 42, 700), ("", "2020-10-31")):
        item = {"starts": starts, "minutes": 30, "day": 2}
        due = programme_times.planned_at(item, "2020-10-31")
        item |= {"began_at": due + after * MINUTE, "planned_at": due if day else 0}
        now = item["began_at"] + ran * MINUTE + 30_000
        cases.append([item, now])
        wanted.append(programme_times.late(item, now, day))
    (node.laid_out(tmp_path) / "main.js").write_text(SCRIPT, encoding="utf-8")
    command = [node.program(), str(tmp_path / "main.js"), json.dumps(cases)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == wanted
    assert {None, 0, 12, -240, 240} <= set(wanted)
