"""A scribe's phone votes by slip for people without a phone: each slip one ballot, none of which leads to another."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.room import Phone, Room
from tests.web.test_opinion_calls import Hall, next_id, refused
from tests.web.test_slips import printed
from workshop.store.models import SlipUse, Vote
from workshop.views import integrity


class Table(Hall):
    """A room whose second phone is a scribe's, and slips."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.scribe = room.new_phone(scribe=True)
        self.slips = printed(room, 6)

    def open(self, kind: str = "dots", **more: Any) -> int:
        return int(
            self.ok("/voting", {"kind": kind, "category": "problem", "dots": 2, "slips": True, **more})["answer"]
        )

    def use(self, voting: int, ballot: int, phone: Phone | None = None, slip: str = "") -> TestResponse:
        body = {"voting_id": voting, "slip": slip or self.slips[ballot], "ballot": ballot}
        return (phone or self.scribe).call("POST", "/slip", body)

    def give(self, voting: int, ballot: int, dots: int = 2, phone: Phone | None = None) -> TestResponse:
        body = {"id": next_id(), "voting_id": voting, "theme_id": self.theme, "dots": dots, "ballot": ballot}
        return (phone or self.scribe).call("PUT", "/votes", body)

    def result(self) -> dict[str, Any]:
        """The voting with its votes, which it closes for that."""
        self.ok("/voting/close")
        return dict(self.room.desk.board()["voting"])

    def rows(self, table: type[Any]) -> list[Any]:
        return self.room.feed.read(lambda session: list(session.execute(select(table)).scalars()))


@pytest.fixture
def table(room: Room) -> Table:
    return Table(room)


def test_a_scribe_with_many_ballots_costs_a_catch_up_few_reads(table: Table) -> None:
    voting, reads = table.open(), []
    for ballot in range(5):
        assert table.use(voting, ballot).status_code == 200
    event.listen(table.room.feed.database.engine, "before_cursor_execute", lambda *given: reads.append(given[2]))
    assert table.scribe.state()["my_ballot"] == 4
    assert sum("slip_use" in each for each in reads) <= 3  # its own slip, the first of another, the others at once


def test_each_slip_of_a_scribe_is_one_vote_and_the_newest_ballot_is_shown(table: Table) -> None:
    voting = table.open()
    for ballot in range(3):
        assert table.use(voting, ballot).status_code == 200
        assert table.scribe.state()["my_votes"] == {}
        assert table.give(voting, ballot, 1 + ballot % 2).get_json()["votes"] == {table.theme: 1 + ballot % 2}
    state = table.scribe.state()
    assert (state["my_slip"], state["my_ballot"], state["my_votes"]) == (voting, 2, {table.theme: 1})
    found = table.result()
    assert (found["voters"], found["options"][0]["votes"]) == (3, 4)
    assert table.room.feed.read(integrity.everything).faults == ()


def test_a_late_write_of_an_earlier_ballot_counts_there(table: Table) -> None:
    voting = table.open()
    for ballot in range(2):
        table.use(voting, ballot)
        table.give(voting, ballot, 1)
    assert table.give(voting, 0, 2).get_json()["votes"] == {table.theme: 2}
    assert table.result()["options"][0]["votes"] == 3


def test_only_a_scribe_uses_a_second_slip_and_every_ballot_needs_its_own(table: Table) -> None:
    room, voting = table.room, table.open()
    assert refused(table.use(voting, 1)) == (409, "slip_needed")
    assert table.use(voting, 0).status_code == 200
    assert refused(table.use(voting, 1, slip=table.slips[0])) == (409, "slip_used")
    assert refused(table.give(voting, 1)) == (409, "slip_needed")
    assert refused(table.use(voting, 2, slip=table.slips[1])) == (409, "slip_needed")
    assert table.use(voting, 0, room.phone, table.slips[3]).status_code == 200
    assert refused(table.use(voting, 1, room.phone, table.slips[4])) == (409, "slip_spare")
    assert refused(table.give(voting, 1, phone=room.phone)) == (409, "slip_needed")
    assert table.use(voting, 1).status_code == 200
    assert table.use(voting, 1).status_code == 200, "the same slip once more changes nothing"
    assert len(table.rows(SlipUse)) == 3


def test_where_devices_vote_a_scribe_has_one_vote_like_every_device(table: Table) -> None:
    voting = table.open(slips=False)
    assert table.give(voting, 0).status_code == 200
    assert refused(table.give(voting, 1)) == (409, "slip_needed")
    assert (table.scribe.state()["my_ballot"], table.result()["voters"]) == (0, 1)


@pytest.mark.parametrize("kind", ["rating", "ranking"])
def test_other_kinds_have_ballots_too(table: Table, kind: str) -> None:
    voting = table.open(kind)
    for ballot in range(2):
        table.use(voting, ballot)
        body: dict[str, Any] = {"id": next_id(), "voting_id": voting, "ballot": ballot}
        body |= {"order": [table.theme]} if kind == "ranking" else {"theme_id": table.theme, "values": [4 + ballot]}
        assert table.scribe.call("PUT", f"/{kind}s", body).status_code == 200
    found = table.result()
    assert (found["voters"], found["options"][0]["votes"]) == (2, 4 if kind == "ranking" else 2)


def test_no_mark_of_a_ballot_leads_to_another(table: Table) -> None:
    voting = table.open()
    for ballot in range(3):
        table.use(voting, ballot)
        table.give(voting, ballot)
    votes, uses = table.rows(Vote), table.rows(SlipUse)
    assert len({row.token for row in votes}) == len({row.last_write for row in votes}) == 3
    assert len({row.claim for row in uses}) == 3
    assert not {row.token for row in votes} & {row.claim for row in uses}


def test_ballots_that_can_be_none_are_refused(table: Table) -> None:
    voting = table.open()
    for ballot in (-1, 201, "1", None):
        body = {"id": next_id(), "voting_id": voting, "theme_id": table.theme, "dots": 1, "ballot": ballot}
        assert table.scribe.call("PUT", "/votes", body).status_code == 422
