"""Links and voices: what the machine finds, what people say of it, and who is behind a theme."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.sorted_table import Sorted
from workshop.domain import focus_issues, links, notes, participants, phases, themes
from workshop.errors import Refusal, UnknownTheme
from workshop.feed import Feed
from workshop.messages.incoming import Join, MoveNote, OpenPhase, SayLink, TagNote
from workshop.messages.word_lists import FocusDraft, SetFocusIssues
from workshop.views import boards
from workshop.views.ledger import Ledger
from workshop.worker import linking


class Linked(Sorted):
    """Problems งบ and รถ, proposals ขอ and ซื้อ, in two categories."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.keys = [self.join(0), self.join(1)]
        for key, text in zip((0, 0, 1), ("งบ มาช้า", "งบ น้อย", "รถ เก่า"), strict=True):
            self.send(self.keys[key], text)
        self.change(phases.open_phase, self.phases[1].id, OpenPhase())
        for text in ("ขอ งบเพิ่ม", "ซื้อ รถ"):
            self.send(self.keys[0], text, phase_id=self.phases[1].id, category="proposal")
        self.group()
        self.group(self.reading("proposal"))

    def alone(self, category: str, text: str, phase_id: int) -> str:
        """A note that a person took out of its theme."""
        self.change(phases.open_phase, phase_id, OpenPhase())
        note_id = str(self.send(self.keys[0], text, phase_id=phase_id, category=category)["id"])
        self.group(self.reading(category))
        self.change(themes.move, note_id, MoveNote(theme_id=None))
        return note_id

    def say(self, problem: str, answer: str, said: str) -> None:
        self.change(links.say, SayLink(**{"from": problem, "to": answer, "said": said}))

    def shown(self) -> list[tuple[str, str, str]]:
        return [(link["from"], link["to"], link["said"]) for link in self.board()["links"]]


@pytest.fixture
def table(feed: Feed) -> Linked:
    return Linked(feed)


def test_a_problem_without_an_answer_is_a_gap_until_it_is_linked(table: Linked) -> None:
    assert (table.shown(), table.board()["gaps"]) == ([], ["งบ", "รถ"])
    table.change(links.found, {("งบ", "ขอ"): 0.6})
    assert (table.shown(), table.board()["gaps"]) == ([("งบ", "ขอ", "")], ["รถ"])
    assert "links" not in table.board(view="projector")


def test_peoples_decisions_on_a_link_outlive_later_findings_of_the_worker(table: Linked) -> None:
    table.change(links.found, {("งบ", "ขอ"): 0.6, ("รถ", "ขอ"): 0.5})
    table.say("งบ", "ขอ", "confirmed")
    table.say("รถ", "ขอ", "removed")
    table.say("รถ", "ซื้อ", "added")
    table.change(links.found, {("รถ", "ขอ"): 0.9})
    assert table.shown() == [("งบ", "ขอ", "confirmed"), ("รถ", "ซื้อ", "added")]
    table.say("รถ", "ขอ", "")
    assert ("รถ", "ขอ", "") in table.shown()


def test_a_link_joins_a_problem_to_an_answer_and_nothing_else(table: Linked) -> None:
    seq = table.board()["seq"]
    for problem, answer in (("ขอ", "งบ"), ("งบ", "รถ"), ("งบ", "ไม่มี"), ("งบ", "งบ")):
        with pytest.raises(UnknownTheme):
            table.say(problem, answer, "added")
    assert table.board()["seq"] == seq


def test_a_note_in_no_theme_answers_a_problem_and_is_a_gap_itself_until_answered(table: Linked) -> None:
    lone = table.alone("problem", "ไฟ ดับ", table.phases[0].id)
    idea = table.alone("proposal", "ตั้ง เสาไฟ", table.phases[1].id)
    assert table.board()["gaps"] == ["งบ", "รถ", lone]
    table.change(links.found, {(lone, idea): 0.6, ("รถ", idea): 0.5})
    assert (table.shown(), table.board()["gaps"]) == ([(lone, idea, ""), ("รถ", idea, "")], ["งบ"])
    table.say("งบ", idea, "added")
    assert table.board()["gaps"] == []


def test_a_note_that_waits_is_no_gap_yet_and_one_set_aside_or_hidden_never(table: Linked) -> None:
    lone = table.alone("problem", "ไฟ ดับ", table.phases[0].id)
    table.change(phases.open_phase, table.phases[0].id, OpenPhase())
    table.send(table.keys[0], "น้ำ ไม่ไหล")
    assert table.board()["gaps"] == ["งบ", "รถ", lone]
    table.change(notes.hide, lone, True)
    table.send(table.keys[0], "- -")
    table.group()
    assert table.board()["gaps"] == ["งบ", "น้ำ", "รถ"]


def test_a_link_of_a_note_passes_to_the_theme_that_the_note_joins(table: Linked) -> None:
    idea = table.alone("proposal", "ตั้ง กองทุน", table.phases[1].id)
    table.say("งบ", idea, "added")
    table.change(themes.move, idea, MoveNote(theme_id="ขอ"))
    assert table.shown() == [("งบ", "ขอ", "added")]
    table.say("งบ", "ขอ", "removed")
    assert (table.shown(), table.board()["gaps"]) == ([], ["งบ", "รถ"])
    table.say("งบ", idea, "confirmed")
    assert table.shown() == [("งบ", "ขอ", "confirmed")]


