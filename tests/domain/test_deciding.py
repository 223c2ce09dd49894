"""Ratings, rankings and matrices: hidden while open, the newest write counts, bad and stale ones change nothing."""

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
from workshop.domain import themes, votings
from workshop.errors import (
    BadOrder,
    NothingToVoteOn,
    NotJoined,
    OtherKind,
    Refusal,
    TooManyDots,
    UnknownOption,
    VotingClosed,
)
from workshop.feed import Feed
from workshop.messages.incoming import MergeThemes
from workshop.store.models import Change, Vote
from workshop.views import integrity
from workshop.views.asked.voting import PART

MATRIX = "effort_impact"


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def rows(session: Any) -> list[Vote]:
    return list(session.execute(select(Vote)).scalars())


def test_a_rating_is_the_mean_with_its_spread_and_ties_have_one_place(table: Opinions) -> None:
    one, two = table.join(), table.join(1)
    table.open_voting(kind="rating")
    assert table.rate(one, "งบ", 4) == {"งบ": [4]}
    assert table.rate(one, "คน", 5) == {"งบ": [4], "คน": [5]}
    table.rate(two, "งบ", 5)
    table.rate(two, "คน", 4)
    found = table.results()
    assert [(its["votes"], its["means"], its["place"], its["tied"]) for its in found.values()] == [
        (2, [4.5], 1, True),
        (2, [4.5], 1, True),
        (0, None, None, False),
    ]
    assert found["งบ"]["spread"] == [[0, 0, 0, 1, 1]]
    assert table.rate(one, "คน", 0) == {"งบ": [4]}
    assert (table.results()["คน"]["votes"], table.board()["voting"]["voters"]) == (1, 2)
    assert (table.phone(one)["my_votes"], table.phone(two)["my_votes"]) == ({"งบ": [4]}, {"งบ": [5], "คน": [4]})


def test_a_ranking_gives_points_by_places_and_one_write_has_the_whole_order(table: Opinions) -> None:
    one, two = table.join(), table.join(1)
    table.open_voting(kind="ranking", dots=2)
    assert table.rank(one, "คน", "งบ") == {"คน": 1, "งบ": 2}
    assert table.rank(one, "งบ", "คน") == {"งบ": 1, "คน": 2}
    assert table.rank(two, "รถ") == {"รถ": 1}
    found = table.results()
    assert {option: (its["votes"], its["firsts"], its["place"], its["tied"]) for option, its in found.items()} == {
        "งบ": (2, 1, 1, True),
        "รถ": (2, 1, 1, True),
        "คน": (1, 0, 3, False),
    }
    assert table.rank(two) == {}
    assert (table.results()["รถ"]["votes"], table.board()["voting"]["voters"]) == (0, 1)


def test_a_matrix_counts_an_option_once_it_has_both_values(table: Opinions) -> None:
    one, two = table.join(), table.join(1)
    table.open_voting(kind=MATRIX)
    assert table.rate(one, "งบ", 2, 0) == {"งบ": [2, 0]}
    assert (table.results()["งบ"]["votes"], table.board()["voting"]["voters"]) == (0, 0)
    table.rate(one, "งบ", 2, 5)
    table.rate(two, "งบ", 1, 4)
    table.rate(two, "คน", 5, 3)
    found = table.results()
    assert (found["งบ"]["means"], found["งบ"]["corner"], found["งบ"]["votes"]) == ([1.5, 4.5], "now", 2)
    assert found["งบ"]["spread"] == [[1, 1, 0, 0, 0], [0, 0, 0, 1, 1]]
    assert (found["คน"]["corner"], found["รถ"]["means"]) == ("", None)
    assert list(found) == ["งบ", "คน", "รถ"]


@pytest.mark.parametrize("kind", ["rating", "ranking", MATRIX, "urgency_importance"])
def test_results_are_hidden_on_every_screen_until_it_closes(table: Opinions, kind: str) -> None:
    key = table.join()
    table.open_voting(kind=kind)
    give(table, key, kind)
    views = (table.board()["voting"], table.board(view="projector")["voting"], table.phone(key)["voting"])
    for voting in (*views, table.phone()["voting"]):
        assert [option["theme_id"] for option in voting["options"]] == ["งบ", "คน", "รถ"], "in no order of results"
        for option in voting["options"]:
            assert set(option) == {"theme_id", "label", "category", "votes", "place", "tied"}
            assert (option["votes"], option["place"], option["tied"]) == (None, None, False)
    table.step(votings.STAGE.close)
    for voting in (table.board()["voting"], table.board(view="projector")["voting"], table.phone(key)["voting"]):
        assert voting["options"][0]["votes"]
        assert voting["options"][0]["theme_id"] == "คน"


