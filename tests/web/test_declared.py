"""Every activity is declared once: what is declared exists, and what exists is declared."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from sqlmodel import SQLModel

from tests.live.listening import listen, phone_socket
from tests.room import Room
from workshop import paths
from workshop.changes import PASSING, UNDONE, WITHOUT_WORDS, Kind
from workshop.domain import activities, stage
from workshop.messages import incoming, outgoing
from workshop.views import boards, phones, record
from workshop.web import limits, metrics


def test_the_declared_addresses_of_a_workshop_are_exactly_its_routes(room: Room) -> None:
    served = {rule.endpoint for rule in room.app.url_map.iter_rules() if "<code>" in rule.rule}
    declared = Counter(
        call for activity in activities.ALL for call in (*activity.calls, *(write.call for write in activity.writes))
    )
    assert set(declared) == served
    assert set(declared.values()) == {1}


def test_the_declared_writes_of_phones_are_exactly_the_calls_that_write(room: Room) -> None:
    writing = {
        rule.endpoint
        for rule in room.app.url_map.iter_rules()
        if rule.endpoint.startswith("participant.")
        and rule.methods
        and rule.methods & {"POST", "PUT", "PATCH", "DELETE"}
    }
    assert {write.call for write in activities.WRITES} == writing
    assert writing == limits._WRITES | limits._JOINS
    assert set(metrics._KINDS) == writing


def test_every_kind_of_change_has_one_activity_and_a_sentence() -> None:
    declared = Counter(kind for activity in activities.ALL for kind in activity.kinds)
    assert set(declared) == set(Kind)
    assert set(declared.values()) == {1}
    assert all((kind.__doc__ or "").endswith(".") and kind.__doc__ != Kind.__doc__ for kind in Kind)


def test_kinds_of_change_are_stored_under_the_same_values_as_before() -> None:
    """These words stand in people's databases."""
    assert {kind.value for kind in Kind} >= {
        "created", "edited", "address", "sharing", "undo", "phase", "open_phase", "close_phase", "timer", "joined",
        "note", "edit_note", "delete_note", "import", "hide_note", "unhide_note", "react", "move_note", "pin_note",
        "unpin_note", "rename_theme", "merge_themes", "split_theme", "lock_theme", "unlock_theme", "grouping",
        "ask_regrouping", "proposal_ready", "drop_proposal", "regroup", "say_link", "links", "focus_issues", "tag_note",
        "focus", "glossary", "open_voting", "close_voting", "clear_voting", "vote", "open_pulse", "close_pulse",
        "clear_pulse", "pulse", "open_lookback", "close_lookback", "clear_lookback", "card_answer", "card_status",
        "say_former", "years_fit", "unit_page", "focus_count",
    }  # fmt: skip
    assert {"note", "joined", "react", "vote", "pulse"} <= set(PASSING)
    assert set(WITHOUT_WORDS) <= set(PASSING)
    assert "note" not in WITHOUT_WORDS
    assert not set(UNDONE) & set(PASSING)


def test_every_table_of_a_workshop_belongs_to_one_activity() -> None:
    having = {name for name, table in SQLModel.metadata.tables.items() if "workshop_id" in table.columns}
    declared = Counter(str(table.__tablename__) for activity in activities.ALL for table in activity.tables)
    assert set(declared) == having | {"workshop"}
    assert set(declared.values()) == {1}


def test_every_part_of_the_record_is_filled_by_an_activity() -> None:
    filled = ("tuple", "collections.abc.Mapping", "<class 'workshop.views.linked.Linked'>")
    parts = {field.name for field in dataclasses.fields(record.Record) if str(field.type).startswith(filled)}
    assert {name for activity in activities.ALL for name in activity.record} == parts


def test_the_outbox_sends_exactly_the_declared_writes() -> None:
    source = (paths.static_dir() / "js/lib/writes.js").read_text("utf-8")
    sent = re.findall(
        r"^  (\w+): \{", source.partition("export const WRITES = {")[2].partition("\n};")[0], re.MULTILINE
    )
    assert sorted(sent) == sorted(write.outbox for write in activities.WRITES if write.outbox)


def test_every_event_of_the_socket_has_a_type(room: Room) -> None:
    handled = set(room.app.extensions["laena.socketio"].server.handlers["/"])
    assert handled == {"connect", "disconnect", incoming.ENTER, incoming.UNSENT}
    source = (paths.static_dir() / "js/lib/socket.js").read_text("utf-8")
    listened = re.findall(r'"(\w+)"', re.findall(r"EVENTS = \[([^\]]*)\]", source)[0])
    assert sorted(listened) == sorted(outgoing.EVENTS)


def unlike(value: Any, declared: Any, where: str = "") -> list[str]:
    """Fields that are sent and not declared, or missing where they always come."""
    if is_typeddict(declared):
        fields = get_type_hints(declared, include_extras=True)
        always = {name for name, hint in fields.items() if get_origin(hint) is not NotRequired}
        hints = get_type_hints(declared)
        wrong = [f"{where}.{name} is not declared" for name in value.keys() - hints.keys()]
        wrong += [f"{where}.{name} is missing" for name in always - value.keys()]
        known = value.keys() & hints.keys()
        return wrong + [fault for name in known for fault in unlike(value[name], hints[name], f"{where}.{name}")]
    inner = [part for part in get_args(declared) if is_typeddict(part)]
    if not inner or value is None:
        return []
    if get_origin(declared) is dict:
        value = list(value.values())
    return [
        fault for part in (value if isinstance(value, list) else [value]) for fault in unlike(part, inner[0], where)
    ]


