"""What phones see of others' notes is the facilitator's choice, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, event

from tests.domain.opinion_table import Opinions
from workshop.domain import pulses, votings, workshops
from workshop.feed import Feed
from workshop.messages.incoming import SetSharing, parse
from workshop.store.ready import Ready, Values
from workshop.views import drafts


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def shared(table: Opinions, key: str) -> set[str]:
    return {note["id"] for note in table.phone(key)["shared"]}


def test_notes_are_shared_only_after_the_facilitator_allows_it(table: Opinions) -> None:
    neighbour, outsider = table.join(0), table.join(1)
    assert table.board()["workshop"]["sharing"] == "own"
    assert (shared(table, neighbour), shared(table, outsider)) == (set(), set())
    table.share("group")
    assert (shared(table, neighbour), shared(table, outsider)) == (set(table.notes), set())
    table.share("everyone")
    assert (shared(table, neighbour), shared(table, outsider)) == (set(table.notes),) * 2
    table.share("own")
    assert (shared(table, neighbour), shared(table, outsider)) == (set(), set())


def test_a_choice_of_sharing_is_sent_to_every_screen_once(table: Opinions) -> None:
    seen = table.seq()
    table.share("group")
    assert table.board(seen)["workshop"]["sharing"] == "group"
    assert table.board(seen, "projector")["workshop"]["sharing"] == "group"
    assert table.phone(since=seen)["workshop"]["sharing"] == "group"
    seq = table.seq()
    table.share("group")
    assert table.seq() == seq


def test_undoing_a_choice_of_sharing_replaces_the_notes_of_phones(table: Opinions) -> None:
    reader = table.join(1)
    table.share("everyone")
    seen = table.seq()
    table.share("group")
    late = table.phone(reader, seen)
    assert (late["shared"], late["shared_full"]) == ([], True)
    seen = table.seq()
    assert (table.board()["undo"], shared(table, reader)) == ("เปลี่ยนว่าใครเห็นความเห็น", set())
    table.undo()
    state = table.phone(reader, seen)
    assert (state["workshop"]["sharing"], state["shared_full"]) == ("everyone", True)
    assert {note["id"] for note in state["shared"]} == set(table.notes)
    assert table.board(seen)["workshop"]["sharing"] == "everyone"
    table.undo()
    assert (table.board()["workshop"]["sharing"], table.board()["undo"]) == ("own", None)


@pytest.mark.parametrize("wrong", ["", "all", "EVERYONE", None, 1])
def test_an_unknown_choice_of_sharing_is_refused(wrong: Any) -> None:
    with pytest.raises(Exception, match="bad_request"):
        parse(SetSharing, {"sharing": wrong})


def test_the_form_sets_keeps_and_changes_sharing(feed: Feed) -> None:
    from dataclasses import replace

    from tests.room import draft

    code = feed.write(workshops.create, draft(sharing="group"))
    made = feed.read(workshops.find, code)
    assert (made.sharing, made.sharing_seq) == ("group", made.facts_seq)
    kept = feed.read(drafts.of, code)
    assert kept.sharing == "group"
    feed.change(code, "facilitator", workshops.edit, replace(kept, sharing=None, title="ชื่อใหม่"))
    edited = feed.read(workshops.find, code)
    assert (edited.sharing, edited.sharing_seq) == ("group", made.sharing_seq)
    feed.change(code, "facilitator", workshops.edit, replace(kept, sharing="own"))
    closed = feed.read(workshops.find, code)
    assert (closed.sharing, closed.sharing_seq) == ("own", closed.seq)
    assert feed.read(workshops.find, feed.write(workshops.create, draft())).sharing == "own"


def queries(table: Opinions, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each statement that is read from now on is added, in small letters."""
    said: list[str] = []
    event.listen(table.feed.database.read_engine, "before_cursor_execute", lambda *args: said.append(args[2].lower()))
    execute = Ready._execute

    def noted(ready: Ready, connection: Connection, values: Values) -> Any:
        said.append(str(ready._statement).lower())
        return execute(ready, connection, values)

    monkeypatch.setattr(Ready, "_execute", noted)
    return said


def test_without_a_voting_or_pulse_no_delta_queries_votes_or_answers(
    table: Opinions, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = table.join()
    table.open_voting()
    table.ask()
    table.step(votings.STAGE.clear)
    table.step(pulses.STAGE.clear)
    seen = table.seq()
    table.share()
    said = queries(table, monkeypatch)
    table.board(seen, "projector")
    table.phone(key, seen)
    assert said
    looked = [text for text in said if "from vote" in text or "from pulse" in text or "from voting" in text]
    assert looked == []
    table.board(seen)
    assert not any("from vote " in text or "from pulse_answer" in text for text in said)


def test_an_unchanged_voting_costs_a_delta_one_query(table: Opinions, monkeypatch: pytest.MonkeyPatch) -> None:
    table.vote(table.join(), "งบ", 1, voting=table.open_voting())
    seen = table.seq()
    table.send(table.writer, "เรื่องอื่น")
    said = queries(table, monkeypatch)
    assert "voting" not in table.board(seen, "projector")
    assert not any("from vote " in text or "from vote\n" in text or "from vote where" in text for text in said)
    assert len([text for text in said if "from voting" in text]) == 1
