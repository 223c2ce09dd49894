"""Two facilitators at two consoles: each undoes its own steps, and none of the other's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.sorted_table import Sorted
from workshop.domain import consoles, erasing, imports, notes, sharing, themes, undo
from workshop.errors import Conflict, ConsoleNameTaken, UnknownWorkshop
from workshop.feed import Actor, Feed
from workshop.messages.incoming import EraseNote, ImportedNote, MergeThemes, NameConsole, RenameTheme, SetSharing
from workshop.views import history


class Desks(Sorted):
    """A wall of two themes, and the consoles of Mali and Somchai."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        key = self.join()
        self.ids = {text: self.send(key, text)["id"] for text in ("งบ ช้า", "งบ น้อย", "คน ช้า")}
        self.group()
        for who in ("mali", "somchai"):
            self.at(who, consoles.register)

    def at(self, who: str, verb: Any, *args: Any) -> Any:
        return self.feed.change(self.code, Actor(undo.ACTOR, who), verb, *args)

    def renames(self, who: str, theme: str, label: str) -> None:
        self.at(who, themes.rename, theme, RenameTheme(label=label))

    def label(self, key: str) -> str:
        return next(theme["label"] for theme in self.board()["themes"] if theme["id"] == key)


@pytest.fixture
def desks(feed: Feed) -> Desks:
    return Desks(feed)


def test_undo_at_one_console_leaves_what_the_other_did_last(desks: Desks) -> None:
    desks.renames("mali", "งบ", "เงิน")
    desks.renames("somchai", "คน", "อัตรากำลัง")
    assert desks.board()["undos"] == {"": None, "mali": "ตั้งชื่อกลุ่มความเห็น", "somchai": "ตั้งชื่อกลุ่มความเห็น"}
    assert desks.at("mali", undo.undo) == "ตั้งชื่อกลุ่มความเห็น"
    assert (desks.label("งบ"), desks.label("คน")) == ("งบ", "อัตรากำลัง")
    with pytest.raises(Conflict):
        desks.at("mali", undo.undo)
    assert desks.label("คน") == "อัตรากำลัง"


def test_undo_is_refused_with_who_did_what_where_the_other_changed_the_same_since(desks: Desks) -> None:
    desks.at("somchai", consoles.rename, NameConsole(name="ป้อม"))
    desks.renames("mali", "งบ", "เงิน")
    desks.renames("somchai", "งบ", "งบประมาณ")
    before = desks.board()
    with pytest.raises(Conflict) as refused:
        desks.at("mali", undo.undo)
    assert "ป้อม ทำ “ตั้งชื่อกลุ่มความเห็น”" in str(refused.value.message)
    assert (desks.label("งบ"), desks.board()["seq"]) == ("งบประมาณ", before["seq"])
    desks.at("somchai", undo.undo)
    desks.at("mali", undo.undo)
    assert desks.label("งบ") == "งบ"


def test_a_merge_at_the_other_console_is_in_the_way_of_steps_in_its_themes_alone(desks: Desks) -> None:
    desks.at("mali", notes.hide, desks.ids["งบ ช้า"], True)
    desks.at("mali", sharing.choose, SetSharing(sharing="everyone"))
    desks.at("somchai", themes.merge, "งบ", MergeThemes(other="คน"))
    assert desks.at("mali", undo.undo) == "เปลี่ยนว่าใครเห็นความเห็น"
    with pytest.raises(Conflict):
        desks.at("mali", undo.undo)
    assert desks.at("somchai", undo.undo) == "รวมกลุ่มความเห็น"
    assert desks.at("mali", undo.undo) == "ซ่อนความเห็น"
    assert desks.where() == {"งบ ช้า": "งบ", "งบ น้อย": "งบ", "คน ช้า": "คน"}


