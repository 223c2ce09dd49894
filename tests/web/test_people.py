"""People who sign in by name: links, passwords, guesses, sessions, and what their start pages show."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.live.listening import listen
from tests.room import PASSWORD, Desk, Room
from tests.web.test_person_doors import Organisation
from tests.year.installations import draft
from workshop.domain import facilitator, organisation, persons, sessions, workshops
from workshop.errors import Refusal, TooFast
from workshop.views import minutes
from workshop.web.buckets import Buckets
from workshop.web.password_brake import Brake
from workshop.year import directives

NAME, SECRET = "wanida", "ปลาทูสามตัวครึ่ง"
STRANGER = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def here(room: Room) -> Organisation:
    return Organisation(room)


def form(desk: Desk, path: str, **data: Any) -> TestResponse:
    return desk.post(path, data=data)


def link_on(page: str) -> str:
    found = re.search(r"/first-password/([\w-]+)", page)
    assert found is not None, page
    return found[1]


def added(room: Room, **fields: str) -> str:
    """Add somebody on the page; return the token of the link."""
    sent = {"name": NAME, "shown": "สมใจ นักวิชาการ", "unit": "province", "role": "lead"} | fields
    answer = form(room.desk, "/people", **sent)
    assert answer.status_code == 200, answer.text
    return link_on(answer.text)


def with_password(room: Room, **fields: str) -> Desk:
    desk = Desk(room.app, room.code)
    token = added(room, **fields)
    assert form(desk, f"/first-password/{token}", password=SECRET, again=SECRET).location == "/home"
    return desk


def sign_in(room: Room, name: str, password: str, **options: Any) -> TestResponse:
    desk = Desk(room.app, room.code)
    return desk.post("/sign-in", data={"name": name, "password": password}, environ_base=STRANGER, **options)


def test_each_password_is_hashed_in_a_thread_of_its_own(
    here: Organisation, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the thread of the request it would keep every socket of the process waiting."""
    threads: list[str] = []

    def watched(module: Any, name: str) -> None:
        work = getattr(module, name)

        def watching(*given: str) -> object:
            threads.append(threading.current_thread().name)
            return work(*given)

        monkeypatch.setattr(module, name, watching)

    watched(facilitator, "generate_password_hash")
    watched(persons, "check_password_hash")
    watched(facilitator, "check_password_hash")
    with_password(room)
    assert sign_in(room, NAME, SECRET).status_code == 302
    assert Desk(room.app, room.code).sign_in(PASSWORD).status_code == 302
    assert len(threads) == 3
    assert all(name.startswith("password") for name in threads), threads


def test_a_laptop_without_people_asks_for_a_password_alone(room: Room) -> None:
    assert 'name="name"' not in room.outsider().client.get("/sign-in").text
    assert Desk(room.app, room.code).sign_in(PASSWORD).location == "/workshops"


def test_a_link_sets_the_password_once_and_leads_to_the_start_page_of_the_unit(here: Organisation, room: Room) -> None:
    token = added(room)
    desk = Desk(room.app, room.code)
    short = form(desk, f"/first-password/{token}", password="สั้น", again="สั้น")
    assert short.status_code == 422
    assert "8" in short.text
    assert form(desk, f"/first-password/{token}", password=SECRET, again=SECRET + "x").status_code == 422
    assert form(desk, f"/first-password/{token}", password=SECRET, again=SECRET).location == "/home"
    assert desk.client.get("/home").location == f"/units/{here.units['province']}"
    assert form(Desk(room.app, room.code), f"/first-password/{token}", password=SECRET, again=SECRET).status_code == 410
    assert 'name="name"' in room.outsider().client.get("/sign-in").text


def test_one_signs_in_by_name_in_any_case_and_the_administrator_without_one(here: Organisation, room: Room) -> None:
    with_password(room)
    assert sign_in(room, " WaNida ", SECRET).status_code == 302
    assert sign_in(room, "", PASSWORD).location == "/workshops"
    for name, password in ((NAME, SECRET + "x"), ("nobody", SECRET), (NAME, ""), (NAME, PASSWORD)):
        refused = sign_in(room, name, password)
        assert refused.status_code == 200
        assert "ชื่อหรือรหัสผ่านไม่ถูกต้อง" in refused.text


