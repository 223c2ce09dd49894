"""Units of a directive that are merged or split while answers are there: nothing is lost, doubled or guessed."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from tests.year.board_samples import PHUKET
from tests.year.conftest import NewOffice
from tests.year.installations import KHON_KAEN, UDON, Office, answer_file, resigned
from workshop.year import answer_links, answering, answers, directives, gathering, reshaping, unit_kinds
from workshop.year.answers import State, Table
from workshop.year.refusals import UnitReshaped

JOINED = "n-1\tขอนแก่นและอุดรธานี"


class Asking:
    """A department with a directive to all provinces, and the files that come."""

    def __init__(self, office: Office) -> None:
        self.office, self.uid = office, office.make()

    @property
    def key(self) -> str:
        return str(self.row.key)

    @property
    def row(self) -> Any:
        return self.office.feed.read(directives.find, self.uid)

    @property
    def table(self) -> Table:
        return self.office.feed.read(answers.table, self.uid)

    @property
    def units(self) -> list[str]:
        return [each["code"] for each in self.row.content["units"]]

    def file(self, unit: str = KHON_KAEN, asked_in: int = 1, **more: int) -> bytes:
        """Return an answer to the directive's version `asked_in`."""
        by = more.get("by", 1)
        plain = answer_file(self.uid, self.key, unit, **more)
        return resigned(plain, {"directive": {"uid": self.uid, "version": asked_in, "key": self.key}}, by)

    def take(self, *files: bytes) -> list[str]:
        return self.office.results(*files)

    def reshape(self, *codes: str, new: str, **more: Any) -> Any:
        typed = {"was": str(self.row.version), "former": list(codes), "new": new, **more}
        return self.office.post(f"/directives/{self.uid}/units", **typed)

    def undo(self, version: int) -> Any:
        return self.office.post(f"/directives/{self.uid}/units", was=str(self.row.version), undo=str(version))

    def state(self, code: str) -> State:
        return next(each.state for each in self.table.rows if each.unit.code == code)

    def counting(self) -> dict[str, int]:
        """Return how many notes count, by the unit's code."""
        return {code: each["notes"] for code, each in self.office.feed.read(gathering.sources, self.uid).items()}


@pytest.fixture
def asking(department: Office) -> Asking:
    return Asking(department)


def test_two_units_become_one_and_their_answers_count_until_it_answers(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN), asking.file(UDON, by=2, notes=3))
    assert asking.reshape(KHON_KAEN, UDON, new=JOINED).status_code == 302
    assert "n-1" in asking.units
    assert not {KHON_KAEN, UDON} & {*asking.units}
    assert asking.row.version == 2
    assert asking.counting() == {KHON_KAEN: 2, UDON: 3}
    assert asking.state("n-1") == State.FORMER
    assert not asking.table.strangers
    page = asking.office.client.get(f"/directives/{asking.uid}").text
    for shown in ("มีคำตอบของหน่วยงานเดิม", "นับคำตอบของหน่วยงานเดิม: ขอนแก่น, อุดรธานี", "ขอนแก่น (ปัจจุบัน ขอนแก่นและอุดรธานี)"):
        assert shown in page
    assert asking.take(asking.file("n-1", 2, by=3, notes=4)) == ["first"]
    assert asking.counting() == {"n-1": 4}
    assert asking.state("n-1") == State.ANSWERED_LATE
    assert [each.unit.code for each in asking.table.kept] == [KHON_KAEN, UDON]


def test_where_one_of_two_former_units_answered_the_new_one_is_late_and_says_whose_counts(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN))
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    row = next(each for each in asking.table.rows if each.unit.code == "n-1")
    assert (row.state, row.of) == (State.LATE, ("ขอนแก่น",))


def test_one_unit_becomes_two_and_its_answer_counts_until_both_have_answered(asking: Asking) -> None:
    asking.take(asking.file(PHUKET, by=5))
    asking.reshape(PHUKET, new="ภูเก็ตเหนือ\nภูเก็ตใต้")
    codes = [each for each in asking.units if each.startswith("u-")]
    assert len(codes) == 2
    assert [asking.state(code) for code in codes] == [State.FORMER] * 2
    asking.take(asking.file(codes[0], 2, by=6))
    assert asking.counting() == {PHUKET: 2, codes[0]: 2}
    asking.take(asking.file(codes[1], 2, by=7))
    assert asking.counting() == {codes[0]: 2, codes[1]: 2}


def test_the_same_installation_that_answers_as_a_part_replaces_what_it_said_as_the_whole(asking: Asking) -> None:
    asking.take(asking.file(PHUKET, by=5))
    asking.reshape(PHUKET, new="ภูเก็ตเหนือ\nภูเก็ตใต้")
    code = next(each for each in asking.units if each.startswith("u-"))
    asking.take(asking.file(code, 2, by=5))
    assert asking.counting() == {code: 2}


