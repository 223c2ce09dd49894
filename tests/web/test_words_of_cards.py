"""Last year's cards lose the machine's words of notes that were erased, withdrawn or hidden in their own workshop."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from tests.room import Desk, Phone, Room
from workshop.changes import Kind
from workshop.domain import former_years, lookbacks
from workshop.feed import Changing
from workshop.store import backup, old_copies
from workshop.store.models import Note, Theme

SECRET, GIVEN = "ผู้อำนวยการสมมุติรับเงินทอน", "ค่าอบรมผู้อำนวยการสมมุติ"


@pytest.fixture
def source(room: Room) -> Room:
    """Last year's workshop: a theme that the machine named by its only note, and one that people named."""
    room.desk.open_phase(1)
    note = room.phone.note(f"{SECRET}ค่าอบรมผู้อำนวยการสมมุติ", category="proposal")["id"]
    room.other.note("อบรมบัญชีครัวเรือน", category="proposal")

    def name(change: Changing) -> None:
        machine = Theme(workshop_id=change.id, id="m1", category="proposal", label=SECRET, keywords=[SECRET])
        people = Theme(workshop_id=change.id, id="m2", category="proposal", label=GIVEN, given_label=GIVEN)
        row = change.session.get_one(Note, (change.id, note))
        row.theme_id, row.looked_at = "m1", True
        change.record(Kind.EDITED, machine, people, row)

    room.feed.change(room.code, "system", name)
    return room


def lose(source: Room, how: str) -> None:
    note = next(each["id"] for each in source.desk.board()["notes"] if SECRET in each["text"])
    if how == "withdrawn":
        answer = source.phone.call("DELETE", f"/notes/{note}")
    elif how == "erased":
        answer = source.desk.call(f"/notes/{note}/erase", {"reason": "ขอลบ"})
    else:
        answer = source.desk.call(f"/notes/{note}/hide", {"reason": "personal"})
    assert answer.status_code == 200


def stored(room: Room) -> dict[str, Any]:
    """What rows of cards and steps have of the words."""
    found = {}
    with room.feed.database.engine.connect() as connection:
        for table, columns in (("lookback", "cards, themes"), ("ready_cards", "former"), ("change", "before")):
            rows = json.dumps(
                [list(row) for row in connection.execute(text(f"SELECT {columns} FROM {table}"))], default=str
            )
            found[table] = SECRET in rows or json.dumps(SECRET)[1:-1] in rows.replace("\\\\", "\\")
    return found


def waiting_phase(here: Room) -> int:
    return next(int(each["id"]) for each in here.desk.board()["phases"] if each["state"] != "open")


def seen(who: Phone | Desk) -> str:
    board = who.board(view="projector") if isinstance(who, Desk) else who.state()
    return json.dumps(board["lookback"], ensure_ascii=False)


@pytest.mark.parametrize("how", ["erased", "withdrawn", "hidden"])
def test_cards_that_are_open_lose_the_words_on_every_screen_at_once_and_keep_names_of_people(
    source: Room, how: str
) -> None:
    here = source.another()
    assert here.desk.call("/lookback", {"code": source.code}).status_code == 200
    everybody = (here.phone, here.outsider(), here.desk)
    assert all(SECRET in seen(who) for who in everybody)
    since, changes = here.phone.state()["seq"], list[tuple[int, int]]()
    here.feed.subscribe(lambda workshop_id, seq: changes.append((workshop_id, seq)))
    lose(source, how)
    assert not any(SECRET in seen(who) for who in everybody)
    assert all(GIVEN in seen(who) for who in everybody)
    assert not any(stored(here).values())
    assert [card["what"] for card in here.phone.state()["lookback"]["cards"]] == ["…", GIVEN]
    news = here.phone.state(since=since)
    assert news["lookback"]["cards"][0]["what"] == "…", "a phone that was there before is told"
    assert len({workshop_id for workshop_id, _seq in changes}) == 2


@pytest.mark.parametrize("how", ["erased", "withdrawn", "hidden"])
def test_cards_that_wait_and_steps_that_opened_some_lose_the_words_too(source: Room, how: str) -> None:
    here, again = source.another(), source.another()
    for room in (here, again):
        room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/close")
        call = {"code": source.code, "phase_id": waiting_phase(room)}
        assert room.desk.call("/lookback", call).status_code == 200
    assert again.desk.call(f"/phases/{call['phase_id']}/open").status_code == 200
    assert stored(here) == {"lookback": True, "ready_cards": True, "change": True}
    lose(source, how)
    assert not any(stored(here).values())
    assert again.desk.call("/undo").status_code == 200
    assert again.desk.call("/redo").status_code == 200
    assert here.desk.call(f"/phases/{waiting_phase(here)}/open").status_code == 200
    for room in (here, again):
        assert SECRET not in seen(room.phone)
        assert GIVEN in seen(room.phone)
    assert not any(stored(here).values())


def test_backups_lose_the_words_in_cards_of_other_workshops_too(source: Room) -> None:
    data = source.app.extensions["laena.settings"].data
    here, waits = source.another(), source.another()
    assert here.desk.call("/lookback", {"code": source.code}).status_code == 200
    waits.desk.call(f"/phases/{waits.desk.board()['phases'][0]['id']}/close")
    assert waits.desk.call("/lookback", {"code": source.code, "phase_id": waiting_phase(waits)}).status_code == 200
    copy = backup.write(data / "laena.db", backup.unused(data / backup.FOLDER))
    there = (SECRET.encode(), json.dumps(SECRET)[1:-1].encode())
    assert all(words in copy.read_bytes() for words in there)
    lose(source, "withdrawn")
    assert old_copies.renew(copy.parent, data / "laena.db") == 1
    assert not any(words in copy.read_bytes() for words in there)
    assert any(words in copy.read_bytes() for words in (GIVEN.encode(), json.dumps(GIVEN)[1:-1].encode()))
    assert backup.broken(copy) == []


def test_cards_of_a_file_are_not_touched(source: Room) -> None:
    here = source.another()
    former = source.feed.read(former_years.of, source.code)
    of_file = type(former)(**{**vars(former), "source": None})
    here.feed.change(here.code, "facilitator", lookbacks.open_former, of_file)
    lose(source, "erased")
    assert SECRET in seen(here.phone)