def test_a_name_is_slowed_down_from_whichever_address_it_is_tried() -> None:
    strangers, own, accounts = (Buckets(burst, 0.1, clock=lambda: 0.0) for burst in (5, 5, 10))
    brake = Brake(strangers, own, sleep=lambda _seconds: None, accounts=accounts)
    checked: list[str] = []

    def guess(address: str, name: str, near: bool = False, right: bool = False) -> bool:
        try:
            return brake.check(address, near, lambda: bool(checked.append(address)) or right, account=name)
        except TooFast:
            return False

    for number in range(14):
        guess(f"203.0.113.{number}", NAME)
    assert len(checked) == 10
    assert guess("203.0.113.99", "another", right=True)
    assert guess("127.0.0.1", NAME, near=True, right=True)


def test_of_many_guesses_at_once_five_are_checked(here: Organisation, room: Room, monkeypatch: Any) -> None:
    with_password(room)
    checked, go = [], threading.Event()

    def slow(_found: Any, password: str) -> bool:
        checked.append(password)
        go.wait(60)  # all that are let in, until the others have been refused
        return False

    monkeypatch.setattr(persons, "is_right", slow)
    answers: list[int] = []
    guesses = [
        threading.Thread(target=lambda: answers.append(sign_in(room, NAME, "ผิด").status_code)) for _ in range(12)
    ]
    for guess in guesses:
        guess.start()
    while len(answers) < 7:
        threading.Event().wait(0.01)
    go.set()
    for guess in guesses:
        guess.join()
    assert len(checked) <= 5
    assert answers.count(429) >= 7


ENDINGS = {
    "sign_out": lambda room, person, desk: desk.post("/sign-out"),
    "disable": lambda room, person, desk: form(room.desk, f"/people/{person}/disable"),
    "role": lambda room, person, desk: form(room.desk, f"/people/{person}/role", unit="province", role="viewer"),
    "no_role": lambda room, person, desk: form(room.desk, f"/people/{person}/role", unit="province", role=""),
    "purge": lambda room, person, desk: form(room.desk, f"/people/{person}/purge"),
    "by_the_administrator": lambda room, person, desk: form(room.desk, f"/sign-ins/{session_of(room, person)}/end"),
    "other_unit": lambda room, person, desk: room.feed.write(organisation.give_workshop, room.code, None),
}


def session_of(room: Room, person: int) -> int:
    return next(each.id for each in room.feed.read(sessions.listed, None) if each.person == person)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ends_a_persons_rights_closes_the_sockets(here: Organisation, room: Room, ending: str) -> None:
    here.give("province")
    desk = with_password(room)
    neighbour = here.person("neighbour", ("province", "lead"))
    person = room.feed.read(persons.by_name, NAME).id
    socket, other = (listen(room, "console", each.client) for each in (desk, neighbour))
    assert socket.is_connected()
    assert other.is_connected()
    ENDINGS[ending](room, person, desk)
    room.app.extensions["laena.signed_in"].cut_ended()
    assert not socket.is_connected()
    assert desk.client.get(f"/workshops/{room.code}").status_code == 302
    assert other.is_connected() == (ending != "other_unit")


def test_a_new_password_ends_the_sessions_of_the_person_alone(here: Organisation, room: Room) -> None:
    first = with_password(room)
    second = Desk(room.app, room.code)
    assert second.post("/sign-in", data={"name": NAME, "password": SECRET}).status_code == 302
    wrong = form(first, "/account/password", was=SECRET + "x", password="ปลาใหม่สองตัว", again="ปลาใหม่สองตัว")
    assert wrong.status_code == 422
    assert second.client.get("/account").status_code == 200
    done = form(first, "/account/password", was=SECRET, password="ปลาใหม่สองตัว", again="ปลาใหม่สองตัว")
    assert done.status_code == 302
    assert [desk.client.get("/account").status_code for desk in (first, second, room.desk)] == [200, 302, 302]
    assert room.desk.client.get("/people").status_code == 200
    assert sign_in(room, NAME, SECRET).status_code == 200
    assert sign_in(room, NAME, "ปลาใหม่สองตัว").status_code == 302


@pytest.mark.parametrize(
    ("sent", "at"),
    [
        ({"name": "ก"}, "name"),
        ({"name": "a"}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"name": ""}, "name"),
        ({"shown": " "}, "shown"),
        ({"email": "nobody"}, "email"),
        ({"unit": "none-such"}, ""),
        ({"role": "king"}, "role"),
        ({"unit": "department"}, "role"),
        ({"role": "department"}, "role"),
    ],
)
def test_a_bad_person_is_refused_and_nothing_is_stored(
    here: Organisation, room: Room, sent: dict[str, str], at: str
) -> None:
    answer = form(room.desk, "/people", **{"name": NAME, "shown": "สมใจ", "unit": "province", "role": "lead"} | sent)
    assert answer.status_code in (404, 422)
    assert not at or f'id="new-{at}-error"' in answer.text
    assert not room.feed.read(persons.any_person)


