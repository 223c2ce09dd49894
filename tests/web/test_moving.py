"""A phone that comes to a new address of the server: it goes on as the same phone, and nobody else can."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import inspect, text
from werkzeug.test import TestResponse

from tests.live.listening import phone_socket
from tests.model import node
from tests.room import Phone, Room, new_id
from workshop import paths
from workshop.domain import endings, marks, moving
from workshop.domain.rescue import _mac
from workshop.views import phones

SCRIPT = """
import { sealed } from "./js/parts/moving/seal.js";
const [given, code, device, texts, gone] = JSON.parse(process.argv[2]);
console.log(JSON.stringify(sealed(given, code, device, texts, gone)));
"""


NUMBER = "048213"


def boxed(phone: Phone, *texts: dict[str, Any], **other: Any) -> dict[str, str]:
    """What the phone's page packs at the old address."""
    given = phone.call("GET", "/rescue").get_json()
    carried = {"device": phone.key, "number": NUMBER, "texts": texts, **other}
    nonce = os.urandom(12)
    cipher = ChaCha20Poly1305(moving.key(given["key"]))
    sealed = nonce + cipher.encrypt(nonce, json.dumps(carried).encode(), phone.code.encode())
    return {"by": given["by"], "box": base64.urlsafe_b64encode(sealed).decode().rstrip("=")}


def asked(page: Phone, packed: dict[str, str], number: str = NUMBER) -> TestResponse:
    return page.call("POST", f"/moved/{packed['by']}", {"box": packed["box"], "number": number})


def move(page: Phone, packed: dict[str, str], number: str = NUMBER) -> TestResponse:
    """The page at the new address takes the box, and goes on with the key that it is given."""
    answer = asked(page, packed, number)
    if answer.status_code == 200:
        page.key = answer.get_json()["device"]
    return answer


def rows(room: Room) -> dict[str, list[Any]]:
    engine = room.feed.database.engine
    with engine.connect() as connection:
        tables = inspect(engine).get_table_names()
        return {name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))) for name in tables}


def test_a_phone_goes_on_with_its_notes_votes_and_reactions_at_the_new_address(room: Room) -> None:
    room.desk.call("/sharing", {"sharing": "everyone"})
    own = room.phone.note("ของฉัน")
    others = room.other.note("ของเพื่อน")
    agree = {"id": new_id(), "on": True}
    assert room.phone.call("PUT", f"/notes/{others['id']}/reaction", agree).status_code == 200
    before = room.phone.state()
    page = room.outsider()
    answer = move(page, boxed(room.phone))
    assert (answer.status_code, answer.get_json()["texts"]) == (200, [])
    after = page.state()
    for part in ("me", "notes", "agreed_with"):
        assert before[part], part
        assert after[part] == before[part], part
    assert page.call("PATCH", f"/notes/{own['id']}", {"text": "แก้แล้ว", "edit": new_id()}).status_code == 200
    assert page.call("PUT", f"/notes/{others['id']}/reaction", {"id": new_id(), "on": False}).status_code == 200
    page.note("ข้อใหม่")
    assert [note["text"] for note in page.state()["notes"]] == ["แก้แล้ว", "ข้อใหม่"]
    assert len(rows(room)["participant"]) == 2


def test_the_old_key_opens_nothing_and_joins_no_more_nor_does_it_beside_another(room: Room) -> None:
    own = room.phone.note("ของฉัน")
    packed, old = boxed(room.phone), room.phone.key
    page = room.outsider()
    fresh = page.key
    move(page, packed)
    thief = room.new_phone()
    for key in (old, f"{thief.key}.{old}", f"{old}.{old}"):
        guest = Phone(room.app.test_client(), room.code, key)
        assert (guest.state()["me"], guest.state()["notes"]) == (None, []), key
        assert guest.call("DELETE", f"/notes/{own['id']}").status_code == 401, key
        joined = guest.call("POST", "/join", {"group_id": room.groups[0]})
        assert (joined.status_code, joined.get_json()["error"]) == (409, "phone_moved"), key
    guest = Phone(room.app.test_client(), room.code, fresh)  # another phone, which has written nothing
    guest.join(room.groups[0])
    assert guest.state()["notes"] == []
    assert [note["text"] for note in page.state()["notes"]] == ["ของฉัน"]
    assert move(room.outsider(), packed).get_json()["error"] == "bad_box"
    assert thief.state()["notes"] == []


