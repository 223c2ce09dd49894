"""The page that says how to add things names files that there are, and every part of an activity's declaration."""

from __future__ import annotations

import dataclasses
import re

from tools.links import ROOT
from workshop.domain.activity import Activity

PAGE = (ROOT / "docs" / "adding.md").read_text("utf-8")


def test_every_file_named_by_the_page_on_adding_exists() -> None:
    named = re.findall(r"`((?:workshop|static|templates|tests|docs)/[\w/.-]+\.\w+)`", PAGE)
    assert len(named) > 30
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_field_of_an_activitys_declaration_is_documented() -> None:
    explained = re.findall(r"^    (\w+) {2,}", Activity.__doc__ or "", re.MULTILINE)
    assert explained == [field.name for field in dataclasses.fields(Activity)]
