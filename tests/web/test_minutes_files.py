"""Documents of a meeting's matters: checked by content, in the limit of all files, for who may see the meeting."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.room import Room
from tests.web.test_acknowledgements import Asked
from tests.web.test_evidence import PDF, photo
from tests.web.test_minutes import add, page, post, stored, words_of
from workshop.domain import minutes_files


def word(*more: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            parts.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.fixture
def item(room: Room) -> str:
    add(room, 4, "ผลการเบิกจ่าย")
    return stored(room).items[0].id


def attach(room: Room, item: str, data: bytes = b"", file_name: str = "แผน.pdf", **form: str) -> Any:
    more: dict[str, Any] = {"file": (io.BytesIO(data), file_name)} if data else {}
    address = f"/workshops/{room.code}/minutes/files"
    return room.desk.post(address, data={"item": item, "link": "", **form, **more}, content_type="multipart/form-data")


def got(room: Room, number: int = 1, code: str = "") -> Any:
    return room.desk.client.get(f"/workshops/{code or room.code}/minutes/files/{number}")


def test_files_and_links_stand_below_their_matter_and_on_the_paper(room: Room, item: str) -> None:
    assert attach(room, item, PDF).status_code == 302
    assert attach(room, item, link="https://example.go.th/a", name="ระเบียบ").status_code == 302
    assert "https://example.go.th/a" in page(room)
    found = words_of(room, "docx")
    assert "สิ่งที่แนบ:\n๑) แผน.pdf\n๒) ระเบียบ (https://example.go.th/a)" in found
    answer = got(room)
    assert (answer.status_code, answer.data, answer.content_type) == (200, PDF, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "สิ่งที่แนบ" in words_of(room, "pdf")


def test_what_is_sent_twice_is_one_and_a_removed_one_is_gone(room: Room, item: str) -> None:
    for _again in range(2):
        attach(room, item, PDF)
    assert page(room).count(f"/workshops/{room.code}/minutes/files/1") == 1
    assert attach(room, item, remove="1").status_code == 302
    assert (got(room).status_code, "แผน.pdf" in page(room)) == (404, False)
    assert attach(room, item, remove="1").status_code == 404


def test_a_picture_loses_what_it_says_of_place_and_camera(room: Room, item: str) -> None:
    attach(room, item, photo(), "ภาพ.jpg")
    assert b"Secret Camera" not in got(room).data


@pytest.mark.parametrize(
    ("data", "form", "sentence"),
    [
        (b"", {}, "เลือกไฟล์ หรือพิมพ์ลิงก์"),
        (b"", {"link": "javascript:alert(1)"}, "ลิงก์ต้องขึ้นต้น"),
        (b"MZ\x90\x00", {}, "ไม่ใช่ภาพ"),
        (b"PK\x03\x04 broken", {}, "ไม่ใช่ภาพ"),
        (word("word/vbaProject.bin"), {}, "มาโคร"),
        (b"%PDF-" + b"0" * 5_000_001, {}, "ใหญ่เกิน"),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_is_stored(
    room: Room, item: str, data: bytes, form: dict[str, str], sentence: str
) -> None:
    refused = attach(room, item, data, "เอกสาร.docx", **form)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert got(room).status_code == 404


def test_a_word_document_is_taken_by_its_content_whatever_its_name(room: Room, item: str) -> None:
    assert attach(room, item, word(), "เอกสาร.pdf").status_code == 302
    assert "เอกสาร.docx" in page(room)


def test_documents_have_the_space_of_all_files_and_a_number_of_their_own(
    room: Room, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minutes_files, "MOST", 2)
    attach(room, item, PDF)
    attach(room, item, link="https://example.go.th/a")
    assert "ครบ 2 รายการ" in attach(room, item, link="https://example.go.th/b").text
    attach(room, item, remove="2")
    settings = room.app.extensions["laena.settings"]
    room.app.extensions["laena.settings"] = settings.model_copy(update={"files_mb": 0})
    assert "ไม่พอที่" in attach(room, item, word()).text


def test_another_workshops_document_is_not_found_and_one_of_a_removed_matter_goes_with_it(
    room: Room, item: str
) -> None:
    attach(room, item, PDF)
    other = room.another()
    assert got(room, 1, other.code).status_code == 404
    assert attach(other, item, PDF).status_code == 404
    assert attach(other, item, remove="1").status_code == 404
    post(room, "/remove", item=item)
    assert got(room).status_code == 404
    post(room, "/back", item=item)
    assert got(room).status_code == 200
    post(room, "/remove", item=item)
    add(room, 1, "อื่น")
    assert room.feed.read(lambda session: minutes_files.of(session, 1)) == {}


def test_who_has_the_link_to_acknowledge_opens_the_documents_of_its_matters_alone(room: Room) -> None:
    asked = Asked(room)
    attach(room, asked.item, PDF)
    add(room, 6, "ลับ")
    attach(room, stored(room).items[-1].id, word(), "ลับ.docx")
    outsider = room.app.test_client()
    assert "แผน.pdf" in outsider.get(f"/acknowledge/{asked.token}").text
    assert outsider.get(f"/acknowledge/{asked.token}/files/1").data == PDF
    assert outsider.get(f"/acknowledge/{asked.token}/files/2").status_code == 404
    assert outsider.get("/acknowledge/aaaaaaaaaaaaaaaaaaaaaa/files/1").status_code == 404