def test_no_row_of_what_was_written_changes_as_its_writer_moves(room: Room) -> None:
    room.phone.note("ของฉัน")
    packed = boxed(room.phone)
    before = rows(room)
    move(room.outsider(), packed)
    after = rows(room)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"participant", "change", "workshop", "breakout_group"}


def test_waiting_texts_come_as_drafts_except_those_that_the_server_has(room: Room) -> None:
    phase = room.phone.state()["phases"][0]
    sent, unsent = new_id(), new_id()
    room.phone.note("ถึงแล้ว", note_id=sent)
    about = {"phase_id": phase["id"], "category": phase["categories"][0]}
    texts = [
        {"kind": "note", "id": sent, "text": "ถึงแล้ว", **about},
        {"kind": "note", "id": unsent, "text": "ยังไม่ถึง", **about},
        {"text": "พิมพ์ค้าง"},
    ]
    packed = boxed(room.phone, *texts)
    page = room.outsider()
    fresh = page.key
    answer = move(page, packed).get_json()
    assert answer["texts"] == [{"text": "ยังไม่ถึง", **about}, {"text": "พิมพ์ค้าง", "phase_id": None, "category": ""}]
    # Where the answer was lost, the same again gives the same.
    assert asked(Phone(room.app.test_client(), room.code, fresh), packed).get_json()["device"] == page.key
    assert [note["text"] for note in room.desk.board()["notes"]] == ["ถึงแล้ว"]


@pytest.mark.parametrize("what", ["the box", "the writer", "another workshop", "no box", "not a phone's", "too many"])
def test_a_box_that_is_not_whole_or_anothers_changes_nothing(room: Room, what: str) -> None:
    packed = boxed(room.phone)
    code = room.code
    if what == "the box":
        packed["box"] = packed["box"][:-3] + ("AAA" if packed["box"][-3:] != "AAA" else "BBB")
    elif what == "the writer":
        packed["by"] = room.other.call("GET", "/rescue").get_json()["by"]
    elif what == "another workshop":
        code = room.another().code
    elif what == "no box":
        packed["box"] = "A" * 40
    elif what == "not a phone's":
        packed = boxed(room.phone, device="x")
    else:
        packed = boxed(room.phone, *[{"text": "ก"}] * 501)
    before = room.desk.board()["seq"]
    answer = asked(Phone(room.app.test_client(), code), packed)
    assert (answer.status_code, answer.get_json()["error"]) == (422, "bad_box")
    assert room.desk.board()["seq"] == before
    assert room.phone.state()["me"] is not None


def test_a_page_that_has_joined_takes_nothing_from_a_link(room: Room) -> None:
    hostile = boxed(room.phone)
    answer = asked(room.other, hostile)
    assert answer.status_code == 409
    assert room.phone.state()["me"] is not None
    assert room.other.state()["me"]["group_id"] == room.groups[1]


def test_a_removed_phone_stays_removed_and_one_sees_its_own_notes_after_the_end(room: Room) -> None:
    room.phone.note("ของฉัน")
    packed, other = boxed(room.phone), boxed(room.other)
    room.feed.change(room.code, "facilitator", endings.remove_phone, other["by"], True)
    assert move(room.outsider(), other).get_json()["error"] == "phone_removed"
    room.feed.change(room.code, "facilitator", endings.end)
    page = room.outsider()
    assert move(page, packed).status_code == 200
    assert [note["text"] for note in page.state()["notes"]] == ["ของฉัน"]


