"""A workshop with notes in themes, whose phones agree, vote and tell their mood."""

from __future__ import annotations

import itertools
from typing import Any

from tests.domain.sorted_table import Sorted
from workshop.domain import (
    lookbacks,
    notes,
    pulse_words,
    pulses,
    rankings,
    ratings,
    reactions,
    sharing,
    undo,
    votings,
    workshops,
)
from workshop.domain.former_years import Former, FormerAction, FormerTheme
from workshop.feed import Feed
from workshop.messages.incoming import AnswerPulse, OpenPulse, React, SetSharing
from workshop.messages.lookback import AnswerCard
from workshop.messages.pulse import SayWord
from workshop.messages.voting import CastVote, OpenVoting, RankOptions, RateOption
from workshop.views import boards

FORMER = Former(
    "เหลียวหลัง ปี 2563",
    2563,
    None,
    (
        FormerTheme("problem", "ปัญหา/อุปสรรค", "งบมาช้า", "งบ ช้า", 7),
        FormerTheme("problem", "ปัญหา/อุปสรรค", "น้ำท่วม", "น้ำ", 4),
        FormerTheme("proposal", "ข้อเสนอแนะ/การพัฒนาต่อยอด", "อบรมบัญชีครัวเรือน", "อบรม", 5),
    ),
    (FormerAction("ขุดลอกคลอง", "อำเภอพล", "2021-03-31", "done"), FormerAction("ซ่อมถนน", "", "", "waiting")),
)


class Opinions(Sorted):
    """Three themes of problems: งบ with two notes, คน and รถ with one each, all by one phone of the first group."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self._writes = itertools.count(1)
        self.writer = self.join()
        self.notes = [self.send(self.writer, text)["id"] for text in ("งบ มาช้า", "งบ น้อย", "คน ไม่พอ", "รถ เก่า")]
        self.group()

    def next_id(self) -> str:
        """Ids as phones make them: a later write's is the greater."""
        return f"0193{next(self._writes):08x}"

    def step(self, verb: Any, *args: Any) -> Any:
        """As the facilitator."""
        return self.feed.change(self.code, undo.ACTOR, verb, *args)

    def undo(self) -> str:
        return str(self.step(undo.undo))

    def share(self, with_whom: str = "everyone") -> None:
        self.step(sharing.choose, SetSharing(sharing=with_whom))

    def react(self, key: str, note_id: str, on: bool = True, write: str = "") -> Any:
        return self.change(reactions.react, key, note_id, React(id=write or self.next_id(), on=on))

    def agreed(self, view: str = "console") -> dict[str, int]:
        return {note["id"]: note["agreed"] for note in self.board(view=view)["notes"]}

    def open_voting(self, dots: int = 3, category: str | None = "problem", title: str = "", **more: Any) -> int:
        return int(self.step(votings.open_voting, OpenVoting(category=category, dots=dots, title=title, **more)))

    def vote(self, key: str, theme_id: str, dots: int, write: str = "", voting: int | None = None) -> Any:
        wanted = voting or self.board()["voting"]["id"]
        message = CastVote(id=write or self.next_id(), voting_id=wanted, theme_id=theme_id, dots=dots)
        return self.change(votings.cast, key, message)

    def rate(self, key: str, theme_id: str, *values: int, write: str = "", voting: int | None = None) -> Any:
        wanted = voting or self.board()["voting"]["id"]
        message = RateOption(id=write or self.next_id(), voting_id=wanted, theme_id=theme_id, values=list(values))
        return self.change(ratings.rate, key, message)

    def rank(self, key: str, *order: str, write: str = "", voting: int | None = None) -> Any:
        wanted = voting or self.board()["voting"]["id"]
        message = RankOptions(id=write or self.next_id(), voting_id=wanted, order=list(order))
        return self.change(rankings.rank, key, message)

    def results(self) -> dict[str, dict[str, Any]]:
        """The options of the voting on the screens with their results, what leads first."""
        return {option["theme_id"]: option for option in self._counted()}

    def votes(self) -> dict[str, int | None]:
        """Dots by theme of the voting on the screens."""
        return {option["theme_id"]: option["votes"] for option in self._counted()}

    def _counted(self) -> list[dict[str, Any]]:
        def read(session: Any) -> Any:
            now = votings.STAGE.now(session, workshops.find(session, self.code))
            return votings.view(session, now, True)["options"] if now else []

        return list(self.feed.read(read))

    def ask(self, question: str = "", moment: Any = "", asks_word: bool = False) -> int:
        message = OpenPulse(question=question, moment=moment, asks_word=asks_word)
        return int(self.step(pulses.open_pulse, message))

    def say_word(self, key: str, word: str, pulse: int, write: str = "") -> Any:
        message = SayWord(id=write or self.next_id(), pulse_id=pulse, word=word)
        return self.change(pulse_words.say, key, message)

    def answer(self, key: str, value: int, write: str = "", pulse: int | None = None) -> Any:
        wanted = pulse or self.board()["pulse"]["id"]
        message = AnswerPulse(id=write or self.next_id(), pulse_id=wanted, value=value)
        return self.change(pulses.answer, key, message)

    def look_back(self, former: Former | None = None) -> int:
        return int(self.step(lookbacks.open_former, former or FORMER))

    def answer_card(self, key: str, card: str, value: str, write: str = "", lookback: int | None = None) -> Any:
        wanted = lookback or self.board()["lookback"]["id"]
        message = {"id": write or self.next_id(), "lookback_id": wanted, "card": card, "value": value}
        return self.change(lookbacks.answer, key, AnswerCard.model_validate(message))

    def phone(self, key: str = "", since: int = 0) -> dict[str, Any]:
        return self.feed.read(boards.phone, self.code, key, since)

    def withdraw(self, key: str, note_id: str) -> None:
        self.change(notes.delete, key, note_id)

    def hide(self, note_id: str, hidden: bool = True) -> None:
        self.step(notes.hide, note_id, hidden)

    def seq(self) -> int:
        return int(self.board()["seq"])

    def votes_in(self, voting_id: int) -> dict[str, int]:
        """Dots by theme of any voting, also one that is off the screens."""
        held = {row.id: row for row in self.feed.read(votings.STAGE.rows, self.workshop_id)}
        shown = self.feed.read(votings.view, held[voting_id], True)
        return {option["theme_id"]: option["votes"] for option in shown["options"] if option["votes"]}
