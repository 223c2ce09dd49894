"""What a page at a former address does with texts that wait, in storages that take some things and not others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.model import node

SCRIPT = """
const [refused, writes, drafts] = JSON.parse(process.argv[2]);
const stored = new Map();
const elements = new Map();
let reloads = 0;
globalThis.location = { hash: "", reload: () => (reloads += 1) };
globalThis.localStorage = {
  getItem: (name) => (stored.has(name) ? stored.get(name) : null),
  setItem: (name, text) => { if (!refused.some((each) => name.startsWith(each))) stored.set(name, text); },
  removeItem: (name) => stored.delete(name),
};
globalThis.document = {
  querySelector(selector) {
    if (!elements.has(selector)) elements.set(selector, { hidden: true, textContent: "" });
    return elements.get(selector);
  },
  getElementById: () => ({ textContent: "{}" }),
};
const { beginAnew } = await import("./parts/move.js");
const some = (value) => ({ all: () => value });
const outbox = { writes, reload: () => Promise.resolve() };
const given = { outbox, compose: { drafts: some(drafts) }, edits: some({}), member: { set: () => null } };
await beginAnew({ code: "KHON23", ...given });
const { hidden } = document.querySelector("#anew");
const [waiting, texts] = ["#move-texts", "#anew-texts"].map((name) => document.querySelector(name).textContent);
console.log(JSON.stringify({ reloads, asked: !hidden, waiting, texts }));
process.exit(0);
"""
TYPED = {"1": {"text": "พิมพ์ค้าง", "category": "problem"}}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = node.laid_out(tmp_path_factory.mktemp("page"))
    (folder / "main.js").write_text(SCRIPT, encoding="utf-8")
    return folder


def begun(page: Path, refused: list[str], writes: list[Any], drafts: dict[str, Any]) -> dict[str, Any]:
    command = [node.program(), str(page / "main.js"), json.dumps([refused, writes, drafts])]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("refused", [["laena.draft"], ["laena.device"], ["laena."]])
def test_a_page_whose_texts_or_key_do_not_outlive_it_shows_them_before_it_begins_anew(
    page: Path, refused: list[str]
) -> None:
    found = begun(page, refused, [], TYPED)
    assert (found["reloads"], found["asked"], found["texts"]) == (0, True, "พิมพ์ค้าง")


def test_a_page_that_stored_both_begins_anew_by_itself_and_so_does_one_without_a_text(page: Path) -> None:
    for refused, typed in (([], TYPED), (["laena."], {})):
        found = begun(page, refused, [], typed)
        assert (found["reloads"], found["asked"]) == (1, False)


def test_a_text_that_was_just_withdrawn_does_not_wait(page: Path) -> None:
    body = {"text": "ถอนแล้ว", "phase_id": 1, "category": "problem"}
    writes = [{"kind": "note", "note": "n", "body": body}, {"kind": "delete", "note": "n", "body": {}}]
    assert begun(page, [], writes, TYPED)["waiting"] == "พิมพ์ค้าง"
