import importlib.util
import re
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def test_every_code_name_of_the_glossary_is_a_module():
    named = set(re.findall(r"`((?:workshop|analysis)[\w.]*)`", GLOSSARY.read_text("utf-8")))

    assert named
    assert sorted(name for name in named if importlib.util.find_spec(name) is None) == []


def test_every_module_of_the_domain_that_is_an_activity_is_in_the_glossary():
    text = GLOSSARY.read_text("utf-8")
    # Not words of the product: how activities are carried out.
    inner = {
        "activities",
        "staff_activities",
        "activity",
        "year_activities",
        "demos",
        "grouper",
        "grouping",
        "heartbeat",
        "imports",
        "corrections",
        "programme_plans",
        "installation",
        "old_words",
        "own_texts",
        "prepared",
        "meeting_facts",
    }
    inner |= {
        "previews",
        "reading",
        "national",
        "thai_words",
        "stage",
        "timers",
        "undo",
        "undone_imports",
        "watching",
        "wording",
    }
    inner |= {"redo", "restoring", "next_step", "parted", "said_links"}
    inner |= {"standings", "versions", "overtaken", "ballots", "tallies", "voting_kinds", "voting_options"}
    inner |= {"previewed", "in_the_way", "written_names", "imported_groups", "programme_times", "runs", "thai_time"}
    inner |= {"coarse_words", "filled_minutes", "former_words", "programme_now", "uncleaned", "unfit"}
    domain = {path.stem for path in (GLOSSARY.parents[1] / "workshop" / "domain").glob("[a-z]*.py")}

    assert sorted(name for name in domain - inner if f"workshop.domain.{name}`" not in text) == []