def test_an_import_is_not_undone_under_what_the_other_console_did_with_its_notes(desks: Desks) -> None:
    rows = [ImportedNote(f"row-{text}", text, "problem") for text in ("น้ำ ท่วม", "น้ำ แล้ง")]
    desks.at("mali", imports.add, rows)
    brought = next(note["id"] for note in desks.board()["notes"] if note["text"] == "น้ำ แล้ง")
    desks.at("somchai", notes.hide, desks.ids["คน ช้า"], True)
    desks.at("somchai", notes.hide, brought, True)
    with pytest.raises(Conflict):
        desks.at("mali", undo.undo)
    assert brought in {note["id"] for note in desks.board()["notes"]}
    desks.at("somchai", undo.undo)
    desks.at("mali", undo.undo)
    assert {note["text"] for note in desks.board()["notes"]} == {"งบ ช้า", "งบ น้อย", "คน ช้า"}


def test_the_history_says_who_did_what_and_brings_no_words_back(desks: Desks) -> None:
    desks.at("somchai", consoles.rename, NameConsole(name="ป้อม"))
    desks.renames("mali", "งบ", "ชื่อที่พลาดไป")
    desks.renames("mali", "งบ", "งบประมาณ")
    desks.at("somchai", notes.hide, desks.ids["คน ช้า"], True)
    desks.at("somchai", undo.undo)
    desks.at("somchai", erasing.erase, desks.ids["งบ ช้า"], EraseNote(reason="มีชื่อบุคคล"))
    found = desks.feed.read(history.of, desks.code)
    steps = [
        (step["who"], str(step["what"]), str(step["of"] or ""), step["about"], step["undone"])
        for step in found["steps"]
    ]
    assert steps[:5] == [
        ("ป้อม", "ลบถ้อยคำของความเห็น", "", [], False),
        ("ป้อม", "เลิกทำ", "ซ่อนความเห็น", [], False),
        ("ป้อม", "ซ่อนความเห็น", "", ["#3"], True),
        ("วิทยากร 1", "ตั้งชื่อกลุ่มความเห็น", "", ["“งบประมาณ”"], False),
        ("วิทยากร 1", "ตั้งชื่อกลุ่มความเห็น", "", ["“งบประมาณ”"], False),
    ]
    for gone in ("ชื่อที่พลาดไป", "งบ ช้า", "มีชื่อบุคคล"):
        assert gone not in str(found)
    assert "สร้างการประชุม" in [str(step["what"]) for step in found["steps"]]
    assert {step["who"] for step in found["steps"][:5]} == {"ป้อม", "วิทยากร 1"}
    half = desks.feed.read(history.of, desks.code, desks.board()["seq"] - 2)
    assert half["steps"] == [step for step in found["steps"] if step in half["steps"]] != found["steps"]
    with pytest.raises(UnknownWorkshop):
        desks.feed.read(history.of, "ZZZZZZ")


def test_consoles_are_numbered_named_and_never_two_of_one_name(desks: Desks) -> None:
    for _again in range(2):
        desks.at("mali", consoles.register)
    rows = desks.board()["consoles"]
    assert [(row["key"], row["number"], row["name"]) for row in rows] == [("mali", 1, ""), ("somchai", 2, "")]
    assert desks.at("mali", consoles.rename, NameConsole(name="  มะลิ\n ")) == "มะลิ"
    with pytest.raises(ConsoleNameTaken):
        desks.at("somchai", consoles.rename, NameConsole(name="มะลิ"))
    assert desks.at("mali", consoles.rename, NameConsole(name=" ")) == "วิทยากร 1"
    with pytest.raises(ConsoleNameTaken):
        desks.at("somchai", consoles.rename, NameConsole(name="วิทยากร 1"))
    assert "consoles" not in desks.board(view="projector")


def test_steps_of_a_release_without_consoles_can_be_undone_by_anybody(desks: Desks) -> None:
    desks.feed.change(desks.code, undo.ACTOR, themes.rename, "งบ", RenameTheme(label="เงิน"))
    assert desks.at("somchai", undo.undo) == "ตั้งชื่อกลุ่มความเห็น"
    assert desks.label("งบ") == "งบ"
