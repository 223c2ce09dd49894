"""Slips: one vote a person, counted once, refused where used, wrong, void or another workshop's; and no way back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.room import Phone, Room
from tests.web.test_opinion_calls import Hall, refused, vote
from workshop.domain import codes, slips
from workshop.store.models import Participant, Slip, SlipUse, Vote
from workshop.views import integrity
from workshop.views.asked.voting import Option, Voting
from workshop.views.slips import batches
from workshop.web.limits import Limits


def printed(room: Room, count: object) -> list[str]:
    """Return the codes on a sheet of new slips."""
    answer = room.desk.post(f"/workshops/{room.code}/slips", data={"count": count})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store"), answer.text
    return re.findall(r'class="slip-code"[^>]*>([^<]+)<', answer.text)


def use(phone: Phone, voting: int, slip: str) -> TestResponse:
    return phone.call("POST", "/slip", {"voting_id": voting, "slip": slip})


class Polls(Hall):
    """A room that votes by slip."""

    def open_by_slip(self) -> int:
        return int(self.ok("/voting", {"category": "problem", "dots": 3, "title": "", "slips": True})["answer"])

    def shown(self) -> dict[str, Any]:
        return self.room.desk.board()["voting"]  # type: ignore[no-any-return]


@pytest.fixture
def polls(room: Room) -> Polls:
    return Polls(room)


def test_a_slip_counts_once_and_says_so_to_a_second_phone(polls: Polls) -> None:
    room, (slip, _other) = polls.room, printed(polls.room, "2")
    voting = polls.open_by_slip()
    assert refused(vote(room.phone, voting, polls.theme)) == (409, "slip_needed")
    assert use(room.phone, voting, f" {slip.lower()} ").status_code == 200
    assert use(room.phone, voting, slip).status_code == 200
    assert vote(room.phone, voting, polls.theme, 2).status_code == 200
    assert refused(use(room.other, voting, slip)) == (409, "slip_used")
    assert refused(vote(room.other, voting, polls.theme)) == (409, "slip_needed")
    assert (polls.shown()["voters"], polls.shown()["slips"]) == (1, 2)
    assert (room.phone.state()["my_slip"], room.other.state()["my_slip"]) == (voting, None)


def test_a_phone_uses_no_second_slip_in_a_voting_and_leaves_it_good(polls: Polls) -> None:
    one, two = printed(polls.room, "2")
    voting = polls.open_by_slip()
    assert use(polls.room.phone, voting, one).status_code == 200
    assert refused(use(polls.room.phone, voting, two)) == (409, "slip_spare")
    assert use(polls.room.other, voting, two).status_code == 200


def test_a_slip_is_good_once_more_in_the_next_voting(polls: Polls) -> None:
    (slip,) = printed(polls.room, "1")
    first = polls.open_by_slip()
    assert use(polls.room.phone, first, slip).status_code == 200
    second = polls.open_by_slip()
    assert refused(use(polls.room.other, first, slip)) == (409, "voting_closed")
    assert use(polls.room.other, second, slip).status_code == 200


def test_a_slip_of_another_workshop_and_a_wrong_code_are_refused(polls: Polls) -> None:
    (foreign,) = printed(polls.room.another(), "1")
    printed(polls.room, "1")
    voting = polls.open_by_slip()
    for wrong in (foreign, "ACDE-FHJK", "ก", "", "ACDE-FHJKACDE-FHJK"):
        assert refused(use(polls.room.phone, voting, wrong)) == (404, "unknown_slip")
    assert polls.room.phone.state()["my_slip"] is None


def test_phones_that_have_not_joined_use_no_slip(polls: Polls) -> None:
    (slip,) = printed(polls.room, "1")
    voting = polls.open_by_slip()
    foreign = polls.room.another().phone
    foreign.code = polls.room.code
    for phone in (polls.room.outsider(), foreign):
        assert refused(use(phone, voting, slip)) == (401, "not_joined")
    assert use(polls.room.phone, voting, slip).status_code == 200


def test_votings_with_and_without_slips_stand_side_by_side(polls: Polls) -> None:
    (slip,) = printed(polls.room, "1")
    by_device = polls.open_voting()
    assert refused(use(polls.room.phone, by_device, slip)) == (404, "unknown_option")
    assert vote(polls.room.phone, by_device, polls.theme).status_code == 200
    assert polls.shown()["slips"] is None
    by_slip = polls.open_by_slip()
    assert use(polls.room.phone, by_slip, slip).status_code == 200
    assert vote(polls.room.phone, by_slip, polls.theme).status_code == 200
    assert (polls.shown()["voters"], polls.shown()["slips"]) == (1, 1)


def test_voided_slips_are_refused_and_used_ones_stay_counted(polls: Polls) -> None:
    room, (used, unused) = polls.room, printed(polls.room, "2")
    voting = polls.open_by_slip()
    use(room.phone, voting, used)
    vote(room.phone, voting, polls.theme)
    page = room.desk.client.get(f"/workshops/{room.code}/slips").text
    assert "2 ใบ ใช้แล้ว 1 ใบ" in page
    assert room.desk.post(_of_void(room)).status_code == 302
    assert refused(use(room.other, voting, unused)) == (409, "slip_voided")
    assert vote(room.phone, voting, polls.theme, 2).status_code == 200
    assert (polls.shown()["voters"], polls.shown()["slips"]) == (1, 1)
    polls.ok("/voting/clear")
    assert refused(room.desk.call("/voting", {"dots": 3, "slips": True})) == (409, "no_slips")


def test_another_workshops_batch_is_not_voided(polls: Polls) -> None:
    elsewhere = polls.room.another()
    printed(polls.room, "1")
    printed(elsewhere, "1")
    address = re.findall(
        r'action="[^"]+/slips/(\d+)/void"', polls.room.desk.client.get(f"/workshops/{polls.room.code}/slips").text
    )[0]
    assert elsewhere.desk.post(f"/workshops/{elsewhere.code}/slips/{address}/void").status_code == 404
    assert slips_good(polls.room) == 1


def _of_void(room: Room) -> str:
    page = room.desk.client.get(f"/workshops/{room.code}/slips").text
    return str(re.findall(r'action="([^"]+/void)"', page)[0])


def slips_good(room: Room) -> int:
    return sum(batch.slips for batch in room.feed.read(batches, room.code) if not batch.voided)


def test_a_number_of_slips_that_cannot_be_is_refused_in_words(room: Room) -> None:
    for count in ("", "0", "-1", "1001", "1.5", "สิบ", "9" * 50):
        answer = room.desk.post(f"/workshops/{room.code}/slips", data={"count": count})
        assert (answer.status_code, "1 ถึง 1,000 ใบ กรุณา" in answer.text) == (422, True), count
    assert slips_good(room) == 0


def test_where_one_joins_by_slip_each_slip_lets_one_device_in(room: Room) -> None:
    slip, other = printed(room, "2")
    (foreign,) = printed(room.another(), "1")
    assert room.desk.post(f"/workshops/{room.code}/slips/joins/on").status_code == 302
    first, second = room.outsider(), room.outsider()
    assert re.search(r'id="join-slip">', first.client.get(f"/j/{room.code}").text)
    assert refused(join(first, "")) == (403, "slip_to_join")
    assert refused(join(first, foreign)) == (404, "unknown_slip")
    assert join(first, slip).status_code == 200
    assert join(first, "").status_code == 200
    assert refused(join(second, slip)) == (409, "slip_joined")
    room.desk.post(_of_void(room))
    assert refused(join(second, other)) == (409, "slip_voided")
    assert room.phone.state()["me"] is not None
    room.desk.post(f"/workshops/{room.code}/slips/joins/off")
    assert join(second, "").status_code == 200


def test_the_slip_that_let_a_device_in_is_good_to_vote_and_no_row_says_whose_it_is(polls: Polls) -> None:
    room = polls.room
    (slip,) = printed(room, "1")
    room.desk.post(f"/workshops/{room.code}/slips/joins/on")
    guest = room.outsider()
    assert join(guest, slip).status_code == 200
    voting = polls.open_by_slip()
    assert use(guest, voting, slip).status_code == 200
    (row,) = room.feed.read(_all, Slip)
    people = str(room.feed.read(_all, Participant))
    assert (row["joined"], row["digest"] in people) == (True, False)


def test_the_plain_form_asks_for_the_slip_too(room: Room) -> None:
    (slip,) = printed(room, "1")
    room.desk.post(f"/workshops/{room.code}/slips/joins/on")
    client, address = room.app.test_client(), f"/j/{room.code}/plain"
    page = client.get(address).text
    fields = dict(re.findall(r'name="(key|id)" value="([^"]+)"', page))
    fields |= {"group": str(room.groups[0]), "kind": re.findall(r'<option value="(\d+ [^"]+)"', page)[0]}
    assert 'name="slip"' in page
    for typed, status in (("", 403), ("ACDEFHJK", 404), (slip, 200)):
        answer = client.post(address, data={**fields, "slip": typed, "text": "ความเห็น"})
        assert answer.status_code == status


def test_guessing_slips_by_joining_is_slowed(room: Room) -> None:
    room.desk.post(f"/workshops/{room.code}/slips/joins/on")
    vars(room.app.extensions["laena.limits"]).update(vars(Limits(lambda: 0.0)))
    guest = room.outsider()
    assert [join(guest, "ACDEFHJK").status_code for _ in range(11)] == [404] * 10 + [429]


def join(phone: Phone, slip: str) -> TestResponse:
    group = phone.client.get(f"/api/w/{phone.code}/state").get_json()["groups"][0]["id"]
    return phone.call("POST", "/join", {"group_id": group, "slip": slip})


def test_results_say_whether_they_count_slips_or_devices() -> None:
    for by_slip, th, en in ((True, "ใบ", "slips"), (False, "เครื่อง", "devices")):
        voting = Voting("", "", 3, 2, True, (Option("น้ำ", 4),), by_slip)
        assert f"ลงคะแนน 2 {th}" in voting.line("th")
        assert en in voting.line("en").lower()
        assert [(row[3], row[4]) for row in voting.rows("th")] == [(2, th)]


def test_votes_without_a_slip_in_a_voting_by_slip_are_found_by_the_check(polls: Polls) -> None:
    (slip,) = printed(polls.room, "1")
    voting = polls.open_by_slip()
    use(polls.room.phone, voting, slip)
    vote(polls.room.phone, voting, polls.theme)
    assert polls.room.feed.read(integrity.everything).faults == ()
    with polls.room.feed.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM slip_use")
    (fault,) = polls.room.feed.read(integrity.everything).faults
    assert "more voters than slips" in fault


def test_a_sheet_has_the_title_and_each_code_once_in_letters_that_differ(room: Room) -> None:
    found = printed(room, "๒๓")
    plain = [slips.typed(code) for code in found]
    assert (len(set(plain)), {len(code) for code in plain}) == (23, {slips.LENGTH})
    assert set("".join(plain)) <= set(codes.ALPHABET)


def test_the_code_is_read_from_the_link_of_its_qr() -> None:
    for text in ("acde-fhjk", "ＡＣＤＥ ＦＨＪＫ", "http://192.0.2.1:8000/j/ABC123#slip=ACDEFHJK"):
        assert slips.typed(text) == "ACDEFHJK"


def test_wrong_slips_slow_a_phone_down_and_right_ones_are_not_charged(polls: Polls) -> None:
    (slip,) = printed(polls.room, "1")
    voting = polls.open_by_slip()
    stopped = Limits(lambda: 0.0)
    vars(polls.room.app.extensions["laena.limits"]).update(vars(stopped))
    for _ in range(12):
        assert use(polls.room.other, voting, slip).status_code == 200
    answers = [use(polls.room.phone, voting, "ACDEFHJK").status_code for _ in range(12)]
    assert answers == [404] * 10 + [429] * 2
    assert "บัตร" in unescape(use(polls.room.phone, voting, slip).get_json()["message"])


def test_no_code_is_stored_and_no_row_leads_from_a_slip_to_its_votes(polls: Polls) -> None:
    room, found = polls.room, printed(polls.room, "2")
    voting = polls.open_by_slip()
    for phone, slip in zip((room.phone, room.other), found, strict=True):
        use(phone, voting, slip)
        vote(phone, voting, polls.theme)
    rows = {table: room.feed.read(_all, table) for table in (Slip, SlipUse, Vote)}
    words = str(rows)
    assert not [code for code in found if code in words or slips.typed(code) in words]
    of_votes = {str(value) for row in rows[Vote] for name, value in row.items() if name not in ("workshop_id", "dots")}
    of_slips = {row[name] for row in rows[SlipUse] for name in ("slip", "claim")}
    assert len(of_slips) == 4
    assert not of_slips & of_votes
    if room.feed.database.engine.dialect.name == "sqlite":  # else the order of use would be that of the votes
        assert [row["slip"] for row in rows[SlipUse]] == sorted(row["slip"] for row in rows[SlipUse])


def _all(session: Any, table: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session.execute(table.__table__.select())]
