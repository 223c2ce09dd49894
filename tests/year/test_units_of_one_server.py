"""Several provinces of one server answer the same directive, each by a workshop of its own unit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.room import Desk, Phone, Room
from tests.web.test_person_doors import Organisation
from tests.year.installations import KHON_KAEN, UDON, draft
from workshop.domain import access_log, organisation
from workshop.year import answers, directives


class Server(Organisation):
    """A department whose directive asks all provinces, of which two are here, with a lead each."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        for code in (KHON_KAEN, UDON):
            self._unit(code, "province", "department")
        self.uid = room.feed.write(directives.make, draft())
        self.room.feed.write(
            lambda session: organisation.give_directive(
                session, directives.find(session, self.uid), self.units["department"]
            )
        )
        self.leads = {code: self.person(f"lead.{code}", (code, "lead")) for code in (KHON_KAEN, UDON)}

    def start(self, desk: Desk, unit: str) -> str:
        return str(desk.client.get(f"/units/{self.units[unit]}").text)

    def make(self, desk: Desk, unit: str, uid: str = "") -> Any:
        return desk.post(f"/units/{self.units[unit]}/answer", data={"uid": uid or self.uid})

    def made(self, unit: str) -> str:
        answer = self.make(self.leads[unit], unit)
        assert answer.status_code == 302, answer.text
        return re.findall(r"/workshops/(\w{6})/edit", answer.location)[0]

    def write(self, desk: Desk, code: str, text: str) -> None:
        """Open the first phase, write a note by a phone that joins, and close it."""
        board = desk.client.get(f"/api/w/{code}/board?view=console&since=0").get_json()
        desk.call(f"/phases/{board['phases'][0]['id']}/open", code=code)
        phone = Phone(self.room.app.test_client(), code)
        phone.join(board["groups"][0]["id"])
        phone.note(text)
        desk.call(f"/phases/{board['phases'][0]['id']}/close", code=code)
        desk.call(f"/phases/{board['phases'][0]['id']}/grace", {"minutes": 0}, code=code)

    def counted(self) -> dict[str, tuple[int, ...]]:
        rows = self.room.feed.read(answers.table, self.uid).rows
        return {row.unit.code: row.versions for row in rows if row.versions}


@pytest.fixture
def server(room: Room) -> Server:
    return Server(room)


def hand_in(desk: Desk, code: str) -> Any:
    return desk.post(f"/workshops/{code}/answer/hand-in")


def test_two_provinces_make_their_own_workshop_from_one_directive_and_hand_in_their_own_answers(server: Server) -> None:
    first, second = server.leads[KHON_KAEN], server.leads[UDON]
    assert "สร้างการประชุมจากข้อสั่งการ" in server.start(first, KHON_KAEN)
    codes = {unit: server.made(unit) for unit in server.leads}
    assert len(set(codes.values())) == 2
    assert server.made(KHON_KAEN) == codes[KHON_KAEN], "the second time it is the same"
    owners = server.room.feed.read(organisation.owners)
    assert {unit: owners[code] for unit, code in codes.items()} == {unit: server.units[unit] for unit in codes}
    assert f"/workshops/{codes[KHON_KAEN]}" in server.start(first, KHON_KAEN)
    assert first.client.get(f"/workshops/{codes[UDON]}").status_code == 404
    assert codes[UDON] not in server.start(first, KHON_KAEN)

    server.write(first, codes[KHON_KAEN], "น้ำไม่พอทำนา")
    server.write(second, codes[UDON], "ถนนเข้าหมู่บ้านชำรุด")
    assert "ส่งได้ทันที" in first.client.get(f"/workshops/{codes[KHON_KAEN]}/report").text
    for unit, code in codes.items():
        sent = hand_in(server.leads[unit], code)
        assert sent.status_code == 302, sent.text
        assert "ส่งคำตอบฉบับที่ 1 แล้ว" in server.leads[unit].client.get(sent.location).text
    assert server.counted() == {KHON_KAEN: (1,), UDON: (1,)}
    hand_in(first, codes[KHON_KAEN])
    assert server.counted() == {KHON_KAEN: (1,), UDON: (1,)}, "nothing new was said"
    server.write(first, codes[KHON_KAEN], "ฝนทิ้งช่วง")
    hand_in(first, codes[KHON_KAEN])
    assert server.counted() == {KHON_KAEN: (1, 2), UDON: (1,)}
    contents = {
        row.unit.code: {note["text"] for note in _content(server, row)["notes"]}
        for row in server.room.feed.read(answers.table, server.uid).rows
        if row.answer is not None
    }
    assert contents == {KHON_KAEN: {"น้ำไม่พอทำนา", "ฝนทิ้งช่วง"}, UDON: {"ถนนเข้าหมู่บ้านชำรุด"}}
    logged = [each.person for each in server.room.feed.read(access_log.of_workshop, codes[KHON_KAEN])]
    assert logged == [f"lead.{KHON_KAEN}"] * 3


