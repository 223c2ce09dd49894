"""The office's own Word template on its page: checked before it is used, tried on an example, removed again."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest

from tests.reports.test_office_templates import SHIPPED, append, edited, in_a_table, retag, without
from tests.room import Room
from workshop.domain import office_templates, offices
from workshop.domain.office_templates import Fault, UnfitTemplate
from workshop.reports.docx.xml import paragraph
from workshop.reports.formats import FORMATS
from workshop.reports.minutes import minutes_file
from workshop.reports.office_templates.example import tried
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words
from workshop.views import minutes
from workshop.views.read_record import read_record

OWN = edited(append(paragraph("BodyText", "ท้ายรายงานของสำนักงาน")))
ADDRESS = "/office/templates/report"


class OnTheSpot:
    """Reads files in this process, as a test would wait long for new ones."""

    @staticmethod
    def check_template(kind: str, data: bytes) -> None:
        tried(data, Words("th"), kind)

    @staticmethod
    def example(kind: str, data: bytes, language: str) -> bytes:
        return tried(data, Words("th"), kind)

    @staticmethod
    def shipped(kind: str, language: str) -> bytes:
        return shipped(Words("th"), kind)


def send(room: Room, data: bytes | None, client: Any = None, name: str = "แม่แบบ สพจ.docx", kind: str = "report") -> Any:
    body = {} if data is None else {"template": (io.BytesIO(data), name)}
    return (client or room.desk).post(f"/office/templates/{kind}", data=body, content_type="multipart/form-data")


def stored(room: Room) -> list[tuple[str, bytes]]:
    return [(each.name, each.data) for each in room.feed.read(read_record, room.code).office.templates]


def last_line(data: bytes) -> str:
    return docx.Document(io.BytesIO(data)).paragraphs[-1].text


def damaged_inside() -> bytes:
    """A ZIP with a compression that Word does not use, and a byte of it wrong."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.xml", "<a/>" * 200)
    data = bytearray(out.getvalue())
    data[30 + len("a.xml") + 9 : 30 + len("a.xml") + 29] = b"\xff" * 20
    return bytes(data)


def test_the_shipped_template_comes_back_changed_and_the_report_is_written_through_it(room: Room) -> None:
    page = room.desk.client.get("/office").text
    assert page.count("ไฟล์ Word เขียนตามแบบที่มากับโปรแกรม") == len(office_templates.KINDS)
    given = room.desk.client.get(f"{ADDRESS}/shipped")
    assert given.status_code == 200
    own = edited(append(paragraph("BodyText", "ท้ายรายงานของสำนักงาน")), given.data)
    assert send(room, own).status_code == 302
    assert stored(room) == [("แม่แบบ สพจ.docx", own)]
    assert "<strong>แม่แบบ สพจ.docx</strong>" in room.desk.client.get("/office").text
    assert last_line(room.desk.client.get(f"{ADDRESS}/example").data) == "ท้ายรายงานของสำนักงาน"
    assert room.desk.client.get(f"{ADDRESS}/own").data == own
    assert room.desk.post(f"{ADDRESS}/remove").status_code == 302
    assert stored(room) == []
    assert room.desk.client.get(f"{ADDRESS}/example").status_code == 404


def test_every_fault_is_named_on_the_page_and_the_template_before_stays(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    room.feed.write(offices.save, offices.Office(name="สำนักงานเดิม"))
    send(room, OWN)

    def change(document: Any) -> None:
        without("laena.body")(document)
        retag("laena.summary", "laena.sumary")(document)
        in_a_table(document)

    answer = send(room, edited(change))
    assert answer.status_code == 422
    for said in ("ขาดช่อง “laena.body”", "“laena.sumary” → “laena.summary”", "ช่อง “laena.programme” ต้องอยู่"):
        assert said in answer.text
    assert "ต้องแก้ 3 จุด" in answer.text
    assert 'value="สำนักงานเดิม"' in answer.text
    assert stored(room)[0][1] == OWN


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "ยังไม่ได้เลือกไฟล์แม่แบบ"),
        (b"", "ไม่ใช่เอกสาร Word"),
        (b"PK\3\4 x", "เสียหรืออ่านไม่ได้"),
        (damaged_inside(), "เสียหรืออ่านไม่ได้"),
        (SHIPPED + bytes(office_templates.MAX_BYTES), "ใหญ่เกิน 3 MB"),
    ],
)
def test_what_is_no_template_is_refused_in_words(room: Room, data: bytes | None, said: str) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    answer = send(room, data)
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(room) == []


