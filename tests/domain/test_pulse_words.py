"""One word on the mood: one a phone, shown of five and more, joined with nothing, hidden with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from tests.domain.opinion_table import Opinions
from workshop.domain import pulse_words, pulses
from workshop.errors import NotJoined, PulseClosed, UnknownPulse, WordTooLong
from workshop.feed import Feed
from workshop.messages.incoming import Choice
from workshop.messages.pulse import HideWord
from workshop.store.models import PulseAnswer, PulseWord


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def ask(table: Opinions, moment: str = "", asks_word: bool = True) -> int:
    return table.ask(moment=moment, asks_word=asks_word)


def say(table: Opinions, key: str, word: str, write: str = "", pulse: int | None = None) -> Any:
    return table.say_word(key, word, pulse or table.board()["pulse"]["id"], write)


def close(table: Opinions) -> None:
    table.step(pulses.STAGE.close)


def show(table: Opinions, on: bool = True) -> None:
    table.step(pulse_words.show, table.board()["pulse"]["id"], Choice(on=on))


def hide(table: Opinions, word: str, reason: Any = "rude") -> None:
    table.step(pulse_words.hide, table.board()["pulse"]["id"], HideWord(word=word, reason=reason))


def words(table: Opinions, view: str = "console") -> Any:
    shown = table.board(view=view)["pulse"]["words"]
    return shown if shown is None else [(each["word"], each["count"]) for each in shown]


def asked(table: Opinions, *said: str) -> list[str]:
    """Five and more phones that said these words, once the question has closed."""
    ask(table)
    keys = [table.join() for _ in said]
    for key, word in zip(keys, said, strict=True):
        say(table, key, word)
    close(table)
    return keys


def test_words_are_listed_by_frequency_and_alike_ones_are_one(table: Opinions) -> None:
    keys = asked(table, "สนุก", "Fun", "สนุก ", "fun", "fun", "เหนื่อย")
    assert words(table) == [("fun", 3), ("สนุก", 2), ("เหนื่อย", 1)]
    assert table.phone(keys[0])["my_word"] == "สนุก"
    assert table.phone()["my_word"] == ""


def test_no_screen_has_a_word_while_the_question_is_open_or_of_four_devices(table: Opinions) -> None:
    ask(table)
    keys = [table.join() for _ in range(5)]
    for key in keys:
        say(table, key, "สนุก")
    assert (words(table), table.board()["pulse"]["words_given"]) == (None, 5)
    say(table, keys[0], "")
    close(table)
    show(table)
    for view in ("console", "projector"):
        pulse = table.board(view=view)["pulse"]
        assert (pulse["words"], pulse["words_given"], pulse.get("hidden")) == (None, 4, None)


def test_phones_and_projector_see_words_once_the_facilitator_has_shown_them(table: Opinions) -> None:
    keys = asked(table, *["สนุก"] * 5)
    assert words(table) == [("สนุก", 5)]
    assert words(table, "projector") is None
    assert table.phone(keys[0])["pulse"]["words"] is None
    show(table)
    assert words(table, "projector") == [("สนุก", 5)]
    assert table.phone(keys[0])["pulse"]["words"] == [{"word": "สนุก", "count": 5}]
    assert table.undo() == "ขึ้นคำบนจอ"
    assert words(table, "projector") is None


def test_a_hidden_word_leaves_every_screen_in_all_its_spellings_and_undo_brings_it_back(table: Opinions) -> None:
    keys = asked(table, "แย่", "แย่", "เเย่", "สนุก", "สนุก", "ดี")
    show(table)
    hide(table, "เเย่")
    assert words(table) == words(table, "projector") == [("สนุก", 2), ("ดี", 1)]
    assert table.board()["pulse"]["hidden"] == [{"word": "แย่", "count": 3, "reason": "rude"}]
    assert "hidden" not in table.board(view="projector")["pulse"]
    assert "hidden" not in table.phone(keys[0])["pulse"]
    assert table.undo() == "ซ่อนหรือแสดงคำ"
    assert words(table) == [("แย่", 3), ("สนุก", 2), ("ดี", 1)]
    hide(table, "แย่", "personal")
    hide(table, "แย่", "")
    assert words(table) == [("แย่", 3), ("สนุก", 2), ("ดี", 1)]


def test_hiding_a_word_that_nobody_said_changes_nothing(table: Opinions) -> None:
    asked(table, *["สนุก"] * 5)
    seq = table.seq()
    hide(table, "ไม่มีคำนี้")
    hide(table, "")
    assert table.seq() == seq


def test_a_repeated_or_older_word_changes_nothing(table: Opinions) -> None:
    key = table.join()
    ask(table)
    first, second = table.next_id(), table.next_id()
    assert say(table, key, "ดี", second) == "ดี"
    seq = table.seq()
    assert say(table, key, "แย่", first) == "ดี"
    assert say(table, key, "ดี", second) == "ดี"
    assert table.seq() == seq
    close(table)
    assert say(table, key, "ดี", second) == "ดี"
    with pytest.raises(PulseClosed):
        say(table, key, "ใหม่")


@pytest.mark.parametrize("word", ["ก" * 21, "กำ้" * 21])
def test_a_word_of_more_than_twenty_letters_is_refused(word: str, table: Opinions) -> None:
    key = table.join()
    ask(table)
    with pytest.raises(WordTooLong):
        say(table, key, word)
    assert say(table, key, "กำ้" * 20) == "กำ้" * 20


def test_what_nobody_can_see_is_no_word(table: Opinions) -> None:
    key = table.join()
    ask(table)
    assert say(table, key, "\N{ZERO WIDTH SPACE} ") == ""
    assert table.board()["pulse"]["words_given"] == 0


def test_a_word_is_refused_where_none_is_asked_and_from_strangers(table: Opinions) -> None:
    plain = ask(table, asks_word=False)
    with pytest.raises(UnknownPulse):
        say(table, table.join(), "ดี", pulse=plain)
    with pytest.raises(UnknownPulse):
        say(table, table.join(), "ดี", pulse=999)
    ask(table)
    with pytest.raises(NotJoined):
        say(table, "0" * 32, "ดี")


def test_a_word_and_a_mood_of_one_phone_share_nothing_that_is_stored(table: Opinions) -> None:
    ask(table)
    keys = [table.join() for _ in range(30)]
    for place, key in enumerate(keys):
        table.answer(key, 1 + place % 5)
        say(table, key, f"คำที่ {place}")

    def stored(session: Any) -> tuple[list[PulseAnswer], list[PulseWord]]:
        return list(session.execute(select(PulseAnswer)).scalars()), list(session.execute(select(PulseWord)).scalars())

    moods, said = table.feed.read(stored)
    assert not {row.token for row in moods} & {row.token for row in said}
    assert not {row.last_write for row in moods} & {row.last_write for row in said}
    if table.feed.database.engine.dialect.name == "sqlite":  # PostgreSQL's files are its own
        places = [int(row.word.split()[1]) for row in said]
        assert places != sorted(places), "rows of words stand in no order of writing"


def test_an_evening_stands_beside_the_last_morning_before_it(table: Opinions) -> None:
    keys = [table.join() for _ in range(5)]

    def mood(moment: str, values: tuple[int, ...], question: str = "") -> dict[str, Any]:
        table.ask(question, moment)
        for key, value in zip(keys, values, strict=False):
            table.answer(key, value)
        assert table.board()["pulse"]["morning"] is None
        close(table)
        found: dict[str, Any] = table.board()["pulse"]
        return found

    assert mood("evening", (3, 3, 3, 3, 3))["morning"] is None
    mood("morning", (1, 2, 2, 3, 3), "วันแรก")
    mood("morning", (2, 2, 3, 3, 3), "วันที่สอง")
    mood("", (5, 5, 5, 5, 5))
    evening = mood("evening", (4, 4, 5, 5, 5))
    assert evening["morning"] == {"question": "วันที่สอง", "answers": 5, "spread": [0, 2, 3, 0, 0]}
    mood("morning", (1, 1, 1, 1))
    assert mood("evening", (4, 4, 5, 5, 5))["morning"] is None, "four answered in that morning"


def test_hiding_tells_nobody_whether_a_word_was_given_that_no_screen_shows(table: Opinions) -> None:
    ask(table)
    for _ in range(4):
        say(table, table.join(), "เบื่อ")
    for end in (lambda: None, lambda: close(table)):
        end()
        seq = table.seq()
        hide(table, "เบื่อ")
        assert table.seq() == seq


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_no_question_can_have_is_refused_without_a_query(number: int, table: Opinions) -> None:
    with pytest.raises(UnknownPulse):
        table.step(pulse_words.show, number, Choice(on=True))
