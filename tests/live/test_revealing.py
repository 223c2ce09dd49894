"""What people write alone first: what no socket, page or answer of others contains before it is revealed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Phone, Room, helper_of
from workshop.feed import Changing
from workshop.store.models import Note, Theme

Deliver = Callable[[], None]
WORDS = ("ลับดอกคูน", "ลับดอกจาน")


@pytest.fixture
def alone(room: Room) -> Room:
    """A room in whose open phase people write alone first, with everybody's notes shared and comments let in."""
    first, second = (phase["id"] for phase in room.desk.board()["phases"])
    for path, body in (
        (f"/phases/{first}/alone", {"on": True}),
        (f"/phases/{first}/comments", {"on": True}),
        ("/sharing", {"sharing": "everyone"}),
    ):
        assert room.desk.call(path, body).status_code == 200
    assert second != first
    return room


def phase_of(room: Room, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = room.desk.board()["phases"][place]
    return found


def reveal(room: Room) -> None:
    assert room.desk.call(f"/phases/{phase_of(room)['id']}/reveal").status_code == 200


def received(client: Any) -> str:
    return json.dumps(client.get_received(), ensure_ascii=False)


def write(room: Room) -> None:
    """Both phones write the same problem in words of their own, and the worker makes themes of it."""
    for phone, word in zip((room.phone, room.other), WORDS, strict=True):
        phone.note(f"งบประมาณมาช้า {word} โครงการเลื่อน", promised="unit", alone=True)
    room.group_notes()


def words_of(answer: Any) -> str:
    """The Thai letters of a page's data, which stand in it as codes."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer.text)


def answers(room: Room, reader: Phone) -> dict[str, str]:
    """What others get by HTTP: the projector's page and call, boards of groups, a phone's state."""
    code, client = room.code, room.desk.client
    pages = [f"/workshops/{code}/projector", f"/api/w/{code}/board?view=projector", f"/workshops/{code}/remote"]
    for group in room.groups:
        pages += [f"/api/w/{code}/groups/{group}", f"/workshops/{code}/groups/{group}"]
    found = {page: client.get(page) for page in pages}
    assert {answer.status_code for answer in found.values()} == {200}
    texts = {page: each.text + words_of(each) for page, each in found.items()}
    return {**texts, "state": json.dumps(reader.state(), ensure_ascii=False)}


def test_no_word_of_a_note_or_theme_leaves_before_it_is_revealed(alone: Room, deliver: Deliver) -> None:
    reader = alone.new_phone(0)
    sockets = {
        "projector": listen(alone, "projector", alone.desk.client),
        "mate": phone_socket(alone, reader),
        "group": listen(alone, "group", alone.desk.client, group=alone.groups[0]),
        "outsider": listen(alone, "phone", device=alone.outsider().key),
        "other room": listen(alone.another(), "phone"),
    }
    console = listen(alone, "console", alone.desk.client)
    deliver()
    for socket in (console, *sockets.values()):
        socket.get_received()
    write(alone)
    deliver()
    theme = alone.desk.board()["themes"][0]
    seen_by_console = received(console)
    assert all(word in seen_by_console for word in WORDS)
    secrets = [*WORDS, "งบประมาณ", theme["id"], theme["label"], *(note["id"] for note in alone.desk.board()["notes"])]
    for name, text in {**{name: received(each) for name, each in sockets.items()}, **answers(alone, reader)}.items():
        assert [secret for secret in secrets if secret in text and secret != theme["id"]] == [], name
    reveal(alone)
    deliver()
    shown = {name: received(each) for name, each in sockets.items()}
    assert all(word in shown[name] for word in WORDS for name in ("projector", "mate"))
    assert WORDS[0] in shown["group"]
    assert not any(word in shown["other room"] for word in WORDS)
    assert theme["label"] in shown["projector"]
    assert [each["text"] for each in reader.state()["themes_shown"] or [] if "text" in each] == []
    assert len(reader.state()["shared"]) == 2


def test_everybody_is_sent_how_many_came_and_each_writer_its_own(alone: Room, deliver: Deliver) -> None:
    projector, mate = listen(alone, "projector", alone.desk.client), phone_socket(alone, alone.new_phone(0))
    deliver()
    for socket in (projector, mate):
        socket.get_received()
    write(alone)
    deliver()
    key = str(phase_of(alone)["id"])
    for socket in (projector, mate):
        assert [delta["unrevealed"] for delta in heard(socket)][-1] == {key: 2}
    assert [note["text"].split()[1] for note in alone.phone.state()["notes"]] == [WORDS[0]]
    withdrawn = alone.phone.state()["notes"][0]["id"]
    assert alone.phone.call("DELETE", f"/notes/{withdrawn}").status_code == 200
    assert alone.other.state()["unrevealed"] == {key: 1}
    reveal(alone)
    assert alone.other.state()["unrevealed"] == {}


def test_what_was_revealed_leaves_the_screens_again_and_comes_back(alone: Room, deliver: Deliver) -> None:
    write(alone)
    reveal(alone)
    reader = alone.new_phone(0)
    since = reader.state()["seq"]
    projector, mate = listen(alone, "projector", alone.desk.client), phone_socket(alone, reader)
    deliver()
    for socket in (projector, mate):
        socket.get_received()
    ids = {note["id"] for note in alone.desk.board()["notes"]}
    assert alone.desk.call(f"/phases/{phase_of(alone)['id']}/hide_again").status_code == 200
    deliver()
    (delta,) = heard(projector)
    assert set(delta["gone"]) == ids
    assert delta["gone_themes"] == [theme["id"] for theme in alone.desk.board()["themes"]]
    assert {group["id"]: group["notes"] for group in delta["progress"]} == dict.fromkeys(alone.groups, 0)
    assert {note for event in heard(mate, "notes") for note in event["gone"]} == ids
    assert set(reader.state(since)["gone_shared"]) == ids
    for name, text in answers(alone, reader).items():
        assert not any(word in text for word in WORDS), name
    reveal(alone)
    deliver()
    assert all(word in received(projector) for word in WORDS[:1])


def test_closing_the_phase_reveals_nothing_and_late_notes_stay_behind_the_veil(alone: Room, deliver: Deliver) -> None:
    projector = listen(alone, "projector", alone.desk.client)
    write(alone)
    phase = phase_of(alone)
    assert alone.desk.call(f"/phases/{phase['id']}/close").status_code == 200
    alone.phone.note("ลับมาช้า", phase_id=phase["id"], category=phase["categories"][0], run=phase["run"])
    deliver()
    text = received(projector)
    assert not any(word in text for word in (*WORDS, "ลับมาช้า"))
    reveal(alone)
    deliver()
    assert "ลับมาช้า" in received(projector)


def test_a_theme_that_others_see_in_part_has_no_word_of_what_they_do_not_see(alone: Room, deliver: Deliver) -> None:
    first, second = alone.desk.board()["phases"]
    alone.desk.call(f"/phases/{second['id']}/open", {"only": False})
    key = second["categories"][0]
    for number in range(3):
        alone.phone.note(f"งบประมาณมาช้า เห็นแล้ว {number}", phase_id=second["id"], category=key, promised="unit")
    for phone in (alone.phone, alone.other):
        phone.note("งบประมาณมาช้า ลับดอกคูน", phase_id=first["id"], promised="unit")
    ids = [note["id"] for note in alone.desk.board()["notes"] if "ลับ" in note["text"]]
    assert alone.desk.call("/notes/category", {"notes": ids, "category": key}).status_code == 200
    alone.group_notes()
    (theme,) = alone.desk.board()["themes"]
    assert theme["count"] == 5
    projector = alone.desk.board(view="projector")
    (shown,) = projector["themes"]
    assert (shown["count"], len(shown["examples"]), shown["keywords"]) == (3, 3, [])
    assert "ลับ" not in json.dumps(projector, ensure_ascii=False)
    assert "ลับ" not in json.dumps(alone.other.state()["themes_shown"], ensure_ascii=False)
    assert [each["count"] for each in alone.other.state()["themes_shown"]] == [3]


def test_what_is_not_revealed_is_neither_shown_nor_voted_on_nor_agreed_with_nor_commented_on(alone: Room) -> None:
    write(alone)
    board = alone.desk.board()
    (theme,), note = board["themes"], next(each for each in board["notes"] if WORDS[0] in each["text"])
    for what, about in (("theme", theme["id"]), ("note", note["id"]), ("group", str(alone.groups[0]))):
        refused = alone.desk.call("/show", {"what": what, "id": about})
        assert refused.status_code == 422
    for source in ("themes", "notes"):
        refused = alone.desk.call("/voting", {"source": source, "title": "เลือก"})
        assert (refused.status_code, refused.get_json()["error"]) == (409, "nothing_to_vote_on")
    agree = {"id": "0192f0c1-2345-7abc-8def-0123456789ab", "on": True}
    agreed = alone.other.call("PUT", f"/notes/{note['id']}/reaction", agree)
    assert agreed.status_code == 404
    for about in ({"note_id": note["id"]}, {"theme_id": theme["id"]}):
        said = {"id": "0192f0c1-2345-7abc-8def-0123456789aa", "phase_id": phase_of(alone)["id"], "text": "ก", **about}
        assert alone.other.call("POST", "/comments", said).status_code == 404


def test_reveal_is_refused_twice_to_others_and_after_the_end(alone: Room) -> None:
    phase, other = phase_of(alone), phase_of(alone, 1)
    write(alone)
    path = f"/phases/{phase['id']}/reveal"
    for role in ("viewer", "scribe"):
        assert helper_of(alone, role, name=f"ผู้ช่วย {role}").call(path).status_code == 403
    assert alone.phone.call("POST", path).status_code != 200  # no session, no token
    assert alone.another().desk.call(path).status_code == 404
    assert alone.desk.call(f"/phases/{other['id']}/reveal").status_code == 422
    assert alone.desk.call("/phases/99999/reveal").status_code == 404
    assert phase_of(alone)["revealed"] == 0
    assert helper_of(alone, "remote", name="รีโมต").call(path).status_code == 200
    again = alone.desk.call(path)
    assert (again.status_code, again.get_json()["message"]) == (409, "เปิดเผยความเห็นของช่วงนี้แล้ว")
    assert helper_of(alone, "remote", name="รีโมต 2").call(f"/phases/{phase['id']}/hide_again").status_code == 403
    assert alone.desk.call(f"/phases/{phase['id']}/hide_again").status_code == 200
    assert alone.desk.call(f"/phases/{phase['id']}/hide_again").status_code == 409


def test_what_writers_were_told_stays_once_one_has_written(alone: Room) -> None:
    phase = phase_of(alone)
    path = f"/phases/{phase['id']}/alone"
    assert alone.desk.call(path, {"on": False}).status_code == 200
    refused = alone.phone.send("ลับ", promised="unit", alone=True)
    assert (refused.status_code, refused.get_json()["error"]) == (409, "identity_changed")
    assert alone.desk.call(path, {"on": True}).status_code == 200
    alone.phone.note("ลับ", promised="unit")
    fixed = alone.desk.call(path, {"on": False})
    assert fixed.status_code == 422
    assert "เปลี่ยนไม่ได้" in fixed.get_json()["message"]
    assert phase_of(alone)["alone"] is True
    assert "เขียนก่อน" not in (alone.desk.board()["undo"] or "")


@pytest.mark.parametrize("body", [{}, {"on": "x"}, {"on": None}, {"on": 2}])
def test_a_malformed_choice_changes_nothing(alone: Room, body: dict[str, Any]) -> None:
    before = alone.desk.board()["seq"]
    assert alone.desk.call(f"/phases/{phase_of(alone)['id']}/alone", body).status_code == 422
    assert alone.desk.board()["seq"] == before


def test_the_wall_counts_what_is_written_alone_for_the_room_and_moves_no_groups_figure(
    alone: Room, deliver: Deliver
) -> None:
    projector = listen(alone, "projector", alone.desk.client)
    deliver()
    projector.get_received()
    write(alone)
    deliver()
    rows = [row for delta in heard(projector) for row in (*delta.get("progress", ()), *delta.get("groups", ()))]
    assert [row for row in rows if row["notes"]] == []
    wall, console = alone.desk.board(view="projector"), alone.desk.board()
    assert ([group["notes"] for group in wall["groups"]], wall["without_group"]) == ([0, 0], 2)
    assert ([group["notes"] for group in console["groups"]], console["without_group"]) == ([1, 1], 0)
    reveal(alone)
    deliver()
    assert [group["notes"] for group in alone.desk.board(view="projector")["groups"]] == [1, 1]


def test_a_hidden_note_does_not_speak_through_the_name_of_its_theme(alone: Room, deliver: Deliver) -> None:
    write(alone)
    board = alone.desk.board()
    label = board["themes"][0]["label"]
    for note in board["notes"]:
        assert alone.desk.call(f"/notes/{note['id']}/hide", {"reason": "rude"}).status_code == 200
    assert {place: label in text for place, text in answers(alone, alone.new_phone(0)).items() if label in text} == {}


def test_cards_of_last_year_quote_nothing_that_was_never_revealed(room: Room) -> None:
    later = phase_of(room, 1)["id"]
    assert room.desk.call(f"/phases/{later}/alone", {"on": True}).status_code == 200
    room.desk.open_phase(1)
    for phone, word in zip((room.phone, room.other), WORDS, strict=True):
        phone.note(f"ตั้งกองทุนซ่อมประปา {word} ทุกหมู่บ้าน", category="proposal", promised="unit", alone=True)
    room.group_notes()
    (label,) = [theme["label"] for theme in room.desk.board()["themes"]]
    there = room.another()
    there.desk.call("/lookback", {"code": room.code})
    assert label not in json.dumps(there.desk.board(view="projector"), ensure_ascii=False)
    assert label not in json.dumps(there.phone.state(), ensure_ascii=False)
    assert room.desk.call(f"/phases/{later}/reveal").status_code == 200
    assert there.desk.call("/lookback", {"code": room.code}).status_code == 200
    assert label in json.dumps(there.phone.state(), ensure_ascii=False)


def hide_again(room: Room) -> None:
    assert room.desk.call(f"/phases/{phase_of(room)['id']}/hide_again").status_code == 200


def test_a_voting_that_is_open_drops_the_names_of_themes_that_leave_the_screens(alone: Room, deliver: Deliver) -> None:
    write(alone)
    reveal(alone)
    (theme,) = alone.desk.board()["themes"]
    assert alone.desk.call("/voting", {"source": "themes"}).status_code == 200
    projector, mate = listen(alone, "projector", alone.desk.client), phone_socket(alone, alone.new_phone(0))
    for voting in (alone.desk.board(view="projector")["voting"], alone.other.state()["voting"]):
        assert [option["label"] for option in voting["options"]] == [theme["label"]]
    deliver()
    for socket in (projector, mate):
        socket.get_received()
    hide_again(alone)
    deliver()
    for name, socket in (("projector", projector), ("mate", mate)):
        (voting,) = [event["voting"] for event in heard(socket) if "voting" in event]
        assert [option["label"] for option in voting["options"]] == ["…"], name
    assert [option["label"] for option in alone.desk.board()["voting"]["options"]] == [theme["label"]]
    alone.desk.call("/voting/close")
    report = alone.desk.client.get(f"/workshops/{alone.code}/export/json").get_json()
    assert [option["label"] for option in report["votings"][0]["options"]] == [theme["label"]]
    reveal(alone)
    deliver()
    assert theme["label"] in received(projector)


def test_a_groups_board_drops_the_numbers_of_notes_that_leave_the_screens_and_its_points_keep_them(alone: Room) -> None:
    write(alone)
    reveal(alone)
    path = f"/groups/{alone.groups[0]}"
    notes = [note["id"] for note in alone.desk.client.get(f"/api/w/{alone.code}{path}").get_json()["notes"]]
    assert alone.desk.call(f"{path}/points", {"text": "เร่งโอนงบ", "notes": notes, "themes": []}).status_code == 200
    themes = [theme["id"] for theme in alone.desk.board()["themes"]]
    assert alone.desk.call(f"{path}/points", {"text": "ทำแผน", "notes": [], "themes": themes}).status_code == 200

    def points() -> list[dict[str, Any]]:
        return alone.desk.client.get(f"/api/w/{alone.code}{path}").get_json()["points"]

    before = points()
    assert before[0]["numbers"]
    hide_again(alone)
    assert [(each["notes"], each["numbers"], each["themes"]) for each in points()] == [([], [], [])] * 2
    for each in points():
        saved = {"id": each["id"], "was": each["seq"], "text": f"{each['text']} ใหม่", "notes": [], "themes": []}
        assert alone.desk.call(f"{path}/points", saved).status_code == 200
    reveal(alone)
    same = ("notes", "numbers", "themes")
    assert [[each[name] for name in same] for each in points()] == [[each[name] for name in same] for each in before]


@pytest.mark.parametrize("leaves", ["moved", "split off", "recategorised", "moved and undone"])
def test_a_theme_that_a_veiled_note_has_left_is_not_named_after_it(alone: Room, leaves: str) -> None:
    first, second = alone.desk.board()["phases"]
    alone.desk.call(f"/phases/{second['id']}/open", {"only": False})
    key = second["categories"][0]
    for number in range(2):
        alone.phone.note(f"งบประมาณมาช้า เห็นแล้ว {number}", phase_id=second["id"], category=key, promised="unit")
    secret = alone.phone.note("งบประมาณมาช้า ลับดอกคูน", phase_id=first["id"], promised="unit", alone=True)["id"]
    assert alone.desk.call("/notes/category", {"notes": [secret], "category": key}).status_code == 200
    alone.group_notes()
    (theme,) = alone.desk.board()["themes"]
    made = "ลับดอกคูน"

    def name(change: Changing) -> None:  # as the machine might: of the note that stands in the middle
        change.session.get_one(Theme, (change.id, theme["id"])).label = made

    alone.feed.change(alone.code, "worker", name)
    if leaves in ("moved", "moved and undone"):
        assert alone.desk.call(f"/notes/{secret}/move", {"theme_id": "new"}).status_code == 200
    elif leaves == "split off":
        assert alone.desk.call(f"/themes/{theme['id']}/split", {"notes": [secret]}).status_code == 200
    else:
        back = {"notes": [secret], "category": first["categories"][0]}
        assert alone.desk.call("/notes/category", back).status_code == 200
    if leaves == "moved and undone":
        assert alone.desk.call("/undo").status_code == 200
    assert made in json.dumps(alone.desk.board(), ensure_ascii=False)
    assert {place: made for place, text in answers(alone, alone.new_phone(0)).items() if made in text} == {}


def test_a_wall_that_is_open_drops_the_name_of_a_theme_that_such_a_note_has_left(alone: Room, deliver: Deliver) -> None:
    write(alone)
    reveal(alone)
    board = alone.desk.board()
    theme, secret = board["themes"][0]["id"], board["notes"][0]

    def name(change: Changing) -> None:
        change.session.get_one(Theme, (change.id, theme)).label = secret["text"]
        change.session.get_one(Note, (change.id, board["notes"][1]["id"])).phase_id = None

    alone.feed.change(alone.code, "worker", name)
    assert alone.desk.call(f"/notes/{secret['id']}/move", {"theme_id": None}).status_code == 200
    projector = listen(alone, "projector", alone.desk.client)
    deliver()
    projector.get_received()
    hide_again(alone)
    deliver()
    themes = {each["id"]: each["label"] for delta in heard(projector) for each in delta["themes"]}
    assert theme in themes
    assert secret["text"] not in themes[theme]


def test_phones_are_sent_no_words_of_a_note_as_the_name_of_a_theme(alone: Room) -> None:
    first, second = alone.desk.board()["phases"]
    alone.desk.call(f"/phases/{second['id']}/open", {"only": False})
    key = second["categories"][0]
    seen = alone.phone.note("งบประมาณมาช้า ไม่แบ่งให้ใครเห็น", phase_id=second["id"], category=key, promised="unit")["id"]
    assert alone.desk.call(f"/notes/{seen}/move", {"theme_id": "new"}).status_code == 200
    hidden = alone.phone.note("ลับ", phase_id=first["id"], promised="unit", alone=True)["id"]
    assert alone.desk.call("/notes/category", {"notes": [hidden], "category": key}).status_code == 200
    assert [each["label"] for each in alone.desk.board(view="projector")["themes"]] == ["งบประมาณมาช้า ไม่แบ่งให้ใครเห็น"]
    assert "ไม่แบ่งให้ใครเห็น" not in json.dumps(alone.other.state()["themes_shown"], ensure_ascii=False)
