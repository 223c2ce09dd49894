"""Files inside the file of a whole workshop: evidence, documents, and what hangs on actions and matters."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from tests.year.installations import Office, resigned
from tests.year.test_workshop_files import ACTION, camera_picture, file_of, titles
from tests.year.whole_workshops import Whole
from workshop.domain import actions, evidence, minutes, workshops
from workshop.feed import Feed
from workshop.messages.actions import SaveAction, SetStatus
from workshop.store.action_tables import Action
from workshop.year import signed_files, workshop_evidence, workshop_files, workshop_out
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
        lambda data: resigned(data, {"actions": [_proved("application/pdf", b"%PDF-1.4", 2_001)]}),
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
    sent = [document for item in json.loads(small)["content"]["minutes"]["items"] for document in item["documents"]]
    assert [each for each in sent if each["data"] or not each["link"]] == []


def _units_with_two_files_each(whole: Whole) -> list[Action]:
    for at, unit in enumerate(("ยังไม่ระบุ", "อำเภอพล")):
        whole.table.step(actions.save, SaveAction(what=f"ขุดลอกคลอง {at}", unit=unit))
    rows = whole.feed.read(actions.of, whole.table.workshop_id)
    for row in rows:
        for each in range(2):
            sent = evidence.named(f"{each}.pdf", evidence.PDF, b"%PDF-1.4", 1_000)
            said = SetStatus(status="waiting", was="waiting", note=f"ครั้งที่ {each}")
            whole.table.step(actions.set_status, row.id, said, sent)
    whole.content()
    return rows


def test_a_unit_that_was_given_the_actions_of_another_has_more_files_than_it_may_attach_and_they_travel(
    department: Office, province: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_FILES", 2)
    whole = Whole(department.feed)
    first, _second = _units_with_two_files_each(whole)
    draft = SaveAction(id=first.id, was=actions.version(first), what=first.what, unit="อำเภอพล")
    whole.table.step(actions.save, draft)
    facts = workshop_files.look(province.feed, workshop_files.make(department.feed, whole.code))
    assert facts.files == 4


def test_a_file_that_nobody_could_take_in_is_not_made(department: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Whole(department.feed)
    _units_with_two_files_each(whole)
    monkeypatch.setattr(workshop_evidence, "MOST", 3)
    with pytest.raises(WorkshopTooLarge):
        workshop_files.make(department.feed, whole.code)
    assert workshop_files.make(department.feed, whole.code, files=False)


def test_files_that_were_undone_and_documents_of_removed_matters_are_not_counted(department: Office) -> None:
    whole = Whole(department.feed)
    first, _second = _units_with_two_files_each(whole)
    whole.step("document", 1)
    whole.table.step(minutes.remove, whole.feed.read(minutes.of, whole.table.workshop_id).items[0].id)
    whole.table.step(actions.remove, first.id)
    assert department.feed.read(workshop_evidence.count, whole.table.workshop_id) == (2, 2 * len(b"%PDF-1.4"))
    small = json.loads(workshop_files.make(department.feed, whole.code, files=False))
    assert small["content"]["files_left"] == 2
    carried = json.loads(workshop_files.make(department.feed, whole.code))["content"]["actions"]
    assert sum(len(step["files"]) for action in carried for step in action["steps"]) == 2


def test_the_room_does_not_wait_while_a_file_is_built_signed_or_looked_at(
    department: Office, province: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, seen = [False], list[tuple[str, bool]]()

    def watched(of: Any, name: str) -> None:
        right = getattr(of, name)

        def watch(*given: Any, **more: Any) -> Any:
            seen.append((name, writing[0]))
            return right(*given, **more)

        monkeypatch.setattr(of, name, watch)

    def marked(feed: Feed) -> None:
        right = feed.write

        def write(*given: Any, **more: Any) -> Any:
            writing[0] = True
            try:
                return right(*given, **more)
            finally:
                writing[0] = False

        monkeypatch.setattr(feed, "write", write)

    for of, name in ((signed_files, "write"), (workshop_evidence, "check"), (workshop_out, "content_of")):
        watched(of, name)
    marked(department.feed)
    marked(province.feed)
    workshop_files.take(province.feed, file_of(department))
    assert sorted(seen) == [("check", False), ("content_of", False), ("write", False)]


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