def test_a_unit_that_takes_another_in_keeps_its_code_and_its_earlier_answer_does_not_speak_for_the_other(
    asking: Asking,
) -> None:
    asking.take(asking.file(KHON_KAEN), asking.file(UDON, by=2, notes=3))
    asking.reshape(KHON_KAEN, UDON, new="ขอนแก่น")
    assert KHON_KAEN in asking.units
    assert asking.counting() == {KHON_KAEN: 2, UDON: 3}
    asking.take(asking.file(KHON_KAEN, 2, version=2, notes=5))
    assert asking.counting() == {KHON_KAEN: 5}


def test_a_file_of_the_former_unit_that_comes_later_has_a_result_of_its_own(asking: Asking) -> None:
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    (found,) = asking.office.take(asking.file(KHON_KAEN))
    assert found["result"] == "former_unit"
    assert "รวมหรือแยกไปแล้ว" in found["message"]
    assert asking.take(asking.file(KHON_KAEN)) == ["same"]
    assert asking.take(asking.file(KHON_KAEN, version=2, notes=4)) == ["former_unit"]
    assert asking.counting() == {KHON_KAEN: 4}
    assert asking.take(asking.file("zz")) == ["wrong_unit"]


def test_the_link_of_a_former_unit_says_so_and_opens_again_after_undo(asking: Asking) -> None:
    (made,) = asking.office.feed.write(answer_links.make, asking.uid, [KHON_KAEN], "x", 90)
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    with pytest.raises(UnitReshaped):
        asking.office.feed.read(answer_links.look, made.token)
    page = asking.office.room.app.test_client().get(f"/answers/{made.token}")
    assert page.status_code == 410
    assert "รวมหรือแยกไปแล้ว" in page.text
    asking.undo(2)
    assert asking.office.feed.read(answer_links.look, made.token).unit.code == KHON_KAEN


def test_undo_brings_the_units_back_where_they_were_and_the_history_tells_both(asking: Asking) -> None:
    before = asking.row.content["units"]
    asking.take(asking.file(KHON_KAEN))
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    asking.take(asking.file("n-1", 2, by=3))
    assert asking.undo(2).status_code == 302
    assert asking.row.content["units"] == before
    assert asking.row.version == 3
    assert asking.counting() == {KHON_KAEN: 2}
    assert [each.unit for each in asking.table.strangers] == ["n-1"]
    assert asking.undo(2).status_code == 302
    assert asking.row.version == 3
    page = asking.office.client.get(f"/directives/{asking.uid}/units").text
    assert "รวม ขอนแก่น, อุดรธานี เป็น ขอนแก่นและอุดรธานี" in page
    assert "เลิกทำแล้วในฉบับที่ 3" in page


def test_what_was_reshaped_again_is_undone_in_the_reverse_order_only(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN))
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    asking.reshape("n-1", PHUKET, new="n-2\tสามจังหวัด")
    assert asking.undo(2).status_code == 409
    assert asking.counting() == {KHON_KAEN: 2}
    assert [each.addressee for each in asking.table.former] == ["สามจังหวัด"]
    assert asking.undo(3).status_code == asking.undo(2).status_code == 302
    assert {KHON_KAEN, UDON, PHUKET} <= {*asking.units}


