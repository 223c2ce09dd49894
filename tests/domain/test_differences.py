"""How the wall differs from a fresh regrouping: noticed at calm moments, bound to one change, applied or ignored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.sorted_table import Sorted, arrange, by_id, flipped
from workshop.domain import differences, erasing, notes, previews, proposals, sharing, themes, undo
from workshop.errors import Conflict
from workshop.feed import Feed
from workshop.messages.incoming import AskRegrouping, EraseNote, MoveNote, OfChange, RenameTheme, SetSharing

TEXTS = ("งบ ช้า", "งบ น้อย", "คน ช้า", "คน น้อย", "รถ เก่า", "รถ ช้า", "น้ำ น้อย", "น้ำ เก่า")


class Wall(Sorted):
    """Eight notes in four themes by first word; a regrouping would sort them by second word."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.key = self.join()
        self.ids = {text: self.send(self.key, text)["id"] for text in TEXTS}
        self.group()

    def compare(self) -> None:
        reading = self.reading()
        self.change(differences.found, reading, arrange(flipped(reading)))

    def seen(self) -> list[dict[str, Any]]:
        return self.board()["differences"]

    def answer(self, verb: Any, seq: int | None = None) -> Any:
        message = OfChange(seq=self.seen()[0]["seq"] if seq is None else seq)
        return self.feed.change(self.code, undo.ACTOR, verb, "problem", message)

    def due(self) -> list[str]:
        return [category for _id, _code, category in self.feed.read(differences.due)]


@pytest.fixture
def wall(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> Wall:
    monkeypatch.setattr(differences, "CALM_MS", 0)
    return Wall(feed)


def test_a_calm_wall_is_compared_once_until_something_changes(wall: Wall) -> None:
    assert wall.due() == ["problem"]
    wall.compare()
    assert wall.due() == []
    wall.change(sharing.choose, SetSharing(sharing="everyone"))
    assert wall.due() == []
    wall.change(themes.rename, "งบ", RenameTheme(label="เงิน"))
    assert wall.due() == ["problem"]


def test_a_restless_wall_and_one_with_waiting_notes_are_not_compared(
    wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall.send(wall.key, "ไฟ ดับ")
    assert wall.due() == []
    wall.group()
    assert wall.due() == ["problem"]
    monkeypatch.setattr(differences, "CALM_MS", 60_000)
    assert wall.due() == []


def test_the_console_learns_how_many_notes_would_move_and_which(wall: Wall) -> None:
    before = wall.where()
    wall.compare()
    (seen,) = wall.seen()
    assert {name: seen[name] for name in ("category", "moved", "of")} == {"category": "problem", "moved": 8, "of": 8}
    listed = wall.feed.read(differences.moves, wall.code, "problem")
    assert listed["seq"] == seen["seq"]
    assert {(row["id"], row["from"], row["to"]) for row in listed["moves"]} == {
        (wall.ids[text], *text.split()) for text in TEXTS
    }
    assert wall.where() == before
    assert "differences" not in wall.board(view="projector")


EDITS: dict[str, Callable[[Wall], object]] = {
    "a note is moved": lambda wall: wall.change(themes.move, wall.ids["งบ ช้า"], MoveNote(theme_id="รถ")),
    "a note is hidden": lambda wall: wall.change(notes.hide, wall.ids["งบ ช้า"], True),
    "a note is erased": lambda wall: wall.change(erasing.erase, wall.ids["งบ ช้า"], EraseNote(reason="ชื่อบุคคล")),
    "a theme is named": lambda wall: wall.change(themes.rename, "งบ", RenameTheme(label="เงิน")),
    "a theme is locked": lambda wall: wall.change(themes.lock, "งบ", True),
    "a note arrives": lambda wall: (wall.send(wall.key, "ไฟ ดับ"), wall.group()),
    "a step is undone": lambda wall: wall.as_facilitator_renames_and_undoes(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_was_noticed_before_an_edit_is_neither_shown_nor_applied(
    wall: Wall, edit: Callable[[Wall], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def renames_and_undoes() -> None:
        wall.feed.change(wall.code, undo.ACTOR, themes.rename, "งบ", RenameTheme(label="เงิน"))
        wall.feed.change(wall.code, undo.ACTOR, undo.undo)

    monkeypatch.setattr(wall, "as_facilitator_renames_and_undoes", renames_and_undoes, raising=False)
    wall.compare()
    seq = wall.seen()[0]["seq"]
    edit(wall)
    before = wall.where()
    assert wall.seen() == []
    for verb in (differences.apply, differences.ignore):
        with pytest.raises(Conflict):
            wall.answer(verb, seq)
    with pytest.raises(Conflict):
        wall.feed.read(differences.moves, wall.code, "problem")
    assert wall.where() == before


def test_a_comparison_that_an_edit_overtook_is_not_shown(wall: Wall) -> None:
    reading = wall.reading()
    wall.change(themes.rename, "งบ", RenameTheme(label="เงิน"))
    wall.change(differences.found, reading, arrange(flipped(reading)))
    assert wall.seen() == []
    assert wall.due() == ["problem"]


def test_what_was_noticed_is_applied_in_one_step_that_undo_takes_back(wall: Wall) -> None:
    wall.compare()
    start = wall.board()
    assert wall.answer(differences.apply) == 8
    assert wall.where() == {text: text.split()[1] for text in TEXTS}
    assert wall.seen() == []
    wall.feed.change(wall.code, undo.ACTOR, undo.undo)
    assert by_id(wall.board()["notes"]) == by_id(start["notes"])


def test_of_two_consoles_the_second_is_refused_and_changes_nothing(wall: Wall) -> None:
    wall.compare()
    seq = wall.seen()[0]["seq"]
    wall.answer(differences.ignore, seq)
    before = wall.where()
    with pytest.raises(Conflict):
        wall.answer(differences.apply, seq)
    assert wall.where() == before


def test_what_was_ignored_comes_back_only_when_twice_as_many_notes_would_move(wall: Wall) -> None:
    wall.compare()
    wall.answer(differences.ignore)
    wall.send(wall.key, "ไฟ ดับ")
    wall.group()
    wall.compare()
    assert wall.seen() == []
    for number in range(8):
        wall.send(wall.key, f"ไฟ{number} ดับ")
    wall.group()
    wall.compare()
    assert [row["moved"] for row in wall.seen()] == [17]


def test_few_differences_are_not_worth_a_line(wall: Wall) -> None:
    reading = wall.reading()
    wall.change(differences.found, reading, arrange(reading))
    assert (wall.seen(), wall.due()) == ([], [])


def test_a_preview_that_somebody_asked_for_takes_the_place_of_the_line(wall: Wall) -> None:
    wall.compare()
    wall.change(previews.ask, AskRegrouping(category="problem"))
    assert wall.seen() == []
    wall.compare()
    reading = wall.reading()
    wall.change(proposals.ready, reading, arrange(flipped(reading)))
    assert [row["state"] for row in wall.board()["proposals"]] == ["ready"]
    assert wall.due() == []
