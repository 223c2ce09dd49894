"""Full regroupings: previewed, applied, dropped, undone; and people's word stands through all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.sorted_table import Sorted, arrange, by_id, flipped
from workshop.domain import notes, phases, previewed, previews, proposals, themes, undo
from workshop.errors import Conflict
from workshop.feed import Feed
from workshop.messages.incoming import AskRegrouping, MoveNote, OfPreview, OpenPhase, RenameTheme, SplitTheme

TEXTS = ("งบ ช้า", "งบ น้อย", "คน ช้า", "คน น้อย", "รถ เก่า")


class Wall(Sorted):
    """Five notes in three themes by first word; a regrouping would sort them by second word."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.key = self.join()
        self.ids = {text: self.send(self.key, text)["id"] for text in TEXTS}
        self.group()

    def propose(self) -> None:
        self.change(previews.ask, AskRegrouping(category="problem"))
        reading = self.reading()
        self.change(proposals.ready, reading, arrange(flipped(reading)))

    def listed(self) -> dict[str, Any]:
        return self.feed.read(previewed.moves, self.code, "problem")

    def as_facilitator(self, verb: Any, *args: Any) -> Any:
        return self.feed.change(self.code, undo.ACTOR, verb, *args)


@pytest.fixture
def wall(feed: Feed) -> Wall:
    return Wall(feed)


def test_a_preview_shows_what_would_change_and_moves_no_note(wall: Wall) -> None:
    before = wall.where()
    wall.propose()
    (preview,) = wall.board()["proposals"]
    assert wall.where() == before
    counted = {name: preview[name] for name in ("state", "split", "merged", "moved", "before", "after")}
    assert counted == {"state": "ready", "split": 2, "merged": 2, "moved": 5, "before": 3, "after": 3}
    assert {theme["label"]: theme["count"] for theme in preview["themes"]} == {"ช้า": 2, "น้อย": 2, "เก่า": 1}
    assert "proposals" not in wall.board(view="projector")


def test_an_applied_preview_changes_the_themes_and_undo_restores_them(wall: Wall) -> None:
    start = wall.board()
    wall.propose()
    wall.as_facilitator(previewed.apply, "problem", OfPreview())
    assert set(wall.where().values()) == {"ช้า", "น้อย", "เก่า"}
    assert wall.board()["proposals"] == []
    wall.as_facilitator(undo.undo)
    now = wall.board()
    assert by_id(now["notes"]) == by_id(start["notes"])
    assert by_id(now["themes"]) == by_id(start["themes"])


def test_a_dropped_preview_cannot_be_applied(wall: Wall) -> None:
    before = wall.where()
    wall.propose()
    wall.change(proposals.drop, "problem")
    for verb, message in ((previewed.apply, [OfPreview()]), (proposals.drop, [])):
        with pytest.raises(Conflict):
            wall.change(verb, "problem", *message)
    assert (wall.where(), wall.board()["proposals"]) == (before, [])


def test_a_regrouping_that_would_change_nothing_is_not_shown(wall: Wall) -> None:
    wall.change(previews.ask, AskRegrouping(category="problem"))
    assert [proposal["state"] for proposal in wall.board()["proposals"]] == ["wanted"]
    reading = wall.reading()
    wall.change(proposals.ready, reading, arrange(reading))
    assert wall.board()["proposals"] == []


def test_changes_of_people_after_a_preview_survive_its_application(wall: Wall) -> None:
    wall.propose()
    wall.change(themes.move, wall.ids["งบ ช้า"], MoveNote(theme_id="รถ"))
    wall.change(themes.lock, "คน", True)
    wall.change(notes.hide, wall.ids["งบ น้อย"], True)
    late = wall.send(wall.key, "น้ำ ท่วม")["id"]
    wall.change(previewed.apply, "problem", OfPreview())
    assert wall.where() == {
        "งบ ช้า": "รถ",
        "งบ น้อย": "hidden",
        "คน ช้า": "คน",
        "คน น้อย": "คน",
        "รถ เก่า": "เก่า",
        "น้ำ ท่วม": "ungrouped",
    }
    assert wall.board()["figures"]["waiting"] == 1
    assert late in by_id(wall.board()["notes"])