def test_a_phone_moves_twice_and_what_another_phone_brought_is_its_own(room: Room) -> None:
    first, second = room.outsider(), room.outsider()
    assert move(first, boxed(room.phone)).status_code == 200
    first.note("จากที่ใหม่")
    assert move(second, boxed(first)).status_code == 200
    assert [note["text"] for note in second.state()["notes"]] == ["จากที่ใหม่"]
    assert first.state()["me"] is None


def test_a_second_move_whose_answer_was_lost_is_asked_for_again(room: Room) -> None:
    first, second = room.outsider(), room.outsider()
    move(first, boxed(room.phone))
    first.note("ของฉัน")
    fresh, packed = second.key, boxed(first)
    went = move(second, packed).get_json()["device"]
    again = asked(Phone(room.app.test_client(), room.code, fresh), packed)
    assert (again.status_code, again.get_json().get("device")) == (200, went)
    assert [note["text"] for note in second.state()["notes"]] == ["ของฉัน"]
    # It is nobody else's for that, and the box of the first move stays used.
    assert asked(room.outsider(), packed).get_json()["error"] == "bad_box"
    assert asked(room.outsider(), boxed(second, device=room.phone.key)).get_json()["error"] == "bad_box"
    assert first.state()["me"] is None


def test_what_waited_to_be_withdrawn_is_withdrawn_by_the_move(room: Room) -> None:
    room.desk.call("/sharing", {"sharing": "everyone"})
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    sent = new_id()
    stays, mine = room.phone.note("อยู่ต่อ"), room.phone.note("ถอน", note_id=sent)
    others = room.other.note("ของเพื่อน")
    comment = {"id": new_id(), "phase_id": phase, "note_id": others["id"], "text": "ถอนด้วย"}
    assert room.phone.call("POST", "/comments", comment).status_code == 200
    gone = [
        {"kind": "note", "id": sent},
        {"kind": "comment", "id": comment["id"]},
        {"kind": "note", "id": others["id"]},  # another's
        {"kind": "note", "id": new_id()},
        {"kind": "unknown", "id": mine["id"]},
    ]
    page, packed = room.outsider(), boxed(room.phone, gone=gone)
    fresh = page.key
    assert move(page, packed).status_code == 200
    board = room.desk.board()
    found = {note["text"]: note.get("comments", 0) for note in board["notes"]}
    assert found == {stays["text"]: 0, "ของเพื่อน": 0}
    assert asked(Phone(room.app.test_client(), room.code, fresh), packed).status_code == 200
    assert room.desk.board()["seq"] == board["seq"], "done twice, it is done once"


def test_a_note_that_a_friend_brought_is_withdrawn_by_the_move_of_its_writer(room: Room) -> None:
    given = room.phone.call("GET", "/rescue").get_json()
    ids = {word: new_id() for word in ("อยู่ต่อ", "อยู่ด้วย", "ถอนแล้ว")}
    packs = [[marks.sent(room.phone.key, "note", each), "problem", word, 0, 0] for word, each in ids.items()]
    brought = json.dumps([[room.phone.state()["phases"][0]["id"], packs]])
    signed = {"notes": brought, "tag": _mac(given["key"], brought)}
    answer = room.outsider().client.post(f"/api/w/{room.code}/rescued/{given['by']}", json=signed)
    assert (answer.status_code, len(room.desk.board()["notes"])) == (200, 3)
    waiting = [{"kind": "note", "id": ids[word], "text": word} for word in ("อยู่ต่อ", "อยู่ด้วย")]
    page, packed = room.outsider(), boxed(room.phone, *waiting, gone=[{"kind": "note", "id": ids["ถอนแล้ว"]}])
    fresh = page.key
    assert move(page, packed).get_json()["texts"] == []
    assert {note["text"] for note in room.desk.board()["notes"]} == {"อยู่ต่อ", "อยู่ด้วย"}
    assert {note["text"] for note in page.state()["notes"]} == {"อยู่ต่อ", "อยู่ด้วย"}
    assert "ถอนแล้ว" not in str(rows(room)["note"])
    seq = room.desk.board()["seq"]
    assert asked(Phone(room.app.test_client(), room.code, fresh), packed).status_code == 200
    assert room.desk.board()["seq"] == seq
    page.note("ข้อใหม่")
    assert {note["text"] for note in page.state()["notes"]} == {"อยู่ต่อ", "อยู่ด้วย", "ข้อใหม่"}


