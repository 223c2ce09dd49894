"""What the room was asked travels in the file of a whole workshop."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.year.installations import Office
from tests.year.test_workshop_files import file_of_closed, send
from workshop.domain import voting_options, votings, workshops


def test_what_the_room_was_asked_travels_with_its_answers(department: Office, province: Office) -> None:
    desk = department.room.desk
    desk.call("/actions", {"what": "ขุดลอกคลอง", "unit": "อบต. ดอนแก้ว"})
    desk.call("/actions/ask")
    desk.call("/voting/close")
    code = send(province.room.desk, "/api/take-in/take", file_of_closed(department)).get_json()["code"]

    def about(session: Session) -> list[dict[str, str]]:
        here = workshops.find(session, code).id
        return voting_options.about(votings.STAGE.rows(session, here or 0)[0])

    assert province.feed.read(about) == [{"what": "ขุดลอกคลอง", "unit": "อบต. ดอนแก้ว", "due": ""}]
