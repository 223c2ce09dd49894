"""The tree of units: filled, moved, merged and split, with each code one unit's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import draft
from workshop.domain import organisation, persons, workshops
from workshop.errors import Refusal
from workshop.feed import Feed


def paths(feed: Feed) -> dict[str, list[str]]:
    """Return {code: the codes from the root down to it}."""
    units = feed.read(organisation.every)
    codes = {unit.id: unit.code for unit in units}
    return {unit.code: [codes[int(part)] for part in unit.path.strip("/").split("/")] for unit in units}


def ids(feed: Feed) -> dict[str, int]:
    return {unit.code: unit.id for unit in feed.read(organisation.every)}


def tree(feed: Feed) -> dict[str, int]:
    """A department with two provinces, the first of which has two districts."""
    made: dict[str, int] = {}
    for code, kind, parent in (
        ("dept", "department", None), ("p1", "province", "dept"), ("p2", "province", "dept"),
        ("d1", "district", "p1"), ("d2", "district", "p1"),
    ):  # fmt: skip
        made[code] = feed.write(organisation.add, code, f"หน่วย {code}", kind, made[parent] if parent else None)
    return made


def test_one_click_fills_76_provinces_and_bangkok_and_a_second_one_adds_none(feed: Feed) -> None:
    assert feed.write(organisation.fill_provinces, "กรมการพัฒนาชุมชน") == 77
    assert feed.write(organisation.fill_provinces, "") == 0
    units = {unit.code: unit for unit in feed.read(organisation.every)}
    assert (units["40"].name, units["10"].name, len(units)) == ("ขอนแก่น", "กรุงเทพมหานคร", 78)
    assert feed.write(organisation.fill_districts, units["40"].id) == 26
    assert feed.write(organisation.fill_districts, units["40"].id) == 0
    assert paths(feed)["4001"] == ["dept", "40", "4001"]


def test_districts_are_filled_below_an_official_province_alone(feed: Feed) -> None:
    made = tree(feed)
    for code in ("dept", "p1", "d1"):
        with pytest.raises(Refusal):
            feed.write(organisation.fill_districts, made[code])


@pytest.mark.parametrize(
    ("code", "name", "kind", "field"),
    [("p1", "x", "province", "code"), (" ", "x", "province", "code"), ("x" * 41, "x", "province", "code"),
     ("new", " ", "province", "name"), ("new", "x", "village", "kind"), ("new", "x", "", "kind")],
)  # fmt: skip
def test_a_bad_unit_is_refused_with_its_field(feed: Feed, code: str, name: str, kind: str, field: str) -> None:
    made = tree(feed)
    before = paths(feed)
    for verb in (
        lambda s: organisation.add(s, code, name, kind, None),
        lambda s: organisation.edit(s, made["p2"], code, name, kind, made["dept"]),
        lambda s: organisation.split(s, made["p2"], code, name, []) if field != "kind" else _refuse(field),
    ):
        with pytest.raises(Refusal) as refused:
            feed.write(verb)
        assert set(refused.value.errors) == {field}
    assert paths(feed) == before


def _refuse(field: str) -> None:
    raise Refusal(None, **{field: "a split unit has the kind of the other"})


def test_a_unit_takes_along_what_is_below_it_and_goes_below_itself_never(feed: Feed) -> None:
    made = tree(feed)
    feed.write(organisation.edit, made["p1"], "p1", "ใหม่", "province", made["p2"])
    assert paths(feed)["d1"] == ["dept", "p2", "p1", "d1"]
    for parent in ("p1", "d1"):
        with pytest.raises(Refusal) as refused:
            feed.write(organisation.edit, made["p1"], "p1", "ใหม่", "province", made[parent])
        assert set(refused.value.errors) == {"parent"}
    feed.write(organisation.edit, made["p1"], "p1", "ใหม่", "province", None)
    assert paths(feed)["d1"] == ["p1", "d1"]


def test_a_merged_unit_gives_all_it_has_and_goes(feed: Feed, workshop_code: str) -> None:
    made = tree(feed)
    feed.write(organisation.give_workshop, workshop_code, made["p1"])
    both, one = (feed.write(persons.add, name, name) for name in ("both", "one"))
    for person, unit, role in ((both, "p1", "lead"), (both, "p2", "viewer"), (one, "p1", "helper")):
        feed.write(persons.give_role, person, made[unit], role)
    feed.write(organisation.merge, made["p1"], made["p2"])
    assert paths(feed)["d2"] == ["dept", "p2", "d2"]
    assert "p1" not in ids(feed)
    assert feed.read(organisation.owners) == {workshop_code: made["p2"]}
    roles = {each.name: [(role.code, role.role) for role in each.roles] for each in feed.read(persons.every)}
    assert roles == {"both": [("p2", "viewer")], "one": [("p2", "helper")]}


def test_a_unit_merges_into_nothing_below_itself_nor_a_lead_into_a_department(feed: Feed) -> None:
    made = tree(feed)
    for into in ("p1", "d1"):
        with pytest.raises(Refusal):
            feed.write(organisation.merge, made["p1"], made[into])
    lead = feed.write(persons.add, "lead", "ผู้นำ")
    feed.write(persons.give_role, lead, made["p1"], "lead")
    with pytest.raises(Refusal):
        feed.write(organisation.merge, made["p1"], made["dept"])
    with pytest.raises(Refusal):
        feed.write(organisation.edit, made["p1"], "p1", "กรม", "department", None)
    assert set(ids(feed)) == set(made)


def test_a_split_unit_takes_chosen_units_along(feed: Feed) -> None:
    made = tree(feed)
    feed.write(organisation.split, made["p1"], "p3", "จังหวัดใหม่", [made["d2"]])
    assert paths(feed)["d2"] == ["dept", "p3", "d2"]
    assert paths(feed)["d1"] == ["dept", "p1", "d1"]
    with pytest.raises(Refusal):
        feed.write(organisation.split, made["p1"], "p4", "จังหวัดใหม่", [made["d2"]])


def test_only_an_empty_unit_is_deleted(feed: Feed, workshop_code: str) -> None:
    made = tree(feed)
    feed.write(organisation.give_workshop, workshop_code, made["d1"])
    for code in ("dept", "p1", "d1"):
        with pytest.raises(Refusal):
            feed.write(organisation.remove, made[code])
    feed.write(organisation.remove, made["d2"])
    feed.write(organisation.give_workshop, workshop_code, None)
    feed.write(organisation.remove, made["d1"])
    assert set(ids(feed)) == {"dept", "p1", "p2"}


@pytest.mark.parametrize("unit", [0, -1, 10**12, 99_999])
def test_a_unit_that_is_not_there_is_refused(feed: Feed, unit: int, workshop_code: str) -> None:
    verbs: list[Any] = [
        lambda s: organisation.add(s, "new", "ใหม่", "province", unit),
        lambda s: organisation.edit(s, unit, "new", "ใหม่", "province", None),
        lambda s: organisation.remove(s, unit),
        lambda s: organisation.fill_districts(s, unit),
        lambda s: organisation.give_workshop(s, workshop_code, unit),
    ]
    for verb in verbs:
        with pytest.raises(organisation.UnknownOrgUnit):
            feed.write(verb)


@pytest.fixture
def workshop_code(feed: Feed) -> str:
    return feed.write(workshops.create, draft())
