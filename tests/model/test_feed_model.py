"""Whatever a room does, in whatever order it arrives, however often the server is started anew: nothing acknowledged
is missing, every screen comes to show what the database holds, no number is left out, every note is counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from tests.domain.sorted_table import arrange
from tests.model.house import BoardScreen, House, PhoneScreen, room_in, settings_for
from tests.room import Desk, new_id
from workshop import migrations
from workshop.domain import grouping
from workshop.store.database import Database

WORDS = st.sampled_from(("ถนน พัง", "งบ ช้า", "คน ไม่พอ", "- ", "น้ำ ท่วม"))
PHONES = st.integers(0, 2)
ANY = st.integers(0, 99)


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    data = tmp_path / "data"
    data.mkdir()
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{(data / 'laena.db').as_posix()}"
    database = Database(database_url)
    migrations.migrate(database.engine)
    database.close()
    house = House(settings_for(database_url, data))
    yield house
    house.close()


class Model(RuleBasedStateMachine):
    """`texts`: what phones sent of each note, or None once it was withdrawn."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        room = room_in(self.house)
        self.code, self.desk = room.code, room.desk
        self.workshop_id = self.house.feed.read(_workshop_id, self.code)
        phones = [room.phone, room.other, room.new_phone(0)]
        self.phones = [PhoneScreen(self.house, phone) for phone in phones]
        self.boards = [BoardScreen(self.house, self.desk, view) for view in ("console", "projector")]
        self.outsider = room.outsider()
        self.texts: dict[str, str | None] = {}
        self.writers: dict[str, int] = {}
        self.agreed: dict[tuple[int, str], bool] = {}
        self.sent: list[tuple[int, str, str, Any]] = []
        for screen in (*self.phones, *self.boards):
            screen.wake()

    # What phones do. `lost`: the answer does not arrive, and the phone sends the same again.

    @rule(phone=PHONES, words=WORDS, lost=st.booleans())
    def submit(self, phone: int, words: str, lost: bool) -> None:
        state = self.phones[phone].phone.state()
        now = next((each for each in state["phases"] if each["state"] == "open"), None)
        if now is None:
            return
        note_id = new_id()
        body = {
            "id": note_id,
            "phase_id": now["id"],
            "category": now["categories"][0],
            "text": f"{words}{len(self.texts)}",
        }
        answer = self.write(phone, "POST", "/notes", body, lost)
        assert answer.status_code == 200, answer.text
        self.texts[note_id], self.writers[note_id] = body["text"], phone

    @precondition(lambda self: self.texts)
    @rule(which=ANY, words=WORDS, lost=st.booleans())
    def edit(self, which: int, words: str, lost: bool) -> None:
        note_id = self.pick(which)
        body = {"text": f"{words}แก้{which}", "edit": new_id()}
        answer = self.write(self.writers[note_id], "PATCH", f"/notes/{note_id}", body, lost)
        if answer.status_code == 200:
            self.texts[note_id] = body["text"]
        else:
            assert answer.get_json()["error"] in ("phase_closed", "not_yours"), answer.text
            assert self.texts[note_id] is None or answer.get_json()["error"] == "phase_closed"

    @precondition(lambda self: self.texts)
    @rule(which=ANY, lost=st.booleans())
    def delete(self, which: int, lost: bool) -> None:
        note_id = self.pick(which)
        answer = self.write(self.writers[note_id], "DELETE", f"/notes/{note_id}", None, lost)
        if answer.status_code == 200:
            self.texts[note_id] = None
        else:
            assert answer.get_json()["error"] == "phase_closed", answer.text

    @precondition(lambda self: self.texts)
    @rule(phone=PHONES, which=ANY, on=st.booleans(), lost=st.booleans())
    def react(self, phone: int, which: int, on: bool, lost: bool) -> None:
        note_id = self.pick(which)
        body = {"id": self.rising(), "on": on}
        answer = self.write(phone, "PUT", f"/notes/{note_id}/reaction", body, lost)
        if answer.status_code == 200:
            self.agreed[phone, note_id] = on
            assert answer.get_json()["note"]["mine"] is on
        else:
            assert answer.get_json()["error"] in ("own_note", "unknown_note", "sharing_off"), answer.text

    @precondition(lambda self: self.sent)
    @rule(which=ANY)
    def arrives_again(self, which: int) -> None:
        """The network brings an old request once more, behind everything that was sent after it."""
        phone, method, path, body = self.sent[which % len(self.sent)]
        assert self.phones[phone].phone.call(method, path, body).status_code < 500

    @rule(words=WORDS, which=ANY)
    def outsider_tries(self, words: str, which: int) -> None:
        state = self.outsider.state()
        assert (state["me"], state["notes"], state.get("shared", [])) == (None, [], [])
        body = {"id": new_id(), "phase_id": state["phases"][0]["id"], "category": "problem", "text": words}
        assert self.outsider.call("POST", "/notes", body).status_code == 401
        if self.texts:
            assert self.outsider.call("DELETE", f"/notes/{self.pick(which)}").status_code == 401

    # What the facilitator and the worker do.

    @precondition(lambda self: self.texts)
    @rule(which=ANY, verb=st.sampled_from(("hide", "unhide", "pin")), on=st.booleans())
    def look_after(self, which: int, verb: str, on: bool) -> None:
        assert self.desk.call(f"/notes/{self.pick(which)}/{verb}", {"on": on}).status_code in (200, 404)

    @precondition(lambda self: self.texts)
    @rule(which=ANY, where=ANY)
    def move(self, which: int, where: int) -> None:
        themes = [theme["id"] for theme in self.desk.board()["themes"]]
        target = [*themes, "new", None][where % (len(themes) + 2)]
        assert self.desk.call(f"/notes/{self.pick(which)}/move", {"theme_id": target}).status_code in (200, 404)

    @rule()
    def group(self) -> None:
        for workshop_id, code, category in self.house.feed.read(grouping.waiting):
            if code == self.code:
                reading = self.house.feed.read(grouping.read, workshop_id, code, category)
                ready = self.house.feed.read(grouping.prepare, reading, arrange(reading))
                self.house.feed.change(code, "worker", grouping.apply, reading, arrange(reading), ready)

    @rule(sharing=st.sampled_from(("own", "group", "everyone")))
    def share(self, sharing: str) -> None:
        assert self.desk.call("/sharing", {"sharing": sharing}).status_code == 200

    @rule(path=st.sampled_from(("/phases/{}/open", "/phases/{}/close", "/phases/{}/open", "/timer")), place=ANY)
    def lead(self, path: str, place: int) -> None:
        phases = [phase["id"] for phase in self.desk.board()["phases"]]
        body = {"action": "start", "seconds": 60} if path == "/timer" else {}
        assert self.desk.call(path.format(phases[place % len(phases)]), body).status_code in (200, 422)

    @rule()
    def undo(self) -> None:
        assert self.desk.call("/undo").status_code in (200, 409)

    # What happens to screens and to the server.

    @rule()
    def deliver(self) -> None:
        self.house.deliver()
        for screen in (*self.phones, *self.boards):
            screen.listen()

    @rule(which=st.integers(0, 4))
    def sleep(self, which: int) -> None:
        [*self.phones, *self.boards][which].sleep()

    @rule(which=st.integers(0, 4))
    def wake(self, which: int) -> None:
        [*self.phones, *self.boards][which].wake()

    @rule()
    def restart(self) -> None:
        self.house.restart()
        app = self.house.app
        self.desk = Desk(app, self.code)
        self.desk.be_signed_in(self.house.feed)
        self.outsider.client = app.test_client()
        for screen in self.phones:
            screen.moved()
        for board in self.boards:
            board.desk = self.desk
            board.moved()

    # What must always be true.

    @invariant()
    def numbering_has_no_gap(self) -> None:
        seqs, head = self.house.feed.read(_numbering, self.workshop_id)
        assert seqs == list(range(1, head + 1))

    @invariant()
    def every_note_is_counted_once(self) -> None:
        figures = self.desk.board()["figures"]
        parts = ("in_themes", "ungrouped", "set_aside", "hidden")
        assert figures["received"] == sum(figures[part] for part in parts)
        assert figures["received"] == sum(words is not None for words in self.texts.values())

    def teardown(self) -> None:
        """Everybody wakes up: all that was acknowledged is there, and each screen shows what a fresh one would."""
        self.deliver()
        for screen in (*self.phones, *self.boards):
            screen.wake()
        stored = self.house.feed.read(_texts, self.workshop_id)
        assert stored == self.texts
        for board in self.boards:
            fresh = BoardScreen(self.house, self.desk, board.name)
            fresh.catch_up()
            assert board.view() == fresh.view()
        agreed = {row["id"]: row["agreed"] for row in self.boards[0].board.rows["notes"].values() if "agreed" in row}
        for note_id, count in agreed.items():
            assert count == sum(on for (_, other), on in self.agreed.items() if other == note_id)
        for number, phone in enumerate(self.phones):
            fresh_phone = PhoneScreen(self.house, phone.phone)
            fresh_phone.catch_up()
            assert phone.view() == fresh_phone.view()
            mine = {
                note_id
                for note_id, words in self.texts.items()
                if words is not None and self.writers[note_id] == number
            }
            assert {note_id: note["text"] for note_id, note in phone.shown.own.items()} == {
                note_id: self.texts[note_id] for note_id in mine
            }
        for screen in (*self.phones, *self.boards):
            screen.sleep()

    def write(self, phone: int, method: str, path: str, body: Any, lost: bool) -> Any:
        self.sent.append((phone, method, path, body))
        answers = [self.phones[phone].phone.call(method, path, body) for _ in range(2 if lost else 1)]
        assert len({answer.status_code for answer in answers}) == 1, [answer.text for answer in answers]
        return answers[-1]

    def pick(self, which: int) -> str:
        return list(self.texts)[which % len(self.texts)]

    def rising(self) -> str:
        """An id of this write, greater than those before it."""
        return f"{len(self.sent):012d}"


def test_every_screen_converges_and_nothing_acknowledged_is_missing(house: House) -> None:
    class Here(Model):
        pass

    Here.house = house
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=8 if house.settings.database.startswith("sqlite") else 3,  # a restart costs more there
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        ),
    )


def _workshop_id(session: Any, code: str) -> int:
    return int(session.execute(text("SELECT id FROM workshop WHERE code = :code"), {"code": code}).scalar_one())


def _numbering(session: Any, workshop_id: int) -> tuple[list[int], int]:
    here = {"here": workshop_id}
    seqs = session.execute(text("SELECT seq FROM change WHERE workshop_id = :here ORDER BY seq"), here).scalars()
    head = session.execute(text("SELECT seq FROM workshop WHERE id = :here"), here).scalar_one()
    return list(seqs), int(head)


def _texts(session: Any, workshop_id: int) -> dict[str, str | None]:
    rows = session.execute(text("SELECT id, text, deleted FROM note WHERE workshop_id = :here"), {"here": workshop_id})
    return {row.id: None if row.deleted else row.text for row in rows}
