import importlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "architecture.md", ROOT / "docs" / "adding.md", ROOT / "CONTRIBUTING.md"]
# Made at set-up or by a run, and not in a fresh checkout.
MADE = ("static/vendor", "static/built", "workshop/_site")


def names(page: Path) -> set[str]:
    return set(re.findall(r"`([\w./-]+)`", page.read_text("utf-8")))


def test_every_path_named_in_the_docs_exists():
    folders = ("workshop/", "analysis/", "templates/", "static/", "tests/", "tools/", "bench/", "docs/", "findings/")
    paths = {name for page in PAGES for name in names(page) if name.startswith(folders) and not name.startswith(MADE)}

    assert paths
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_every_function_of_an_activity_that_the_architecture_names_exists():
    called = {name for name in names(PAGES[0]) if re.fullmatch(r"[a-z_]+\.[a-z_]+", name)}
    modules = {path.stem for path in (ROOT / "workshop" / "domain").glob("*.py")}
    verbs = {tuple(name.split(".")) for name in called if name.split(".")[0] in modules and not name.endswith(".py")}

    assert verbs
    missing = [verb for verb in verbs if not hasattr(importlib.import_module(f"workshop.domain.{verb[0]}"), verb[1])]
    assert missing == []


def test_the_table_of_rooms_names_every_room():
    rooms = {path.name for path in (ROOT / "workshop").iterdir() if (path / "__init__.py").exists()}
    text = PAGES[0].read_text("utf-8")

    assert sorted(room for room in rooms if f"`{room}`" not in text and f"workshop/{room}/" not in text) == []
