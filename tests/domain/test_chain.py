"""The chain problem → cause → solution → proposal: links between any two steps, by people and by the worker."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.sorted_table import Sorted
from tests.room import draft, new_id
from workshop.domain import groups, links, notes, phases, showing, themes, undo, workshops
from workshop.errors import UnknownTheme
from workshop.feed import Actor, Feed
from workshop.messages.incoming import MergeThemes, MoveNote, OpenPhase, PhaseDraft, SayLink, SubmitNote
from workshop.messages.showing import Show
from workshop.reports.chain import chain
from workshop.views.read_record import read_record

STEPS = ("ปัญหา/อุปสรรค", "สาเหตุ", "แนวทางแก้ไข", "ข้อเสนอแนะ/การพัฒนาต่อยอด")


class Board(Sorted):
    """A workshop with all four steps open, a theme of two notes in each, named as its first."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.code = feed.write(workshops.create, draft(phases=(PhaseDraft("ทุกช่วง", "อะไร", STEPS, identity="unit"),)))
        self.workshop_id = feed.read(workshops.find, self.code).id
        self.phases = feed.read(phases.of, self.workshop_id)
        self.change(phases.open_phase, self.phases[0].id, OpenPhase())
        self.groups = feed.read(groups.of, self.workshop_id)
        self.key = self.join()

    def theme(self, category: str, label: str) -> str:
        message = {"id": new_id(), "phase_id": self.phases[0].id, "category": category, "text": label}
        note = self.change(notes.submit, self.key, SubmitNote(**message))
        return str(self.at(themes.move, note["id"], MoveNote(theme_id="new", label=label)))

    def at(self, verb: Any, *args: Any) -> Any:
        return self.feed.change(self.code, Actor(undo.ACTOR, "mali"), verb, *args)

    def say(self, first: str, second: str, said: str = "added") -> None:
        self.at(links.say, SayLink(**{"from": first, "to": second, "said": said}))

    def links(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        board = self.board()
        answers, whole = ({(link["from"], link["to"]) for link in board[name]} for name in ("links", "chain"))
        return answers, whole


@pytest.fixture
def board(feed: Feed) -> Board:
    return Board(feed)


def test_any_step_is_linked_with_one_further_on(board: Board) -> None:
    problem, cause, solution, proposal = (
        board.theme(*each)
        for each in (("problem", "งบช้า"), ("cause", "แผนไม่ตรง"), ("solution", "วางแผนร่วม"), ("proposal", "ปรับระเบียบ"))
    )
    for pair in ((problem, cause), (cause, solution), (solution, proposal), (problem, proposal)):
        board.say(*pair)
    assert board.links() == ({(problem, proposal)}, {(problem, cause), (cause, solution), (solution, proposal)})


@pytest.mark.parametrize(("first", "second"), [("cause", "problem"), ("problem", "problem"), ("proposal", "solution")])
def test_what_does_not_lead_on_is_refused(board: Board, first: str, second: str) -> None:
    one, other = board.theme(first, "หนึ่ง"), board.theme(second, "สอง")
    before = board.board()["seq"]
    with pytest.raises(UnknownTheme):
        board.say(one, other)
    assert board.board()["seq"] == before


def test_a_theme_of_another_workshop_and_a_made_up_one_are_unknown(board: Board, feed: Feed) -> None:
    elsewhere = Board(feed).theme("cause", "ของห้องอื่น")
    problem = board.theme("problem", "งบช้า")
    for other in (elsewhere, "nowhere"):
        with pytest.raises(UnknownTheme):
            board.say(problem, other)


def test_a_cause_alone_leaves_the_problem_without_an_answer(board: Board) -> None:
    problem, cause = board.theme("problem", "งบช้า"), board.theme("cause", "แผนไม่ตรง")
    board.say(problem, cause)
    assert problem in board.board()["gaps"]


def test_what_people_said_follows_a_merged_theme_and_comes_back_by_undo(board: Board) -> None:
    problem, other = board.theme("problem", "งบช้า"), board.theme("problem", "เงินมาปลายปี")
    cause = board.theme("cause", "แผนไม่ตรง")
    board.say(other, cause)
    board.at(themes.merge, problem, MergeThemes(other=other))
    assert board.links()[1] == {(problem, cause)}
    board.at(undo.undo)
    assert board.links()[1] == {(other, cause)}


def test_a_merge_overrides_nothing_that_was_said_of_the_theme_itself(board: Board) -> None:
    problem, other = board.theme("problem", "งบช้า"), board.theme("problem", "เงินมาปลายปี")
    cause = board.theme("cause", "แผนไม่ตรง")
    board.say(other, cause)
    board.say(problem, cause, "removed")
    board.at(themes.merge, problem, MergeThemes(other=other))
    assert board.links()[1] == set()


def test_the_projector_is_sent_the_chain_while_it_shows_it(board: Board) -> None:
    problem, cause = board.theme("problem", "งบช้า"), board.theme("cause", "แผนไม่ตรง")
    board.say(problem, cause)
    assert "chain" not in board.board(view="projector")
    board.at(showing.show, Show(what="chain"))
    assert [(link["from"], link["to"]) for link in board.board(view="projector")["chain"]] == [(problem, cause)]


def test_the_report_lays_the_chain_out_in_rows_and_says_what_leads_no_further(board: Board) -> None:
    problem, cause, solution = (
        board.theme(*each) for each in (("problem", "งบช้า"), ("cause", "แผนไม่ตรง"), ("solution", "วางแผนร่วม"))
    )
    second = board.theme("cause", "คนไม่พอ")
    for pair in ((problem, cause), (cause, solution), (problem, second), (problem, solution)):
        board.say(*pair)
    found = chain(board.feed.read(read_record, board.code))
    assert found is not None
    assert found.steps == STEPS
    labels = {tuple(cell[0].label if cell else "" for cell in row) for row in found.rows}
    assert labels == {("งบช้า", "แผนไม่ตรง", "วางแผนร่วม", ""), ("งบช้า", "คนไม่พอ", "", "")}


def test_a_report_without_links_of_causes_has_no_such_table(board: Board) -> None:
    board.say(board.theme("problem", "งบช้า"), board.theme("solution", "วางแผนร่วม"))
    assert chain(board.feed.read(read_record, board.code)) is None
