"""Own headings: given, copied, changed, removed, undone; refused in words where they cannot be used."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.sorted_table import Sorted, by_id
from workshop.domain import headings, notes, themes, undo, votings
from workshop.errors import Conflict, Refusal
from workshop.feed import Feed
from workshop.messages.incoming import MergeThemes, MoveNote, RenameTheme, SetHeadings
from workshop.messages.voting import OpenVoting
from workshop.store.models import Theme
from workshop.views import former_headings
from workshop.views.read_record import read_record


class Wall(Sorted):
    """A table with three notes in two themes, before any heading is given."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.key = self.join()
        self.ids = {text: self.send(self.key, text)["id"] for text in ("งบ ช้า", "งบ น้อย", "คน ขาด")}
        self.group()

    def set(self, text: str, shown: bool = False, category: str = "problem") -> int:
        message = SetHeadings(text=text, was=self.text(category), shown=shown)
        return self.feed.change(self.code, undo.ACTOR, headings.replace, category, message)  # type: ignore[no-any-return]

    def text(self, category: str = "problem") -> str:
        return str(self.feed.read(headings.drafts, self.code, category)["text"])

    def undo(self) -> Any:
        return self.feed.change(self.code, undo.ACTOR, undo.undo)

    def shown(self, view: str = "console") -> dict[str, int]:
        return {row["label"]: row["count"] for row in self.board(view=view)["themes"]}

    def id_of(self, name: str) -> str:
        rows: list[Theme] = self.feed.read(headings.of, self.workshop_id, "problem")
        return next(row.id for row in rows if row.given_label == name)

    def put(self, text: str, name: str) -> None:
        self.change(themes.move, self.ids[text], MoveNote(theme_id=self.id_of(name)))


@pytest.fixture
def wall(feed: Feed) -> Wall:
    return Wall(feed)


def test_headings_are_on_the_console_before_anybody_writes_on_them(wall: Wall) -> None:
    assert wall.set("น้ำประปา: น้ำไม่ไหล น้ำขุ่น\n\n# หมายเหตุ\nถนน") == 2
    assert wall.text() == "น้ำประปา: น้ำไม่ไหล น้ำขุ่น\nถนน"
    assert wall.shown() == {"งบ": 2, "คน": 1, "น้ำประปา": 0, "ถนน": 0}
    assert {row["label"] for row in wall.board()["themes"] if row["heading"]} == {"น้ำประปา", "ถนน"}
    reading = wall.reading()
    assert {known.given_label: known.words for known in reading.known if known.words is not None} == {
        "น้ำประปา": "น้ำไม่ไหล น้ำขุ่น",
        "ถนน": "",
    }


def test_the_projector_shows_headings_without_notes_only_by_choice_and_live(wall: Wall) -> None:
    wall.set("ถนน")
    seq = wall.board(view="projector")["seq"]
    assert "ถนน" not in wall.shown("projector")
    wall.set("ถนน", shown=True)
    assert [row["label"] for row in wall.board(view="projector", since=seq)["themes"]] == ["ถนน"]
    seq = wall.board(view="projector")["seq"]
    wall.undo()
    assert wall.id_of("ถนน") in wall.board(view="projector", since=seq)["gone_themes"]
    wall.put("งบ ช้า", "ถนน")
    assert wall.shown("projector")["ถนน"] == 1


def test_a_heading_on_which_nobody_wrote_is_no_gap_and_no_option_of_a_vote(wall: Wall) -> None:
    gaps = wall.board()["gaps"]
    wall.set("ถนน")
    assert wall.board()["gaps"] == gaps
    wall.change(votings.open_voting, OpenVoting(category="problem", dots=3))
    assert "ถนน" not in {option["label"] for option in wall.board()["voting"]["options"]}
    assert not any(wall.id_of("ถนน") in str(end) for end in (wall.feed.read(read_record, wall.code).linked,))


