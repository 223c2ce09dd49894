"""Set-up does what is needed, once, and says what is wrong in one line."""

import re
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools import fonts, setup, vendor


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMPS", tmp_path / ".make")
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "VENDOR", tmp_path / "static" / "vendor")
    return tmp_path


def test_a_setup_step_runs_again_only_if_its_input_or_result_changed(project: Path):
    lock, result, runs = project / "lock.txt", project / "result", []

    def install() -> None:
        runs.append(lock.read_text())
        result.touch()

    def set_up(python: str = "3.13") -> None:
        setup.step("packages", [lock], install, python, result)

    lock.write_text("one==1")
    set_up()
    set_up()
    assert runs == ["one==1"]
    lock.write_text("one==2")
    set_up()
    assert runs == ["one==1", "one==2"]
    result.unlink()
    set_up()
    set_up(python="3.14")
    set_up(python="3.14")
    assert runs == ["one==1", "one==2", "one==2", "one==2"]


def test_a_failed_setup_step_is_repeated(project: Path):
    runs = []

    def fail() -> None:
        runs.append(1)
        sys.exit("no network")

    for _ in range(2):
        with pytest.raises(SystemExit, match="no network"):
            setup.step("front-end", [], fail)
    assert runs == [1, 1]


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 15, 0)])
def test_another_python_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]):
    monkeypatch.setattr(sys, "version_info", version)

    with pytest.raises(SystemExit) as stopped:
        setup.main()

    assert "needs Python 3.11 to 3.14" in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_a_missing_front_end_file_is_reported_and_former_files_stay(project: Path):
    kept = project / "static" / "vendor" / "kept.js"
    kept.parent.mkdir(parents=True)
    kept.touch()

    with pytest.raises(SystemExit, match=r"not found in node_modules: socket\.io-client/"):
        vendor.copy()

    assert kept.exists()


def test_front_end_files_are_copied_with_their_licences(project: Path):
    for source in vendor.FILES:
        file = project / "node_modules" / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)

    vendor.copy()

    copied = {p.relative_to(vendor.VENDOR).as_posix(): p.read_text() for p in vendor.VENDOR.rglob("*") if p.is_file()}
    assert copied == {target: source for source, target in vendor.FILES.items()}
    assert {"socket.io.LICENSE", "sarabun/LICENSE"} <= copied.keys()


def test_the_latin_font_is_parted_and_no_letter_of_it_is_lost(tmp_path: Path):
    fonts.part_latin(target=tmp_path)

    def letters(path: Path) -> set[int]:
        return set(TTFont(path).getBestCmap())

    for weight in (400, 700):
        common, more = (tmp_path / f"sarabun-latin-{part}{weight}.woff2" for part in ("", "more-"))
        assert letters(common) | letters(more) == letters(fonts.PACKAGE / f"sarabun-latin-{weight}-normal.woff2")
        assert not letters(common) & letters(more)
        assert set(map(ord, "Laena 0123456789 “…” – «»")) <= letters(common)
        assert ord("é") in letters(more)


def test_style_sheets_ask_for_the_common_letters_that_set_up_parts():
    faces = (fonts.ROOT / "static" / "css" / "tokens.css").read_text("utf-8").split("@font-face")
    for weight in (400, 700):
        [face] = [face for face in faces if f"/sarabun-latin-{weight}.woff2" in face]
        written = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face.split("unicode-range:")[1].split(";")[0])
        asked = {at for first, last in written for at in range(int(first, 16), int(last or first, 16) + 1)}
        assert asked == fonts.COMMON
