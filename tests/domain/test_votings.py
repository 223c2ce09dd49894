"""Votes on themes: never more dots than a person has, hidden while they would lead others, nobody's by name."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.domain import fewer
from tests.domain.opinion_table import Opinions
from workshop.domain import corrections, themes, votings, workshops
from workshop.errors import NothingToVoteOn, NotJoined, TooManyDots, UnknownOption, VotingClosed
from workshop.feed import Feed
from workshop.messages.incoming import MergeThemes, MoveNote, RenameTheme, SetCategory
from workshop.store.models import Change, Vote
from workshop.views.asked.voting import PART


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def _rows(session: Any) -> list[Vote]:
    return list(session.execute(select(Vote)).scalars())


def _changes(session: Any) -> list[Change]:
    return list(session.execute(select(Change).order_by(Change.seq)).scalars())


def test_the_options_are_the_shown_themes_the_largest_first(table: Opinions) -> None:
    table.hide(table.notes[3])
    voting = table.open_voting(dots=4, title="  เลือก \n เรื่องที่ควรทำก่อน ")
    shown = table.board()["voting"]
    hidden = {"category": "", "votes": None, "place": None, "tied": False}
    assert shown == {
        "id": voting,
        "state": "open",
        "kind": "dots",
        "title": "เลือก เรื่องที่ควรทำก่อน",
        "source": "themes",
        "category": "problem",
        "dots": 4,
        "slips": None,
        "voters": 0,
        "scales": [],
        "corners": [],
        "options": [
            {"theme_id": "งบ", "label": "งบ", **hidden},
            {"theme_id": "คน", "label": "คน", **hidden},
        ],
    }


def test_a_theme_that_a_person_named_is_an_option_even_when_it_is_empty(table: Opinions) -> None:
    table.step(themes.rename, "รถ", RenameTheme(label="ยานพาหนะ"))
    table.step(themes.move, table.notes[3], MoveNote(theme_id="งบ"))
    table.open_voting()
    assert [option["label"] for option in table.board()["voting"]["options"]] == ["งบ", "คน", "ยานพาหนะ"]


def test_at_most_thirty_themes_are_voted_on(table: Opinions) -> None:
    for number in range(40):
        table.send(table.writer, f"เรื่อง{number} ก")
    table.group()
    table.open_voting()
    labels = [option["label"] for option in table.board()["voting"]["options"]]
    assert (len(labels), labels[0]) == (30, "งบ")


def test_without_themes_there_is_nothing_to_vote_on_and_nothing_changes(table: Opinions) -> None:
    seq = table.seq()
    for category in ("cause", "no such"):
        with pytest.raises(NothingToVoteOn):
            table.open_voting(category=category)
    assert (table.seq(), table.board()["voting"]) == (seq, None)


def test_a_vote_sets_the_dots_and_totals_are_over_all_participants(table: Opinions) -> None:
    one, two = table.join(), table.join(1)
    table.open_voting(dots=3)
    assert table.vote(one, "งบ", 2) == {"งบ": 2}
    assert table.vote(one, "คน", 1) == {"งบ": 2, "คน": 1}
    assert table.vote(one, "งบ", 1) == {"งบ": 1, "คน": 1}
    assert table.vote(two, "งบ", 3) == {"งบ": 3}
    assert table.votes() == {"งบ": 4, "คน": 1, "รถ": 0}
    assert table.board()["voting"]["voters"] == 2
    table.vote(two, "งบ", 0)
    assert (table.votes()["งบ"], table.board()["voting"]["voters"]) == (1, 1)
    assert (table.phone(one)["my_votes"], table.phone(two)["my_votes"]) == ({"งบ": 1, "คน": 1}, {})


def test_too_many_dots_are_refused_with_the_number_left(table: Opinions) -> None:
    key = table.join()
    table.open_voting(dots=3)
    table.vote(key, "งบ", 2)
    seq = table.seq()
    with pytest.raises(TooManyDots) as refusal:
        table.vote(key, "คน", 2)
    assert "เหลืออีก 1 จุด" in str(refusal.value.message)
    with pytest.raises(TooManyDots):
        table.vote(key, "งบ", 4)
    assert (table.phone(key)["my_votes"], table.seq()) == ({"งบ": 2}, seq)
    assert table.vote(key, "งบ", 3) == {"งบ": 3}


def test_a_refused_vote_stores_nothing_and_can_be_sent_again(table: Opinions) -> None:
    key = table.join()
    table.open_voting(dots=1)
    table.vote(key, "งบ", 1)
    again = table.next_id()
    with pytest.raises(TooManyDots):
        table.vote(key, "คน", 1, again)
    table.vote(key, "งบ", 0)
    assert table.vote(key, "คน", 1, again) == {"คน": 1}


def test_a_repeated_or_older_write_changes_nothing(table: Opinions) -> None:
    key = table.join()
    table.open_voting()
    first, second = table.next_id(), table.next_id()
    table.vote(key, "งบ", 2, second)
    seq = table.seq()
    assert table.vote(key, "งบ", 2, second) == {"งบ": 2}
    assert table.vote(key, "งบ", 0, first) == {"งบ": 2}
    assert table.vote(key, "คน", 1, first) == {"งบ": 2, "คน": 1}, "each option has writes of its own"
    assert table.seq() == seq + 1


def test_after_the_end_a_repeated_vote_is_accepted_and_a_new_one_refused(table: Opinions) -> None:
    key, write = table.join(), table.next_id()
    voting = table.open_voting()
    table.vote(key, "งบ", 1, write)
    table.step(votings.STAGE.close)
    seq = table.seq()
    assert table.vote(key, "งบ", 1, write) == {"งบ": 1}
    for theme_id in ("งบ", "คน"):
        with pytest.raises(VotingClosed):
            table.vote(key, theme_id, 1)
    table.step(votings.STAGE.clear)
    with pytest.raises(VotingClosed):
        table.vote(key, "งบ", 2, voting=voting)
    assert (table.votes_in(voting), table.seq()) == ({"งบ": 1}, seq + 1)


def test_votes_are_hidden_while_open_from_the_console_too_until_they_are_asked_for(table: Opinions) -> None:
    key = table.join()
    table.open_voting()
    table.vote(key, "งบ", 2)
    assert table.votes() == {"งบ": 2, "คน": 0, "รถ": 0}
    views = (table.board()["voting"], table.board(view="projector")["voting"])
    for voting in (*views, table.phone(key)["voting"], table.phone()["voting"]):
        assert {option["votes"] for option in voting["options"]} == {None}
        assert {(option["place"], option["tied"]) for option in voting["options"]} == {(None, False)}
        assert voting["voters"] == 1
    table.step(votings.STAGE.close)
    for voting in (table.board(view="projector")["voting"], table.phone(key)["voting"], table.phone()["voting"]):
        assert [option["votes"] for option in voting["options"]] == [2, 0, 0]
        assert voting["state"] == "closed"


def test_options_with_as_many_votes_have_one_place_on_every_screen_and_in_reports(table: Opinions) -> None:
    one, two = table.join(), table.join(1)
    table.open_voting()
    table.vote(one, "งบ", 1)
    table.vote(two, "คน", 1)
    table.step(votings.STAGE.close)
    for voting in (table.board()["voting"], table.board(view="projector")["voting"], table.phone(one)["voting"]):
        places = {option["theme_id"]: (option["place"], option["tied"]) for option in voting["options"]}
        assert places == {"งบ": (1, True), "คน": (1, True), "รถ": (None, False)}
    (asked,) = table.feed.read(PART.read, table.workshop_id, {})
    assert [name for name, _votes in asked.counts("th").rows] == ["งบ (อันดับ 1 ร่วม)", "คน (อันดับ 1 ร่วม)", "รถ"]
    assert [row[6:8] for row in asked.rows("th")] == [(1, 1), (1, 1), (0, None)]
    assert [option["place"] for option in asked.as_json("th")["options"]] == [1, 1, None]


def test_an_option_has_its_category_where_themes_of_several_can_be_chosen(table: Opinions) -> None:
    cause = table.send(table.writer, "เหตุ หนึ่ง")["id"]
    table.step(corrections.categorise, SetCategory(notes=[cause], category="cause"))
    table.step(themes.move, cause, MoveNote(theme_id="new", label="เหตุ"))
    table.open_voting(category=None)
    shown = {option["label"]: option["category"] for option in table.board()["voting"]["options"]}
    assert shown == {"งบ": "ปัญหา/อุปสรรค", "คน": "ปัญหา/อุปสรรค", "รถ": "ปัญหา/อุปสรรค", "เหตุ": "สาเหตุ"}
    (asked,) = table.feed.read(PART.read, table.workshop_id, {})
    assert "เหตุ · สาเหตุ" in [name for name, _votes in asked.counts("th").rows]
    table.open_voting(category="problem")
    assert {option["category"] for option in table.board()["voting"]["options"]} == {""}


def test_opening_another_closes_the_former_one_and_its_votes_stay(table: Opinions) -> None:
    key = table.join()
    first = table.open_voting()
    table.vote(key, "งบ", 2)
    second = table.open_voting(dots=1)
    assert (table.board()["voting"]["id"], table.board()["voting"]["voters"]) == (second, 0)
    assert table.phone(key)["my_votes"] == {}
    with pytest.raises(VotingClosed):
        table.vote(key, "งบ", 1, voting=first)
    assert [(row.id, row.state) for row in table.feed.read(votings.STAGE.rows, table.workshop_id)] == [
        (first, "closed"),
        (second, "open"),
    ]
    assert table.votes_in(first) == {"งบ": 2}


def test_a_cleared_one_is_on_no_screen_and_stays_stored(table: Opinions) -> None:
    key = table.join()
    voting = table.open_voting()
    table.vote(key, "งบ", 2)
    table.step(votings.STAGE.clear)
    seq = table.seq()
    table.step(votings.STAGE.clear)
    table.step(votings.STAGE.close)
    assert table.seq() == seq
    for state in (table.board(), table.board(view="projector"), table.phone(key)):
        assert state["voting"] is None
    assert table.phone(key)["my_votes"] == {}
    kept = table.feed.read(votings.STAGE.rows, table.workshop_id)[0]
    assert (kept.id, kept.state) == (voting, "closed")


def test_merged_renamed_or_removed_themes_do_not_change_an_open_voting(table: Opinions) -> None:
    key = table.join()
    table.open_voting()
    before = table.board()["voting"]["options"]
    table.step(themes.rename, "งบ", RenameTheme(label="งบประมาณ"))
    table.step(themes.merge, "คน", MergeThemes(other="รถ"))
    assert table.board()["voting"]["options"] == before
    for note_id in table.notes[:2]:
        table.withdraw(table.writer, note_id)
    named = {"งบ": "งบประมาณ"}  # the machine's name was words that nobody says any more
    after = [{**option, "label": named.get(option["label"], option["label"])} for option in before]
    assert table.board()["voting"]["options"] == after
    assert table.vote(key, "รถ", 1) == {"รถ": 1}
    assert table.vote(key, "งบ", 1) == {"รถ": 1, "งบ": 1}


def test_strangers_other_workshops_and_unknown_options_are_refused(table: Opinions, feed: Feed) -> None:
    elsewhere = Opinions(feed)
    there, here = elsewhere.open_voting(), table.open_voting()
    insider = table.join()
    for key in (secrets.token_hex(16), elsewhere.join(), ""):
        with pytest.raises(NotJoined):
            table.vote(key, "งบ", 1)
    for theme_id, voting in (("ไม่มี", here), ("งบ", there), ("งบ", here + there + 1)):
        with pytest.raises(UnknownOption):
            table.vote(insider, theme_id, 1, voting=voting)
    assert (table.feed.read(_rows), table.phone(insider)["my_votes"]) == ([], {})


def test_no_change_contains_who_voted_or_for_what(table: Opinions) -> None:
    key = table.join()
    voting = table.open_voting()
    table.vote(key, "งบ", 1)
    rows = [row for row in table.feed.read(_changes) if row.kind == "vote"]
    assert [(row.subject, row.before) for row in rows] == [(str(voting), {})]
    assert all(table.phone(key)["me"]["id"] not in row.actor for row in rows)


def test_votes_and_closing_change_only_the_voting_in_later_deltas(table: Opinions) -> None:
    key = table.join()
    table.open_voting()
    seen = table.seq()
    assert "voting" not in table.board(seen)
    table.vote(key, "งบ", 1)
    assert table.board(seen)["voting"]["voters"] == 1
    assert table.board(seen, "projector")["voting"]["voters"] == 1
    seen = table.seq()
    table.send(table.writer, "เรื่องอื่น")
    assert "voting" not in table.board(seen)
    table.step(votings.STAGE.close)
    assert table.board(seen)["voting"]["state"] == "closed"
    seen = table.seq()
    table.step(votings.STAGE.clear)
    assert table.board(seen)["voting"] is None


def test_an_open_voting_that_was_cleared_comes_back_by_undo_and_votes_go_on(table: Opinions) -> None:
    key = table.join()
    voting = table.open_voting()
    table.vote(key, "งบ", 1)
    table.step(votings.STAGE.clear)
    assert table.board()["voting"] is None
    seen = table.seq()
    assert table.undo() == "ปิดลงคะแนน"
    assert table.board(seen)["voting"]["state"] == "open"
    assert table.feed.read(workshops.find, table.code).voting_seq == table.seq(), "phones hear of it at once"
    assert table.vote(key, "งบ", 2, voting=voting) == {"งบ": 2}


def test_undo_never_replaces_a_newer_voting_by_a_former_one(table: Opinions) -> None:
    table.hide(table.notes[3])
    table.open_voting()
    table.step(votings.STAGE.close)
    second = table.open_voting()
    assert table.board()["undo"] == "ซ่อนความเห็น"
    assert table.undo() == "ซ่อนความเห็น"
    assert (table.board()["voting"]["id"], table.board()["voting"]["state"]) == (second, "open")


WRITES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["งบ", "คน", "รถ", "ไม่มี"]), st.integers(0, 5), st.integers(1, 60)),
    max_size=40,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(writes=WRITES, closing=st.integers(0, 60))
@fewer.on_postgresql(6)
def test_after_any_votes_totals_match_the_rows_and_nobody_exceeds_the_dots(
    feed: Feed, writes: list[tuple[int, str, int, int]], closing: int
) -> None:
    """Also old writes that come late, repeats, and a voting that ends midway; the newest accepted write counts."""
    table = Opinions(feed)
    keys = [table.join() for _ in range(3)]
    voting = table.open_voting(dots=4)
    expected: dict[tuple[int, str], tuple[int, int]] = {}
    for place, (who, theme_id, dots, number) in enumerate(writes):
        if place == closing:
            table.step(votings.STAGE.close)
        kept = expected.get((who, theme_id), (0, 0))
        others = sum(row[1] for (person, option), row in expected.items() if person == who and option != theme_id)
        try:
            answer = table.vote(keys[who], theme_id, dots, f"0193{number:08d}", voting)
        except UnknownOption:
            assert theme_id == "ไม่มี"
            continue
        except VotingClosed:
            assert place >= closing
            assert number > kept[0]
            continue
        except TooManyDots:
            assert number > kept[0]
            assert others + dots > 4
            continue
        if number > kept[0]:
            expected[who, theme_id] = (number, dots)
        assert answer == {option: row[1] for (person, option), row in expected.items() if person == who and row[1] > 0}
    totals = {"งบ": 0, "คน": 0, "รถ": 0}
    for (_who, theme_id), (_number, dots) in expected.items():
        totals[theme_id] += dots
    assert table.votes() == totals
    rows = [row for row in feed.read(_rows) if row.voting_id == voting]
    assert sum(row.dots for row in rows) == sum(totals.values())
    for person in {row.token for row in rows}:
        assert sum(row.dots for row in rows if row.token == person) <= 4
    assert table.board()["voting"]["voters"] == len({row.token for row in rows if row.dots})


def test_one_phone_voting_from_many_threads_never_exceeds_its_dots(table: Opinions) -> None:
    keys = [table.join() for _ in range(4)]
    voting = table.open_voting(dots=2)
    wanted = [(key, theme_id, 1 + place % 2, table.next_id())
              for key in keys for place, theme_id in enumerate(("งบ", "คน", "รถ", "งบ", "คน", "รถ"))]  # fmt: skip

    def write(vote: tuple[str, str, int, str]) -> int:
        try:
            return sum(table.vote(*vote, voting=voting).values())
        except TooManyDots:
            return 0

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(write, wanted))
    assert max(answers) <= 2
    rows = table.feed.read(_rows)
    by_person = [sum(row.dots for row in rows if row.token == who) for who in {r.token for r in rows}]
    assert max(by_person) <= 2
    assert sum(votes or 0 for votes in table.votes().values()) == sum(by_person)
