"""Pictures of the event: stored upright, small and without a word of their files; described, moved, removed."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from tests.reports.picture_samples import SECRET, picture_file
from tests.room import Room
from workshop.domain import picture_files, pictures
from workshop.domain.picture_files import NoPicture, prepared
from workshop.domain.report_texts import version
from workshop.views.read_record import read_record
from workshop.views.record import Picture


class OnTheSpot:
    """Decodes in this process, as a test would wait long for a hundred new ones."""

    prepared = staticmethod(prepared)


@pytest.fixture
def quick(room: Room) -> Room:
    room.app.extensions["laena.picture_process"] = OnTheSpot()
    return room


def add(room: Room, data: bytes, caption: str = "", client: Any = None) -> Any:
    typed = {"picture": (io.BytesIO(data), "ภาพ.jpg"), "caption": caption}
    sender = client or room.desk
    return sender.post(f"/workshops/{room.code}/report/pictures", data=typed, content_type="multipart/form-data")


def act(room: Room, number: int, **typed: str) -> Any:
    return room.desk.post(f"/workshops/{room.code}/report/pictures/{number}", data=typed)


def stored(room: Room) -> tuple[Picture, ...]:
    return room.feed.read(read_record, room.code).pictures


def captions(room: Room) -> list[str]:
    return [each.caption for each in stored(room)]


def numbers(room: Room) -> list[int]:
    """The pictures of the page by number, in order, removed ones included."""
    page = room.desk.client.get(f"/workshops/{room.code}/report").text
    return [int(number) for number in re.findall(r'class="picture-form" method="post" action="[^"]+/(\d+)"', page)]


def three(room: Room) -> list[int]:
    for place, name in enumerate(("หนึ่ง", "สอง", "สาม")):
        assert add(room, picture_file(80 + place, 60, "PNG"), name).status_code == 302
    return numbers(room)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.usefixtures("new_children")
def test_a_picture_is_stored_upright_and_small_without_a_word_of_its_file(room: Room, kind: str) -> None:
    file = picture_file(2000, 1000, kind, turned=True, secret=SECRET)
    assert SECRET.encode() in file
    assert b"Exif" in file or kind != "JPEG"
    assert add(room, file, " ผู้เข้าร่วม\nระดมความคิด ").status_code == 302
    (found,) = stored(room)
    assert (found.caption, found.width, found.height) == ("ผู้เข้าร่วม ระดมความคิด", 1600, 800)
    for word in (SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif", b"xmpmeta", b"\xff\xe1", b"\xff\xfe"):
        assert word not in found.data
    with Image.open(io.BytesIO(found.data)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1600, 800), {})
        red, green, _blue = picture.getpixel((200, 200))
        assert red > 200 > 100 > green
    shown = room.desk.client.get(f"/workshops/{room.code}/report/pictures/{numbers(room)[0]}")
    assert (shown.data, shown.content_type) == (found.data, "image/jpeg")


def bomb(width: int, height: int) -> bytes:
    """A PNG that names a size and has next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def gif() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (20, 20)).save(stream, "GIF")
    return stream.getvalue()


