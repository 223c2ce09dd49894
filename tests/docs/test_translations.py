from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import translations


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the English, beside a source of three texts."""
    english = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source = Catalog()
    for text in ("ส่ง", "เหลือ %(time)s", "ปิด"):
        source.add(text, locations=[("templates/x.html", 0)])
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "ENGLISH", english)
    monkeypatch.setattr(translations, "extracted", lambda: source)
    return english


def fill(english: Path, **strings: str) -> None:
    text = english.read_text("utf-8")
    for thai, string in strings.items():
        text = text.replace(f'msgid "{thai}"\nmsgstr ""', f'msgid "{thai}"\nmsgstr "{string}"')
    english.write_text(text, "utf-8")


def test_new_untranslated_and_unused_texts_are_each_reported(catalogue: Path):
    assert translations.check() == ["no catalogue for 3 texts"]

    translations.update()
    fill(catalogue, ส่ง="Send")
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgid "ปิด"', 'msgid "เก่า"'), "utf-8")

    assert sorted(translations.check()) == [
        "no longer used: เก่า",
        "not in the catalogue: ปิด",
        "untranslated: เก่า",
        "untranslated: เหลือ %(time)s",
    ]


def test_a_translation_without_its_placeholder_is_reported(catalogue: Path):
    translations.update()
    fill(catalogue, **{"ส่ง": "Send", "ปิด": "Close", "เหลือ %(time)s": "%(tim)s left"})

    assert [fault.rpartition(": ")[2] for fault in translations.check()] == ["เหลือ %(time)s"]


def test_updating_translations_keeps_them_and_is_idempotent(catalogue: Path):
    translations.update()
    fill(catalogue, ส่ง="Send")
    translations.update()
    once = catalogue.read_text("utf-8")
    translations.update()

    assert catalogue.read_text("utf-8") == once
    assert 'msgstr "Send"' in once
