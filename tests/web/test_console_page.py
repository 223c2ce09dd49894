"""The console's page of many notes: sent before they are read, and to nobody else."""

from __future__ import annotations

import json
import re

import pytest

from tests.room import Room
from workshop.views import boards


def given(page: str) -> dict[str, object]:
    found = re.search(r'id="board-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_page_of_few_notes_brings_the_board_along(room: Room) -> None:
    room.phone.note("ถนนเป็นหลุม")
    page = room.desk.client.get(f"/workshops/{room.code}").text
    assert [note["text"] for note in given(page)["notes"]] == ["ถนนเป็นหลุม"]  # type: ignore[attr-defined]
    assert "early.js" not in page
    assert "inert" not in page


def test_the_page_of_many_notes_asks_for_the_board_by_itself(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "MANY", 1)
    for text in ("ถนนเป็นหลุม", "น้ำไม่ไหล"):
        room.phone.note(text)
    page = room.desk.client.get(f"/workshops/{room.code}").text
    assert "ถนนเป็นหลุม" not in page
    assert set(given(page)) == {"workshop"}
    asked = re.search(r'js/early\.js" data-board="([^"]+)"', page)
    assert asked is not None
    board = room.desk.client.get(asked[1]).get_json()
    assert {note["text"] for note in board["notes"]} == {"ถนนเป็นหลุม", "น้ำไม่ไหล"}
    assert {"me", "role", "undo", "redo"} <= set(board), "with what is of this console alone"
    outsider = room.app.test_client()
    assert outsider.get(f"/workshops/{room.code}").status_code == 302
    assert outsider.get(asked[1]).status_code == 401
