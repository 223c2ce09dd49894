"""The page that says who may see what shows the table by which it is decided."""

from pathlib import Path

from workshop.domain import policy
from workshop.domain.policy import Grant, Place, Standing, Thing

PAGE = Path(__file__).resolve().parents[2] / "docs" / "organisation.md"


def test_the_page_shows_the_table_as_it_is() -> None:
    assert policy.TABLE.strip() in PAGE.read_text("utf-8")


def test_the_table_has_a_line_for_each_role_and_place_and_nothing_elsewhere() -> None:
    head, *lines = (line.split() for line in policy.TABLE.strip().splitlines())
    assert head == ["role", "place", *Thing]
    assert [(line[0], line[1]) for line in lines] == [(role.value, place.value) for role in Standing for place in Place]
    assert {word for line in lines if line[1] == Place.ELSEWHERE for word in line[2:]} == {"none"}


def test_nobody_above_or_below_runs_anything_and_settings_are_nobodys() -> None:
    for role in Standing:
        for path, thing_path in (("/1/2/", "/1/2/3/"), ("/1/2/", "/1/")):
            assert max(policy.grants([(role, path)], thing_path, answered=True).values()) < Grant.RUN
        assert policy.grants([(role, "/1/")], "/1/")[Thing.SETTINGS] == Grant.NONE


def test_of_two_roles_the_one_that_allows_more_counts_and_of_no_unit_none() -> None:
    two = [("viewer", "/1/2/"), ("lead", "/1/2/3/")]
    assert policy.grants(two, "/1/2/3/")[Thing.NOTES] == Grant.RUN
    assert policy.grants(two, "/1/2/")[Thing.NOTES] == Grant.SEE
    assert set(policy.grants(two, None).values()) == set(policy.grants(two, "/1/20/").values()) == {Grant.NONE}
