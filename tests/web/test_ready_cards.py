"""Last year's cards that wait for a phase: they open with it, from this installation or a file, and with no other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.opinion_table import FORMER
from tests.room import Desk, Room, helper_of, new_id
from tests.web.test_lookback_calls import last_year as last_year
from tests.web.test_person_doors import Organisation
from workshop.domain import endings, organisation, ready_cards, workshops
from workshop.domain import phases as domain_phases
from workshop.feed import Changing
from workshop.messages.incoming import PhaseDraft
from workshop.store.models import ReadyCards


def phases(room: Room) -> list[int]:
    """Those that are not open."""
    return [each["id"] for each in room.desk.board()["phases"] if each["state"] != "open"]


def wait(here: Room, code: str, phase: int) -> Any:
    return here.desk.call("/lookback", {"code": code, "phase_id": phase})


def ready(here: Room) -> Any:
    return here.desk.client.get(f"/api/w/{here.code}/lookback/sources").get_json()["ready"]


def shown(here: Room) -> Any:
    return here.desk.board()["lookback"]


@pytest.fixture
def here(last_year: Room) -> Room:
    """A workshop in which no phase is open."""
    room = last_year.another()
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/close")
    return room


def test_cards_wait_for_their_phase_and_open_with_it_as_the_workshop_is_by_then(last_year: Room, here: Room) -> None:
    first, second = phases(here)[:2]
    assert wait(here, last_year.code, second).status_code == 200
    assert ready(here) == {"phase_id": second, "title": last_year.desk.board()["workshop"]["title"]}
    assert shown(here) is None
    assert here.phone.state()["lookback"] is None
    here.desk.call(f"/phases/{first}/open", {})
    assert shown(here) is None
    last_year.desk.call("/actions", {"what": "ปลูกป่า"})
    here.desk.call(f"/phases/{second}/open", {})
    assert "ปลูกป่า" in [card["what"] for card in here.phone.state()["lookback"]["cards"]]
    assert here.outsider().state()["lookback"]["state"] == "open"
    assert ready(here) is None
    here.desk.call("/lookback/clear")
    here.desk.call(f"/phases/{second}/close")
    here.desk.call(f"/phases/{second}/open", {})
    assert shown(here) is None, "they open once"


def test_no_cards_open_of_a_workshop_that_is_here_and_lost_all_since(last_year: Room, here: Room) -> None:
    phase = phases(here)[1]
    assert wait(here, last_year.code, phase).status_code == 200
    for note in last_year.desk.board()["notes"]:
        last_year.desk.call(f"/notes/{note['id']}/hide", {"reason": "other"})
    for action in last_year.desk.board()["actions"]:
        assert last_year.desk.call(f"/actions/{action['id']}/remove").status_code == 200
    for note in last_year.desk.board()["notes"]:
        last_year.desk.call(f"/notes/{note['id']}/erase", {"reason": "ขอลบ"})
    for theme in last_year.desk.board()["themes"]:
        last_year.desk.call(f"/themes/{theme['id']}/rename", {"label": ""})
    assert here.desk.call("/lookback", {"code": last_year.code}).status_code == 422, "nothing is left of it"
    assert here.desk.call(f"/phases/{phase}/open", {}).status_code == 200
    assert here.phone.state()["lookback"] is None, "what it has lost must not come back by them"


def test_cards_of_a_file_wait_too(here: Room) -> None:
    phase = phases(here)[0]
    here.feed.change(here.code, "facilitator", ready_cards.begin, FORMER, phase)
    here.desk.call(f"/phases/{phase}/open", {})
    assert shown(here)["title"] == FORMER.title
    assert len(shown(here)["cards"]) == len([*FORMER.proposals(), *FORMER.actions])


def test_other_cards_take_their_place_and_they_are_put_away(last_year: Room, here: Room) -> None:
    first, second = phases(here)[:2]
    wait(here, last_year.code, first)
    wait(here, last_year.code, second)
    assert ready(here)["phase_id"] == second
    for _twice in range(2):
        assert here.desk.call("/lookback/put-away").status_code == 200
    assert ready(here) is None
    here.desk.call(f"/phases/{second}/open", {})
    assert shown(here) is None


def test_a_phase_that_is_open_of_another_workshop_or_unknown_is_refused(last_year: Room, here: Room) -> None:
    first, second = phases(here)[:2]
    here.desk.call(f"/phases/{first}/open", {})
    assert wait(here, last_year.code, first).status_code == 409
    assert wait(here, last_year.code, last_year.desk.board()["phases"][0]["id"]).status_code == 404
    assert wait(here, here.code, second).status_code == 422
    assert wait(here, "ZZZZZZ", second).status_code == 404
    assert here.desk.call("/lookback", {"code": last_year.code, "phase_id": "x"}).status_code == 422
    assert ready(here) is None


def test_what_they_were_made_of_may_be_gone_by_then(last_year: Room, here: Room) -> None:
    phase = phases(here)[0]
    wait(here, last_year.code, phase)
    assert here.feed.read(endings.taken_over_by, last_year.code) == [here.desk.board()["workshop"]["title"]]
    assert here.feed.write(endings.delete_rows, last_year.code)
    here.desk.call(f"/phases/{phase}/open", {})
    assert [card["what"] for card in shown(here)["cards"]] == ["อบรมเรื่องบัญชี", "ขุดลอกคลอง", "ซ่อมถนน"]


def test_they_go_with_their_workshop(last_year: Room, here: Room) -> None:
    wait(here, last_year.code, phases(here)[0])
    workshop = here.feed.read(workshops.find, here.code).id
    assert here.feed.write(endings.delete_rows, here.code)
    assert here.feed.read(lambda session: session.get(ReadyCards, workshop)) is None


def sources(desk: Desk, room: Room) -> tuple[list[str], str]:
    """Return the codes that a console offers, and whose cards wait."""
    found = desk.client.get(f"/api/w/{room.code}/lookback/sources").get_json()
    return [each["code"] for each in found["sources"]], found["ready"]["title"]


def test_a_helper_is_not_shown_the_title_of_a_workshop_of_this_installation_that_waits(
    last_year: Room, here: Room
) -> None:
    first, second = phases(here)[:2]
    wait(here, last_year.code, first)
    assert sources(helper_of(here, "helper"), here) == ([], "")
    assert sources(here.desk, here) == ([last_year.code], last_year.desk.board()["workshop"]["title"])
    here.feed.change(here.code, "facilitator", ready_cards.begin, FORMER, second)
    assert sources(helper_of(here, "helper"), here) == ([], FORMER.title), "of a file, which was chosen here"


def test_whoever_signs_in_by_name_opens_the_cards_of_workshops_that_the_policy_lets_see(
    last_year: Room, here: Room
) -> None:
    units, strange = Organisation(here), last_year.another()
    strange.desk.call("/actions", {"what": "ของจังหวัดอื่น"})
    there = (last_year.code, units.units["province"]), (strange.code, units.units["neighbour"])
    for code, unit in (*there, (here.code, units.units["province"])):
        here.feed.write(organisation.give_workshop, code, unit)
    lead = units.person("somjai", ("province", "lead"))
    wait(here, strange.code, phases(here)[0])
    assert sources(lead, here) == ([last_year.code], "")
    for code, answer in ((strange.code, 404), ("ไม่มี", 404), (last_year.code, 200)):
        assert lead.call("/lookback", {"code": code}).status_code == answer
    assert len(shown(here)["cards"]) == 3
    viewer = units.person("mali", ("province", "viewer"))
    assert viewer.call("/lookback", {"code": last_year.code}).status_code == 403


def test_the_undo_of_opening_the_phase_lets_the_cards_wait_again_and_redo_opens_them(
    last_year: Room, here: Room
) -> None:
    phase = phases(here)[0]
    wait(here, last_year.code, phase)
    waiting = ready(here)
    here.desk.call(f"/phases/{phase}/open", {})
    for _twice in range(2):
        assert shown(here)["state"] == "open"
        assert here.desk.call("/undo").get_json()["undone"] == "เปิดช่วง"
        assert phase in phases(here)
        assert shown(here) is None
        assert here.phone.state()["lookback"] is None
        assert ready(here) == waiting
        assert [each for each in here.desk.board()["asked"] if each["stage"] == "lookback"] == []
        assert here.desk.call("/redo").status_code == 200
        assert phase not in phases(here)
        assert ready(here) is None
    assert here.phone.state()["lookback"]["state"] == "open"


def test_cards_that_somebody_answered_stay_in_the_report_when_the_opening_is_undone(
    last_year: Room, here: Room
) -> None:
    phase = phases(here)[0]
    wait(here, last_year.code, phase)
    here.desk.call(f"/phases/{phase}/open", {})
    cards = shown(here)
    answer = {"id": new_id(), "lookback_id": cards["id"], "card": cards["cards"][0]["id"], "value": "done"}
    assert here.phone.call("PUT", "/card", answer).status_code == 200
    assert here.desk.call("/undo").status_code == 200
    assert shown(here) is None
    (kept,) = here.desk.board()["asked"]
    assert (kept["id"], kept["state"]) == (f"lookback-{cards['id']}", "closed")
    assert ready(here)["phase_id"] == phase


def test_a_phase_that_is_taken_off_the_agenda_has_no_cards_waiting(last_year: Room, here: Room) -> None:
    here.desk.call("/phases", {"title": "ช่วงใหม่", "question": "", "category": "ความหวัง", "identity": "unit"})
    wait(here, last_year.code, phases(here)[-1])
    assert here.desk.call("/undo").get_json()["undone"] == "เพิ่มช่วง"
    assert ready(here) is None
    assert here.desk.call("/redo").status_code == 200
    assert ready(here)["phase_id"] == phases(here)[-1]
    assert here.desk.call("/undo").get_json()["undone"] == "เพิ่มช่วง"
    assert ready(here) is None
    first = phases(here)[0]
    wait(here, last_year.code, first)

    def without_it(change: Changing) -> None:
        domain_phases.replace(change, [PhaseDraft("ช่วงเดียว", "", ("ปัญหา/อุปสรรค",))])

    here.feed.change(here.code, "facilitator", without_it)
    assert ready(here) is None


def opened_with_its_phase(last_year: Room, here: Room) -> dict[str, Any]:
    """Open the cards of last year with the first phase that waits, and return them."""
    phase = phases(here)[0]
    wait(here, last_year.code, phase)
    here.desk.call(f"/phases/{phase}/open", {})
    cards: dict[str, Any] = shown(here)
    return cards


def status(cards: dict[str, Any], value: str) -> dict[str, Any]:
    return {"lookback_id": cards["id"], "card": cards["cards"][0]["id"], "status": value, "was": ""}


def test_what_another_console_said_of_the_cards_stays_when_their_opening_is_undone_and_done_again(
    last_year: Room, here: Room
) -> None:
    other, cards = helper_of(here, "lead"), opened_with_its_phase(last_year, here)
    assert other.call("/lookback/status", status(cards, "dropped")).status_code == 200
    assert here.desk.call("/undo").status_code == 200
    (kept,) = here.desk.board()["asked"]
    assert (kept["id"], kept["state"]) == (f"lookback-{cards['id']}", "closed")
    assert here.desk.call("/redo").status_code == 200
    again = shown(here)
    assert (again["id"], again["state"], again["cards"][0]["status"]) == (cards["id"], "open", "dropped")


def test_a_pair_of_themes_that_was_corrected_stays_when_the_opening_of_the_cards_is_undone(
    last_year: Room, here: Room
) -> None:
    other, cards = helper_of(here, "lead"), opened_with_its_phase(last_year, here)
    note = here.phone.note("งบมาช้า")["id"]
    theme = other.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบช้า"}).get_json()["answer"]
    said = {"theme_id": theme, "former": "none", "was": "found"}
    assert other.post(f"/workshops/{here.code}/last-year/former", data=said).status_code == 302
    assert here.desk.call("/undo").status_code == 200
    assert shown(here) is None
    assert [each["id"] for each in here.desk.board()["asked"]] == [f"lookback-{cards['id']}"]


def test_cards_with_a_note_that_is_hidden_stay_and_one_that_comes_late_brings_them_back(
    last_year: Room, here: Room
) -> None:
    cards = opened_with_its_phase(last_year, here)
    about = f"{cards['id']}.{cards['cards'][0]['id']}"
    assert here.desk.call("/undo").status_code == 200
    assert here.desk.board()["asked"] == []
    here.desk.open_phase(1)
    note = here.phone.note("รอส่งอยู่ในเครื่อง", category="proposal", card=about)
    assert [each["id"] for each in here.desk.board()["asked"]] == [f"lookback-{cards['id']}"]
    here.desk.call(f"/notes/{note['id']}/hide")
    another = last_year.another()
    cards = opened_with_its_phase(last_year, another)
    note = another.phone.note("ซ่อนไว้", card=f"{cards['id']}.{cards['cards'][0]['id']}")
    helper_of(another, "lead").call(f"/notes/{note['id']}/hide")
    assert another.desk.call("/undo").status_code == 200
    assert [each["id"] for each in another.desk.board()["asked"]] == [f"lookback-{cards['id']}"]


def test_an_answer_that_waited_in_a_phone_lands_on_no_cards_that_were_opened_later(last_year: Room, here: Room) -> None:
    cards = opened_with_its_phase(last_year, here)
    assert here.desk.call("/undo").status_code == 200
    later = here.desk.call("/lookback", {"code": last_year.code}).get_json()["answer"]
    assert later != cards["id"]
    answer = {"id": new_id(), "lookback_id": cards["id"], "card": "1", "value": "done"}
    assert here.phone.call("PUT", "/card", answer).get_json()["error"] == "lookback_closed"
    assert [card["answers"] for card in shown(here)["cards"]] == [0, 0, 0]


def test_cards_that_others_took_the_place_of_are_open_again_after_undo(last_year: Room, here: Room) -> None:
    first = here.desk.call("/lookback", {"code": last_year.code}).get_json()["answer"]
    for _twice in range(2):
        opened = shown(here)["id"] if shown(here)["id"] != first else opened_with_its_phase(last_year, here)["id"]
        assert opened != first
        assert here.desk.call("/undo").status_code == 200
        assert (shown(here)["id"], shown(here)["state"]) == (first, "open")
        answer = {"id": new_id(), "lookback_id": first, "card": "1", "value": "done"}
        assert here.phone.call("PUT", "/card", answer).status_code == 200
        assert here.desk.call("/redo").status_code == 200


def test_a_status_for_cards_that_are_on_no_screen_any_more_is_refused(last_year: Room, here: Room) -> None:
    cards = opened_with_its_phase(last_year, here)
    assert here.desk.call("/lookback/clear").status_code == 200
    assert here.desk.call("/lookback/status", status(cards, "done")).status_code == 200, (
        "the page of last year has them"
    )
    here.desk.call("/lookback", {"code": last_year.code})
    refused = here.desk.call("/lookback/status", {**status(cards, "dropped"), "was": "done"})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "conflict")
    assert [card["status"] for card in shown(here)["cards"]] == ["", "", "done"]