def test_a_name_is_one_persons(here: Organisation, room: Room) -> None:
    added(room)
    assert form(room.desk, "/people", name="WANIDA", shown="อีกคน").status_code == 422
    assert [each.name for each in room.feed.read(persons.every)] == [NAME]


def test_a_disabled_person_comes_in_by_nothing(here: Organisation, room: Room) -> None:
    with_password(room)
    person = room.feed.read(persons.by_name, NAME).id
    token = link_on(form(room.desk, f"/people/{person}/link").text)
    form(room.desk, f"/people/{person}/disable")
    assert sign_in(room, NAME, SECRET).status_code == 200
    assert room.outsider().client.get(f"/first-password/{token}").status_code == 410
    form(room.desk, f"/people/{person}/enable")
    assert sign_in(room, NAME, SECRET).status_code == 302
    assert room.outsider().client.get(f"/first-password/{token}").status_code == 410


def test_the_start_page_lists_and_finds_what_one_may_see_and_nothing_of_another_province(
    here: Organisation, room: Room
) -> None:
    here.give("province")
    hidden = room.another()
    room.feed.write(organisation.give_workshop, hidden.code, here.units["neighbour"])
    free = room.another()  # the installation's
    secret = room.feed.write(directives.make, draft(subject="ของจังหวัดอื่น"))
    open_one = room.feed.write(directives.make, draft(subject="ของกรม"))
    for uid, unit in ((secret, "neighbour"), (open_one, "department")):
        room.feed.write(
            lambda s, uid=uid, unit=unit: organisation.give_directive(s, directives.find(s, uid), here.units[unit])
        )
    desk = here.person("lead", ("province", "lead"))
    for search in ("", "?q=", "?q=เหลียวหลัง", "?state=running", f"?q={hidden.code}"):
        page = desk.client.get(f"/units/{here.units['province']}{search}").text
        assert "ของกรม" in page
        assert "ของจังหวัดอื่น" not in page
        assert (f"/workshops/{room.code}" in page) == (hidden.code not in search)
        assert f"/workshops/{hidden.code}" not in page
        assert free.code not in page
    assert desk.client.get(f"/units/{here.units['neighbour']}").status_code == 404
    assert desk.client.get("/workshops").location == "/home"


def test_minutes_of_another_unit_are_not_offered_counted_on_or_named(here: Organisation, room: Room) -> None:
    unit, meeting = here.units, {"title": "ประชุมประจำเดือน", "year": "2569"}
    own, other, later = room.another(), room.another(), room.another()
    desk = here.person("lead", ("province", "lead"))

    def begin(session: Session) -> None:
        workshops.find(session, room.code).starts_on = "2026-08-30"

    room.feed.write(begin)
    for each, of in ((room, "province"), (own, "province"), (other, "neighbour"), (later, "neighbour")):
        room.feed.write(organisation.give_workshop, each.code, unit[of])

    def save(code: str, **typed: str) -> None:
        was = room.feed.read(minutes.read, code).typed.version
        data = {**meeting, **typed, "was": was}
        assert room.desk.post(f"/workshops/{code}/minutes", data=data).status_code == 302

    save(own.code, title="ประชุมก่อน", number="3")
    save(room.code, number="5")
    save(other.code, number="41")
    save(later.code, number="40", adopts=room.code)
    save(room.code, number="", year="")
    found = desk.client.get(f"/workshops/{room.code}/minutes").text
    assert "ประชุมก่อน ครั้งที่ 3/2569" in found, "those of the own unit are"
    assert "ครั้งที่ 41" not in found
    assert 'value="42"' not in found
    assert 'class="badge">รับรองแล้ว' not in found
    whole = room.desk.client.get(f"/workshops/{room.code}/minutes").text
    assert all(words in whole for words in ("ครั้งที่ 41", 'value="42"', 'class="badge">รับรองแล้ว')), "the administrator's"


def test_the_department_sees_that_a_province_works_and_its_notes_once_it_has_answered(
    here: Organisation, room: Room
) -> None:
    here.give("province")
    desk = here.person("central", ("department", "department"))
    page = desk.client.get(f"/units/{here.units['department']}").text
    assert "เหลียวหลัง แลหน้า" in page
    assert room.code not in page
    uid = room.feed.write(directives.make, draft())
    here.answer(uid)
    assert room.code in desk.client.get(f"/units/{here.units['department']}").text
    assert desk.client.get(f"/workshops/{room.code}").status_code == 200
    assert desk.call("/undo").status_code == 403


