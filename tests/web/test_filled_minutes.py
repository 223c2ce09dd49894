"""Minutes that were filled from a category lose names of themes that quote what was erased or hidden."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from tests.room import Room
from tests.web.test_minutes import post, stored
from workshop.store.models import Theme

SECRET = "คุณสมมุติรับเงินใต้โต๊ะ"


@pytest.fixture
def filled(room: Room) -> Room:
    """A theme that the machine named after one note, and one of others' words."""
    for phone, text, label in ((room.phone, SECRET, "คุณสมมุติรับเงิน"), (room.other, "งบประมาณมาช้า", "งบประมาณมาช้า")):
        name(room, phone.note(text)["id"], label)
    return room


def name(room: Room, note_id: str, label: str) -> None:
    room.desk.call(f"/notes/{note_id}/move", {"theme_id": "new", "label": label})
    made = themes_of(room)[note_id]

    def by_machine(session: Session) -> None:
        session.execute(update(Theme).where(col(Theme.id) == made).values(label=label, given_label=""))

    room.feed.write(by_machine)


def themes_of(room: Room) -> dict[str, str | None]:
    return {note["id"]: note["theme_id"] for note in room.desk.board()["notes"]}


def fill(room: Room, source: str) -> str:
    post(room, f"/fill/{source}", category="problem")
    return words(room)


def words(room: Room) -> str:
    return json.dumps([[item.title, item.text] for item in stored(room).of_agenda(4)], ensure_ascii=False)


def its_id(room: Room) -> str:
    return str(next(note["id"] for note in room.desk.board()["notes"] if note["text"] == SECRET))


@pytest.mark.parametrize("source", ["category", "groups"])
@pytest.mark.parametrize("way", ["erase", "hide"])
def test_a_name_that_quotes_what_was_taken_away_leaves_minutes_and_others_stay(
    filled: Room, source: str, way: str
) -> None:
    before = fill(filled, source)
    assert "สมมุติ" in before
    filled.desk.call(f"/notes/{its_id(filled)}/{way}", {"reason": "มีชื่อบุคคล"} if way == "erase" else None)
    after = words(filled)
    assert "สมมุติ" not in after
    assert "งบประมาณ" in after
    assert after.count("ความเห็น)") == before.count("ความเห็น)"), "the counts stay, beside …"
    if source == "groups":
        assert all(group["name"] in after for group in filled.desk.board()["groups"] if group["name"] in before)


def test_a_name_that_the_facilitator_gave_stays(filled: Room) -> None:
    theme = next(note["theme_id"] for note in filled.desk.board()["notes"] if note["text"] == SECRET)
    filled.desk.call(f"/themes/{theme}/rename", {"label": "คุณสมมุติรับเงิน"})
    fill(filled, "category")
    filled.desk.call(f"/notes/{its_id(filled)}/hide")
    assert "คุณสมมุติรับเงิน" in words(filled)
