"""Notes that a phone without a network shows as codes: another phone brings them, they are the writer's, and once."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.model import node
from tests.room import Phone, Room, new_id
from workshop import paths
from workshop.domain import endings, marks
from workshop.domain.rescue import _mac
from workshop.store.models import Note

TEXT = "งบมาช้า ไม่ทันไตรมาส"
SCRIPT = """
import { codesOf } from "./js/parts/rescue/codes.js";
import { packed, unpacked } from "./js/parts/rescue/packing.js";
const [writes, device, pass, address] = JSON.parse(process.argv[2]);
const { codes, left } = codesOf(writes, device, pass, address);
const packets = codes.map(({ digits, writes, version }) => {
  return { ...unpacked(digits), digits, count: writes.length, version };
});
const [{ digits: right }] = packets;
const bad = ["", "1", "000", "999", "abc", right.slice(3), right + "9", "9".repeat(45)].map(unpacked);
const again = packets.every((each) => packed(each) === each.digits);
console.log(JSON.stringify({ packets, left: left.length, bad, again }));
"""


def write(room: Room, text: str = TEXT, note_id: str = "", **fields: Any) -> dict[str, Any]:
    """A new note as it waits in an outbox."""
    phase = room.phone.state()["phases"][0]
    body = {"phase_id": phase["id"], "category": phase["categories"][0], "text": text, "promised": "unit", **fields}
    return {"kind": "note", "note": note_id or new_id(), "body": body}


def packet(phone: Phone, *writes: dict[str, Any]) -> dict[str, str]:
    """What the phone's codes carry, as the domain's docstring says it."""
    given = phone.call("GET", "/rescue").get_json()
    rows = []
    for each in writes:
        body, sent = each["body"], marks.sent(phone.key, "note", each["note"])
        promised = ("unit", "anonymous", "signed").index(body["promised"]) + 3 * body.get("alone", False)
        written = [
            sent,
            body["category"],
            body["text"],
            promised,
            body.get("run", 0),
            *([body["name"]] if "name" in body else []),
        ]
        rows.append([body["phase_id"], [written]])
    notes = json.dumps(rows, ensure_ascii=False)
    return {"by": given["by"], "notes": notes, "tag": _mac(given["key"], notes)}


def bring(room: Room, carried: dict[str, str], code: str = "") -> TestResponse:
    """Somebody who has not joined sends what a code carries."""
    message = {"notes": carried["notes"], "tag": carried["tag"]}
    return room.outsider().client.post(f"/api/w/{code or room.code}/rescued/{carried['by']}", json=message)


def texts(room: Room) -> list[str]:
    return [note["text"] for note in room.desk.board()["notes"]]


def test_notes_that_another_phone_brings_are_there_once_and_are_the_writers(room: Room) -> None:
    waiting = write(room)
    carried = packet(room.phone, waiting)
    assert [bring(room, carried).get_json()["outcomes"] for _ in range(2)] == [[{"ok": True}]] * 2
    assert texts(room) == [TEXT]
    assert room.desk.board()["notes"][0]["group_id"] == room.phone.state()["me"]["group_id"]
    saved = room.phone.call("POST", "/notes", {"id": waiting["note"], **waiting["body"]})
    assert saved.get_json()["note"]["text"] == TEXT
    assert texts(room) == [TEXT]
    assert [note["text"] for note in room.phone.state()["notes"]] == [TEXT]
    assert room.other.state()["notes"] == []
    # From then on the writer changes and withdraws it as any other, and later notes have numbers of their own.
    room.phone.note("อีกข้อ")
    note_id = saved.get_json()["note"]["id"]
    assert room.phone.call("PATCH", f"/notes/{note_id}", {"text": "แก้แล้ว", "edit": new_id()}).status_code == 200
    assert room.phone.call("DELETE", f"/notes/{note_id}").status_code == 200
    assert texts(room) == ["อีกข้อ"]


def test_a_note_that_its_phone_has_sent_before_comes_no_second_time(room: Room) -> None:
    waiting = write(room)
    carried = packet(room.phone, waiting)
    assert room.phone.call("POST", "/notes", {"id": waiting["note"], **waiting["body"]}).status_code == 200
    assert bring(room, carried).get_json()["outcomes"] == [{"ok": True}]
    assert texts(room) == [TEXT]
    assert len(room.phone.state()["notes"]) == 1


def voices(room: Room) -> list[str | None]:
    return room.feed.read(lambda session: list(session.execute(select(Note.voice).order_by(Note.number)).scalars()))


def test_notes_that_another_phone_brought_count_as_people_once_their_phones_are_back(room: Room) -> None:
    room.phone.note("ส่งเอง")
    mine, theirs = [write(room), write(room, "อีกข้อ")], [write(room, "ของอีกคน")]
    for phone, writes in ((room.phone, mine), (room.other, theirs)):
        bring(room, packet(phone, *writes))
    assert voices(room)[1:] == [None] * 3, "by what codes say, one phone could pass for several people"
    for phone, writes in ((room.phone, mine), (room.other, theirs)):
        for each in writes:
            assert phone.call("POST", "/notes", {"id": each["note"], **each["body"]}).status_code == 200
    first, *others = voices(room)
    assert None not in (first, *others)
    assert first == others[0] == others[1] != others[2]


def test_no_group_of_an_anonymous_phase_is_named_for_notes_that_other_phones_brought(room: Room) -> None:
    phase = room.desk.board()["phases"][1]
    room.desk.call(f"/phases/{phase['id']}/identity", {"identity": "anonymous"})
    room.desk.call(f"/phases/{phase['id']}/open")
    asked = {"phase_id": phase["id"], "category": phase["categories"][0], "promised": "anonymous"}
    phones = [room.new_phone() for _ in range(5)]
    waiting = [write(room, f"เหตุ {number}", **asked) for number in range(5)]
    for phone, each in zip(phones, waiting, strict=True):
        assert bring(room, packet(phone, each)).get_json()["outcomes"] == [{"ok": True}]
    room.desk.call(f"/phases/{phase['id']}/close")
    room.desk.call(f"/phases/{phase['id']}/grace", {"minutes": 0})
    assert [note["group_id"] for note in room.desk.board()["notes"]] == [None] * 5


def test_a_reader_of_a_code_cannot_send_other_words_under_its_marks(room: Room) -> None:
    waiting, second = write(room), write(room, "อีกข้อ")
    carried = packet(room.phone, waiting, second)
    given = room.other.call("GET", "/rescue").get_json()
    forged = carried["notes"].replace(TEXT, "คำปลอม")
    assert bring(room, {"by": given["by"], "notes": forged, "tag": _mac(given["key"], forged)}).status_code == 200
    assert bring(room, carried).get_json()["outcomes"] == [{"ok": True}] * 2
    saved = room.phone.call("POST", "/notes", {"id": waiting["note"], **waiting["body"]})
    assert saved.get_json()["note"]["text"] == TEXT
    assert [note["text"] for note in room.phone.state()["notes"]] == [TEXT]
    assert sorted(texts(room)) == sorted([TEXT, "คำปลอม", "อีกข้อ", "อีกข้อ"])
    # What was brought can be withdrawn before its phone has sent it, and comes no second time from either side.
    assert room.phone.call("DELETE", f"/notes/{second['note']}").status_code == 200
    assert bring(room, carried).get_json()["outcomes"] == [{"ok": True}] * 2
    assert sorted(texts(room)) == sorted([TEXT, "คำปลอม", "อีกข้อ"])


@pytest.mark.parametrize(
    "what", ["a word", "the tag", "the writer", "the workshop", "no notes", "half of it", "another shape"]
)
def test_whoever_carries_a_code_changes_nothing_and_adds_nothing(room: Room, what: str) -> None:
    carried = packet(room.phone, write(room))
    code = room.code
    if what == "a word":
        carried["notes"] = carried["notes"].replace("ช้า", "เร็ว")
    elif what == "the tag":
        carried["tag"] = "0" * 32
    elif what == "the writer":
        carried["by"] = room.other.call("GET", "/rescue").get_json()["by"]
    elif what == "the workshop":
        code = room.another().code
    else:
        key = room.phone.call("GET", "/rescue").get_json()["key"]
        odd = {"no notes": "[]", "half of it": '[[1,"x",[["y"]]]]', "another shape": '[[1,"x",[{"y":1}]]]'}
        carried["notes"] = odd[what]
        carried["tag"] = _mac(key, carried["notes"])
    before = room.desk.board()["seq"]
    answer = bring(room, carried, code)
    assert (answer.status_code, answer.get_json()["error"]) == (422, "bad_rescue")
    assert room.desk.board()["seq"] == before
    assert texts(room) == []


def test_a_phase_that_closed_refuses_and_says_so_for_each_note(room: Room) -> None:
    sent, late = write(room), write(room, "มาทีหลัง")
    bring(room, packet(room.phone, sent))
    run = room.phone.state()["phases"][0]["run"]
    in_grace = write(room, "เขียนทันเวลา", run=run)
    carried = packet(room.phone, sent, late, write(room, ""), in_grace)
    room.desk.call(f"/phases/{room.phone.state()['phases'][0]['id']}/close")
    outcomes = bring(room, carried).get_json()["outcomes"]
    assert [each["ok"] for each in outcomes] == [True, False, False, True]
    assert outcomes[1]["error"] == "phase_closed"
    room.desk.open_phase(0)
    outcomes = bring(room, carried).get_json()["outcomes"]
    assert [each.get("error") for each in outcomes] == [None, None, "note_empty", None]
    assert sorted(texts(room)) == sorted([TEXT, "มาทีหลัง", "เขียนทันเวลา"])


def test_a_note_promised_to_wait_for_its_reveal_is_not_brought_where_it_would_be_seen_at_once(room: Room) -> None:
    path = f"/phases/{room.phone.state()['phases'][0]['id']}/alone"
    assert room.desk.call(path, {"on": True}).status_code == 200
    carried = packet(room.phone, write(room, alone=True))
    assert room.desk.call(path, {"on": False}).status_code == 200
    (outcome,) = bring(room, carried).get_json()["outcomes"]
    assert outcome["error"] == "identity_changed"
    assert texts(room) == []
    assert room.desk.call(path, {"on": True}).status_code == 200
    assert bring(room, carried).get_json()["outcomes"] == [{"ok": True}]
    assert TEXT not in json.dumps(room.desk.board(view="projector"), ensure_ascii=False)


def test_a_removed_phones_notes_and_those_of_an_ended_workshop_are_refused(room: Room) -> None:
    carried = packet(room.phone, write(room))
    room.feed.change(room.code, "facilitator", endings.end)
    assert bring(room, carried).get_json()["outcomes"][0]["error"] == "workshop_ended"
    room.feed.change(room.code, "facilitator", endings.reopen)
    room.feed.change(room.code, "facilitator", endings.remove_phone, carried["by"], True)
    assert bring(room, carried).get_json()["error"] == "phone_removed"
    assert texts(room) == []


def test_only_a_phone_that_joined_gets_a_pass_and_no_page_shows_it(room: Room) -> None:
    given = room.phone.call("GET", "/rescue").get_json()
    assert room.other.call("GET", "/rescue").get_json()["key"] != given["key"]
    assert room.outsider().call("GET", "/rescue").get_json()["error"] == "not_joined"
    page = room.outsider().client.get(f"/r/{room.code}")
    assert page.status_code == 200
    assert room.outsider().client.get("/r/XXXXXX").status_code == 404
    for seen in (page.text, json.dumps(room.phone.state()), json.dumps(room.desk.board()), given["box"]):
        assert given["key"] not in seen
        assert room.phone.key not in seen


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The modules with what they import, as they lie below static/."""
    for folder in ("js/lib", "js/parts/rescue", "vendor/noble"):
        shutil.copytree(paths.static_dir() / folder, tmp_path / folder)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "main.js").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def test_a_phones_own_codes_are_few_readable_and_taken_word_for_word(room: Room, scripts: Path) -> None:
    odd = '“ราคา” ๕๐% \N{GRINNING FACE}\nก\N{THAI CHARACTER SARA AM}\N{ZERO WIDTH NON-JOINER} \\ "x" <b>'
    path = f"/phases/{room.phone.state()['phases'][0]['id']}/alone"
    assert room.desk.call(path, {"on": True}).status_code == 200
    writes = [
        write(room, f"{n} งบประมาณโอนมาล่าช้ากว่าแผนทุกไตรมาส ทำให้เบิกจ่ายไม่ทันและต้องเร่งงาน", alone=n == 0) for n in range(19)
    ]
    writes += [write(room, odd), write(room, "ที่" * 300), write(room, "\N{GRINNING FACE}" * 3000)]
    given = room.phone.call("GET", "/rescue").get_json()
    asked = json.dumps([writes, room.phone.key, given, "http://192.168.100.100:5000/r/ABC234#"])
    done = subprocess.run(
        [node.program(), str(scripts / "main.js"), asked], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["bad"] == [None] * len(made["bad"])
    assert made["again"]
    assert made["left"] == 1
    assert [each["version"] for each in made["packets"]] == [20, 20, 20, 20, 20, 40][-len(made["packets"]) :]
    assert len(made["packets"]) <= 6
    assert sum(each["count"] for each in made["packets"]) == len(writes) - 1
    ((_phase, written),) = json.loads(made["packets"][0]["notes"])
    assert [each[3] for each in written[:2]] == [3, 0]
    for each in made["packets"]:
        assert bring(room, each).get_json()["outcomes"] == [{"ok": True}] * each["count"]
    assert sorted(texts(room)) == sorted(each["body"]["text"] for each in writes[:-1])
    for each in writes[:3]:
        assert room.phone.call("POST", "/notes", {"id": each["note"], **each["body"]}).status_code == 200
    assert room.desk.board()["figures"]["received"] == len(writes) - 1
