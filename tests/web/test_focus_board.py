"""The board of focus issues by district: households as counts, actions by issue, typed by the district's own link."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any
from unittest.mock import Mock

import pytest

from analysis.folding import comparable
from tests.room import Room
from workshop.domain import focus_counts, focus_issues, workshops
from workshop.views import dates, focus_board

DISTRICT = "กลุ่มดอกคูน"


class Focus:
    def __init__(self, room: Room) -> None:
        self.room, self.client = room, room.app.test_client()
        self.issues = [(row.key, row.name) for row in room.feed.read(lambda s: focus_issues.of(s, _id(s, room.code)))]
        self.key = self.issues[0][0]

    def save(self, target: str = "40", reached: str = "12", was: str = "0/0", unit: str = DISTRICT, **more: str) -> Any:
        data = {"unit": unit, "key": self.key, "target": target, "reached": reached, "was": was, **more}
        return self.room.desk.post(f"/workshops/{self.room.code}/focus", data=data)

    def cell(self, unit: str = DISTRICT) -> focus_board.Cell:
        return dict(self.room.feed.read(focus_board.of, self.room.code).rows)[unit][0]

    def page(self, rest: str = "") -> str:
        return self.room.desk.client.get(f"/workshops/{self.room.code}/focus{rest}").text

    def link(self, unit: str = DISTRICT) -> str:
        page = self.room.desk.post(f"/workshops/{self.room.code}/actions/link", data={"unit": unit}).text
        return page.split("/u/")[1].split("<")[0]

    def report(self, token: str, **form: str) -> Any:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/").text)
        assert found is not None
        data = {"key": self.key, "was": "0/0", **form}
        return self.client.post(f"/u/{token}/focus", data=data, headers={"X-CSRFToken": found[1]})


def _id(session: Any, code: str) -> int:
    return workshops.find(session, code).id


@pytest.fixture
def focus(room: Room) -> Focus:
    return Focus(room)


def test_the_board_folds_each_name_once_however_many_actions_there_are(
    focus: Focus, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in range(6):
        focus.room.desk.call("/actions", {"what": f"ขุดสระ {what}", "unit": DISTRICT, "focus": focus.key})
    fold, now = Mock(wraps=comparable), Mock(wraps=dates.now)
    for of in (focus_board, focus_counts):
        monkeypatch.setattr(of, "comparable", fold)
    monkeypatch.setattr(dates, "now", now)
    assert focus.cell().actions == 6
    folded = Counter(call.args[0] for call in fold.call_args_list)
    assert max(folded.values()) == 2, "by the list of units, and by the board"
    assert now.call_count == 1


def test_households_and_actions_of_an_issue_stand_by_district_with_their_sum(focus: Focus) -> None:
    assert focus.save().status_code == 302
    assert focus.save("๑๐", "1", unit="กลุ่มดอกจาน").status_code == 302
    for what, year, status in (("ขุดสระ", "2564", "doing"), ("อบรม", "2700", "done"), ("ไม่ใช่ประเด็นนี้", "2564", "")):
        sent = {"what": what, "unit": DISTRICT, "day": "1", "month": "1", "year": year}
        made = focus.room.desk.call("/actions", {**sent, "focus": focus.key if status else ""}).get_json()["answer"]
        if status:
            focus.room.desk.call(f"/actions/{made}/status", {"status": status, "was": "waiting"})
    assert focus.cell() == focus_board.Cell(40, 12, 2, 1, 1)
    board = focus.room.feed.read(focus_board.of, focus.room.code)
    assert [unit for unit, _cells in board.rows] == [DISTRICT, "กลุ่มดอกจาน"]
    assert board.total[0] == focus_board.Cell(50, 13, 2, 1, 1)
    page = focus.page()
    assert "12/40" in page
    assert "เลยกำหนด 1" in page
    assert "focus-large" in focus.page("?large=1")
    table = focus.room.desk.client.get(f"/workshops/{focus.room.code}/focus/csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[1][:6] == [DISTRICT, "40", "12", "2", "1", "1"]
    assert rows[-1][0] == "รวม"
    assert focus.room.desk.client.get(f"/workshops/{focus.room.code}/focus/xlsx").data[:2] == b"PK"


def test_editing_an_action_elsewhere_keeps_its_issue_and_an_unknown_one_is_refused(focus: Focus) -> None:
    made = focus.room.desk.call("/actions", {"what": "ขุดสระ", "unit": DISTRICT, "focus": focus.key}).get_json()[
        "answer"
    ]
    version = focus.room.desk.board()["actions"][0]["version"]
    changed = {"id": made, "was": version, "what": "ขุดสระน้ำ", "unit": DISTRICT}
    assert focus.room.desk.call("/actions", changed).status_code == 200
    assert focus.cell().actions == 1
    assert focus.room.desk.call("/actions", {"what": "อื่น", "focus": "none"}).status_code == 422


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"target": "มาก"}, "พิมพ์เป็นจำนวน"),
        ({"target": "-1"}, "พิมพ์เป็นจำนวน"),
        ({"target": "9999999"}, "พิมพ์เป็นจำนวน"),
        ({"target": "5", "reached": "6"}, "มากกว่าเป้าหมาย"),
        ({"unit": "ที่อื่น"}, "ไม่มีหน่วยงานนี้"),
    ],
)
def test_what_is_no_count_is_refused_and_changes_nothing(focus: Focus, form: dict[str, str], sentence: str) -> None:
    refused = focus.save(**form)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert focus.cell() == focus_board.Cell()


def test_a_stale_count_is_not_taken_and_the_same_again_is_no_change(focus: Focus) -> None:
    focus.save()
    assert focus.save().status_code == 302
    assert focus.save("41", "12").status_code == 409
    assert focus.save("41", "12", was="40/12").status_code == 302
    assert focus.cell().target == 41


def test_a_district_reports_by_its_own_link_for_itself_alone_until_it_is_revoked(focus: Focus) -> None:
    token = focus.link()
    assert focus.issues[0][1] in focus.client.get(f"/u/{token}").text
    assert focus.report(token, target="30", reached="3", unit="กลุ่มดอกจาน").status_code == 302
    assert (focus.cell().target, focus.cell("กลุ่มดอกจาน").target) == (30, 0)
    refused = focus.report(token, target="3", reached="30", was="30/3")
    assert (refused.status_code, "มากกว่าเป้าหมาย" in refused.text) == (422, True)
    assert focus.report(token, target="1", was="0/0").status_code == 409
    assert focus.report("wrong", target="1").status_code == 404
    focus.room.desk.post(f"/workshops/{focus.room.code}/actions/link", data={"unit": DISTRICT, "act": "revoke"})
    assert focus.report(token, target="1", was="30/3").status_code == 404


def test_a_link_reports_so_often_a_day(focus: Focus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.domain.focus_counts.MOST_A_DAY", 2)
    token = focus.link()
    assert focus.report(token, target="1").status_code == 302
    assert focus.report(token, target="2", was="1/0").status_code == 302
    assert "พรุ่งนี้" in focus.report(token, target="3", was="2/0").text


def test_another_workshops_counts_are_not_touched(focus: Focus) -> None:
    other = Focus(focus.room.another())
    focus.save()
    assert other.cell() == focus_board.Cell()
