"""The file of a whole workshop between two installations: pages, command line, refusals, and who may do it."""

from __future__ import annotations

import io
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from PIL import Image
from sqlalchemy.orm import Session

from tests.room import Desk, Phone, helper_of
from tests.year.installations import Office, altered, answer_file, resigned
from workshop.cli import main
from workshop.domain import groups, phases, picture_files, workshops
from workshop.messages.incoming import OpenPhase
from workshop.views import integrity, overview
from workshop.year import workshop_files, workshop_in
from workshop.year.refusals import (
    AlreadyHere,
    BadWorkshop,
    FileDamaged,
    FileNewer,
    FileTampered,
    NotOurs,
    NoWorkshop,
    StillOpen,
    WorkshopTooLarge,
)

TYPED = "ถนนเข้าหมู่บ้านชำรุด"


def send(desk: Desk, path: str, data: bytes) -> Any:
    return desk.post(path, data=data, content_type="application/octet-stream")


def file_of(office: Office) -> bytes:
    """Two notes by two phones, one of them withdrawn; then everything is closed."""
    room = office.room
    room.phone.note(TYPED)
    gone = room.other.note("จะถอน")
    room.other.call("DELETE", f"/notes/{gone['id']}")
    for phase in room.desk.board()["phases"]:
        room.desk.call(f"/phases/{phase['id']}/close")
    return workshop_files.make(office.feed, room.code)


def board(office: Office, code: str) -> Any:
    return office.client.get(f"/api/w/{code}/board?view=console&since=0").get_json()


def titles(office: Office) -> list[str]:
    return [row.title for row in office.feed.read(workshops.every)]


@pytest.mark.usefixtures("new_children")
def test_a_workshop_is_downloaded_looked_at_and_taken_in_on_another_machine(
    department: Office, province: Office
) -> None:
    data = file_of(department)
    page = department.client.get(f"/workshops/{department.room.code}/reuse").text
    assert f"/workshops/{department.room.code}/file" in page
    answer = department.client.get(f"/workshops/{department.room.code}/file")
    assert (answer.status_code, answer.data) == (200, data), answer.text[:500]
    assert ".laena-workshop.json" in answer.headers["Content-Disposition"]
    desk, before = province.room.desk, titles(province)
    assert "/take-in" in province.client.get("/workshops").text
    assert province.client.get("/take-in").status_code == 200
    looked = send(desk, "/api/take-in/look", data).get_json()
    assert (looked["ok"], looked["here"]) == (True, False), looked
    assert "เหลียวหลัง แลหน้า ปี 2564" in looked["html"]
    assert titles(province) == before, "a look makes nothing"
    taken = send(desk, "/api/take-in/take", data).get_json()
    console = province.client.get(taken["href"])
    assert console.status_code == 200
    assert [note["text"] for note in board(province, taken["code"])["notes"]] == [TYPED]
    row = next(each for each in province.feed.read(overview.every) if each["code"] == taken["code"])
    assert (row["received"], row["participants"], row["state"]) == (1, 2, "closed")
    history = province.client.get(f"/workshops/{taken['code']}/history").text
    assert "รับการประชุมจากไฟล์" in history


def test_a_second_time_it_says_where_it_is_and_makes_a_copy_only_if_asked(department: Office, province: Office) -> None:
    data, desk = file_of(department), province.room.desk
    code = send(desk, "/api/take-in/take", data).get_json()["code"]
    again = send(desk, "/api/take-in/take", data)
    assert (again.status_code, again.get_json()["error"]) == (409, "already_here")
    assert code in again.get_json()["message"]
    looked = send(desk, "/api/take-in/look", data).get_json()
    assert (looked["here"], f'href="/workshops/{code}"' in looked["html"]) == (True, True)
    copy = send(desk, "/api/take-in/take?copy=1", data).get_json()["code"]
    assert copy != code
    own = department.feed.read(workshop_files.here, workshop_files.read(data))
    assert [(each.code, each.how) for each in own] == [(department.room.code, "source")]
    department.room.desk.call(f"/phases/{department.room.desk.board()['phases'][0]['id']}/open")
    department.room.phone.note("เพิ่มภายหลัง")
    later = file_of_closed(department)
    there = province.feed.read(workshop_files.here, workshop_files.read(later))
    assert {(each.code, each.how) for each in there} == {(code, "other"), (copy, "other")}


