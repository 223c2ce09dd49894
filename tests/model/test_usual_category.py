"""Which category the console offers first when a voting is opened."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.model import node
from workshop import paths

SCRIPT = """
const { usual } = await import("./usual.js");
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(([states, among]) => {
  const phases = states.map((state, at) => ({ state, categories: [`c${at}`] }));
  const categories = [...phases.map((_phase, at) => ({ key: `c${at}` })), { key: "other" }];
  return usual({ phases, workshop: { categories } }, among.map((category) => ({ category })));
})));
"""


def test_a_voting_is_about_the_open_phase_else_the_last_one_that_has_something(tmp_path: Path) -> None:
    everything = ["c0", "c1", "c2"]
    cases = (
        (["closed", "open", "waiting"], everything, "c1"),
        (["closed", "closed", "waiting"], everything, "c1"),
        (["open", "closed", "open"], everything, "c2"),
        (["closed", "open", "waiting"], ["c0"], "c0"),
        (["waiting", "waiting", "waiting"], everything, "c0"),
        (["closed", "open", "waiting"], ["other"], "other"),
        (["open"], [], ""),
    )
    shutil.copy(paths.static_dir() / "js/parts/voting/usual.js", tmp_path / "usual.js")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "main.js").write_text(SCRIPT, encoding="utf-8")
    command = [node.program(), str(tmp_path / "main.js"), json.dumps([case[:2] for case in cases])]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [wanted for *_given, wanted in cases]