@pytest.mark.usefixtures("new_children")
def test_faults_come_back_from_a_process_of_their_own(room: Room) -> None:
    process = room.app.extensions["laena.office_process"]
    with pytest.raises(UnfitTemplate) as refused:
        process.check_template("report", edited(without("laena.body")))
    assert refused.value.faults == (Fault("missing", "laena.body"),)


def test_a_name_that_the_file_cannot_have_is_made_safe(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    send(room, OWN, name="../<b>แบบ</b>.docx")
    assert stored(room)[0][0] == "b แบบ b .docx"
    disposition = room.desk.client.get(f"{ADDRESS}/own").headers["Content-Disposition"]
    assert ".." not in disposition


@pytest.mark.parametrize("address", ["/office/templates/minute", "/office/templates/report2"])
def test_there_is_no_template_of_another_kind(room: Room, address: str) -> None:
    assert room.desk.client.get(f"{address}/shipped").status_code == 404
    assert room.desk.post(address).status_code == 404


@pytest.mark.parametrize("kind", ["letter", "memo", "minutes"])
def test_letters_and_minutes_have_templates_of_their_own_which_come_back_changed(room: Room, kind: str) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    given = room.desk.client.get(f"/office/templates/{kind}/shipped").data
    own = edited(append(paragraph("LetterText", "ท้ายของสำนักงาน")), given)
    assert send(room, own, kind=kind, name=f"{kind}.docx").status_code == 302
    page = room.desk.client.get("/office").text
    assert (f"<strong>{kind}.docx</strong>" in page, page.count("ไฟล์ Word เขียนตามแม่แบบ")) == (True, 1)
    assert last_line(room.desk.client.get(f"/office/templates/{kind}/example").data) == "ท้ายของสำนักงาน"
    assert last_line(paper(room, kind)) == "ท้ายของสำนักงาน"
    assert room.desk.post(f"/office/templates/{kind}/remove").status_code == 302
    assert last_line(paper(room, kind)) != "ท้ายของสำนักงาน"


def paper(room: Room, kind: str) -> bytes:
    """The document as the facilitator's screens give it."""
    if kind == "minutes":
        return minutes_file(room.feed.read(minutes.read, room.code), "docx", Words("th"))[1]
    stream = io.BytesIO()
    FORMATS[f"{kind}_docx"].write(room.feed.read(read_record, room.code), "th", stream)
    return stream.getvalue()


def test_a_template_of_another_kind_is_refused_below_its_own_field(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    answer = send(room, SHIPPED, kind="letter")
    assert answer.status_code == 422
    _summary, _form, after = answer.text.partition('id="template-letter"')
    letter, _next, others = after.partition('id="template-memo"')
    assert "ไฟล์นี้เป็นแม่แบบของ “รายงานสรุปผลการประชุม”" in letter
    assert "ไฟล์นี้เป็นแม่แบบของ" not in others
    assert stored(room) == []


def test_nobody_but_the_facilitator_reads_adds_or_removes_a_template(room: Room) -> None:
    room.app.extensions["laena.office_process"] = OnTheSpot()
    send(room, OWN)
    outsider = room.app.test_client()
    for name in ("shipped", "own", "example"):
        answer = outsider.get(f"{ADDRESS}/{name}")
        assert (answer.status_code, "sign-in" in answer.headers["Location"]) == (302, True)
    assert send(room, SHIPPED, client=outsider).status_code == 409  # no token
    assert outsider.post(f"{ADDRESS}/remove").status_code == 409
    assert stored(room)[0][1] == OWN