@pytest.fixture
def busy(room: Room) -> Room:
    """A room in which something of everything has happened."""
    room.desk.call("/sharing", {"sharing": "everyone"})
    room.new_phone(0, name="สมชาย", unit="อำเภอพล")
    notes = [room.phone.note(f"งบประมาณมาช้า {number}")["id"] for number in range(6)]
    room.group_notes()
    room.desk.call(f"/notes/{notes[0]}/move", {"theme_id": "new", "label": "งบ"})
    room.desk.call("/timer", {"action": "start", "seconds": 60})
    room.desk.call("/voting", {"dots": 3})
    room.desk.call("/pulse", {})
    return room


def test_deltas_of_boards_match_their_type(busy: Room) -> None:
    for view in ("console", "projector"):
        assert unlike(busy.desk.board(view=view), outgoing.BoardDelta) == []  # type: ignore[arg-type]


def test_deltas_of_phones_match_their_types(busy: Room) -> None:
    whole = busy.feed.read(phones.phone, busy.code, busy.other.key)
    assert whole["shared"]
    assert unlike(whole, outgoing.PhoneDelta) == []
    assert unlike(busy.feed.read(phones.phones, busy.code, 0), outgoing.AllPhones) == []


def test_events_match_their_types(busy: Room) -> None:
    delivery = busy.app.extensions["laena.delivery"]
    console = listen(busy, "console", busy.desk.client)
    phone = phone_socket(busy, busy.other)
    busy.phone.note("ถนนชำรุด")
    delivery.round(10.0)
    busy.desk.call("/pulse/close")
    delivery.round(20.0)
    told = console.get_received()
    assert {event["name"] for event in told} == {outgoing.CHANGES, outgoing.PRESENCE}
    for event in told:
        declared = outgoing.BoardDelta if event["name"] == outgoing.CHANGES else outgoing.Presence
        assert unlike(event["args"][0], declared) == []
    said = phone.get_received()
    assert {event["name"] for event in said} == {outgoing.CHANGES, outgoing.NOTES}
    for event in said:
        declared = outgoing.AllPhones if event["name"] == outgoing.CHANGES else outgoing.SharedNotes
        assert unlike(event["args"][0], declared) == []


def test_what_a_groups_board_is_sent_matches_its_type(busy: Room) -> None:
    group = busy.groups[0]
    call = f"/api/w/{busy.code}/groups/{group}"
    whole = busy.desk.client.get(call).get_json()
    busy.desk.call(f"/groups/{group}/points", {"text": "สรุป", "themes": [whole["themes"][0]["id"]]})
    socket = listen(busy, "group", busy.desk.client, group=group)
    for text in ("ถนนชำรุด", "น้ำไม่ไหล"):
        busy.phone.note(text)
        busy.app.extensions["laena.delivery"].round(10.0)
    sent = [event["args"][0] for event in socket.get_received()]
    assert [each["full"] for each in sent] == [True, False]
    assert whole["notes"]
    assert whole["themes"]
    assert sent[0]["points"]
    for each in (whole, *sent):
        assert unlike(each, outgoing.GroupDelta) == []


def test_an_undeclared_field_is_found() -> None:
    assert unlike(
        {"connected": 1, "typing": 0, "groups": {"1": {"connected": 1, "writer": "ก"}}}, outgoing.Presence
    ) == [".groups.writer is not declared"]
    assert unlike({"typing": 0, "groups": {}}, outgoing.Presence) == [".connected is missing"]


def test_boards_and_phones_take_their_parts_from_the_declarations(room: Room) -> None:
    whole = room.feed.read(boards.board, room.code, "console")
    for activity in activities.ALL:
        if activity.stage is not None:
            assert activity.stage.name in whole
            assert activity.stage.name in room.phone.state()


def test_what_a_question_is_put_before_are_the_declared_questions() -> None:
    assert set(stage.NAMES) == {each.name for each in activities.STAGES}


def test_what_a_phone_gave_to_a_question_is_declared_with_it(room: Room) -> None:
    own = {name for name in room.phone.state() if name.startswith("my_")}
    assert {name for stage in activities.STAGES for name in stage.answers} == own - {"my_comments"}


@pytest.mark.parametrize("name", [each.name for each in activities.STAGES])
def test_what_the_room_is_asked_has_its_part_on_each_screen(name: str) -> None:
    scripts = paths.static_dir() / "js/parts" / name
    assert f'\ngive("{name}", ' in (scripts / "phone.js").read_text("utf-8")
    for screen in ("board", "projector"):
        assert f'\noffer({{\n  name: "{name}",' in (scripts / f"{screen}.js").read_text("utf-8")
    parts = {path.name for path in (paths.templates_dir() / "parts" / name).iterdir()}
    assert parts == {"_phone.html", "_console.html", "_projector.html", "_words.html"}
