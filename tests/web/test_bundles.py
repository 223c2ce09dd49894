"""Boards load a few files made of their modules and style sheets, with all that they would load alone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.room import Room
from workshop import paths
from workshop.web import assets, bundles


def loaded(page: str) -> list[str]:
    """Scripts and style sheets of a page, by their names below static/."""
    return re.findall(r'(?:src|rel="stylesheet" href)="/static/\w+/([^"]+)"', page)


def page(room: Room, name: str) -> str:
    return room.desk.client.get(f"/workshops/{room.code}{name}").text


@pytest.mark.parametrize(("name", "most"), [("", 10), ("/projector", 8)])
def test_a_board_loads_few_files_that_are_there(room: Room, name: str, most: int) -> None:
    files = loaded(page(room, name))
    assert len(files) <= most
    assert [file for file in files if not (paths.static_dir() / file).is_file()] == []
    assert {file for file in files if file.startswith(("css/", "js/"))} <= {"css/dark.css"}


@pytest.mark.parametrize(("name", "sheet"), [("", "console"), ("/projector", "projector")])
def test_a_boards_sheet_has_the_rules_of_all_that_it_would_link_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, name: str, sheet: str
) -> None:
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    whole = (paths.static_dir() / bundle["sheets"][sheet]).read_text("utf-8")
    monkeypatch.setattr(bundles, "read", lambda _static: None)
    assets.serve(room.app, paths.static_dir())
    alone = [file for file in loaded(page(room, name)) if file.endswith(".css") and file != "css/dark.css"]
    assert len(alone) > 15
    assert [file for file in alone if not classes(paths.static_dir() / file) <= set(_CLASS.findall(whole))] == []


_CLASS = re.compile(r"\.([a-z][\w-]+)(?=[\s.:,>\[{+~)#])")


def test_a_phone_can_type_after_few_bytes_without_what_comes_later(room: Room) -> None:
    html = room.new_phone().client.get(f"/j/{room.code}").text
    first = [name for name in loaded(html) if name != "css/dark.css"]
    assert len(first) == 2
    sizes = [len(gzip.compress(text, 9)) for text in (html.encode(), *map(read, first))]
    assert sum(sizes) < 21_000, sizes
    bundle = bundles.read(paths.static_dir())
    assert bundle is not None
    for later in ("desk", "later", "late"):
        assert f'"/static/{html.split("/static/")[1].split("/")[0]}/{bundle[later]}"' in html  # type: ignore[literal-required]


def read(name: str) -> bytes:
    return (paths.static_dir() / name).read_bytes()


def classes(file: Path) -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    return {name for rules in re.findall(r"([^{}]+)\{[^{}]+\}", text) for name in _CLASS.findall(rules + "{")}
