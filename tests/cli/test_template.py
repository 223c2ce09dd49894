"""laena template: the shipped file, the list of places, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reports.test_office_templates import SHIPPED, edited, retag
from workshop.cli import main
from workshop.reports.office_templates.forms import FORMS
from workshop.reports.office_templates.tags import KNOWN


def test_every_place_is_listed_in_both_languages() -> None:
    for language, said in (("th", "ชื่อการประชุม"), ("en", "title of the workshop")):
        listed = CliRunner().invoke(main, ["template", "list", "--language", language])
        assert [line.split()[0] for line in listed.output.splitlines()] == list(KNOWN)
        assert said in listed.output


def test_the_shipped_template_is_written_and_fit(tmp_path: Path) -> None:
    written = CliRunner().invoke(main, ["template", "write", "--output", str(tmp_path)])
    assert written.exit_code == 0, written.output
    (file,) = tmp_path.iterdir()
    assert file.name == "แม่แบบรายงานสรุปผลการประชุม.docx"
    checked = CliRunner().invoke(main, ["template", "check", str(file)])
    assert (checked.exit_code, "ใช้ได้" in checked.output) == (0, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (edited(retag("laena.body", "laena.boddy")), ["“laena.boddy” → “laena.body”", "ขาดช่อง “laena.body”"]),
        (SHIPPED[:900], ["เสีย"]),
    ],
)
def test_faults_of_a_file_are_named_and_the_command_fails(tmp_path: Path, data: bytes, said: list[str]) -> None:
    file = tmp_path / "own.docx"
    file.write_bytes(data)
    checked = CliRunner().invoke(main, ["template", "check", str(file)])
    assert checked.exit_code == 1
    assert all(text in checked.output for text in said)


@pytest.mark.parametrize("kind", ["letter", "memo", "minutes"])
def test_letters_and_minutes_have_their_own_list_file_and_check(tmp_path: Path, kind: str) -> None:
    listed = CliRunner().invoke(main, ["template", "list", "--kind", kind])
    assert [line.split()[0] for line in listed.output.splitlines()] == list(FORMS[kind].known)
    assert CliRunner().invoke(main, ["template", "write", "--kind", kind, "--output", str(tmp_path)]).exit_code == 0
    (file,) = tmp_path.iterdir()
    checked = [CliRunner().invoke(main, ["template", "check", str(file), "--kind", each]) for each in (kind, "report")]
    assert [each.exit_code for each in checked] == [0, 1]
    assert f"check with: --kind {kind}" in checked[1].output