def give(table: Opinions, key: str, kind: str, write: str = "") -> Any:
    """Something for คน, by this kind."""
    if kind == "ranking":
        return table.rank(key, "คน", write=write)
    if kind == "dots":
        return table.vote(key, "คน", 1, write)
    return table.rate(key, "คน", *{"rating": (4,), MATRIX: (2, 4)}.get(kind, (4, 4)), write=write)


@pytest.mark.parametrize("kind", ["rating", "ranking", MATRIX])
def test_a_repeated_or_older_write_changes_nothing_also_after_the_end(table: Opinions, kind: str) -> None:
    key = table.join()
    voting = table.open_voting(kind=kind)
    older, write = table.next_id(), table.next_id()
    given_first = give(table, key, kind, write)
    seq = table.seq()
    assert give(table, key, kind, write) == given_first
    assert take_back(table, key, kind, older, voting) == given_first
    table.step(votings.STAGE.close)
    assert give(table, key, kind, write) == given_first
    with pytest.raises(VotingClosed):
        take_back(table, key, kind, table.next_id(), voting)
    assert table.seq() == seq + 1


def take_back(table: Opinions, key: str, kind: str, write: str, voting: int) -> Any:
    if kind == "ranking":
        return table.rank(key, write=write, voting=voting)
    return table.rate(key, "คน", *(0,) * (1 + (kind == MATRIX)), write=write, voting=voting)


def test_an_order_that_was_taken_back_is_not_overtaken_by_an_older_one(table: Opinions) -> None:
    key = table.join()
    table.open_voting(kind="ranking")
    older, newer = table.next_id(), table.next_id()
    assert table.rank(key, write=newer) == {}
    assert table.rank(key, "งบ", write=older) == {}
    assert table.results()["งบ"]["votes"] == 0


def test_bad_orders_are_refused_with_words_and_change_nothing(table: Opinions) -> None:
    key = table.join()
    table.open_voting(kind="ranking", dots=2)
    table.rank(key, "งบ")
    seq = table.seq()
    with pytest.raises(BadOrder) as twice:
        table.rank(key, "คน", "คน")
    with pytest.raises(BadOrder) as too_many:
        table.rank(key, "งบ", "คน", "รถ")
    assert "สองอันดับ" in str(twice.value.message)
    assert "ไม่เกิน 2 อันดับ" in str(too_many.value.message)
    with pytest.raises(UnknownOption):
        table.rank(key, "งบ", "ไม่มี")
    assert (table.phone(key)["my_votes"], table.seq()) == ({"งบ": 1}, seq)


def test_a_write_of_another_kind_is_refused_and_changes_nothing(table: Opinions) -> None:
    key = table.join()
    for kind in ("dots", "rating", "ranking", MATRIX):
        table.open_voting(kind=kind)
        seq = table.seq()
        wrong: list[Any] = (
            [lambda: table.rate(key, "งบ", 3, 3, 3)] if kind != MATRIX else [lambda: table.rate(key, "งบ", 3)]
        )
        if kind != "dots":
            wrong.append(lambda: table.vote(key, "งบ", 1))
        if kind != "ranking":
            wrong.append(lambda: table.rank(key, "งบ"))
        for write in wrong:
            with pytest.raises((OtherKind, ValueError)):
                write()
        assert (table.seq(), table.phone(key)["my_votes"]) == (seq, {})


@pytest.mark.parametrize("kind", ["rating", "ranking"])
def test_strangers_other_workshops_and_unknown_options_are_refused(table: Opinions, feed: Feed, kind: str) -> None:
    elsewhere = Opinions(feed)
    there, here = elsewhere.open_voting(kind=kind), table.open_voting(kind=kind)
    insider = table.join()

    def write(key: str, option: str, voting: int) -> Any:
        return (
            table.rank(key, option, voting=voting) if kind == "ranking" else table.rate(key, option, 3, voting=voting)
        )

    for key in (secrets.token_hex(16), elsewhere.join(), ""):
        with pytest.raises(NotJoined):
            write(key, "งบ", here)
    for option, voting in (("ไม่มี", here), ("งบ", there), ("งบ", here + there + 1)):
        with pytest.raises(UnknownOption):
            write(insider, option, voting)
    assert table.feed.read(rows) == []


def test_no_change_says_who_gave_what(table: Opinions) -> None:
    key = table.join()
    table.open_voting(kind=MATRIX)
    table.rate(key, "งบ", 1, 5)
    found = table.feed.read(
        lambda session: list(session.execute(select(Change).where(Change.kind == "vote")).scalars())
    )
    assert [row.before for row in found] == [{}]
    assert all(table.phone(key)["me"]["id"] not in row.actor for row in found)


def test_a_merged_theme_stays_an_option_and_what_was_cleared_comes_back_by_undo(table: Opinions) -> None:
    key = table.join()
    voting = table.open_voting(kind="rating")
    table.rate(key, "คน", 5)
    table.step(themes.merge, "คน", MergeThemes(other="รถ"))
    assert table.rate(key, "รถ", 2) == {"คน": [5], "รถ": [2]}
    table.step(votings.STAGE.clear)
    with pytest.raises(VotingClosed):
        table.rate(key, "รถ", 1, voting=voting)
    table.undo()
    assert table.rate(key, "รถ", 1, voting=voting) == {"คน": [5], "รถ": [1]}


