"""The phone's stores, outbox and drafts as one thing (js/parts/memory.js: memoryOver): whatever fails, no text is lost,
none is sent twice, none stays stuck, and the foot never says more than the server has.

`python -m tests.model.node 10000` lives as many lives as one likes.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.model import node
from tests.model.test_outbox_model import page_with_modules

LIVES, STEPS = 200, 25
IN_A_BROWSER = 12
QUEUE = "lib/outbox_queue.js"
WAITS = '"sending" ? { ...write, state: "waiting" } : write)'
FAILS = WAITS.replace("waiting", "refused")
# What a phone of a room has done wrong somewhere: of each place: module, what stands there, what then.
MUTANTS = {
    "a failed upload is never tried again": [
        (QUEUE, f"write.key === key && write.state === {WAITS}", f"write.key === key && write.state === {FAILS}"),
    ],
    "a queue is blocked by what another release left in it": [
        (QUEUE, "const ready = isKnown(write) &&", "if (!isKnown(write)) return null;\n    const ready ="),
    ],
    "a mark stays stuck after a crash": [
        (QUEUE, f"let left = writes.map((write) => (write.state === {WAITS});", "let left = writes;"),
        (QUEUE, 'write.state !== "refused" &&', 'write.state === "waiting" &&'),
    ],
    "a request that the network swallowed holds the queue": [
        ("lib/outbox.js", "if (underway) setTimeout", "if (false) setTimeout"),
    ],
    "ids of a far year do not rise": [("lib/ids.js", "[ms, counter + 1]", "[ms, counter]")],
    "another tab's draft is written over": [("parts/draft_store.js", "if (foreign && ", "if (false && ")],
    "the foot forgets what waits": [
        ("parts/foot_line.js", "const count = unsent(writes);", "const count = 0;\n  writes = [];"),
    ],
    "a note is changed after other phones were shown it": [
        (QUEUE, "tried: true, lent: true", "lent: true"),
        (QUEUE, "open.lent ? ", "false ? "),
    ],
    "a withdrawal is forgotten": [(QUEUE, "note, body: {}, due, at })];", "note, body: {}, due, at })].slice(0, -1);")],
    "a withdrawal that was taken back goes all the same": [(QUEUE, "takes(write) && !write.tried));", "false));")],
    "a write is sent anew under another key": [(QUEUE, "tried: true }", "tried: true, note: `${write.note}0` }")],
}  # fmt: skip


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    return node.laid_out(tmp_path)


def test_no_text_is_lost_none_sent_twice_none_stuck_and_the_foot_never_says_more(modules: Path) -> None:
    found = node.lives(modules, 1, LIVES, STEPS)
    assert found["wrong"] == []
    assert found["writes"] > LIVES


def test_the_same_seed_lives_the_same_life(modules: Path) -> None:
    assert node.lives(modules, 7, 5, STEPS) == node.lives(modules, 7, 5, STEPS)


def test_a_dozen_of_these_lives_in_a_real_browser(browser: Browser) -> None:
    page = page_with_modules(browser)
    page.set_default_timeout(120_000)
    found = page.evaluate("async (life) => (await import('/phone_life.js')).lives(...life)", [1, IN_A_BROWSER, STEPS])
    page.context.close()
    assert found["wrong"] == []
    assert found["writes"] > IN_A_BROWSER


@pytest.mark.parametrize("fault", MUTANTS)
def test_a_phone_that_does_this_wrong_is_found(modules: Path, fault: str) -> None:
    for name, right, wrong in MUTANTS[fault]:
        text = (modules / name).read_text("utf-8")
        assert right in text
        (modules / name).write_text(text.replace(right, wrong), encoding="utf-8")
    assert node.lives(modules, 1, 2 * LIVES, STEPS, 1)["wrong"] != [], "the first that goes wrong is enough"


LENT = """
const { addNote, begin, done, edit, lend, refuse } = await import(`file://${process.argv[2]}/lib/outbox_queue.js`);
let writes = lend(addNote([], "n1", { text: "old", category: "problem", phase_id: 1 }, 1));
writes = refuse(begin(writes, "n1"), "n1", { code: "phase_closed", message: "" });
writes = edit(writes, "n1", { text: "new" }, "e1", 2);
const saved = (text) => done(begin(writes, "n1"), "n1", { name: "server-n1", text, editKey: "e2" });
console.log(JSON.stringify([saved("old"), saved("new")]));
"""


def test_a_note_mended_after_a_refusal_is_an_edit_where_another_phone_brought_it(
    modules: Path,
) -> None:
    (modules / "lent.mjs").write_text(LENT, encoding="utf-8")
    answer = subprocess.run([node.program(), str(modules / "lent.mjs"), str(modules)], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    brought, own = json.loads(answer.stdout)
    assert [(write["kind"], write["key"], write["note"], write["body"]) for write in brought] == [
        ("edit", "e2", "server-n1", {"text": "new"})
    ]
    assert own == []
