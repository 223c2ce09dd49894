"""The report's preview in a live workshop: what LibreOffice needs 45 seconds for is drawn once, and holds up nobody."""

from __future__ import annotations

import io
import itertools
import time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.room import Room
from workshop.domain import office_templates
from workshop.domain.office_templates import OfficeTemplate
from workshop.errors import TryAgain
from workshop.jobs import Jobs, at_once
from workshop.reports import preview_pages
from workshop.reports.formats import FORMATS
from workshop.reports.office_templates import libreoffice
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.preview_pages import Asked, PreviewPages
from workshop.reports.words import Words
from workshop.settings import Settings
from workshop.views.read_record import read_record


class Office:
    """LibreOffice as a stand-in, in an office with a template: it counts what it lays out, and may fail."""

    def __init__(self, room: Room) -> None:
        self.room, self.laid, self.fails = room, 0, False
        pdf = io.BytesIO()
        FORMATS["pdf"].write(room.feed.read(read_record, room.code), "th", pdf, True)
        self.pdf = pdf.getvalue()
        self.take(shipped(Words("th")))

    def take(self, template: bytes) -> None:
        self.room.feed.write(office_templates.save, OfficeTemplate("report", "own.docx", template))

    def as_pdf(self, *_given: object) -> bytes:
        self.laid += 1
        return b"" if self.fails else self.pdf


@pytest.fixture
def office(room: Room, monkeypatch: pytest.MonkeyPatch) -> Office:
    found = Office(room)
    monkeypatch.setattr(libreoffice, "program", lambda: "/soffice")
    monkeypatch.setattr(libreoffice, "as_pdf", found.as_pdf)
    return found


@pytest.fixture
def pages(room: Room) -> PreviewPages:
    return PreviewPages(room.feed, at_once, at_once)


def ask(room: Room, pages: PreviewPages, number: int = 1, seq: int = 0, until: float = 0.0) -> dict[str, Any]:
    return pages.page(Asked(room.code, number, "th", True, seq, until or time.time() + 600))


def test_a_reader_goes_on_in_the_pages_they_have_while_notes_arrive_and_a_new_reader_gets_new_ones(
    room: Room, office: Office, pages: PreviewPages
) -> None:
    first = ask(room, pages)
    room.phone.note("ข้อใหม่")
    assert (ask(room, pages, 2, first["seq"])["seq"], office.laid) == (first["seq"], 1)
    again = ask(room, pages)
    assert (again["seq"] > first["seq"], office.laid) == (True, 2)


@pytest.mark.parametrize("act", ["hide", "erase", "withdraw"])
def test_no_reader_goes_on_in_pages_that_something_was_taken_off(
    room: Room, office: Office, pages: PreviewPages, act: str
) -> None:
    note = room.phone.note("ชื่อบุคคลหนึ่ง")["id"]
    first = ask(room, pages)
    if act == "withdraw":
        room.phone.call("DELETE", f"/notes/{note}")
    else:
        room.desk.call(f"/notes/{note}/{act}", {"reason": "rude" if act == "hide" else "มีชื่อบุคคล"})
    assert ask(room, pages, 2, first["seq"])["seq"] > first["seq"]
    assert office.laid == 2


def test_what_was_drawn_too_late_for_its_reader_is_read_before_it_is_drawn_anew(
    room: Room, office: Office, pages: PreviewPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(0, 30)
    monkeypatch.setattr(preview_pages, "time", SimpleNamespace(time=lambda: next(clock), monotonic=time.monotonic))
    late = ask(room, pages, until=20)  # it is asked at 0, and there at 30
    room.phone.note("ข้อใหม่")
    assert (ask(room, pages, until=1_000)["seq"], office.laid) == (late["seq"], 1)
    assert (ask(room, pages, until=1_000)["seq"] > late["seq"], office.laid) == (True, 2)
    assert (ask(room, pages, until=1), office.laid) == ({}, 2), "nobody waits for it"


def test_a_template_at_which_libreoffice_failed_is_left_out_until_there_is_another_or_time_has_passed(
    room: Room, office: Office, pages: PreviewPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.fails = True
    for _seq in range(3):
        room.phone.note("ข้อใหม่")
        assert ask(room, pages)["laid"] == "failed"
    assert office.laid == 1
    office.take(shipped(Words("en")))
    assert (ask(room, pages)["laid"], office.laid) == ("failed", 2)
    office.fails = False
    monkeypatch.setattr(preview_pages, "AGAIN_SECONDS", 0.0)
    room.phone.note("ข้อใหม่")
    assert (ask(room, pages)["laid"], office.laid) == ("template", 3)


def test_previews_wait_in_a_queue_of_their_own_and_other_jobs_go_on_while_libreoffice_works(
    room: Room, office: Office, settings: Settings
) -> None:
    done: list[object] = []

    def apart(work: Any, *given: Any) -> Any:
        assert len(jobs.previews) == 0, "it was taken out"
        jobs.huey.execute(jobs.huey.dequeue())
        done.append("words")
        return work(*given)

    jobs = Jobs(settings, room.feed, apart=apart)
    jobs._page(Asked(room.code, 1, "th", True, 0, time.time() + 600))
    jobs._words(room.code)
    assert (len(jobs.huey), len(jobs.previews)) == (1, 1)
    jobs.previews.execute(jobs.previews.dequeue())
    assert (done, office.laid) == (["words"], 1)


def test_a_page_that_the_worker_took_up_too_late_is_to_be_asked_for_again(
    room: Room, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(settings, room.feed)
    monkeypatch.setattr(jobs, "_page", lambda asked: SimpleNamespace(get=lambda **waiting: {}))
    with pytest.raises(TryAgain):
        jobs.page(room.code, 1, "th", 0.1)
