"""Answers in version 3 of the file: the conclusion, the votes and the summary figures, from the room to the board."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from tests.room import Desk, Phone
from tests.web.test_opinion_calls import next_id
from tests.year.installations import KHON_KAEN, UDON, Office, altered, answer_file, resigned
from workshop.domain import report_texts
from workshop.errors import Refusal
from workshop.year import board, contents, directives, signed_files, unit_results

LINES = ("ขุดสระ", "ซ่อมถนน")


def votes(title: str = "ปีหน้าทำอะไรก่อน", given: tuple[int, int] = (6, 2), **more: Any) -> dict[str, Any]:
    options = [
        {"label": label, "votes": count, "firsts": 0, "spread": []} for label, count in zip(LINES, given, strict=True)
    ]
    facts = {"title": title, "category": "", "kind": "dots", "source": "lines", "dots": 2, "slips": False}
    return {**facts, "voters": 5, "options": options, **more}


def rating(spreads: tuple[list[int], list[int]], title: str = "ให้คะแนน") -> dict[str, Any]:
    options = [
        {"label": label, "votes": sum(spread), "firsts": 0, "spread": [spread]}
        for label, spread in zip(LINES, spreads, strict=True)
    ]
    return votes(title, kind="rating", dots=1, voters=max(map(sum, spreads)), options=options)


def with_results(uid: str, key: str, unit: str = KHON_KAEN, by: int = 1, **inside: Any) -> bytes:
    """Return an answer in version 3 of an installation that is not here."""
    plain = altered(answer_file(uid, key, unit), schema_version=3)
    return resigned(plain, inside, by)


def conclude(office: Office, code: str, text: str) -> TestResponse:
    return office.post(f"/workshops/{code}/report/conclusion", text=text, was=report_texts.version(""))


def results(office: Office, uid: str, looked_at: board.Filter = board.EVERYWHERE) -> unit_results.Results:
    return office.feed.read(unit_results.of, uid, looked_at)


@pytest.fixture
def asked(department: Office) -> tuple[str, str]:
    uid = department.make()
    return uid, department.feed.read(directives.find, uid).key


def test_the_conclusion_and_closed_votes_travel_from_the_room_to_the_department(
    department: Office, province: Office
) -> None:
    uid = department.make()
    province.take(department.client.get(f"/directives/{uid}/file").data)
    province.post(f"/directives/{uid}/unit", unit=KHON_KAEN)
    code = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    before = json.loads(province.post(f"/workshops/{code}/answer").data)
    assert before["schema_version"] == 1
    desk = Desk(province.room.app, code)
    desk.use(province.room.desk.token)
    desk.open_phase()
    group = desk.board()["groups"][0]["id"]
    phones = [Phone(province.room.app.test_client(), code) for _phone in range(5)]
    for phone in phones:
        phone.join(group)
    for title, voters in (("ทุกคนตอบ", 5), ("ตอบน้อย", 4), ("ยังเปิดอยู่", 5)):
        opened = desk.call("/voting", {"source": "lines", "lines": "\n".join(LINES), "dots": 2, "title": title})
        for phone in phones[:voters]:
            sent = {"id": next_id(), "voting_id": opened.get_json()["answer"], "theme_id": "line-2", "dots": 2}
            assert phone.call("PUT", "/votes", sent).status_code == 200
        if title != "ยังเปิดอยู่":
            desk.call("/voting/close")
    desk.call(f"/phases/{desk.board()['phases'][0]['id']}/close")
    assert conclude(province, code, "น้ำมาก่อน\n<b>ถนน</b>").status_code == 302
    data = province.post(f"/workshops/{code}/answer").data
    found = json.loads(data)
    assert found["schema_version"] == 3
    schema = department.client.get("/schemas/answer.json").get_json()
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    said = found["content"]
    assert [(each["title"], each["voters"], len(each["options"])) for each in said["votings"]] == [
        ("ทุกคนตอบ", 5, 2),
        ("ตอบน้อย", 4, 0),
    ]
    assert [option["label"] for option in said["votings"][0]["options"]] == ["ซ่อมถนน", "ขุดสระ"]
    assert (said["summary"]["votings"], said["conclusion"]) == (2, "น้ำมาก่อน\n<b>ถนน</b>")
    assert province.post(f"/workshops/{code}/answer").data == data, "what says nothing new is the same file"

    assert department.results(data, data) == ["first", "same"]
    page = department.client.get(f"/directives/{uid}/results?unit={KHON_KAEN}").text
    assert "&lt;b&gt;ถนน&lt;/b&gt;" in page
    assert f"/directives/{uid}/results?unit={KHON_KAEN}" in department.client.get(f"/directives/{uid}").text
    assert "น้อยกว่าห้า" in page
    assert "น้ำมาก่อน" not in department.client.get(f"/directives/{uid}/results?region=south").text
    assert department.room.app.test_client().get(f"/directives/{uid}/results").status_code == 302


def test_votes_are_added_up_where_kind_and_wording_are_the_same(department: Office, asked: tuple[str, str]) -> None:
    uid, key = asked
    swapped = votes("  ปีหน้า ทำอะไรก่อน ", (1, 4))
    swapped["options"].reverse()
    by_slip = votes(slips=True)
    other_wording = votes("ปีหน้าทำอะไร")
    files = [
        with_results(uid, key, votings=[votes(given=(1, 1)), votes(given=(6, 2))], conclusion="ก"),
        with_results(uid, key, UDON, 2, votings=[swapped, by_slip, other_wording]),
        with_results(uid, key, "42", 3, votings=[votes(dots=3)], conclusion="ข"),
    ]
    assert department.results(*files) == ["first"] * 3
    found = results(department, uid)
    sums = [
        ([unit.code for unit, _voters in total.units], total.asked.slips, total.asked.dots, total.asked.voters,
         [(option.label, option.votes) for option in total.asked.options])
        for total in found.totals
    ]  # fmt: skip
    first = ([KHON_KAEN, UDON], False, 2, 10, [("ขุดสระ", 7), ("ซ่อมถนน", 6)])
    assert sums[0] == first
    assert sorted(sums[1:]) == sorted(
        [
            ([UDON], True, 2, 5, [("ขุดสระ", 6), ("ซ่อมถนน", 2)]),
            ([UDON], False, 2, 5, [("ขุดสระ", 6), ("ซ่อมถนน", 2)]),
            (["42"], False, 3, 5, [("ขุดสระ", 6), ("ซ่อมถนน", 2)]),
        ]
    )
    assert [(each.unit.code, each.conclusion) for each in found.conclusions] == [(KHON_KAEN, "ก"), ("42", "ข")]
    assert [total.asked.voters for total in results(department, uid, board.Filter(unit=UDON)).totals] == [5, 5, 5]


def test_means_over_units_come_from_all_values_and_not_from_means(department: Office, asked: tuple[str, str]) -> None:
    uid, key = asked
    department.take(
        with_results(uid, key, votings=[rating(([0, 0, 0, 0, 10], [0, 0, 0, 0, 0]))]),
        with_results(uid, key, UDON, 2, votings=[rating(([4, 0, 0, 0, 1], [5, 0, 0, 0, 0]))]),
    )
    (total,) = results(department, uid).totals
    assert [(o.label, o.votes, o.spread, o.means) for o in total.asked.options] == [
        ("ขุดสระ", 15, ((4, 0, 0, 0, 11),), (393,)),
        ("ซ่อมถนน", 5, ((5, 0, 0, 0, 0),), (100,)),
    ]


def test_a_newer_version_of_an_answer_replaces_its_votes(department: Office, asked: tuple[str, str]) -> None:
    uid, key = asked
    old = with_results(uid, key, votings=[votes()], conclusion="เดิม")
    new = with_results(uid, key, votings=[votes(given=(1, 1))], conclusion="ใหม่", version=2)
    assert department.results(new, old) == ["first", "older"]
    found = results(department, uid)
    assert [option.votes for option in found.totals[0].asked.options] == [1, 1]
    assert [each.conclusion for each in found.conclusions] == ["ใหม่"]


@pytest.mark.parametrize(
    "wrong",
    [
        votes(given=(6, 5)),  # more dots than five voters have
        votes(voters=4, given=(1, 1)),  # results of few
        votes(kind="rating", dots=1),  # no spread
        votes(kind="auction"),
        {**rating(([1, 1, 1, 1, 1], [5, 0, 0, 0, 0])), "voters": 4},
        votes(voters=-1, options=[]),
    ],
)
def test_votes_that_cannot_be_are_damage(asked: tuple[str, str], wrong: dict[str, Any]) -> None:
    uid, key = asked
    with pytest.raises(Refusal) as refused:
        signed_files.read(with_results(uid, key, votings=[wrong]))
    assert refused.value.code == "file_damaged"


def test_a_file_of_version_2_with_votes_is_damage_and_without_is_read(asked: tuple[str, str]) -> None:
    uid, key = asked
    action = {"what": "ขุดลอก", "unit": "", "due": None, "measure": "", "status": "doing"}
    second = altered(answer_file(uid, key), schema_version=2)
    content = signed_files.read(resigned(second, {"actions": [action]})).content
    assert isinstance(content, contents.Answer)
    assert (content.actions[0].what, content.votings, content.conclusion) == ("ขุดลอก", [], "")
    for inside in ({"votings": [votes()], "actions": [action]}, {"conclusion": "ก"}):
        with pytest.raises(Refusal):
            signed_files.read(resigned(second, inside))