LONG = "ก" * 61
OTHERWISE = "น\N{THAI CHARACTER MAI THO}\N{THAI CHARACTER NIKHAHIT}\N{THAI CHARACTER SARA AA}"
BAD = {
    "no name": (": น้ำ", {"line1"}),
    "a name that cannot be seen": ("\N{ZERO WIDTH SPACE}: น้ำ", {"line1"}),
    "a long name": (f"ถนน\n{LONG}", {"line2"}),
    "long words": (f"ถนน: {'ก' * 301}", {"line1"}),
    "a name twice": ("ถนน\nน้ำ\nถนน : หลุม", {"line1", "line3"}),
    "a name twice, typed otherwise": (f"น้ำ\n{OTHERWISE}", {"line1", "line2"}),
    "too many": ("\n".join(f"หัวข้อ {n}" for n in range(41)), {"text"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), BAD.values(), ids=BAD)
def test_headings_that_cannot_be_used_are_refused_line_by_line_and_nothing_changes(
    wall: Wall, text: str, fields: set[str]
) -> None:
    wall.set("เดิม")
    before = wall.board()
    with pytest.raises(Refusal) as refused:
        wall.set(text)
    assert set(refused.value.errors) == fields
    assert {**wall.board(), "now": 0} == {**before, "now": 0}


def test_a_category_that_is_not_there_is_refused(wall: Wall) -> None:
    with pytest.raises(Refusal):
        wall.set("ถนน", category="weather")


def test_a_second_console_that_has_not_seen_the_change_is_refused(wall: Wall) -> None:
    stale = SetHeadings(text="ของจอที่สอง", was="", shown=False)
    wall.set("ของจอแรก")
    with pytest.raises(Conflict):
        wall.change(headings.replace, "problem", stale)
    assert wall.text() == "ของจอแรก"


def test_a_renamed_heading_is_the_same_one_with_its_notes(wall: Wall) -> None:
    wall.set("ถนน\nน้ำ")
    wall.put("งบ ช้า", "ถนน")
    same = wall.id_of("ถนน")
    wall.set("ถนนและสะพาน: หลุม\nน้ำ")
    assert wall.id_of("ถนนและสะพาน") == same
    assert wall.shown()["ถนนและสะพาน"] == 1


def test_another_heading_in_the_place_of_one_takes_no_notes_of_it(wall: Wall) -> None:
    wall.set("ถนน\nน้ำ")
    wall.put("งบ ช้า", "ถนน")
    wall.set("โรงเรียน\nน้ำ")
    assert (wall.shown()["ถนน"], wall.shown()["โรงเรียน"]) == (1, 0)
    wall.set("โรงเรียน: ครู ห้องเรียน\nน้ำ")
    same = wall.id_of("โรงเรียน")
    wall.set("การศึกษา: ครู ห้องเรียน\nน้ำ")
    assert wall.id_of("การศึกษา") == same


def test_a_removed_heading_goes_where_it_is_empty_and_else_is_a_theme_like_others(wall: Wall) -> None:
    wall.set("ถนน\nน้ำ\nไฟ")
    wall.put("งบ ช้า", "ถนน")
    wall.set("ไฟ")
    assert wall.text() == "ไฟ"
    assert wall.shown() == {"งบ": 1, "คน": 1, "ถนน": 1, "ไฟ": 0}
    wall.undo()
    assert wall.text() == "ถนน\nน้ำ\nไฟ"


def test_undo_takes_new_headings_back_and_their_notes_wait_for_the_grouping(wall: Wall) -> None:
    start = wall.board()
    wall.set("ถนน")
    wall.put("งบ ช้า", "ถนน")
    wall.undo()  # of the headings: the note was moved by somebody else
    assert wall.text() == ""
    note = by_id(wall.board()["notes"])[wall.ids["งบ ช้า"]]
    assert (note["theme_id"], note["status"]) == (None, "ungrouped")
    wall.group()
    assert set(wall.shown()) == {row["label"] for row in start["themes"]}


def test_a_theme_of_this_name_becomes_the_heading(wall: Wall) -> None:
    wall.change(themes.rename, "งบ", RenameTheme(label="เงิน"))
    wall.set("เงิน: งบประมาณ")
    assert wall.id_of("เงิน") == "งบ"
    assert wall.shown()["เงิน"] == 2


def test_a_heading_can_be_renamed_and_merged_on_the_wall_but_not_left_without_a_name(wall: Wall) -> None:
    wall.set("ถนน\nน้ำ")
    road, water = wall.id_of("ถนน"), wall.id_of("น้ำ")
    with pytest.raises(Refusal):
        wall.change(themes.rename, road, RenameTheme(label=""))
    with pytest.raises(Refusal):
        wall.change(themes.rename, road, RenameTheme(label="ถนน: ทาง"))
    wall.change(themes.rename, road, RenameTheme(label="ทาง"))
    assert wall.text() == "ทาง\nน้ำ"
    wall.change(themes.merge, road, MergeThemes(other=water))
    assert wall.text() == "ทาง"


def test_new_headings_let_loose_notes_be_looked_at_again_and_ask_for_a_preview(wall: Wall) -> None:
    wall.change(themes.move, wall.ids["คน ขาด"], MoveNote(theme_id=None))
    wall.change(themes.pin, wall.ids["คน ขาด"], False)
    assert wall.board()["figures"]["waiting"] == 0
    wall.set("บุคลากร")
    board = wall.board()
    assert board["figures"]["waiting"] == 1
    assert [(row["category"], row["state"]) for row in board["proposals"]] == [("problem", "wanted")]


def test_the_same_headings_again_change_nothing(wall: Wall) -> None:
    wall.set("ถนน: หลุม")
    seq = wall.board()["seq"]
    assert wall.set("ถนน:  หลุม") == 1
    assert wall.board()["seq"] == seq


def test_the_report_names_the_headings_on_which_nobody_wrote(wall: Wall) -> None:
    wall.set("ถนน\nน้ำ\nไฟ")
    wall.put("งบ ช้า", "น้ำ")
    found = wall.feed.read(read_record, wall.code)
    assert {each.key: each.unanswered for each in found.categories if each.unanswered} == {"problem": ("ถนน", "ไฟ")}
    wall.change(notes.hide, wall.ids["งบ ช้า"], True)
    found = wall.feed.read(read_record, wall.code)
    assert [each.unanswered for each in found.categories if each.key == "problem"] == [("ถนน", "น้ำ", "ไฟ")]


def test_themes_of_a_former_workshop_are_offered_by_name_without_a_note(wall: Wall, feed: Feed) -> None:
    wall.set("ถนน: หลุมบ่อ")
    wall.change(themes.rename, "งบ", RenameTheme(label="เงิน: ช้า = น้อย"))
    now = Wall(feed)
    (former,) = feed.read(former_headings.of, now.code, "problem")["former"]
    assert former["code"] == wall.code
    assert sorted(former["text"].split("\n")) == ["ถนน: หลุมบ่อ", "เงิน ช้า น้อย"]
    assert not any(text in str(former) for text in wall.ids)
    assert now.set(former["text"]) == 2
    assert feed.read(former_headings.of, now.code, "cause")["former"] == []