def file_of_closed(office: Office) -> bytes:
    for phase in office.room.desk.board()["phases"]:
        office.room.desk.call(f"/phases/{phase['id']}/close")
        office.room.desk.call(f"/phases/{phase['id']}/grace", {"minutes": 0})
    return workshop_files.make(office.feed, office.room.code)


def test_what_is_open_is_named_before_a_file_is_made(department: Office) -> None:
    room = department.room
    room.desk.call("/pulse", {"question": ""})
    with pytest.raises(StillOpen) as refused:
        workshop_files.make(department.feed, room.code)
    assert refused.value.about == ("ปัญหา", "คำถามความรู้สึก")
    page = department.client.get(f"/workshops/{room.code}/file")
    assert (page.status_code, "ปัญหา, คำถามความรู้สึก" in page.text) == (409, True)


def test_the_workshop_goes_on_with_new_phones_and_no_number_comes_twice(department: Office, province: Office) -> None:
    room = department.room
    agenda = room.desk.board()["phases"]
    room.desk.call(f"/phases/{agenda[1]['id']}/identity", {"identity": "anonymous"})
    room.phone.note("นับ 1")
    room.desk.call(f"/phases/{agenda[1]['id']}/open", {"only": True})
    drawn = [
        room.phone.note(f"สุ่ม {n}", phase_id=agenda[1]["id"], category="cause", promised="anonymous") for n in range(5)
    ]
    data = file_of_closed(department)
    code = workshop_files.take(province.feed, data)
    workshop_id = province.feed.read(workshops.find, code).id
    first, second = province.feed.read(phases.of, workshop_id)
    for phase in (first, second):
        province.feed.change(code, "facilitator", phases.open_phase, phase.id, OpenPhase(only=False))
    phone = Phone(province.room.app.test_client(), code)
    phone.join(province.feed.read(groups.of, workshop_id)[0].id)
    there = {note["number"] for note in board(province, code)["notes"]}
    assert there == {1, *(note["number"] for note in drawn)}
    new = [phone.note("ใหม่", phase_id=first.id, category="problem")]
    new += [phone.note(f"ใหม่ {n}", phase_id=second.id, category="cause", promised="anonymous") for n in range(40)]
    numbers = [note["number"] for note in new]
    assert numbers[0] == 2
    assert len({*numbers} | there) == len(numbers) + len(there)
    assert province.feed.read(integrity.everything).faults == ()


def test_the_worker_moves_no_note_that_was_brought(department: Office, province: Office) -> None:
    room = department.room
    for text in ("งบประมาณมาช้า", "งบประมาณล่าช้ามาก", "งบมาช้าทุกปี", "รถเก่า"):
        room.phone.note(text)
    room.group_notes()
    kept = room.desk.board()["notes"][0]["id"]
    room.desk.call(f"/notes/{kept}/move", {"theme_id": "new", "label": "ชื่อของคน"})
    code = workshop_files.take(province.feed, file_of_closed(department))

    def where() -> dict[str, str]:
        return {note["text"]: note["theme_id"] for note in board(province, code)["notes"]}

    before = where()
    workshop_id = province.feed.read(workshops.find, code).id
    first = province.feed.read(phases.of, workshop_id)[0]
    province.feed.change(code, "facilitator", phases.open_phase, first.id, OpenPhase())
    phone = Phone(province.room.app.test_client(), code)
    phone.join(province.feed.read(groups.of, workshop_id)[0].id)
    phone.note("งบประมาณมาช้าอีกแล้ว")
    province.room.group_notes()
    after = where()
    assert {text: after[text] for text in before} == before
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda data: data[:-200], FileDamaged),
        (lambda data: altered(data, content={"title": "อื่น"}), FileDamaged),
        (lambda data: altered(data, schema_version=2), FileNewer),
        (lambda data: altered(data, schema_version=0), FileDamaged),
        (lambda data: altered(data, signature="0" * 128), FileTampered),
        (lambda _data: answer_file("0" * 32, "0" * 64), NoWorkshop),
        (lambda _data: b"PK\x03\x04 a zip", NotOurs),
        (lambda _data: b"", NotOurs),
        (lambda _data: b"[" * 100_000, NotOurs),
        (lambda _data: b" " * (workshop_files.MAX_BYTES + 1), WorkshopTooLarge),
        (lambda data: resigned(data, {"more": 1}), FileDamaged),
        (lambda data: resigned(data, {"title": ""}), FileDamaged),
        (lambda data: resigned(data, {"title": "นุล\x00"}), FileDamaged),
        (lambda data: resigned(data, {"groups": []}), FileDamaged),
        (lambda data: resigned(data, {"drawn": 7}), BadWorkshop),
        (lambda data: resigned(data, {"last_number": 0}), BadWorkshop),
        (lambda data: resigned(data, {"presenting": [9]}), BadWorkshop),
        (lambda data: resigned(data, {"template": "none"}), BadWorkshop),
        (lambda data: resigned(data, {"starts_on": "2020-13-45"}), BadWorkshop),
    ],
)
def test_each_fault_of_a_file_has_a_name_and_changes_nothing(department: Office, change: Any, fault: Any) -> None:
    data, before = change(file_of(department)), titles(department)
    with pytest.raises(fault):
        workshop_files.look(department.feed, data)
    with pytest.raises(fault):
        workshop_files.take(department.feed, data, copy=True)
    assert titles(department) == before


