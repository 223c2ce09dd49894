"""The file of a whole workshop where people sign in: for the own unit, with a name in the log, silent of others."""

from __future__ import annotations

from tests.web.test_person_doors import Organisation
from tests.year.installations import Office
from tests.year.test_workshop_files import file_of, send
from workshop.domain import access_log, organisation


def test_a_person_takes_a_workshop_in_for_the_own_unit_and_learns_of_no_other(
    department: Office, province: Office
) -> None:
    data, room = file_of(department), province.room
    here = Organisation(room)
    lead, other = here.person("lead", ("province", "lead")), here.person("other", ("neighbour", "lead"))
    start = lead.client.get(f"/units/{here.units['province']}").text
    assert f"/take-in?unit={here.units['province']}" in start
    assert "หน่วยงาน neighbour" not in lead.client.get("/take-in").text
    foreign = send(lead, f"/api/take-in/take?unit={here.units['neighbour']}", data)
    assert (foreign.status_code, foreign.get_json()["error"]) == (403, "not_your_role")
    code = send(lead, f"/api/take-in/take?unit={here.units['province']}", data).get_json()["code"]
    assert room.feed.read(organisation.owners) == {code: here.units["province"]}
    assert lead.client.get(f"/workshops/{code}").status_code == 200
    assert other.client.get(f"/workshops/{code}").status_code == 404
    looked = send(other, "/api/take-in/look", data).get_json()
    assert (looked["here"], code in looked["html"]) == (False, False)
    assert send(lead, "/api/take-in/look", data).get_json()["here"]
    again = send(lead, "/api/take-in/take", data)
    assert again.status_code == 409, "the own one is there"
    own = send(other, "/api/take-in/take", data).get_json()["code"]
    assert room.feed.read(organisation.owners) == {code: here.units["province"], own: here.units["neighbour"]}


def test_a_person_downloads_a_workshop_of_the_own_unit_and_the_log_names_who(province: Office) -> None:
    data, room = file_of(province), province.room
    here = Organisation(room)
    here.give("province")
    lead, viewer, above, other = (
        here.person(f"somebody.{number}", role)
        for number, role in enumerate(
            (("province", "lead"), ("province", "viewer"), ("bureau", "lead"), ("neighbour", "lead"))
        )
    )
    address = f"/workshops/{room.code}/file"
    assert (lead.client.get(address).status_code, lead.client.get(address).data) == (200, data)
    assert address in lead.client.get(f"/workshops/{room.code}/reuse").text
    statuses = [desk.client.get(address).status_code for desk in (viewer, above, other)]
    assert statuses == [403, 403, 404]
    logged = [(each.what, each.person) for each in room.feed.read(access_log.of_workshop, room.code)]
    assert logged == [("export", "somebody.0")] * 2
