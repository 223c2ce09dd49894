"""The list of workshops: where each stands, what words find, and pages of a long list."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.room import Room, draft
from workshop.domain import endings, phases, workshops
from workshop.messages.incoming import OpenPhase
from workshop.store.models import Phase, Workshop
from workshop.views import overview

MANY = 200


def made(room: Room, **facts: Any) -> str:
    with room.app.test_request_context():
        return room.feed.write(workshops.create, draft(**facts))


def place(room: Room, code: str) -> tuple[str, str]:
    row = next(row for row in room.feed.read(overview.every) if row["code"] == code)
    return row["place"], row["state"]


def test_a_workshop_goes_from_coming_over_running_and_ended_to_the_archive(room: Room) -> None:
    code = made(room)
    first, second = (phase.id for phase in room.feed.read(phases.of, room.feed.read(workshops.find, code).id))

    def change(verb: Any, *args: Any) -> tuple[str, str]:
        room.feed.change(code, "facilitator", verb, *args)
        return place(room, code)

    assert place(room, code) == ("coming", "waiting")
    assert change(phases.open_phase, first, OpenPhase()) == ("running", "open")
    assert change(phases.close_phase, first) == ("running", "between")
    assert change(phases.open_phase, second, OpenPhase()) == ("running", "open")
    assert change(phases.close_phase, second) == ("running", "closed")
    assert change(endings.end) == ("ended", "ended")
    assert change(endings.archive, True) == ("archived", "ended")
    assert change(endings.archive, False) == ("ended", "ended")


@pytest.mark.parametrize("words", ["ชนบท", "ห้อง ชนบท", "พช.ขก", "ตุลาคม ๒๕๖๓", "2564", "เเลหน้า", "  "])
def test_words_find_title_unit_venue_and_date_in_any_spelling(words: str, room: Room) -> None:
    code = made(
        room, title="แลหน้า ชนบท", host_unit="พช.ขก.", venue="ห้องประชุม", starts_on=date(2020, 10, 30), fiscal_year=2564
    )
    assert code in {row["code"] for row in overview.found(room.feed.read(overview.every), words).rows}


def test_all_words_must_fit_and_a_code_finds_its_workshop(room: Room) -> None:
    code = made(room, title="อำเภอพล")
    rows = room.feed.read(overview.every)
    assert [row["code"] for row in overview.found(rows, code.lower()).rows] == [code]
    assert overview.found(rows, "อำเภอพล ไม่มีคำนี้").rows == []


def fill(session: Session) -> None:
    for n in range(MANY):
        row = Workshop(code=f"W{n:05}", template="look_back", title=f"การประชุมที่ {n}", created_at=1)
        row.ended_at, row.archived_at = (1 if n % 2 else 0), (1 if n % 4 == 3 else 0)
        session.add(row)
        session.flush()
        session.add(Phase(workshop_id=row.id, position=0, title="ช่วง", categories=["problem"], state="waiting"))


def test_two_hundred_workshops_are_parted_into_pages_and_every_one_is_reached(room: Room) -> None:
    room.feed.write(fill)
    rows = room.feed.read(overview.every)
    first = overview.found(rows)
    assert (first.pages, first.total, first.counts["archived"]) == (6, 151, 50)
    reached = [row["code"] for page in range(1, 7) for row in overview.found(rows, page=page).rows]
    assert len(reached) == len(set(reached)) == 151
    assert {row["place"] for row in overview.found(rows, place="ended").rows} == {"ended"}
    assert overview.found(rows, page=99).page == 6
    assert overview.found(rows, "การประชุมที่ 199").counts == {"archived": 1}


def test_the_list_is_read_with_as_few_queries_as_for_one(room: Room) -> None:
    asked: list[str] = []
    event.listen(room.feed.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    room.feed.read(overview.every)
    one = len(asked)
    room.feed.write(fill)
    asked.clear()
    room.feed.read(overview.every)
    assert len(asked) <= one


def test_the_page_shows_counts_and_says_what_was_not_found(room: Room) -> None:
    room.feed.write(fill)
    get = room.desk.client.get
    page = unescape(get("/workshops").text)
    assert page.count('class="card workshop"') == overview.ON_A_PAGE
    assert "หน้า 1 จาก 6" in page
    page = unescape(get("/workshops?q=<b>ไม่มี&state=ended").text)
    assert "ไม่พบการประชุมที่มีคำว่า “<b>ไม่มี”" in page
    assert "&lt;b&gt;" in get("/workshops?q=<b>ไม่มี").text


@pytest.mark.parametrize(
    "asked", ["state=none&page=x", "page=-1", "page=999999999999", "q=%00", "state=", "q=" + "ก" * 5000]
)
def test_an_odd_question_still_shows_the_list(asked: str, room: Room) -> None:
    assert room.desk.client.get(f"/workshops?{asked}").status_code == 200