def test_lines_that_were_typed_are_options_and_bad_ones_are_refused(table: Opinions) -> None:
    for lines in ("", "ข้อเดียว", "\n".join(f"ข้อ {n}" for n in range(31)), "ก" * 121 + "\nข"):
        with pytest.raises(Refusal) as refusal:
            table.open_voting(source="lines", lines=lines)
        assert "lines" in refusal.value.errors
    table.open_voting(source="lines", lines=" ขุดคลอง \n\nซ่อมถนน\nขุดคลอง", kind="ranking", dots=9)
    shown = table.board()["voting"]
    assert [(each["theme_id"], each["label"]) for each in shown["options"]] == [
        ("line-1", "ขุดคลอง"),
        ("line-2", "ซ่อมถนน"),
    ]
    assert (shown["source"], shown["category"], shown["dots"]) == ("lines", None, 2)


def test_notes_are_options_and_one_that_is_hidden_is_shown_no_more(table: Opinions) -> None:
    table.share()
    table.react(table.join(), table.notes[2])
    table.open_voting(source="notes", kind="rating")
    shown = table.board()["voting"]["options"]
    assert [each["label"] for each in shown] == ["คน ไม่พอ", "งบ มาช้า", "งบ น้อย", "รถ เก่า"]
    since = table.seq()
    table.hide(table.notes[2])
    told = table.board(since)["voting"]["options"]
    assert [each["label"] for each in told] == ["…", "งบ มาช้า", "งบ น้อย", "รถ เก่า"]
    assert table.phone(table.writer)["voting"]["options"][0]["label"] == "…"
    (asked,) = table.feed.read(PART.read, table.workshop_id, {})
    assert "คน ไม่พอ" not in [option.label for option in asked.options]
    with pytest.raises(NothingToVoteOn):
        table.open_voting(source="notes", category="cause")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("vote", "rate", "pair", "rank")),
        st.integers(0, 2),
        st.lists(st.sampled_from(["งบ", "คน", "รถ", "ไม่มี"]), min_size=1, max_size=4),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 60),
    ),
    max_size=40,
)
KINDS = ("dots", "rating", "ranking", MATRIX)
REFUSED = (UnknownOption, VotingClosed, TooManyDots, OtherKind, BadOrder)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(kind=st.sampled_from(KINDS), steps=STEPS, closing=st.integers(0, 60))
@fewer.on_postgresql(6)
def test_after_any_writes_results_are_those_of_each_phones_last_answer(
    feed: Feed, kind: str, steps: list[Any], closing: int
) -> None:
    """Also writes of other kinds, old ones that come late, repeats, and a voting that ends midway."""
    table = Opinions(feed)
    keys = [table.join() for _ in range(3)]
    voting = table.open_voting(kind=kind, dots=2)
    last: list[dict[str, Any]] = [{}, {}, {}]
    for place, (verb, who, options, first, second, number) in enumerate(steps):
        if place == closing:
            table.step(votings.STAGE.close)
        key, write = keys[who], f"0193{number:08d}"
        seq = table.seq()
        try:
            if verb == "vote":
                last[who] = table.vote(key, options[0], first, write, voting)
            elif verb == "rank":
                last[who] = table.rank(key, *options, write=write, voting=voting)
            else:
                values = (first, second) if verb == "pair" else (first,)
                last[who] = table.rate(key, options[0], *values, write=write, voting=voting)
        except REFUSED:
            assert table.seq() == seq
        assert table.phone(key)["my_votes"] == last[who]
    found = table.results()
    answers = [(option, given_) for its in last for option, given_ in its.items()]
    for option, its in found.items():
        own = [given_ for name, given_ in answers if name == option]
        points = {
            "dots": lambda given_: given_,
            "ranking": lambda place: 3 - place,
            "rating": lambda _values: 1,
            MATRIX: all,
        }
        expected = sum(points[kind](given_) for given_ in own)
        assert its["votes"] == expected
    assert feed.read(integrity.everything).faults == ()


def test_one_phone_ranking_from_many_threads_has_one_whole_order(table: Opinions) -> None:
    key = table.join()
    voting = table.open_voting(kind="ranking", dots=2)
    orders = [("งบ", "คน"), ("คน", "รถ"), ("รถ", "งบ"), ("งบ",)] * 4
    wanted = [(order, table.next_id()) for order in orders]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda each: table.rank(key, *each[0], write=each[1], voting=voting), wanted))
    assert table.phone(key)["my_votes"] == {"งบ": 1}
    assert sorted(row.dots for row in table.feed.read(rows) if row.dots) == [1]
