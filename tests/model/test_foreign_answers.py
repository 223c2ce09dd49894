"""What answers in Laena's place ends nothing that waits: a portal's 404 with JSON is no word on one's own note."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.model import node
from workshop import paths

SCRIPT = """
import { deliverer } from "./js/lib/deliver.js";
const cases = JSON.parse(process.argv[2]);
const send = deliverer({ base: "/api/w/KHON23", device: "key", rejoin: () => Promise.resolve(false) });
const found = [];
for (const [kind, status, body] of cases) {
  globalThis.fetch = () => Promise.resolve({ status, json: () => Promise.resolve(body) });
  found.push((await send({ key: "k", kind, note: "n", body: { text: "ก", note_id: "n", on: false } })).outcome);
}
console.log(JSON.stringify(found));
process.exit(0);
"""
GONE = {"ok": False, "error": "not_yours", "message": "ไม่พบ", "errors": {}}
CASES: list[tuple[str, int, Any, str]] = [
    ("delete", 404, GONE, "done"),
    ("delete_comment", 404, {**GONE, "error": "not_yours"}, "done"),
    ("reaction", 404, {**GONE, "error": "unknown_note"}, "done"),
    ("delete", 404, {"message": "no such page"}, "again"),
    ("delete", 404, {"ok": False, "error": "Not Found"}, "again"),
    ("delete", 404, {"ok": False, "error": "Not Found", "message": "Please sign in"}, "refused"),
    ("delete", 404, {**GONE, "error": "unknown_workshop"}, "refused"),
    ("delete", 404, {**GONE, "error": "not_found"}, "refused"),
    ("delete", 404, None, "again"),
    ("note", 403, {"ok": False, "error": "blocked"}, "again"),
    ("note", 404, {"ok": False, "error": 404}, "again"),
    ("note", 409, {"ok": False, "error": "phase_closed", "message": "ปิดแล้ว"}, "refused"),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(paths.static_dir() / "js" / "lib", folder / "js" / "lib")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "main.js").write_text(SCRIPT, encoding="utf-8")
    asked = json.dumps([case[:3] for case in CASES])
    done = subprocess.run(
        [node.program(), str(Path(folder / "main.js")), asked],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("place", range(len(CASES)), ids=[f"{kind} {body}"[:60] for kind, _status, body, _ in CASES])
def test_only_an_answer_in_laenas_own_form_ends_or_refuses_a_write(place: int, outcomes: list[str]) -> None:
    assert outcomes[place] == CASES[place][3]