def _content(server: Server, row: answers.Row) -> Any:
    answer = row.answer
    assert answer is not None
    return server.room.feed.read(lambda session: session.get_one(type(answer), (answer.checksum, answer.key)).content)


def test_who_does_not_lead_the_unit_makes_nothing_and_hands_nothing_in(server: Server) -> None:
    code = server.made(KHON_KAEN)
    neighbour = server.leads[UDON]
    viewer, above = server.person("viewer", (KHON_KAEN, "viewer")), server.person("dep", ("department", "department"))
    refused = {
        "neighbour": server.make(neighbour, KHON_KAEN).status_code,
        "viewer": server.make(viewer, KHON_KAEN).status_code,
        "above": server.make(above, KHON_KAEN).status_code,
        "nobody": server.make(Desk(server.room.app, code), KHON_KAEN).status_code,
    }
    assert refused == {"neighbour": 404, "viewer": 403, "above": 403, "nobody": 302}
    handed = {desk: hand_in(desk, code).status_code for desk in (neighbour, viewer, above)}
    assert [*handed.values()] == [404, 403, 403]
    assert server.counted() == {}
    assert len(server.room.feed.read(organisation.owners)) == 1


def test_a_unit_that_is_not_asked_or_a_directive_that_is_not_seen_or_withdrawn_makes_nothing(server: Server) -> None:
    lead = server.leads[KHON_KAEN]
    district = server.person("chief", ("district", "lead"))
    assert "สร้างการประชุมจากข้อสั่งการ" not in server.start(district, "district")
    assert server.make(district, "district").status_code == 409
    hidden = server.room.feed.write(directives.make, draft(number="2"))
    assert server.make(lead, KHON_KAEN, hidden).status_code == 404
    assert server.make(lead, KHON_KAEN, "f" * 32).status_code == 404
    server.room.feed.write(directives.withdraw, server.uid, "เลื่อนไปปีหน้า")
    assert "สร้างการประชุมจากข้อสั่งการ" not in server.start(lead, KHON_KAEN)
    assert server.make(lead, KHON_KAEN).status_code == 409
    assert server.room.feed.read(organisation.owners) == {}


def test_a_workshop_of_others_that_answers_for_the_unit_is_neither_taken_nor_shown(server: Server) -> None:
    desk = server.room.desk
    desk.post(f"/directives/{server.uid}/unit", data={"unit": KHON_KAEN})
    code = desk.post(f"/directives/{server.uid}/workshop").location.split("/")[2]
    server.room.feed.write(organisation.give_workshop, code, None)
    answer = server.make(server.leads[KHON_KAEN], KHON_KAEN)
    assert answer.status_code == 409
    assert code not in answer.text
    assert server.room.feed.read(organisation.owners) == {}
    assert code != server.made(UDON)