BAD = {
    "nothing": b"",
    "a text": "ไม่ใช่ภาพ".encode(),
    "another format": gif(),
    "half a picture": picture_file(400, 300, "JPEG")[:2000],
    "more points than any phone makes": bomb(30_000, 30_000),
    "a picture without points": bomb(100, 100),
    "a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_picture_is_refused_in_words_and_changes_nothing(room: Room, name: str) -> None:
    refused = add(room, BAD[name], "คำบรรยายที่พิมพ์ไว้")
    assert refused.status_code == 422
    assert "ไม่ใช่ภาพ JPEG, PNG หรือ WebP" in refused.text
    assert "คำบรรยายที่พิมพ์ไว้" in refused.text
    assert stored(room) == ()


def test_a_file_of_too_many_bytes_or_a_long_caption_is_refused_before_it_is_decoded(quick: Room) -> None:
    quick.app.extensions["laena.picture_process"] = None
    assert add(quick, bytes(picture_files.MAX_BYTES + 1)).status_code == 422
    assert add(quick, bytes(picture_files.MAX_BYTES + 200_000)).status_code == 413
    long = add(quick, picture_file(80, 60, "PNG"), "น้ำ" * (pictures.LIMIT + 1))
    assert (long.status_code, "ยาวเกิน 200 ตัวอักษร" in long.text) == (422, True)
    assert stored(quick) == ()


def test_transparent_grey_and_deep_pictures_come_out_on_white_paper() -> None:
    for mode, colour in (("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("CMYK", (0, 0, 0, 0)), ("I;16", 65535), ("P", 0)):
        stream = io.BytesIO()
        image = Image.new(mode, (30, 20), colour)
        image.save(stream, "JPEG" if mode == "CMYK" else "PNG", **({"transparency": 0} if mode == "P" else {}))
        with Image.open(io.BytesIO(prepared(stream.getvalue()))) as found:
            assert min(found.convert("RGB").getpixel((5, 5))) > 240, mode


def test_there_are_as_many_pictures_as_a_report_takes_and_each_is_there_once(quick: Room) -> None:
    for place in range(pictures.MOST):
        assert add(quick, picture_file(80 + place, 60, "PNG"), f"ภาพ {place}").status_code == 302
    refused = add(quick, picture_file(200, 60, "PNG"))
    assert (refused.status_code, "รายงานมีได้ 12 ภาพ" in refused.text) == (422, True)
    act(quick, numbers(quick)[0], act="remove")
    assert add(quick, picture_file(81, 60, "PNG"), "ภาพ 1").status_code == 302
    again = add(quick, picture_file(81, 60, "PNG"), "ซ้ำ")
    assert (again.status_code, "ภาพนี้อยู่ในรายงานแล้ว" in again.text) == (422, True)
    assert captions(quick) == [f"ภาพ {place}" for place in range(1, pictures.MOST)]


def test_pictures_are_moved_and_described_and_no_caption_of_another_is_overwritten(quick: Room) -> None:
    first, second, third = three(quick)
    act(quick, third, act="up")
    act(quick, first, act="down")
    act(quick, first, act="down")
    act(quick, first, act="down")
    assert captions(quick) == ["สาม", "สอง", "หนึ่ง"]
    assert act(quick, second, caption="สองใหม่", was=version("สอง")).status_code == 302
    refused = act(quick, second, caption="ของอีกจอ <b>", was=version("สอง"))
    assert refused.status_code == 409
    assert 'value="ของอีกจอ &lt;b&gt;"' in refused.text
    assert "คำบรรยายที่บันทึกอยู่: สองใหม่" in refused.text
    assert captions(quick) == ["สาม", "สองใหม่", "หนึ่ง"]


def test_a_removed_picture_comes_back_where_it_was_until_the_next_step_deletes_it(quick: Room) -> None:
    first, second, third = three(quick)
    act(quick, second, act="remove")
    assert captions(quick) == ["หนึ่ง", "สาม"]
    assert "นำภาพกลับ" in quick.desk.client.get(f"/workshops/{quick.code}/report").text
    act(quick, second, act="back")
    assert captions(quick) == ["หนึ่ง", "สอง", "สาม"]
    act(quick, second, act="remove")
    act(quick, first, act="remove")
    assert act(quick, second, act="back").status_code == 404
    assert numbers(quick) == [first, third]
    act(quick, first, act="forget")
    assert act(quick, first, act="back").status_code == 404
    assert captions(quick) == ["สาม"]
    assert act(quick, third, act="forget").status_code == 302
    assert captions(quick) == ["สาม"]


def test_each_picture_is_part_of_what_is_approved(quick: Room) -> None:
    state = f"/api/w/{quick.code}/report"
    (first, *_others) = three(quick)
    seen = quick.desk.client.get(state).get_json()["digest"]
    approval = {"name": "นายตัวอย่าง", "post": "พัฒนาการ", "digest": seen}
    assert quick.desk.post(f"/workshops/{quick.code}/report/approve", data=approval).status_code == 302
    act(quick, first, act="remove")
    found = quick.desk.client.get(state).get_json()
    assert (found["state"], found["changes"]) == ("changed", ["ส่วนที่เปลี่ยน: ภาพกิจกรรม"])
    act(quick, first, act="back")
    assert quick.desk.client.get(state).get_json()["state"] == "approved"


def test_only_the_facilitator_sees_or_changes_pictures_and_none_of_another_workshop(quick: Room) -> None:
    (first, *_others) = three(quick)
    outsider = quick.app.test_client()
    address = f"/workshops/{quick.code}/report/pictures"
    assert outsider.get(f"{address}/{first}").status_code == 302
    assert outsider.post(f"{address}/{first}", data={"act": "remove"}).status_code in (302, 409)
    assert add(quick, picture_file(99, 60, "PNG"), client=outsider).status_code in (302, 409)
    elsewhere = quick.another()
    wrong = f"/workshops/{elsewhere.code}/report/pictures/{first}"
    assert quick.desk.client.get(wrong).status_code == 404
    assert quick.desk.post(wrong, data={"act": "remove"}).status_code == 404
    assert captions(quick) == ["หนึ่ง", "สอง", "สาม"]
    assert stored(elsewhere) == ()


def test_a_refusal_names_the_field_of_the_file() -> None:
    assert list(NoPicture().errors) == ["picture"]