def test_the_list_of_a_preview_names_each_note_and_is_what_its_application_does(wall: Wall) -> None:
    wall.propose()
    shown = wall.listed()
    assert {(row["id"], row["from"], row["to"], row["new"]) for row in shown["moves"]} == {
        (wall.ids[text], *text.split(), True) for text in TEXTS
    }
    wall.change(themes.move, wall.ids["งบ ช้า"], MoveNote(theme_id="รถ"))
    wall.change(themes.lock, "คน", True)
    wall.change(notes.hide, wall.ids["งบ น้อย"], True)
    now = wall.listed()
    assert [(row["from"], row["to"]) for row in now["moves"]] == [("รถ", "เก่า")]
    counts = {name: now[name] for name in ("moved", "split", "merged", "relabelled", "before", "after")}
    assert counts == {"moved": 1, "split": 1, "merged": 0, "relabelled": 0, "before": 2, "after": 3}
    assert [(theme["label"], theme["count"], theme["new"]) for theme in now["themes"]] == [
        ("คน", 2, False), ("รถ", 1, False), ("เก่า", 1, True),
    ]  # fmt: skip
    wall.change(previewed.apply, "problem", OfPreview(seq=now["seq"], digest=now["digest"]))
    assert wall.where()["รถ เก่า"] == "เก่า"
    assert (wall.where()["งบ ช้า"], wall.where()["คน ช้า"]) == ("รถ", "คน")


EDITS: dict[str, tuple[Callable[[Wall], object], str]] = {
    "a note is moved": (
        lambda wall: wall.change(themes.move, wall.ids["งบ ช้า"], MoveNote(theme_id="รถ")),
        "ย้ายความเห็น",
    ),
    "a theme is named": (lambda wall: wall.change(themes.rename, "งบ", RenameTheme(label="เงิน")), "ตั้งชื่อกลุ่มความเห็น"),
    "a note is hidden": (lambda wall: wall.change(notes.hide, wall.ids["งบ ช้า"], True), "ซ่อนความเห็น"),
}


@pytest.mark.parametrize(("edit", "word"), EDITS.values(), ids=EDITS)
def test_a_list_that_an_edit_made_untrue_is_refused_with_what_changed(
    wall: Wall, edit: Callable[[Wall], object], word: str
) -> None:
    wall.propose()
    shown = wall.listed()
    answer = OfPreview(seq=shown["seq"], digest=shown["digest"])
    edit(wall)
    before = wall.board()
    with pytest.raises(Conflict) as refused:
        wall.change(previewed.apply, "problem", answer)
    assert word in str(refused.value.message)
    assert (by_id(wall.board()["notes"]), wall.board()["seq"]) == (by_id(before["notes"]), before["seq"])
    assert wall.listed()["digest"] != shown["digest"]
    newest = OfPreview(seq=wall.listed()["seq"], digest=wall.listed()["digest"])
    assert wall.change(previewed.apply, "problem", newest) > 0


def test_a_note_that_arrives_leaves_the_list_of_a_preview_true(wall: Wall) -> None:
    wall.propose()
    shown = wall.listed()
    wall.send(wall.key, "น้ำ ท่วม")
    assert wall.change(previewed.apply, "problem", OfPreview(seq=shown["seq"], digest=shown["digest"])) == 5


def test_labels_and_splits_of_people_survive_every_regrouping(wall: Wall) -> None:
    wall.change(themes.rename, "งบ", RenameTheme(label="เงิน"))
    new = wall.change(themes.split, "คน", SplitTheme(notes=[wall.ids["คน ช้า"]], label="คนช้า"))
    wall.propose()
    wall.change(previewed.apply, "problem", OfPreview())
    board = wall.board()
    labels = {theme["id"]: theme["label"] for theme in board["themes"]}
    assert labels["งบ"] == "เงิน"
    assert labels[new] == "คนช้า"
    places = {note["text"]: note["theme_id"] for note in board["notes"]}
    assert places["คน ช้า"] == new
    assert places["คน น้อย"] != new


def test_closing_a_phase_requests_a_regrouping_of_its_categories(wall: Wall) -> None:
    wall.change(phases.close_phase, wall.phases[0].id)
    assert [(row["category"], row["state"]) for row in wall.board()["proposals"]] == [("problem", "wanted")]
    assert wall.feed.read(phases.find, wall.workshop_id, wall.phases[0].id).state == phases.CLOSED


def test_a_phase_closed_by_opening_another_requests_a_regrouping_too(wall: Wall) -> None:
    wall.change(phases.open_phase, wall.phases[1].id, OpenPhase())
    assert [(row["category"], row["state"]) for row in wall.board()["proposals"]] == [("problem", "wanted")]


def test_closing_a_closed_phase_keeps_the_ready_preview(wall: Wall) -> None:
    wall.change(phases.close_phase, wall.phases[0].id)
    wall.propose()
    wall.change(phases.close_phase, wall.phases[0].id)
    assert [row["state"] for row in wall.board()["proposals"]] == ["ready"]
