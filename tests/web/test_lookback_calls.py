"""Last year's cards over HTTP: opened from a workshop or a file, answered by phones, summed up, compared, reported."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from tests.domain.opinion_table import FORMER
from tests.room import Phone, Room
from tests.web.importing import OnTheSpot
from tests.web.test_opinion_calls import next_id, refused
from workshop.domain import endings, lookbacks, workshops
from workshop.domain.former_years import Former, FormerAction
from workshop.reports import comparison
from workshop.reports import json as json_report
from workshop.reports.docx import document
from workshop.reports.words import Language, Words
from workshop.reports.xlsx import book
from workshop.views import integrity
from workshop.views.read_record import read_record


def send(phone: Phone, lookback: int, card: str = "1", value: str = "done") -> Any:
    return phone.call("PUT", "/card", {"id": next_id(), "lookback_id": lookback, "card": card, "value": value})


def exported(room: Room, writer: Any, language: Any = "th") -> bytes:
    out = io.BytesIO()
    writer.write(room.feed.read(read_record, room.code), Words(language), out)
    return out.getvalue()


@pytest.fixture
def last_year(room: Room) -> Room:
    """A workshop with a theme of proposals and two actions, one of them done."""
    room.desk.open_phase(1)
    first = room.phone.note("อบรมบัญชีครัวเรือน", category="proposal")["id"]
    room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": "อบรมเรื่องบัญชี"})
    room.desk.call("/actions", {"what": "ขุดลอกคลอง", "unit": "อำเภอพล"})
    action = room.desk.call("/actions", {"what": "ซ่อมถนน"}).get_json()["answer"]
    room.desk.call(f"/actions/{action}/status", {"status": "done", "was": "waiting"})
    return room


def opened(here: Room, code: str) -> int:
    answer = here.desk.call("/lookback", {"code": code})
    assert answer.status_code == 200, answer.text
    return int(answer.get_json()["answer"])


def test_proposals_and_actions_of_another_workshop_come_as_cards_with_their_status(last_year: Room) -> None:
    here = last_year.another()
    sources = here.desk.client.get(f"/api/w/{here.code}/lookback/sources").get_json()["sources"]
    assert [each["code"] for each in sources] == [last_year.code]
    opened(here, last_year.code)
    cards = here.desk.board()["lookback"]["cards"]
    assert [(card["kind"], card["what"], card["unit"], card["status"]) for card in cards] == [
        ("proposal", "อบรมเรื่องบัญชี", "", ""),
        ("action", "ขุดลอกคลอง", "อำเภอพล", ""),
        ("action", "ซ่อมถนน", "", "done"),
    ]
    assert "อบรมบัญชีครัวเรือน" not in json.dumps(here.phone.state(), ensure_ascii=False), "no note of that year"
    assert here.outsider().state()["lookback"]["cards"] == cards
    action = last_year.desk.board()["actions"][0]
    last_year.desk.call(f"/actions/{action['id']}/status", {"status": "doing", "was": "waiting"})
    assert here.desk.board()["lookback"]["cards"][1]["status"] == "doing", "as the action stands now"


def test_cards_of_a_purged_workshop_take_no_status_of_one_that_has_its_id_now(last_year: Room) -> None:
    here = last_year.another()
    opened(here, last_year.code)
    feed = here.feed
    assert feed.read(endings.taken_over_by, last_year.code) == [here.desk.board()["workshop"]["title"]]
    assert feed.read(endings.taken_over_by, here.code) == []
    assert feed.write(endings.delete_rows, last_year.code)
    after = feed.read(lambda session: lookbacks.STAGE.now(session, workshops.find(session, here.code)))
    assert after.source is None
    assert [card["status"] for card in here.desk.board()["lookback"]["cards"]] == ["", "", "done"]


def test_answers_are_counted_at_the_end_and_of_five_devices_or_more(last_year: Room) -> None:
    here = last_year.another()
    lookback = opened(here, last_year.code)
    phones = [here.phone, here.other, *(here.new_phone(1) for _ in range(3))]
    for place, phone in enumerate(phones):
        assert send(phone, lookback, "1", "done" if place else "dropped").get_json()["value"]
    assert send(phones[0], lookback, "1", "doing").status_code == 200, "an answer can be changed"
    send(phones[0], lookback, "2", "done")
    screens = [here.desk.board(view=view)["lookback"] for view in ("console", "projector")]
    for shown in (*screens, here.phone.state()["lookback"]):
        assert [(card["answers"], card["counts"]) for card in shown["cards"]] == [(5, None), (1, None), (0, None)]
    assert (here.phone.state()["my_cards"], here.outsider().state()["my_cards"]) == ({"1": "doing", "2": "done"}, {})
    here.desk.call("/lookback/close")
    assert refused(send(here.other, lookback)) == (409, "lookback_closed")
    cards = here.other.state()["lookback"]["cards"]
    assert [(card["answers"], card["counts"]) for card in cards] == [(5, [4, 1, 0]), (1, None), (0, None)]
    here.desk.call("/lookback/clear")
    assert (here.phone.state()["lookback"], here.phone.state()["my_cards"]) == (None, {})


def test_an_outsider_and_a_card_that_is_not_there_are_refused(last_year: Room) -> None:
    here = last_year.another()
    lookback = opened(here, last_year.code)
    assert refused(send(here.outsider(), lookback)) == (401, "not_joined")
    assert refused(send(here.phone, lookback, "99")) == (404, "unknown_card")
    assert refused(send(last_year.phone, lookback)) == (404, "unknown_card")
    assert refused(here.desk.call("/lookback", {"code": here.code}))[0] == 422
    assert refused(here.desk.call("/lookback", {"code": "ไม่มี"}))[0] == 404
    assert refused(last_year.desk.call("/lookback", {"code": here.code}))[0] == 422, "nothing to look back at"


def test_the_facilitator_says_how_a_card_stands_and_takes_it_back(last_year: Room) -> None:
    here = last_year.another()
    lookback = opened(here, last_year.code)
    said = {"lookback_id": lookback, "card": "1", "status": "dropped", "was": ""}
    assert here.desk.call("/lookback/status", said).status_code == 200
    assert here.phone.state()["lookback"]["cards"][0]["status"] == "dropped"
    assert refused(here.desk.call("/lookback/status", said))[0] == 409, "another screen was faster"
    here.desk.call("/undo")
    assert here.phone.state()["lookback"]["cards"][0]["status"] == ""


def test_a_note_is_about_a_card_and_stands_in_page_and_report(last_year: Room) -> None:
    here = last_year.another()
    lookback = opened(here, last_year.code)
    note = here.phone.note("ต้องเริ่มก่อนฤดูฝน", card=f"{lookback}.2")
    assert note["card"] == f"{lookback}.2"
    assert [each["card"] for each in here.desk.board()["notes"] if "card" in each] == [f"{lookback}.2"]
    before = len(here.desk.board()["notes"])
    for wrong in (f"{lookback}.99", "999.1", "x"):
        assert refused(here.phone.send("ไม่มีบัตรนี้", card=wrong)) == (404, "unknown_card")
    assert len(here.desk.board()["notes"]) == before
    page = here.desk.client.get(f"/workshops/{here.code}/last-year").text
    assert "ต้องเริ่มก่อนฤดูฝน" in page
    found = json.loads(exported(here, json_report))["lookbacks"]
    assert [card["lessons"] for card in found[0]["cards"]] == [[], [note["number"]], []]
    here.desk.call(f"/notes/{note['id']}/hide")
    assert "ต้องเริ่มก่อนฤดูฝน" not in here.desk.client.get(f"/workshops/{here.code}/last-year").text


def test_a_note_whose_words_are_erased_is_a_lesson_no_more(last_year: Room) -> None:
    here = last_year.another()
    lookback = opened(here, last_year.code)
    kept, erased = (here.phone.note(text, card=f"{lookback}.2") for text in ("ต้องเริ่มก่อนฤดูฝน", "นายก สมมุติ ไม่มา"))
    address = f"/workshops/{here.code}/last-year"
    assert here.desk.client.get(address).text.count("action-note") == 2
    here.desk.call(f"/notes/{erased['id']}/erase", {"reason": "มีชื่อบุคคล"})
    assert here.desk.client.get(address).text.count("action-note") == 1
    (found,) = json.loads(exported(here, json_report))["lookbacks"]
    assert [card["lessons"] for card in found["cards"]] == [[], [kept["number"]], []]


def test_the_page_says_states_in_the_words_of_the_report(room: Room) -> None:
    note = room.phone.note("งบมาช้ามาก")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบช้า"})
    room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    record = room.feed.read(read_record, room.code)
    (found,) = comparison.of(record)
    languages: tuple[Language, ...] = ("th", "en")
    for language in languages:
        room.desk.client.set_cookie("language", language)
        page = room.desk.client.get(f"/workshops/{room.code}/last-year").text
        said = {comparison.state(each, Words(language)) for each in found.themes}
        assert said
        assert [words for words in said if f">{words}</span>" not in page] == []


@pytest.mark.parametrize(("writer", "name"), [(json_report, "ก.json"), (book, "ปี 2563.xlsx")], ids=["json", "xlsx"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_an_export_of_another_machine_opens_the_same_cards(
    last_year: Room, writer: Any, name: str, language: str
) -> None:
    data = exported(last_year, writer, language)
    here = last_year.another()
    last_year.feed.write(endings.delete_rows, last_year.code)
    here.app.extensions["laena.import_process"] = OnTheSpot(here)
    answer = here.desk.post(f"/api/w/{here.code}/lookback/file?name={name}", data=data)
    assert answer.status_code == 200, answer.text
    cards = here.desk.board()["lookback"]["cards"]
    assert [(card["kind"], card["what"], card["status"]) for card in cards] == [
        ("proposal", "อบรมเรื่องบัญชี", ""),
        ("action", "ขุดลอกคลอง", ""),
        ("action", "ซ่อมถนน", "done"),
    ]


def test_a_file_that_is_none_is_refused_in_words_and_opens_nothing(room: Room) -> None:
    for data in (b"", b"{}", b"\x89PNG\r\n", b'{"schema": "laena.answer"', b"a,b\n1,2\n"):
        answer = room.desk.post(f"/api/w/{room.code}/lookback/file?name=x.json", data=data)
        assert (answer.status_code, bool(answer.get_json()["message"])) == (422, True), data
    assert room.desk.board()["lookback"] is None


def test_themes_are_compared_corrected_and_undone_on_the_page_of_last_year(room: Room) -> None:
    late, rain = (room.phone.note(text)["id"] for text in ("งบมาช้ามาก", "ไฟป่า"))
    themes = [
        room.desk.call(f"/notes/{each}/move", {"theme_id": "new", "label": label}).get_json()["answer"]
        for each, label in ((late, "งบช้า"), (rain, "ไฟป่า"))
    ]
    room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)

    def compared() -> list[tuple[str, str, str]]:
        found = json.loads(exported(room, json_report))["lookbacks"][0]["themes"]
        return [(each["state"], each["name"], each["former_name"]) for each in found if each["category"][:5] == "ปัญหา"]

    new = [("new", "งบช้า", ""), ("new", "ไฟป่า", "")]
    assert sorted(compared()) == sorted([*new, ("gone", "", "งบมาช้า"), ("gone", "", "น้ำท่วม")])
    address = f"/workshops/{room.code}/last-year/former"
    said = {"theme_id": themes[0], "former": "1", "was": "found"}
    assert room.desk.post(address, data=said).status_code == 302
    assert ("persisting", "งบช้า", "งบมาช้า") in compared()
    assert room.desk.post(address, data=said).status_code == 409
    assert room.desk.post(address, data={**said, "former": "99", "was": "1"}).status_code == 404
    page = room.desk.client.get(f"/workshops/{room.code}/last-year").text
    assert "ยังมีอยู่" in page
    room.desk.call("/undo")
    assert ("persisting", "งบช้า", "งบมาช้า") not in compared()


def test_every_format_of_the_report_has_the_chapter_of_last_year(room: Room) -> None:
    note = room.phone.note("งบมาช้ามาก")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบช้า"})
    room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    text = "\n".join(
        leaf.text or "" for leaf in document.made(room.feed.read(read_record, room.code), Words("th")).element.iter()
    )
    for words in ("เปรียบเทียบกับปีก่อน", "อบรมบัญชีครัวเรือน", "ขุดลอกคลอง", "น้ำท่วม"):
        assert words in text
    for language in ("th", "en"):
        assert exported(room, book, language)


def test_more_workshops_to_look_back_at_take_no_more_reads(last_year: Room) -> None:
    here = last_year.another()
    reads: list[str] = []
    event.listen(here.feed.database.engine, "before_cursor_execute", lambda *given: reads.append(given[2]))

    def offered() -> tuple[int, int]:
        before = len(reads)
        sources = here.desk.client.get(f"/api/w/{here.code}/lookback/sources").get_json()["sources"]
        return len(sources), len(reads) - before

    found, one = offered()
    for _workshop in range(3):
        last_year.another().desk.call("/actions", {"what": "ซ่อมถนน"})
    assert offered() == (found + 3, one)


def test_answers_are_counted_as_they_come_and_no_page_counts_them_anew(last_year: Room) -> None:
    here = last_year.another()
    lookback, people, reads = opened(here, last_year.code), [here.new_phone() for _phone in range(5)], []
    for place, phone in enumerate(people):
        assert send(phone, lookback, value="done").status_code == 200
        assert send(phone, lookback, value="doing" if place < 2 else "done").status_code == 200
    assert send(people[0], lookback, "2", "dropped").status_code == 200
    event.listen(here.feed.database.engine, "before_cursor_execute", lambda *given: reads.append(given[2]))
    here.outsider().state()
    here.desk.board()
    assert reads
    assert not [each for each in reads if "card_answer" in each]
    here.desk.call("/lookback/close")
    cards = here.desk.board()["lookback"]["cards"]
    assert (cards[0]["answers"], cards[0]["counts"]) == (5, [3, 2, 0])
    assert (cards[1]["answers"], cards[1]["counts"]) == (1, None)
    assert here.feed.read(integrity.everything).faults == ()


def test_every_action_of_last_year_is_a_card_that_can_be_answered_and_found(last_year: Room) -> None:
    for number in range(60):
        answer = last_year.desk.call("/actions", {"what": f"ซ่อมฝายที่ {number}", "unit": f"อำเภอที่ {number % 3}"})
        assert answer.status_code == 200
    here = last_year.another()
    lookback = opened(here, last_year.code)
    shown = here.phone.state()["lookback"]
    assert (len(shown["cards"]), shown["more"]) == (63, False)
    assert send(here.phone, lookback, "63").status_code == 200
    address = f"/workshops/{here.code}/last-year"

    def found(only: str) -> int:
        return str(here.desk.client.get(f"{address}?only={only}").text).count('name="status"')

    assert [found(only) for only in ("", "unsaid", "proposal", "action", "ไม่มี")] == [63, 62, 1, 62, 63]
    said = {"lookback_id": lookback, "card": "2", "status": "done", "was": "", "only": "unsaid"}
    back = here.desk.post(f"{address}/status", data=said)
    assert (back.status_code, back.headers["Location"]) == (302, f"{address}?only=unsaid#status-2")
    assert found("unsaid") == 61
    record = here.feed.read(read_record, here.code)
    assert len(comparison.of(record)[0].cards) == 63


def test_more_than_three_hundred_subjects_are_said_to_be_more(room: Room) -> None:
    many = Former("ปีก่อน", 2563, None, (), tuple(FormerAction(f"เรื่องที่ {at}", "", "", "") for at in range(301)))
    for former, counted, more in ((many, 300, True), (replace(many, actions=many.actions[1:]), 300, False)):
        room.feed.change(room.code, "facilitator", lookbacks.open_former, former)
        shown = room.phone.state()["lookback"]
        assert (len(shown["cards"]), shown["more"]) == (counted, more)
