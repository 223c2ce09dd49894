"""What an office types once: stored whole or not at all, shown to facilitators only, and printed on its letters."""

import io
import re
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from tests.reports.font_samples import font_file, without_thai
from tests.room import Room
from workshop.domain import emblems, office_fonts, offices
from workshop.domain.offices import Office
from workshop.errors import ImportUnderWay
from workshop.reports import formats
from workshop.reports.font_check import checked
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


def test_an_emblem_is_decoded_outside_the_process_that_serves_the_room(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emblems, "prepared", None)
    assert send(room, TYPED, picture()).status_code == 302
    assert stored(room).emblem


def test_while_another_picture_is_read_the_emblem_waits_in_words_and_nothing_changes(room: Room) -> None:
    def busy(_data: bytes) -> bytes:
        raise ImportUnderWay

    room.app.extensions["laena.picture_process"].emblem = busy
    before = stored(room)
    answer = send(room, {**TYPED, "name": "อีกชื่อหนึ่ง"}, picture())
    assert (answer.status_code, stored(room)) == (503, before)
    assert "กำลังอ่านไฟล์อื่นอยู่" in answer.text


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
    [
        ({"post": "ก" * (offices.LIMIT + 1)}, "ยาวเกิน 300 ตัวอักษร"),
        ({"acting": "ในนามของ"}, "กรุณาเลือกว่าลงนามในฐานะใด"),
        ({"sends": "fax"}, "กรุณาเลือกว่าส่งรายงานถึงใคร"),
    ],
)
def test_what_is_too_long_or_no_choice_is_refused_at_its_field(room: Room, change: dict[str, str], said: str) -> None:
    send(room, TYPED)
    answer = send(room, {**TYPED, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(room).post == ""


@pytest.mark.parametrize("sends", ["letter", "memo"])
def test_only_the_letter_for_the_chosen_addressee_is_offered_and_lies_in_the_parcel(room: Room, sends: str) -> None:
    def letters() -> list[set[str]]:
        """What console, report page, list of exports and parcel have of the four letters."""
        pages = [room.desk.client.get(f"/workshops/{room.code}{page}").text for page in ("", "/report")]
        linked = [set(re.findall(r"/export/((?:letter|memo)_\w+)", page)) for page in pages]
        listed = {each["key"] for each in room.desk.client.get(f"/api/w/{room.code}/exports").json["exports"]}
        record = room.feed.read(read_record, room.code)
        return [*linked, listed & four, {each.key for each in formats.offered(record.office, record.chapters)} & four]

    four = {f"{letter}_{suffix}" for letter in ("letter", "memo") for suffix in ("docx", "pdf")}
    assert letters() == [four] * 4
    assert send(room, {**TYPED, "sends": sends}).status_code == 302
    assert letters() == [{f"{sends}_docx", f"{sends}_pdf"}] * 4
    assert f'<option value="{sends}" selected>' in room.desk.client.get("/office").text
    assert send(room, {**TYPED, "sends": ""}).status_code == 302
    assert letters() == [four] * 4


def test_nobody_but_the_facilitator_sees_or_changes_the_office(room: Room) -> None:
    send(room, TYPED, picture())
    outsider = room.app.test_client()
    for address in ("/office", "/office/emblem.png"):
        answer = outsider.get(address)
        assert answer.status_code == 302
        assert "ขอนแก่น" not in answer.text
    assert outsider.post("/office", data={"name": "ผู้อื่น"}).status_code == 409  # no token
    assert stored(room).name == TYPED["name"]


class OnTheSpot:
    """Reads files in this process, as a test would wait long for new ones."""

    font = staticmethod(checked)


def send_fonts(room: Room, *files: bytes, client: Any = None) -> Any:
    fonts = [(io.BytesIO(data), "แบบอักษร.ttf") for data in files]
    sender = client or room.desk
    return sender.post("/office/fonts", data={"font": fonts}, content_type="multipart/form-data")


def names(room: Room) -> list[str]:
    return [f"{each.family} {each.face}" for each in room.feed.read(read_record, room.code).office.fonts]


@pytest.mark.usefixtures("new_children")
def test_a_font_is_read_in_a_process_of_its_own_shown_on_the_page_and_removed_again(room: Room) -> None:
    assert send_fonts(room, font_file()).status_code == 302
    assert names(room) == ["Samroon Regular"]
    page = room.desk.client.get("/office").text
    assert "<strong>Samroon</strong> (ตัวปกติ)" in page
    assert "ยังไม่มีตัวหนา" in page
    assert send_fonts(room, font_file("Bold")[:9000]).status_code == 422
    assert names(room) == ["Samroon Regular"]
    assert room.desk.post("/office/fonts/remove").status_code == 302
    assert names(room) == []
    assert "ใช้ Sarabun ที่มากับโปรแกรม" in room.desk.client.get("/office").text


def test_faces_come_together_or_one_by_one_and_stay_when_the_office_is_saved(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    send_fonts(room, font_file("Bold"), font_file())
    send_fonts(room, font_file("Italic"))
    version = room.feed.read(office_fonts.version)
    assert send(room, TYPED).status_code == 302
    assert names(room) == ["Samroon Regular", "Samroon Bold", "Samroon Italic"]
    send_fonts(room, font_file(units=1600))
    assert len(names(room)) == 3
    assert room.feed.read(office_fonts.version) != version  # what the preview was drawn with is drawn anew


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([], "เลือกไฟล์แบบอักษร 1 ถึง 4 ไฟล์"),
        ([font_file()] * 5, "เลือกไฟล์แบบอักษร 1 ถึง 4 ไฟล์"),
        ([font_file("Bold")], "ยังไม่มีไฟล์ตัวปกติ"),
        ([font_file(), font_file("Bold", family="Samruay")], "ไม่ใช่ชุดเดียวกับ “Samroon”"),
        ([font_file(), b"<html>"], "ไม่ใช่แบบอักษร TTF หรือ OTF เดี่ยว"),
        ([font_file() + bytes(2_000_000)], "ใหญ่เกิน 2 MB"),
        ([without_thai()], "ไม่มีตัวอักษรที่ต้องใช้: ก ข ฃ"),
        ([font_file(rights=2)], "ไม่อนุญาตให้ฝังในเอกสาร"),
    ],
)
def test_fonts_that_cannot_be_used_are_refused_together_and_change_nothing(
    room: Room, files: list[bytes], why: str
) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    room.feed.write(offices.save, offices.Office(name="สำนักงานเดิม"))
    answer = send_fonts(room, *files)
    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="สำนักงานเดิม"' in answer.text, "the form is not emptied: saving it would erase the office"
    assert names(room) == []


def test_nobody_but_the_facilitator_adds_or_removes_a_font(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    send_fonts(room, font_file())
    outsider = room.app.test_client()
    assert send_fonts(room, font_file("Bold"), client=outsider).status_code == 409  # no token
    assert outsider.post("/office/fonts/remove").status_code == 409
    assert names(room) == ["Samroon Regular"]