def test_nothing_is_withdrawn_from_a_workshop_that_has_ended(room: Room) -> None:
    kept = new_id()
    room.phone.note("อยู่ต่อ", note_id=kept)
    packed = boxed(room.phone, gone=[{"kind": "note", "id": kept}])
    room.feed.change(room.code, "facilitator", endings.end)
    page = room.outsider()
    assert move(page, packed).status_code == 200
    assert [note["text"] for note in room.desk.board()["notes"]] == ["อยู่ต่อ"]
    assert [note["text"] for note in page.state()["notes"]] == ["อยู่ต่อ"]


def test_whoever_brings_a_code_from_before_a_move_is_told_where_its_texts_are(room: Room) -> None:
    given = room.phone.call("GET", "/rescue").get_json()
    row = [marks.sent(room.phone.key, "note", new_id()), "problem", "ค้างอยู่", 0, 0]
    packed = json.dumps([[room.phone.state()["phases"][0]["id"], [row]]])
    brought = {"notes": packed, "tag": _mac(given["key"], packed)}
    first, second = room.outsider(), room.outsider()
    for page, before in ((first, room.phone), (second, first)):
        move(page, boxed(before))
        answer = room.outsider().client.post(f"/api/w/{room.code}/rescued/{given['by']}", json=brought)
        assert (answer.status_code, answer.get_json()["error"]) == (409, "writer_moved")
    assert room.desk.board()["notes"] == []