def test_a_new_workshop_and_a_copy_belong_to_the_unit_of_who_makes_it(here: Organisation, room: Room) -> None:
    desk = here.person("lead", ("province", "lead"))
    here.give("province")
    sent = {
        "title": "ประชุมใหม่",
        "template": "look_back",
        "groups_count": "2",
        "phase_title": "ช่วง",
        "phase_categories": "ปัญหา",
    }
    made = form(desk, "/workshops/new", **sent)
    assert made.status_code == 302, made.text
    code = made.location.rpartition("/")[2]
    copy = form(desk, f"/workshops/{room.code}/reuse", title="สำเนา").location.rpartition("/")[2]
    owners = room.feed.read(organisation.owners)
    assert owners[code] == owners[copy] == here.units["province"]
    assert desk.client.get(f"/workshops/{code}").status_code == 200
    elsewhere = form(desk, "/workshops/new", **sent, unit=str(here.units["neighbour"]))
    assert elsewhere.status_code == 403


def give_directive(here: Organisation, uid: str) -> None:
    """Make the directive the province's."""

    def verb(session: Session) -> None:
        organisation.give_directive(session, directives.find(session, uid), here.units["province"])

    here.room.feed.write(verb)


def test_the_workshop_that_answers_already_stays_whose_it_is(here: Organisation, room: Room) -> None:
    uid = room.feed.write(directives.make, draft())
    room.feed.write(
        lambda session: organisation.give_directive(session, directives.find(session, uid), here.units["province"])
    )
    here.answer(uid)  # the installation's
    desk = here.person("lead", ("province", "lead"))
    assert form(desk, f"/directives/{uid}/workshop").status_code == 302
    assert room.feed.read(organisation.owners) == {}
    assert desk.client.get(f"/workshops/{room.code}").status_code == 404
    other = room.feed.write(directives.make, draft(number="2"))
    room.feed.write(
        lambda session: organisation.give_directive(session, directives.find(session, other), here.units["province"])
    )
    form(desk, f"/directives/{other}/unit", unit="40")
    made = form(desk, f"/directives/{other}/workshop").location.split("/")[2]
    assert room.feed.read(organisation.owners) == {made: here.units["province"]}


def test_who_reads_changes_nothing_and_leaves_no_name_in_the_history(here: Organisation, room: Room) -> None:
    here.give("province")
    reader, lead = here.person("reader", ("bureau", "lead")), here.person("leader", ("province", "lead"))
    before = room.desk.board()["seq"]
    assert reader.client.get(f"/workshops/{room.code}").status_code == 200
    assert room.desk.board()["seq"] == before
    lead.client.get(f"/workshops/{room.code}")
    assert lead.call(f"/notes/{room.phone.note('ซ่อน')['id']}/hide").status_code == 200
    assert "leader" in lead.client.get(f"/workshops/{room.code}/history").text
    assert room.phone.note("ยังส่งได้")["text"] == "ยังส่งได้"


def test_a_purged_person_is_in_no_list_and_no_log(here: Organisation, room: Room) -> None:
    with_password(room)
    person = room.feed.read(persons.by_name, NAME).id
    assert NAME in room.desk.client.get("/sign-ins").text
    assert form(room.desk, f"/people/{person}/purge").status_code == 302
    assert NAME not in room.desk.client.get("/sign-ins").text
    assert NAME not in room.desk.client.get("/people").text
    assert form(room.desk, f"/people/{person}/purge").status_code == 404


def test_a_refusal_of_a_page_says_what_to_do(here: Organisation, room: Room) -> None:
    with pytest.raises(Refusal), room.app.test_request_context():
        room.feed.write(organisation.add, "province", "ซ้ำ", "province", None)
    answer = form(room.desk, "/units/add", code="province", name="ซ้ำ", kind="province")
    assert answer.status_code == 422
    assert "เป็นของ หน่วยงาน province แล้ว" in answer.text


def test_an_unknown_name_is_refused_by_a_hash_that_takes_as_long() -> None:
    of_nobody, of_somebody = persons._NOBODY.split("$"), facilitator.new_hash("รหัสผ่านของสมใจ").split("$")
    assert of_nobody[0] == of_somebody[0]
    assert len(of_nobody[2]) == len(of_somebody[2])