@pytest.mark.parametrize(
    ("codes", "new", "shown"),
    [
        ([], "ใหม่", "เลือกหน่วยงานที่จะรวมหรือแยกก่อน"),
        ([KHON_KAEN, UDON], " \n", "พิมพ์ชื่อหน่วยงานใหม่"),
        ([KHON_KAEN], "ใหม่", "แยก: เลือกหนึ่งหน่วยงาน"),
        ([KHON_KAEN, UDON], "หนึ่ง\nสอง", "รวม: เลือกหลายหน่วยงาน"),
        ([KHON_KAEN, UDON], "ภูเก็ต", "“ภูเก็ต” เป็นหน่วยงานอื่น"),
        ([KHON_KAEN, UDON], "b-1\tใหม่", "“กองแผนงาน” เป็นหน่วยงานอื่น"),
        ([KHON_KAEN, "zz"], "ใหม่", "ไม่มีหน่วยงานนี้ในข้อสั่งการ"),
        ([KHON_KAEN], "ก\nก", "มีมากกว่าหนึ่งบรรทัด"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(asking: Asking, codes: list[str], new: str, shown: str) -> None:
    refused = asking.reshape(*codes, new=new)
    assert refused.status_code in (404, 422)
    assert shown in refused.text
    assert asking.row.version == 1
    assert not asking.row.reshapes


def test_an_old_page_a_withdrawn_directive_and_a_former_units_name_are_refused(asking: Asking) -> None:
    assert asking.reshape(KHON_KAEN, UDON, new=JOINED, was="7").status_code == 409
    assert asking.reshape(KHON_KAEN, UDON, new=JOINED).status_code == 302
    assert "กด “เลิกทำ” แทน" in asking.reshape(PHUKET, "b-1", new="อุดรธานี").text
    asking.office.post(f"/directives/{asking.uid}/withdraw", reason="ยกเลิก")
    assert asking.reshape("n-1", PHUKET, new="n-9\tสาม").status_code == 409
    assert asking.undo(2).status_code == 409


def test_a_province_takes_the_new_version_and_its_workshop_answers_for_the_unit_that_it_chooses(
    asking: Asking, new_office: NewOffice
) -> None:
    province = new_office("province")
    province.take(asking.office.client.get(f"/directives/{asking.uid}/file").data)
    here = f"/directives/{asking.uid}"
    province.post(f"{here}/unit", unit=KHON_KAEN)
    code = province.post(f"{here}/workshop").location.split("/")[2]
    assert asking.take(province.post(f"/workshops/{code}/answer").data) == ["first"]
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    province.take(asking.office.client.get(f"/directives/{asking.uid}/file").data)
    assert "หน่วยงานที่เลือกไว้ไม่อยู่ในข้อสั่งการฉบับนี้" in province.client.get(here).text
    assert province.post(f"/workshops/{code}/answer").status_code == 409
    assert province.post(f"{here}/units", was="2", former=["n-1"], new="ก\nข").status_code == 409
    province.post(f"{here}/unit", unit="n-1")
    assert asking.take(province.post(f"/workshops/{code}/answer").data) == ["first"]
    assert asking.counting() == {"n-1": 0}


def test_two_installations_for_a_former_unit_are_chosen_between_as_for_any(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN), asking.file(KHON_KAEN, by=2, notes=5))
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    assert asking.counting() == {}
    key = asking.table.former[0].disputed[1]
    asking.office.post(f"/directives/{asking.uid}/source", unit=KHON_KAEN, key=key)
    assert len(asking.counting()) == 1


def test_any_order_of_files_and_the_step_itself_gives_the_same_state(department: Office) -> None:
    rng, shown = random.Random(5), set[str]()
    for _round in range(6):
        asking = Asking(department)
        files: list[Any] = [
            asking.file(KHON_KAEN),
            asking.file(KHON_KAEN, version=2, notes=4),
            asking.file(UDON, by=2),
            asking.file("n-1", 2, by=1, notes=6),
            None,
        ]
        rng.shuffle(files)
        for each in files:
            asking.take(each) if each else asking.reshape(KHON_KAEN, UDON, new=JOINED)
        table = asking.table
        found = [(row.unit.code, row.state, row.versions, row.of) for row in (*table.rows, *table.former, *table.kept)]
        shown.add(str((found, len(table.strangers), asking.counting())))
    assert len(shown) == 1


def test_kinds_of_former_units_stay_and_an_outsider_sees_nothing(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN))
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    assert unit_kinds.of(asking.row)[KHON_KAEN] == unit_kinds.PROVINCE
    outsider = asking.office.room.app.test_client()
    assert outsider.get(f"/directives/{asking.uid}/units").status_code == 302
    assert list(itertools.chain.from_iterable(reshaping.gone(asking.row))) == [*KHON_KAEN, *UDON]


def test_a_code_that_was_taken_back_is_not_given_to_another_unit(asking: Asking) -> None:
    asking.take(asking.file(KHON_KAEN), asking.file(UDON, by=2, notes=3))
    asking.reshape(PHUKET, new="ภูเก็ตเหนือ\nภูเก็ตใต้")
    code = next(each for each in asking.units if each.startswith("u-"))
    asking.take(asking.file(code, 2, by=6, notes=7))
    asking.undo(2)
    assert asking.reshape(KHON_KAEN, UDON, new="ขอนแก่นและอุดรธานี").status_code == 302
    assert code not in asking.units
    assert {asking.counting().get(unit) for unit in (KHON_KAEN, UDON)} == {2, 3}
    assert asking.counting().get(code) is None


def test_the_same_split_once_more_counts_no_answer_twice(asking: Asking) -> None:
    asking.take(asking.file(PHUKET, by=5))
    asking.reshape(PHUKET, new="ภูเก็ตเหนือ\nภูเก็ตใต้")
    first = [each for each in asking.units if each.startswith("u-")]
    asking.take(*(asking.file(code, 2, by=6 + at) for at, code in enumerate(first)))
    asking.undo(2)
    assert asking.reshape(PHUKET, new="ภูเก็ตเหนือ\nภูเก็ตใต้").status_code == 302
    assert not {*first} & {*asking.units}
    assert asking.counting() == {PHUKET: 2}


def test_a_workshop_that_answers_for_a_former_unit_says_so_and_what_to_do(asking: Asking) -> None:
    made = asking.office.feed.write(answering.make_workshop, asking.uid, KHON_KAEN)
    page = f"/workshops/{made}/report"
    assert "ถูกรวมหรือแยกเป็น" not in asking.office.client.get(page).text
    asking.reshape(KHON_KAEN, UDON, new=JOINED)
    said = asking.office.client.get(page).text
    assert "“ขอนแก่น” ถูกรวมหรือแยกเป็น" in said
    assert "ให้มีรหัส n-1" in said
    asking.undo(2)
    assert "ถูกรวมหรือแยกเป็น" not in asking.office.client.get(page).text
