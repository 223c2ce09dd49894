"""Ice-breakers are whole in both languages, are found by what a room needs, and another comes when asked."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.room import Desk, Room
from workshop.views import icebreakers
from workshop.views.icebreakers import ENERGIES, MINUTES, SIZES, Icebreaker

EVERY = icebreakers.every()


def test_there_are_at_least_twenty_and_no_key_or_title_twice() -> None:
    assert len(EVERY) >= 20
    for names in ([each.key for each in EVERY], *([each.title[lang] for each in EVERY] for lang in ("th", "en"))):
        assert len(set(names)) == len(EVERY)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_each_is_whole_in_both_languages(each: Icebreaker) -> None:
    assert 0 < each.minutes <= max(MINUTES)
    assert each.size in SIZES
    assert each.energy in ENERGIES
    assert len(each.steps["th"]) == len(each.steps["en"]) >= 2
    assert all(step.strip() for steps in each.steps.values() for step in steps)
    assert bool(each.needs["th"]) == bool(each.needs["en"])


@given(st.sampled_from([0, *MINUTES]), st.sampled_from(["", *SIZES]), st.sampled_from(["", *ENERGIES]))
def test_a_choice_finds_all_that_fit_and_no_other(minutes: int, size: str, energy: str) -> None:
    found = icebreakers.fitting(minutes, size, energy)
    fits = [each for each in EVERY if each.minutes <= (minutes or 99) and size in ("", each.size)]
    assert list(found) == [each for each in fits if energy in ("", each.energy)]
    for before in EVERY:
        other = icebreakers.one_of(found, before.key)
        assert other is None if not found else other in found
        assert len(found) < 2 or other != before


def test_the_pages_follow_the_choice_and_ignore_what_is_none(room: Room) -> None:
    get = room.desk.client.get
    page = get("/icebreakers?minutes=5&size=room&energy=calm").text
    found = icebreakers.fitting(5, "room", "calm")
    assert [each.key for each in EVERY if f'href="/icebreakers/{each.key}"' in page] == [each.key for each in found]
    assert get("/icebreakers?minutes=x&size=no").text.count("icebreaker-card") == len(EVERY)
    one = get("/icebreakers/any?minutes=5&energy=calm")
    assert one.location.startswith("/icebreakers/")
    assert "minutes=5" in one.location
    assert EVERY[0].steps["th"][0] in get(f"/icebreakers/{EVERY[0].key}").text
    assert get("/icebreakers/none").status_code == 404


def test_the_pages_lead_back_to_where_one_came_from(room: Room) -> None:
    get = room.desk.client.get
    assert f'href="/icebreakers?from={room.code}"' in get(f"/workshops/{room.code}").text
    console, lists = f'href="/workshops/{room.code}"', 'href="/workshops"'
    page = get(f"/icebreakers?from={room.code}&minutes=5").text
    assert console in page
    assert f'href="/icebreakers/{icebreakers.fitting(5)[0].key}?from={room.code}"' in page
    shown = get(f"/icebreakers/any?from={room.code}&minutes=5", follow_redirects=True)
    assert f"from={room.code}" in shown.request.query_string.decode()
    assert f"from={room.code}" in shown.text
    for wrong in ("", "//elsewhere.example", "https://elsewhere.example", "../office", "ก" * 6, "A" * 7, '"><b>'):
        page = get("/icebreakers", query_string={"from": wrong}).text
        assert lists in page
        assert 'href="/"' not in page.split("<h1")[1]
        assert console not in page
        assert not re.search('href="[^"]*elsewhere', page)


def test_a_sign_in_leads_from_the_button_back_to_the_page_on_which_it_stands(room: Room) -> None:
    own = f"/icebreakers/weather?from={room.code}"
    stranger = Desk(room.app, room.code)
    for referrer, leads in ((f"http://localhost{own}", own), ("http://elsewhere.example/x", ""), ("", "")):
        path = f"/workshops/{room.code}/icebreakers/weather"
        answer = stranger.client.post(path, headers={"X-CSRFToken": stranger._csrf_token(), "Referer": referrer})
        assert answer.status_code == 302
        assert parse_qs(urlsplit(answer.location).query).get("next", [""]) == [leads]
    assert room.desk.client.get(own).status_code == 200
