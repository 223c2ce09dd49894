"""Links and voices: what the machine finds, what people say of it, and who is behind a theme."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.sorted_table import Sorted
from workshop.domain import focus_issues, links, notes, participants, phases
from workshop.errors import Refusal, UnknownTheme
from workshop.feed import Feed
from workshop.messages.incoming import FocusDraft, Join, OpenPhase, SayLink, SetFocusIssues, TagNote
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


def test_the_worker_links_once_after_a_change_and_not_while_notes_wait(table: Linked) -> None:
    assert [code for _id, code in table.feed.read(linking.due)] == [table.code]
    wall = table.feed.read(linking.read, table.workshop_id)
    assert wall.themes.keys() == {"งบ", "รถ", "ขอ", "ซื้อ"}
    table.change(linking.apply, wall, {("งบ", "ขอ"): 0.7}, {})
    assert table.feed.read(linking.due) == []
    table.send(table.keys[0], "ขอ รถ", phase_id=table.phases[1].id, category="proposal")
    assert table.feed.read(linking.due) == []
    table.group(table.reading("proposal"))
    assert table.feed.read(linking.due) != []


def test_a_theme_counts_its_people_groups_and_units_without_names(table: Linked) -> None:
    table.change(participants.join, table.keys[0], Join(group_id=table.groups[0].id, name="ผู้ทดสอบ", unit="หน่วยทดสอบ"))
    voices = {theme["id"]: theme["voices"] for theme in table.board()["themes"]}
    first, second = (group.id for group in table.groups)
    assert voices["งบ"] == {
        "people": 1,
        "groups": 1,
        "units": 1,
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
    seen = table.board()["seq"]
    table.change(participants.join, table.keys[1], Join(group_id=table.groups[1].id, unit="หน่วยอื่น"))
    assert told(seen, ledger)["voices"]["รถ"]["units"] == 1


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