def test_a_hidden_note_and_one_of_another_workshop_cannot_be_linked(table: Linked, feed: Feed) -> None:
    idea = table.alone("proposal", "ตั้ง กองทุน", table.phases[1].id)
    other = Linked(feed)
    table.change(notes.hide, idea, True)
    seq = table.board()["seq"]
    for answer in (idea, other.alone("proposal", "ตั้ง กองทุน", other.phases[1].id)):
        with pytest.raises(UnknownTheme):
            table.say("งบ", answer, "added")
    assert table.board()["seq"] == seq


def test_the_worker_reads_notes_in_no_theme_beside_the_themes(table: Linked) -> None:
    lone = table.alone("problem", "ไฟ ดับ", table.phases[0].id)
    wall = table.feed.read(linking.read, table.workshop_id)
    assert wall.themes.keys() == {"งบ", "รถ", "ขอ", "ซื้อ", lone}
    assert (wall.themes[lone], wall.category_of[lone]) == ((lone,), "problem")


def test_the_worker_links_once_after_a_change_and_not_while_notes_wait(table: Linked) -> None:
    assert [code for _id, code in table.feed.read(linking.due)] == [table.code]
    wall = table.feed.read(linking.read, table.workshop_id)
    assert wall.themes.keys() == {"งบ", "รถ", "ขอ", "ซื้อ"}
    table.change(linking.apply, wall, {("งบ", "ขอ"): 0.7}, {}, {}, {})
    assert table.feed.read(linking.due) == []
    table.send(table.keys[0], "ขอ รถ", phase_id=table.phases[1].id, category="proposal")
    assert table.feed.read(linking.due) == []
    table.group(table.reading("proposal"))
    assert table.feed.read(linking.due) != []


def test_a_theme_counts_its_people_and_groups_without_names(table: Linked) -> None:
    table.change(participants.join, table.keys[0], Join(group_id=table.groups[0].id, name="ผู้ทดสอบ", unit="หน่วยทดสอบ"))
    voices = {theme["id"]: theme["voices"] for theme in table.board()["themes"]}
    first, second = (group.id for group in table.groups)
    assert voices["งบ"] == {
        "people": 1,
        "anonymous": False,
        "groups": 1,
        "by_group": {str(first): 2},
        "only_group": first,
        "agreement": 0.5,
    }
    assert (voices["รถ"]["by_group"], voices["รถ"]["only_group"]) == ({str(second): 1}, None)
    assert "ผู้ทดสอบ" not in str(table.board()["themes"])


def test_voices_that_change_without_their_theme_are_sent_to_consoles_only(table: Linked) -> None:
    def told(since: int, ledger: Ledger | None) -> dict[str, Any]:
        delta = table.feed.read(boards.board, table.code, "console", since, "th", ledger)
        return {"themes": delta["themes"], "voices": delta["voices"]}

    ledger = Ledger()
    told(0, ledger)
    seen = table.board()["seq"]
    table.send(table.keys[1], "คน ไม่พอ", phase_id=table.phases[1].id, category="proposal")
    for kept in (ledger, None):  # live, and for one who missed it
        found = told(seen, kept)
        assert found["themes"] == []
        assert {key: voices["agreement"] for key, voices in found["voices"].items() if key in ("ขอ", "ซื้อ")} == {
            "ขอ": 0.5,
            "ซื้อ": 0.5,
        }
    assert "voices" not in table.board(seen, "projector")
    seen = table.board()["seq"]
    table.send(table.keys[1], "คน น้อย", phase_id=table.phases[1].id, category="proposal")
    assert told(seen, ledger)["voices"] == {}


def test_the_balance_counts_notes_and_themes_of_look_back_and_look_forward(table: Linked) -> None:
    assert table.board()["balance"] == {"back": {"notes": 3, "themes": 2}, "forward": {"notes": 2, "themes": 2}}


def test_the_worker_never_overwrites_a_persons_choice_of_focus_issue(table: Linked) -> None:
    note = table.board()["notes"][0]
    issues = table.change(
        focus_issues.replace, SetFocusIssues(issues=[FocusDraft(name="โคก หนอง นา"), FocusDraft(name="คู่เสี่ยว")])
    )
    first, second = (issue["key"] for issue in issues)
    table.change(focus_issues.found, {note["id"]: [first]})
    table.change(focus_issues.tag, note["id"], TagNote(key=first, on=False))
    table.change(focus_issues.tag, note["id"], TagNote(key=second, on=True))
    table.change(focus_issues.found, {note["id"]: [first]})
    board = table.board()
    assert next(row["focus"] for row in board["notes"] if row["id"] == note["id"]) == [second]
    assert {issue["name"]: issue["count"] for issue in board["focus"]} == {"โคก หนอง นา": 0, "คู่เสี่ยว": 1}
    with pytest.raises(Refusal):
        table.change(focus_issues.tag, note["id"], TagNote(key="unknown", on=True))
    table.change(notes.hide, note["id"], True)
    assert {issue["name"]: issue["count"] for issue in table.board()["focus"]}["คู่เสี่ยว"] == 0
