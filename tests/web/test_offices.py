"""What an office types once: stored whole or not at all, shown to facilitators only, and printed on its letters."""

import io
import re
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from tests.room import Room
from workshop.domain import emblems, offices
from workshop.domain.offices import Office
from workshop.views.read_record import read_record

TYPED = {
    "name": "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
    "place": "ศาลากลางจังหวัดขอนแก่น",
    "address": "ถนนหน้าศูนย์ราชการ\nขก ๔๐๐๐๐",
    "signer": 'นาย "ตัวอย่าง" <นามสมมุติ>',
    "acting": "รักษาราชการแทน",
    "acting_for": "ผู้ว่าราชการจังหวัดขอนแก่น",
}


def picture(width: int = 900, height: int = 1000, kind: str = "PNG") -> bytes:
    stream, said = io.BytesIO(), PngImagePlugin.PngInfo()
    said.add_text("Author", "ผู้ถ่ายภาพลับ")
    options: dict[str, Any] = {"pnginfo": said} if kind == "PNG" else {"comment": "ผู้ถ่ายภาพลับ".encode()}
    Image.new("RGB", (width, height), "navy").save(stream, kind, **options)
    return stream.getvalue()


def send(room: Room, data: dict[str, Any], file: bytes = b"") -> Any:
    client = room.desk.client
    token = re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/office").text)[0]
    body = {**data, "csrf_token": token, **({"emblem": (io.BytesIO(file), "ตรา.png")} if file else {})}
    return client.post("/office", data=body, content_type="multipart/form-data")


def stored(room: Room) -> Office:
    return room.feed.read(offices.read)


def test_what_was_typed_is_shown_again_and_stands_in_the_record(room: Room) -> None:
    assert send(room, TYPED, picture()).status_code == 302
    office = room.feed.read(read_record, room.code).office
    assert {name: getattr(office, name) for name in TYPED} == TYPED
    page = room.desk.client.get("/office").text
    assert "นาย &#34;ตัวอย่าง&#34; &lt;นามสมมุติ&gt;" in page
    assert '<option value="รักษาราชการแทน" selected>' in page


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_emblem_is_shrunk_and_says_nothing_of_its_maker(room: Room, kind: str) -> None:
    assert send(room, TYPED, picture(kind=kind)).status_code == 302
    emblem = room.desk.client.get("/office/emblem.png").data
    with Image.open(io.BytesIO(emblem)) as shrunk:
        assert (shrunk.format, max(shrunk.size), shrunk.info) == ("PNG", emblems.PIXELS, {})
    assert "ผู้ถ่ายภาพลับ".encode() not in emblem


def test_the_emblem_stays_until_it_is_taken_out(room: Room) -> None:
    send(room, TYPED, picture())
    send(room, {**TYPED, "name": "อีกชื่อหนึ่ง"})
    assert stored(room).emblem
    send(room, {**TYPED, "without_emblem": "y"})
    assert stored(room).emblem == b""


@pytest.mark.parametrize("file", [b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"x" * 40, picture()[:60]])
def test_what_is_no_picture_is_refused_and_changes_nothing(room: Room, file: bytes) -> None:
    send(room, TYPED, picture())
    before = stored(room)
    answer = send(room, {**TYPED, "name": "อีกชื่อหนึ่ง"}, file)
    assert answer.status_code == 422
    assert "ไม่ใช่ภาพ PNG หรือ JPEG" in answer.text
    assert "อีกชื่อหนึ่ง" in answer.text
    assert stored(room) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [({"post": "ก" * (offices.LIMIT + 1)}, "ยาวเกิน 300 ตัวอักษร"), ({"acting": "ในนามของ"}, "กรุณาเลือกว่าลงนามในฐานะใด")],
)
def test_what_is_too_long_or_no_choice_is_refused_at_its_field(room: Room, change: dict[str, str], said: str) -> None:
    send(room, TYPED)
    answer = send(room, {**TYPED, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(room).post == ""


def test_nobody_but_the_facilitator_sees_or_changes_the_office(room: Room) -> None:
    send(room, TYPED, picture())
    outsider = room.app.test_client()
    for address in ("/office", "/office/emblem.png"):
        answer = outsider.get(address)
        assert answer.status_code == 302
        assert "ขอนแก่น" not in answer.text
    assert outsider.post("/office", data={"name": "ผู้อื่น"}).status_code == 409  # no token
    assert stored(room).name == TYPED["name"]
