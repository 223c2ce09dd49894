"""Who is connected, as the boards are told: never behind who came, went, joined or is at another process."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_notes import Table
from workshop.domain import participants, phases
from workshop.feed import Feed
from workshop.live.presence import Presence, Socket
from workshop.messages.incoming import ChooseIdentity, Join, OpenPhase
from workshop.messages.phases import ChooseGrace
from workshop.views import boards, phones


class Others:
    """Stands for the other processes: what they tell is set by the test."""

    def __init__(self) -> None:
        self.told: dict[str, frozenset[str]] = {}

    def exchange(self, here: Any, codes: Any) -> dict[str, frozenset[str]]:
        self.heard = here
        return dict(self.told)

    def forget(self) -> None: ...


def console(presence: Presence, table: Table) -> dict[str, Any]:
    """group name → connected, and in all, as put onto a delta."""
    delta = presence.add_to(table.board(), "console")
    groups = {group["name"]: group["connected"] for group in delta["groups"]}
    return {"connected": delta["connected"], **groups}


def phone(table: Table, key: str) -> Socket:
    return Socket(table.code, "phone", "th", 0, digest(table, key))


def digest(table: Table, key: str) -> str:
    return table.feed.read(phones.digest, table.code, key)


def test_a_boards_next_delta_shows_connects_disconnects_and_group_changes(feed: Feed) -> None:
    table = Table(feed)
    first, second = table.groups[0].name, table.groups[1].name
    presence = Presence(feed)
    one, two = table.join(), table.join()
    table.change(participants.join, two, Join(group_id=table.groups[0].id, name="สมใจ"))
    presence.add("a", phone(table, one))
    assert console(presence, table)[first] == 1
    presence.add("b", phone(table, two))
    presence.add("c", phone(table, two))
    assert console(presence, table)[first] == 2
    presence.remove("b")
    assert console(presence, table)["connected"] == 2
    table.change(participants.join, two, Join(group_id=table.groups[1].id, name="สมใจ"))
    shown = console(presence, table)
    assert (shown[first], shown[second]) == (1, 1)
    presence.remove("c")
    presence.remove("a")
    shown = console(presence, table)
    assert (shown["connected"], shown[first], shown[second]) == (0, 0, 0)


def test_a_board_counts_phones_of_other_processes_as_they_connect_and_leave(feed: Feed) -> None:
    table = Table(feed)
    others = Others()
    presence = Presence(feed, others)  # type: ignore[arg-type]
    here, there = table.join(), table.join()
    presence.add("a", phone(table, here))
    assert console(presence, table)["connected"] == 1
    others.told = {table.code: frozenset({digest(table, there)[:16]})}
    presence.exchange()
    assert others.heard == {table.code: [digest(table, here)[:16]]}
    assert console(presence, table)["connected"] == 2
    others.told = {}
    presence.exchange()
    presence.remove("a")
    assert console(presence, table)["connected"] == 0


def test_no_board_is_sent_the_names_that_people_gave(feed: Feed) -> None:
    table = Table(feed)
    presence = Presence(feed)
    table.change(participants.join, table.join(), Join(group_id=table.groups[0].id, name="สมใจ", unit="เกษตร"))
    for view in ("console", "projector"):
        delta = presence.add_to(table.board(view=view), view)
        assert "สมใจ" not in str(delta)
        assert "เกษตร" not in str(delta)
    assert "สมใจ" not in str(presence.view(table.code))


def test_no_board_learns_which_group_connects_while_an_anonymous_phase_is_open(feed: Feed) -> None:
    table = Table(feed)
    presence = Presence(feed)
    presence.add("a", phone(table, table.join()))
    assert presence.view(table.code)["groups"]
    first, later = (phase["id"] for phase in table.board()["phases"])
    table.change(phases.identify, later, ChooseIdentity(identity="anonymous"))
    table.change(phases.open_phase, later, OpenPhase())
    assert presence.view(table.code) == {"connected": 1, "typing": 0, "groups": {}}
    delta = presence.add_to(table.board(), "console")
    assert delta["connected"] == 1
    assert not any("connected" in group for group in delta["groups"])
    table.change(phases.open_phase, first, OpenPhase())
    assert presence.view(table.code)["groups"] == {}  # late notes of it may still come
    table.change(phases.give_grace, later, ChooseGrace(minutes=0))
    assert presence.view(table.code)["groups"]


def test_a_phone_that_types_makes_no_board_read_who_joined_again(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(feed)
    presence = Presence(feed)
    presence.add("a", phone(table, table.join()))
    console(presence, table)
    read, verbs = feed.read, []
    monkeypatch.setattr(feed, "read", lambda verb, *given: (verbs.append(verb), read(verb, *given))[1])
    presence.has_unsent("a", True)
    assert presence.stale == {table.code}
    assert presence.add_to(table.board(), "console")["typing"] == 1
    assert boards.board in verbs
    assert boards.devices not in verbs


def test_the_console_sees_how_many_phones_have_something_unsent_here_and_elsewhere(feed: Feed) -> None:
    table = Table(feed)
    others = Others()
    presence = Presence(feed, others)  # type: ignore[arg-type]
    one, two = table.join(), table.join()
    presence.add("a", phone(table, one))
    presence.add("a2", phone(table, one))
    presence.add("b", Socket(table.code, "console", "th", 0))
    for sid in ("a", "a2", "b", "gone"):
        presence.has_unsent(sid, True)
    assert presence.view(table.code)["typing"] == 1
    others.told = {table.code: frozenset({digest(table, two)[:16] + "*"})}
    presence.exchange()
    assert (presence.view(table.code)["typing"], presence.view(table.code)["connected"]) == (2, 2)
    assert others.heard == {table.code: [digest(table, one)[:16] + "*"]}
    presence.has_unsent("a", False)
    presence.remove("a2")
    others.told = {}
    presence.exchange()
    assert presence.add_to(table.board(), "console")["typing"] == 0
