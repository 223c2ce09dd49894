"""Files inside the file of a whole workshop: evidence, documents, and what hangs on actions and matters."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from tests.year.installations import Office, resigned
from tests.year.test_workshop_files import ACTION, camera_picture, file_of, titles
from tests.year.whole_workshops import Whole
from workshop.domain import evidence, minutes, workshops
from workshop.year import workshop_files
from workshop.year.refusals import BadWorkshop, FileDamaged, NoRoomForFiles, WorkshopTooLarge


def _proved(media: str, data: bytes, times: int = 1) -> dict[str, Any]:
    """An action with so many files of evidence."""
    step = {"at": 0, "status": "done", "note": "", "link": ""}
    files = [{"name": "หลักฐาน", "media": media, "data": b64encode(data).decode()}] * times
    return {**ACTION, "steps": [{**step, "files": files}]}


def _documented(*documents: dict[str, str], **more: Any) -> dict[str, Any]:
    facts = {"title": "", "number": 0, "year": 0, "began": "", "ended": "", "present": "", "absent": "", "others": ""}
    facts |= {"recorder": "", "checker": "", "corrections": "", "adopted": None}
    matter = {"id": "a", "agenda": 4, "title": "เรื่อง", "text": "", "resolution": "", **more}
    blank = {"name": "เอกสาร", "link": "", "media": "", "data": ""}
    return {"facts": facts, "items": [{**matter, "documents": [{**blank, **each} for each in documents]}]}


def _households(data: bytes, target: int, reached: int) -> list[dict[str, Any]]:
    key = json.loads(data)["content"]["focus"][0]["key"]
    return [{"key": key, "unit": "ก", "target": target, "reached": reached}]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: resigned(data, {"actions": [_proved("application/pdf", b"no PDF")]}),
        lambda data: resigned(data, {"actions": [_proved("image/jpeg", b"%PDF-1.4")]}),
        lambda data: resigned(data, {"actions": [_proved("image/jpeg", camera_picture())]}),
        lambda data: resigned(data, {"actions": [_proved("text/html", b"<script>")]}),
        lambda data: resigned(data, {"actions": [_proved("application/pdf", b"%PDF-1.4", 41)]}),
        lambda data: resigned(data, {"actions": [{**_proved("application/pdf", b"%PDF-1.4"), "focus": "nowhere"}]}),
        lambda data: resigned(data, {"minutes": _documented({"link": "javascript:alert(1)"})}),
        lambda data: resigned(data, {"minutes": _documented({})}),
        lambda data: resigned(
            data, {"minutes": _documented({"link": "https://example.org"}, {"link": "https://example.org"})}
        ),
        lambda data: resigned(data, {"minutes": _documented({"link": "https://example.org"}, action=7)}),
        lambda data: resigned(data, {"focus_counts": [{"key": "nowhere", "unit": "ก", "target": 1, "reached": 1}]}),
        lambda data: resigned(data, {"focus_counts": _households(data, 1, 2)}),
        lambda data: resigned(data, {"focus_counts": _households(data, 2, 1) * 2}),
    ],
)
def test_a_file_or_a_count_that_is_another_thing_than_it_says_is_refused(department: Office, change: Any) -> None:
    data, before = change(file_of(department)), titles(department)
    with pytest.raises((BadWorkshop, FileDamaged)):
        workshop_files.take(department.feed, data, copy=True)
    assert titles(department) == before


def test_evidence_documents_households_and_settled_matters_travel_or_are_said_to_stay(
    department: Office, province: Office
) -> None:
    whole = Whole(department.feed)
    for verb, which in (("action", 0), ("progress", 1), ("document", 1), ("resolve", 0), ("households", 1)):
        whole.step(verb, which)
    whole.content()  # closes what is open
    data = workshop_files.make(department.feed, whole.code)
    facts = workshop_files.look(province.feed, data)
    assert (facts.files, facts.files_left) == (2, 0)
    with pytest.raises(NoRoomForFiles):
        workshop_files.take(province.feed, data, most=10)
    code = workshop_files.take(province.feed, data, most=1_000)
    there = province.feed.read(workshops.find, code)
    (shown,) = province.feed.read(evidence.files, there.id).values()
    page = province.client.get(f"/workshops/{code}/actions")
    assert shown[0][1] in page.text
    answer = province.client.get(f"/workshops/{code}/actions/files/{shown[0][0]}")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    items = province.feed.read(minutes.of, there.id).items
    (settled,) = (each for each in items if each.settled)
    assert settled.action.startswith(f"{code}:")
    assert "20" in province.client.get(f"/workshops/{code}/focus").text
    small = workshop_files.make(department.feed, whole.code, files=False)
    facts = workshop_files.look(province.feed, small)
    assert (facts.files, facts.files_left, len(small) < len(data)) == (0, 2, True)
    assert "data:" not in json.dumps(json.loads(small)["content"]["minutes"])


def test_a_workshop_whose_evidence_is_too_large_is_refused_and_goes_without_it(
    department: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Whole(department.feed)
    for verb, which in (("action", 0), ("progress", 1)):
        whole.step(verb, which)
    whole.content()
    least = len(workshop_files.make(department.feed, whole.code, files=False))
    monkeypatch.setattr(workshop_files, "MAX_BYTES", least)
    with pytest.raises(WorkshopTooLarge):
        workshop_files.make(department.feed, whole.code)
    assert len(workshop_files.make(department.feed, whole.code, files=False)) == least
