"""What README and the other pages tell people to type exists."""

import re
from pathlib import Path

import click
import pytest

from tools.checks import STEPS
from tools.links import pages
from workshop.cli import main

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"^```[^\n]*\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)


def typed(pattern: str) -> list[tuple[str, str]]:
    """(page, word) for each match of `pattern` inside the code of our pages."""
    return sorted(
        {
            (str(page.relative_to(ROOT)), word)
            for page in pages(ROOT)
            for block, inline in CODE.findall(page.read_text("utf-8"))
            for word in re.findall(pattern, block or inline, re.MULTILINE)
        }
    )


@pytest.mark.parametrize(("page", "target"), typed(r"(?:^|&& )make(?: [A-Z]+=\S+)* ([a-z]+)"))
def test_every_make_target_in_our_pages_exists(page: str, target: str):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("page", "command"), typed(r"(?:^|[/\\ ])laena ([a-z]+)"))
def test_every_laena_command_in_our_pages_exists(page: str, command: str):
    assert command in main.list_commands(click.Context(main))


def test_each_step_of_the_checks_is_described_in_contributing():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    assert [step for step in STEPS if f"`{step}`" not in text] == []
