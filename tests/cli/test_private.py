"""What Laena writes in its data folder is for its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workshop.cli import main
from workshop.store import private

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")


@pytest.fixture(autouse=True)
def open_mask(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The mask that most systems give a user; the one of the tests comes back afterwards."""
    monkeypatch.setattr(private, "_users_mask", None)
    before = os.umask(0o022)
    yield
    os.umask(before)


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result


def open_to_others(folder: Path) -> dict[str, str]:
    """Names below the folder, and the folder, that the group or others may use in any way."""
    modes = {str(path): stat.S_IMODE(path.lstat().st_mode) for path in [folder, *folder.rglob("*")]}
    return {name: oct(mode) for name, mode in modes.items() if mode & 0o077}


@pytest.mark.parametrize("made_before", [False, True])
def test_a_new_data_folder_is_readable_by_its_owner_only(tmp_path: Path, made_before: bool) -> None:
    data = tmp_path / "data"
    if made_before:
        data.mkdir(mode=0o755)
    run("migrate", "--data", data)
    run("backup", "--data", data)
    run("password", "--data", data)
    assert (data / "laena.db").is_file()
    assert list((data / "backups").iterdir())
    assert open_to_others(data) == {}


def test_a_data_folder_of_an_earlier_version_is_restricted_at_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("migrate", "--data", data)
    run("backup", "--data", data)
    (data / "secret.key").write_text("x" * 64)
    for path in [data, *data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    run("migrate", "--data", data)
    assert open_to_others(data) == {}


def test_a_restored_database_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    run("migrate", "--data", data)
    run("backup", "--data", data, "--output", copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    copy.chmod(0o644)
    run("restore", copy, "--data", data)
    assert open_to_others(data) == {}


def test_other_files_in_the_data_folder_stay_readable(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("migrate", "--data", data)
    (data / "poster.pdf").write_text("of the user")
    (data / "poster.pdf").chmod(0o644)
    run("migrate", "--data", data)
    assert list(open_to_others(data)) == [str(data / "poster.pdf")]


def test_a_shared_folder_stays_shared(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "laena.db").touch()
    shared.chmod(0o1777)
    private.close(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert stat.S_IMODE((shared / "laena.db").stat().st_mode) == 0o600


def test_an_exported_file_has_the_permissions_of_the_users_umask(tmp_path: Path) -> None:
    private.close(tmp_path / "data")
    assert private.users_mask() == 0o022
