"""laena learn: from what people confirmed, listed, reversible, without a workshop that is left out or purged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.analysis.notes import TOPICS
from tests.room import Room
from workshop.cli import main
from workshop.domain import learning
from workshop.store import purge

MORE = ("น้ำ", "ถนน", "คน", "ขยะ")


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["learn", *words, "--data", str(data)])


def confirm(room: Room) -> dict[str, list[str]]:
    """Move twelve notes of each topic into a theme of its own; return theme → texts."""
    made = {}
    for topic, texts in TOPICS.items():
        twelve = [f"{text} {word}" for text in texts for word in MORE][:12]
        first, *others = [room.phone.note(text)["id"] for text in twelve]
        theme = room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": topic}).get_json()["answer"]
        for note in others:
            room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
        made[topic] = twelve
    return made


def files(data: Path) -> set[str]:
    return {path.name for path in (data / learning.FOLDER).glob("*")}


def test_confirmed_themes_are_listed_and_loose_ones_are_not(room: Room, data: Path) -> None:
    room.phone.note("ไม่มีใครจัดข้อนี้")
    confirm(room)
    listed = run(data, "--list")
    assert listed.exit_code == 0, listed.output
    for topic in TOPICS:
        assert f"{topic}  12" in listed.output
    assert "4 themes, 48 notes" in listed.output
    assert "น้ำประปาไม่ไหล" not in listed.output
    assert files(data) == set()


def test_too_little_is_refused_in_words_and_leaves_no_file(room: Room, data: Path) -> None:
    confirm(room)
    refused = run(data)
    assert refused.exit_code == 1
    assert "6 themes" in refused.output
    assert files(data) == set()


def test_what_is_learnt_lies_in_the_data_folder_without_a_word_and_goes_by_undo(room: Room, data: Path) -> None:
    other = room.another()
    texts = [text for place in (room, other) for found in confirm(place).values() for text in found]
    before = set(data.rglob("*"))
    learnt = run(data)
    assert learnt.exit_code == 0, learnt.output
    assert {"likeness.npz", "workshops.json"} <= files(data)
    made = [path for path in data.rglob("*") if path not in before and path.is_file()]
    for path in made:
        assert not any(text.encode() in path.read_bytes() for text in texts), path
    assert set(json.loads((data / learning.FOLDER / "workshops.json").read_text())) == {room.code, other.code}
    assert run(data, "--undo").exit_code == 0
    assert not (data / learning.FOLDER).exists()


def test_a_workshop_that_is_left_out_is_not_learnt_from_until_it_is_taken_in(room: Room, data: Path) -> None:
    places = [room, room.another(), room.another()]
    for place in places:
        confirm(place)
    assert run(data, "--leave-out", room.code).exit_code == 0
    listed = run(data, "--list").output
    assert f"left out: {room.code}" in listed
    assert "8 themes, 96 notes" in listed
    found = json.loads((data / learning.FOLDER / "workshops.json").read_text())
    assert set(found) == {place.code for place in places[1:]}
    assert run(data, "--leave-out", "QQQQQQ").exit_code == 1
    run(data, "--take-in", room.code)
    assert "12 themes, 144 notes" in run(data, "--list").output


def test_a_purged_workshop_takes_what_was_learnt_from_it_along(room: Room, data: Path) -> None:
    other = room.another()
    for place in (room, other):
        confirm(place)
    run(data)
    copy = data.parent / "copy"
    shutil.copytree(data / learning.FOLDER, copy / learning.FOLDER)
    purge.clean(copy, None, ["ZZZZZZ"])
    assert (copy / learning.FOLDER).exists()
    purge.clean(copy, None, [other.code])
    assert not (copy / learning.FOLDER).exists()


def test_a_model_of_ones_own_is_refused(room: Room, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAENA_MODEL", str(data))
    refused = run(data)
    assert refused.exit_code == 1
    assert "LAENA_MODEL" in refused.output
