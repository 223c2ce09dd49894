"""The guides as pages of the application: in both languages, for everybody, with their pictures and no dead link."""

from __future__ import annotations

import re

import pytest

from tests.room import Room


@pytest.mark.parametrize("address", ["/guide", "/guide/day"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_whoever_has_the_package_reads_a_guide_whose_links_and_pictures_are_there(
    room: Room, address: str, language: str
) -> None:
    outsider = room.app.test_client()
    outsider.set_cookie("language", language)
    page = outsider.get(address)
    assert page.status_code == 200
    article = page.text.split('<article class="guide">')[1].split("</article>")[0]
    assert article.count("<h1") == 1
    assert ("ข้อสั่งการ" in article or "แผงควบคุม" in article) == (language == "th")
    ids = set(re.findall(r' id="([^"]+)"', article))
    for target in re.findall(r'(?:href|src)="([^"]+)"', article):
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert outsider.get(target).status_code == 200, target


@pytest.mark.parametrize("name", ["../guide-day.md", "none.png", "%2e%2e/guide-day.md"])
def test_no_other_file_is_given_out(room: Room, name: str) -> None:
    assert room.app.test_client().get(f"/guide/pictures/{name}").status_code == 404