def test_the_pages_own_box_is_opened_and_too_much_stays_behind(room: Room, tmp_path: Path) -> None:
    for folder in ("js/lib", "js/parts/moving", "vendor/noble"):
        shutil.copytree(paths.static_dir() / folder, tmp_path / folder)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "main.js").write_text(SCRIPT, encoding="utf-8")
    given = room.phone.call("GET", "/rescue").get_json()
    texts = [{"text": f"{n} " + "งบประมาณโอนมาล่าช้า" * 15} for n in range(40)]
    withdrawn = room.phone.note("ถอนแล้ว")["id"]
    gone = [{"kind": "note", "id": withdrawn}]
    given_to = json.dumps([{"by": given["by"], "key": given["key"]}, room.code, room.phone.key, texts, gone])
    done = subprocess.run(
        [node.program(), str(tmp_path / "main.js"), given_to],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    by, _dot, box = made["hash"].removeprefix("#move=").partition(".")
    assert 0 < made["left"] < len(texts)
    answer = move(room.outsider(), {"by": by, "box": box}, made["number"]).get_json()
    assert [each["text"] for each in answer["texts"]] == [each["text"] for each in texts[made["left"] :]]
    assert room.desk.board()["notes"] == []


def test_who_has_the_link_alone_gets_nothing(room: Room) -> None:
    packed = boxed(room.phone, {"text": "ยังไม่ได้ส่ง"})
    for number in ("111111", "", "048214"):
        answer = asked(room.outsider(), packed, number)
        assert (answer.status_code, answer.get_json()["error"]) == (422, "wrong_number")
        assert "ยังไม่ได้ส่ง" not in repr(answer.get_json())
    assert room.phone.state()["me"] is not None


def test_the_figures_may_be_thai_or_apart(room: Room) -> None:
    assert move(room.outsider(), boxed(room.phone), "๐๔๘ ๒๑๓").status_code == 200


def test_whoever_made_a_box_for_another_has_no_way_left_to_what_is_written_under_it(room: Room) -> None:
    hostile = room.new_phone()
    given = hostile.call("GET", "/rescue").get_json()
    twin = Phone(room.app.test_client(), room.code, f"{'A' * 32}.{hostile.key}")
    assert twin.call("POST", "/join", {"group_id": room.groups[0]}).get_json()["error"] == "phone_moved"
    victim = room.outsider()
    assert move(victim, boxed(hostile)).status_code == 200
    victim.note("ของผู้อื่น")
    for phone in (hostile, twin):
        assert phone.state()["notes"] == []
        assert phone.call("POST", "/join", {"group_id": room.groups[0]}).get_json()["error"] == "phone_moved"
    # Nor does the former pass sign a code of that participant.
    row = [marks.sent(hostile.key, "note", new_id()), "problem", "คำปลอม", 0, 0]
    forged = json.dumps([[room.phone.state()["phases"][0]["id"], [row]]])
    brought = {"notes": forged, "tag": _mac(given["key"], forged)}
    answer = room.outsider().client.post(f"/api/w/{room.code}/rescued/{given['by']}", json=brought)
    assert answer.get_json()["error"] == "writer_moved"
    assert "คำปลอม" not in str(room.desk.board()["notes"])


def test_a_phone_comes_back_to_a_former_address_with_a_new_key(room: Room) -> None:
    there, back, again = room.outsider(), room.outsider(), room.outsider()
    room.phone.note("ของฉัน")
    for page, before in ((there, room.phone), (back, there), (again, back)):
        assert move(page, boxed(before)).status_code == 200
    assert [note["text"] for note in again.state()["notes"]] == ["ของฉัน"]


def test_an_edit_that_the_server_has_is_no_draft(room: Room) -> None:
    note = room.phone.note("ก่อนแก้")
    room.phone.call("PATCH", f"/notes/{note['id']}", {"text": "แก้แล้ว", "edit": new_id()})
    texts = [{"kind": "edit", "id": note["id"], "text": words} for words in ("แก้แล้ว", "แก้อีกครั้ง")]
    answer = move(room.outsider(), boxed(room.phone, *texts)).get_json()
    assert [each["text"] for each in answer["texts"]] == ["แก้อีกครั้ง"]


def test_the_sockets_of_the_former_key_are_cut_and_a_removed_phones_too(room: Room) -> None:
    old, page = phone_socket(room, room.phone), room.outsider()
    packed = boxed(room.phone)
    assert move(page, packed).status_code == 200
    assert not old.is_connected()
    new = phone_socket(room, page)
    assert new.is_connected()
    room.desk.post(f"/workshops/{room.code}/phones/{packed['by']}/remove")
    assert not new.is_connected()


def test_a_removed_phone_that_moved_twice_is_cut_off_in_every_process_at_each_address(room: Room) -> None:
    first, second = room.outsider(), room.outsider()
    at = []
    for page, before in ((first, room.phone), (second, first)):
        at.append(phone_digest(room, before.key))
        move(page, boxed(before))
    by = boxed(second)["by"]
    room.feed.change(room.code, "facilitator", endings.remove_phone, by, True)
    found = room.feed.read(endings.removed_since, 0)
    assert found == {(room.code, digest) for digest in (*at, phone_digest(room, second.key))}


def phone_digest(room: Room, key: str) -> str:
    return room.feed.read(phones.digest, room.code, key)


def test_the_time_of_a_move_is_rounded_as_that_of_a_join(room: Room) -> None:
    move(room.outsider(), boxed(room.phone))
    with room.feed.database.engine.connect() as connection:
        found = (
            connection.execute(text("SELECT at FROM change WHERE kind = 'joined' ORDER BY seq DESC")).scalars().all()
        )
    assert found[0] % 900_000 == 0
