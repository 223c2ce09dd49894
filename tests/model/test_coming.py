"""The script without which a phone sends nothing (js/parts/coming.js), where it comes and does not do its work."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.model import node

# A page of four hours whose clock runs as fast as its scripts; what a script does when it has come is SCRIPTS[address].
HOUSE = """
const HOURS = 4 * 3600000;
const later = [];
let now = 0;
globalThis.setTimeout = (run, ms) => later.push({ run, at: now + ms });
globalThis.clearTimeout = (id) => { if (id) later[id - 1].run = () => {}; };
const fetches = [];
const element = { hidden: true, classList: { remove() {} }, insertAdjacentHTML() {}, textContent: "" };
const page = { late: { desk: "/desk.js" }, later_styles: [] };
const runs = (src) => {
  try {
    script(src);
  } catch (trouble) {
    // As browsers do: the element says that the file came.
  }
};
globalThis.fetch = async (url) => {
  fetches.push(url);
  return { ok: true, headers: { get: () => "" }, text: async () => '{"ok": true}' };
};
globalThis.window = Object.assign(globalThis, { addEventListener() {}, removeEventListener() {} });
globalThis.localStorage = { getItem: () => null, setItem() {} };
globalThis.document = {
  querySelector: () => element,
  getElementById: (id) => ({ textContent: id === "page" ? JSON.stringify(page) : "{}" }),
  createElement: () => ({}),
  head: { append: ({ src, onload }) => Promise.resolve().then(() => (runs(src), onload())) },
};
const { Coming } = await import("./parts/coming.js");
const coming = new Coming("desk");
let said = null;
coming.come("given").catch(() => {});
coming.there.then((there) => { said = ["there", there]; }, (trouble) => { said = ["broken", trouble.message]; });
for (;;) {
  await new Promise(setImmediate);
  const next = later.filter((each) => !each.done).sort((a, b) => a.at - b.at)[0];
  if (!next || next.at > HOURS) break;
  next.done = true;
  now = next.at;
  next.run();
}
console.log(JSON.stringify({ said, fetches, shown: !element.hidden }));
process.exit(0);
"""


def lived(folder: Path, script: str) -> dict[str, Any]:
    """Return {said, fetches, shown} of four hours in which the script does this each time that it is run."""
    node.laid_out(folder)
    (folder / "main.js").write_text(f"const script = (src) => {{ {script} }};\n{HOUSE}", encoding="utf-8")
    done = subprocess.run([node.program(), str(folder / "main.js")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("script", ["throw new Error('odd browser');", ""], ids=["throws", "gives nothing"])
def test_a_script_that_comes_and_gives_nothing_is_asked_for_every_few_minutes_only(tmp_path: Path, script: str) -> None:
    found = lived(tmp_path, script)
    files = [url for url in found["fetches"] if url.startswith("/desk.js")]
    assert files[:4] == ["/desk.js", "/desk.js?1", "/desk.js?2", "/desk.js?3"]
    assert 50 < len(files) < 100, "in four hours"
    assert (found["said"], found["shown"]) == (None, True)


def test_a_script_that_gives_nothing_at_first_is_run_from_another_address(tmp_path: Path) -> None:
    found = lived(tmp_path, "if (src === '/desk.js?2') globalThis.laenaParts.desk = (given) => ['begun', given];")
    assert found["said"] == ["there", ["begun", "given"]]
    assert not found["shown"]
    assert [url for url in found["fetches"] if url.startswith("/desk.js")] == ["/desk.js", "/desk.js?1", "/desk.js?2"]


def test_where_what_came_does_not_work_nothing_waits_for_it(tmp_path: Path) -> None:
    begins = "globalThis.laenaParts.desk = () => { throw new Error('does not work'); };"
    found = lived(tmp_path, begins)
    assert found["said"] == ["broken", "does not work"]
    assert found["shown"]
