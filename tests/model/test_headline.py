"""What stands in the head of the projector's wall while phases and the programme go on."""

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
const words = { programme_now: "now %(title)s", programme_closed: "closed %(title)s" };
words.programme_next = "next %(title)s";
words.programme_next_day = "next on %(day)s %(title)s";
globalThis.window = globalThis;
globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(words) }) };
const { headline } = await import("./parts/projector/head.js");
const { name, question } = headline(JSON.parse(process.argv[2]), "problem");
console.log(JSON.stringify([name, question]));
"""
MEAL = {"title": "meal", "kind": "meal"}
PLENARY = {"title": "plenary", "kind": "plenary"}
OPEN = {"title": "phase", "question": "question", "state": "open", "categories": ["problem"]}
CLOSED = {**OPEN, "state": "closed"}
PAUSE = {"what": "programme", "id": "pause"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = node.laid_out(tmp_path_factory.mktemp("page"))
    (folder / "parts" / "projector").mkdir()
    for part in ("next_item.js", "projector/head.js"):
        shutil.copy(paths.static_dir() / "js/parts" / part, folder / "parts" / part)
    (folder / "main.js").write_text(SCRIPT, encoding="utf-8")
    return folder


def programme(**parts: Any) -> dict[str, Any]:
    return {"now": None, "next": None, "begun": True, "over": False, **parts}


@pytest.mark.parametrize(
    ("phase", "items", "shown", "head"),
    [
        (CLOSED, None, None, ["workshop", "after"]),
        (CLOSED, programme(next=PLENARY), None, ["workshop", "next plenary"]),
        (CLOSED, programme(next=PLENARY, begun=False), None, ["workshop", "after"]),
        (CLOSED, programme(over=True), None, ["workshop", "after"]),
        (CLOSED, programme(now=PLENARY), None, ["now plenary", "plenary"]),
        (CLOSED, programme(now={**PLENARY, "kind": "input"}, next=MEAL), None, ["closed plenary", "next meal"]),
        (CLOSED, programme(now=PLENARY, next=MEAL), {"what": "welcome", "id": ""}, ["now plenary", "workshop"]),
        (
            CLOSED,
            programme(now={**PLENARY, "day": 1}, next={**MEAL, "day": 2}),
            None,
            ["now plenary", "next on 2 meal"],
        ),
        (CLOSED, programme(now={**PLENARY, "day": 2}, next={**MEAL, "day": 2}), None, ["now plenary", "next meal"]),
        (CLOSED, programme(next={**MEAL, "day": 2}), None, ["workshop", "next on 2 meal"]),
        (OPEN, programme(now=MEAL), {"what": "welcome", "id": ""}, ["phase", "question"]),
        (OPEN, programme(now=PLENARY), {"what": "thanks", "id": ""}, ["workshop", ""]),
        (OPEN, programme(now=MEAL, next=PLENARY), PAUSE, ["now meal", "next plenary"]),
        (OPEN, programme(now=MEAL, next=PLENARY), None, ["phase", "question"]),
    ],
    ids=[
        *(
            "no programme",
            "more comes",
            "not begun",
            "over",
            "goes on",
            "its phase has closed",
            "welcome",
            "the next is tomorrow",
            "the next is today",
            "the next is of a later day",
            "welcome while a phase is open",
            "thanks",
        ),
        *("a break stands", "a phase opened in a break"),
    ],
)
def test_the_head_says_what_the_room_does_or_waits_for(
    page: Path, phase: dict[str, Any], items: dict[str, Any] | None, shown: dict[str, Any] | None, head: list[str]
) -> None:
    state = {"workshop": {"title": "workshop", "ended": False}, "phases": [phase], "programme": items, "shown": shown}
    command = [node.program(), str(page / "main.js"), json.dumps(state)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == head