def _part(data: bytes, name: str, place: int, **changed: Any) -> bytes:
    rows = json.loads(data)["content"][name]
    rows[place] |= changed
    return resigned(data, {name: rows})


VOTING = {
    "kind": "dots", "title": "", "category": None, "dots": 2, "slips": False, "voters": 1, "opened_at": 0,
    "closed_at": 0,
    "options": [
        {"theme_id": "line-1", "label": "ก", "of": "lines", "asked_list": "", "dots": 3, "places": [], "spread": []}
    ],
}  # fmt: skip
ACTION = {
    "what": "ขุด", "unit": "", "due": "", "measure": "", "themes": [], "status": "done",
    "steps": [{"at": 0, "status": "done", "note": "", "link": "javascript:alert(1)"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda data: _part(data, "notes", 0, theme_id="nowhere"),
        lambda data: _part(data, "notes", 0, phase=99),
        lambda data: _part(data, "notes", 0, group=99),
        lambda data: _part(data, "notes", 0, deleted=True),
        lambda data: _part(data, "notes", 0, unchecked=1),
        lambda data: _part(data, "notes", 0, card=[0, "1"]),
        lambda data: _part(data, "phases", 0, lets={"comments": True, "seq": True}),
        lambda data: resigned(data, {"votings": [VOTING]}),
        lambda data: resigned(data, {"actions": [ACTION]}),
        lambda data: resigned(data, {"pictures": [{"caption": "", "width": 1, "height": 1, "data": "AAAA"}]}),
        lambda data: resigned(data, {"pictures": [{"caption": "", "width": 9, "height": 1, "data": jpeg()}]}),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_whoever_signed_it(department: Office, change: Any) -> None:
    data, before = change(file_of(department)), titles(department)
    with pytest.raises((BadWorkshop, FileDamaged)):
        workshop_files.take(department.feed, data, copy=True)
    assert titles(department) == before


def jpeg() -> str:
    return b64encode(_jpeg()).decode()


def _jpeg(width: int = 1, **more: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, 1), "green").save(stream, "JPEG", **more)
    return stream.getvalue()


def camera_picture() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "กล้องลับ"
    return _jpeg(exif=exif)


@pytest.mark.parametrize(
    ("width", "data"),
    [
        (1, camera_picture()),
        (1, _jpeg(comment=b"18.2N 102.6E")),
        (1, _jpeg() + b"18.2N 102.6E"),
        (1, _jpeg(progressive=True)),
        (1600, _jpeg(1600)[:-9]),
        (1601, _jpeg(1601)),
    ],
    ids=["camera", "comment", "words behind it", "in parts", "cut", "large"],
)
def test_a_picture_that_no_report_would_store_is_refused_in_a_file_of_another_office(
    department: Office, width: int, data: bytes
) -> None:
    picture = {"caption": "", "width": width, "height": 1, "data": b64encode(data).decode()}
    whole, before = resigned(file_of(department), {"pictures": [picture]}), titles(department)
    with pytest.raises(BadWorkshop):
        workshop_files.take(department.feed, whole, copy=True)
    assert titles(department) == before


def test_every_picture_that_a_report_stores_may_travel() -> None:
    for quality in (1, 60, 100):
        stream = io.BytesIO()
        Image.effect_noise((900, 700), quality).convert("RGB").save(stream, "PNG")
        made = picture_files.prepared(stream.getvalue())
        assert picture_files.stored(made) == picture_files.size(made)


def test_it_is_all_or_nothing(department: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    data = file_of(department)
    before = titles(department)
    tried = workshop_files.tried(workshop_files.read(data))

    def broken(*_given: object) -> None:
        raise OSError("the disk went")

    monkeypatch.setattr(workshop_files, "tried", lambda _found: tried)
    monkeypatch.setattr(workshop_in, "_after", broken)
    with pytest.raises(OSError, match="the disk went"):
        workshop_files.take(department.feed, data, copy=True)
    assert titles(department) == before
    assert department.feed.read(integrity.everything).faults == ()


def test_two_at_once_make_one(department: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look that refuses a second one is in the transaction that makes the first."""
    data = file_of(department)
    copied = workshop_files.take(department.feed, data, copy=True)
    monkeypatch.setattr(workshop_files, "tried", lambda _found: {})
    with pytest.raises(AlreadyHere) as refused:
        workshop_files.take(department.feed, data)
    assert refused.value.about[1] == copied


def test_other_doors_say_where_each_kind_of_file_goes(department: Office) -> None:
    (result,) = department.take(file_of(department))
    assert (result["ok"], result["result"], result["href"]) == (False, "workshop_file", "/take-in")


def test_only_the_password_makes_and_takes_files(department: Office, province: Office) -> None:
    data, room = file_of(department), department.room
    elsewhere = helper_of(room.another(), "lead")
    for role in ("lead", "helper", "viewer", "remote", "scribe"):
        desk = helper_of(room, role)
        assert desk.client.get(f"/workshops/{room.code}/file").status_code == 403
        assert send(desk, "/api/take-in/take", data).status_code == 403
    assert elsewhere.client.get(f"/workshops/{room.code}/file").status_code == 404
    outsider = Desk(room.app, room.code)
    assert outsider.client.get(f"/workshops/{room.code}/file").status_code == 302
    assert send(outsider, "/api/take-in/take", data).status_code == 401
    assert department.client.get("/workshops/QQQQQQ/file").status_code == 404


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_command_line_carries_a_workshop_to_another_folder(
    department: Office, province: Office, tmp_path: Path
) -> None:
    data, target = file_of(department), tmp_path / "whole.laena-workshop.json"
    here, there = (tmp_path / name for name in ("department", "province"))
    made = run("export-workshop", department.room.code, "--data", here, "--output", target)
    assert (made.exit_code, target.read_bytes()) == (0, data), made.output
    looked = run("import-workshop", target, "--look", "--data", there)
    assert (looked.exit_code, "notes: 1" in looked.output, "new code" in looked.output) == (0, True, False)
    taken = run("import-workshop", target, "--data", there)
    assert (taken.exit_code, "new code" in taken.output) == (0, True), taken.output
    again = run("import-workshop", target, "--data", there)
    assert (again.exit_code, "already_here" in again.output) == (1, True)
    assert run("import-workshop", target, "--copy", "--data", there).exit_code == 0
    target.write_bytes(b"{}")
    bad = run("import-workshop", target, "--data", there)
    assert (bad.exit_code, "not_ours" in bad.output) == (1, True)
    department.room.desk.call(f"/phases/{department.room.desk.board()['phases'][0]['id']}/open")
    still = run("export-workshop", department.room.code, "--data", here, "--output", target)
    assert (still.exit_code, "still_open" in still.output, target.read_bytes()) == (1, True, b"{}")
    assert run("export-workshop", "QQQQQQ", "--data", here).exit_code == 1


def test_the_published_schema_describes_the_file(department: Office) -> None:
    data = file_of(department)
    schema = department.client.get("/schemas/workshop.json").get_json()
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(data))) == []
    assert list(Draft202012Validator(schema).iter_errors(json.loads(altered(data, content={"more": 1}))))


def test_pictures_links_and_the_order_of_groups_travel(department: Office, province: Office) -> None:
    room = department.room
    group = room.groups[1]
    room.desk.post(f"/workshops/{room.code}/groups/{group}/up", data={})
    data = file_of(department)
    rows = json.loads(data)["content"]
    assert rows["presenting"] == [1, 0]
    whole = resigned(
        data,
        {"pictures": [{"caption": "หน้าห้อง", "width": 1, "height": 1, "data": jpeg()}]},
    )
    code = workshop_files.take(province.feed, whole)

    def read(session: Session) -> Any:
        return workshops.find(session, code).presenting

    assert province.feed.read(read) == [
        row.id for row in reversed(province.feed.read(groups.of, province.feed.read(workshops.find, code).id))
    ]
    assert (
        json.loads(workshop_files.make(province.feed, code))["content"]["pictures"]
        == json.loads(whole)["content"]["pictures"]
    )
