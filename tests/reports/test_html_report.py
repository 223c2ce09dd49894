"""The HTML page: one file, without script and outside addresses, in which every figure leads to its notes."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.reports.random_records import records
from tests.reports.report_samples import (
    EMPTY,
    HOSTILE_NOTES,
    category,
    decided,
    hostile,
    note,
    plain,
    record,
    theme,
    voted,
    whole,
)
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.reports.xml_text import xml_text
from workshop.views.asked.voting import Option, Voting
from workshop.views.record import Record


def page(report: Record, language: Language = "th") -> Any:
    return etree.HTML(source(report, language))


def source(report: Record, language: Language = "th") -> str:
    stream = io.BytesIO()
    FORMATS["html"].write(report, language, stream)
    return stream.getvalue().decode()


def words(element: Any) -> str:
    return "".join(element.itertext())


def check(found: Any) -> None:
    """What is right of every page, whatever was typed."""
    levels = [int(each.tag[1]) for each in found.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [each.get("id") for each in found.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = [each.get("href") for each in found.iter("a")]
    assert {target[1:] for target in targets} <= set(ids)
    assert all(target.startswith("#") for target in targets)
    assert not list(found.iter("script", "iframe", "object", "img", "link", "form", "base"))
    assert not [name for each in found.iter() for name in each.attrib if name.startswith("on") or name == "src"]
    labels = {name for each in found.iter() for name in (each.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)
    for table in found.iter("table"):
        assert table.find("caption") is not None
        assert all(each.get("scope") in ("col", "row") for each in table.iter("th"))


@pytest.mark.parametrize("report", [plain(), voted(), decided(), whole(), hostile(), EMPTY])
def test_the_page_has_headings_in_order_and_places_for_all_that_leads_somewhere(report: Record) -> None:
    check(page(report))


@settings(max_examples=15)
@given(records())
def test_random_workshops_make_whole_pages_with_every_note_once(report: Record) -> None:
    found = page(report)
    check(found)
    rows = found.findall(".//table[@class='notes']/tbody/tr")
    assert sorted(int(row.get("id")[1:]) for row in rows) == [note.number for note in report.notes]


def test_a_page_has_landmarks_language_title_and_loads_nothing_from_outside() -> None:
    found = page(plain())
    assert found.get("lang") == "th"
    assert [each.tag for each in found.find("body")] == ["a", "header", "nav", "main", "footer"]
    assert words(found.find(".//title")) == plain().title
    without_fonts = re.sub(r"data:font/woff2;base64,[\w+/=]+", "", source(plain()))
    assert re.findall(r"\w+:?//[^\"]*", without_fonts.replace("http://www.w3.org/2000/svg", "")) == []
    assert re.findall(r"url\((?!#)[^)]*", without_fonts) == ["url("] * 6
    assert page(plain(), "en").get("lang") == "en"


def test_hostile_texts_stay_texts_in_notes_labels_groups_and_title() -> None:
    found = page(hostile())
    rows = found.findall(".//table[@class='notes']/tbody/tr/td[1]/bdi")
    shown = sorted(words(each) for each in rows)
    assert shown == sorted(xml_text(text) for text in HOSTILE_NOTES)
    assert "<b>" in words(found.find(".//h1"))
    assert not list(found.iter("b", "w:t"))


def test_every_figure_of_the_accounting_leads_to_its_notes() -> None:
    found = page(plain())
    table = found.find(".//section[@id='figures']//table")
    links = {words(each): each.get("href") for each in table.findall(".//tbody/tr[1]//a")}
    assert links == {"๖": "#a0", "๓": "#c0", "๑": "#c0s"}
    theme = found.find(".//section[@id='c0t0']")
    assert [each.get("href") for each in theme.findall(".//p[@class='numbers']/a")] == ["#n1", "#n2"]
    assert words(found.find(".//tr[@id='n2']/td")) == "งบประมาณโอนล่าช้า"
    assert found.find(".//tr[@id='n2']/td[3]/a").get("href") == "#c0t0"


def test_problems_gaps_focus_issues_and_votes_are_on_the_page() -> None:
    found = page(whole())
    rows = [[words(cell) for cell in row] for row in found.findall(".//section[@id='answers']//tbody/tr")]
    assert rows == [
        ["งบประมาณล่าช้า [๑] [๒]", "โอนก่อนตุลาคม [๑๐]ขอรถเพิ่ม [๗] [๘] [๙]"],
        ["ฝนตกหนัก [๕]", "ยังไม่มีแนวทาง"],
    ]
    assert "โคก หนอง นา โมเดล" in words(found.find(".//section[@id='focus']"))
    assert found.find(".//section[@id='asked']//tbody//a").get("href") == "#c0t0"


def test_an_option_of_a_vote_leads_to_its_own_theme_where_another_has_its_name() -> None:
    here, there = (
        replace(theme("น้ำ", note(n, "น้ำไม่พอ", category=name)), id=key)
        for n, name, key in ((1, "ปัญหา/อุปสรรค", "a"), (2, "ข้อเสนอแนะ", "b"))
    )
    voting = Voting("", "", 3, 9, True, (Option("น้ำ", 7, "a"), Option("น้ำ", 2, "b")))
    both = record(category(themes=(here,)), category("ข้อเสนอแนะ", key="proposal", themes=(there,)), asked=(voting,))
    led = page(both).findall(".//section[@id='asked']//tbody//a")
    assert [each.get("href") for each in led] == ["#c0t0", "#c1t0"]


def test_charts_have_a_title_and_words_for_those_who_do_not_see_them() -> None:
    pictures = list(page(voted()).iter("svg"))
    assert len(pictures) == 4
    for picture in pictures:
        named = [picture.get(f"aria-{kind}by") for kind in ("labelled", "described")]
        assert [words(next(each for each in picture if each.get("id") == name)) for name in named] != ["", ""]
        assert picture.get("role") == "img"
    assert "งบประมาณล่าช้า ๒ (กลุ่มที่ 1 ๑; กลุ่มที่ 2 ๑)" in source(voted())


def test_chapters_are_numbered_in_the_digits_of_the_report() -> None:
    (thai,) = page(plain()).iterfind(".//nav/ol")
    (english,) = page(plain(), "en").iterfind(".//nav/ol")
    assert (thai.get("class"), english.get("class")) == ("thai-digits", None)
    assert "ol.thai-digits { list-style-type: thai; }" in source(plain())


def test_a_page_without_dates_and_notes_says_so() -> None:
    assert "ไม่มีความเห็น" in source(record(starts_on=None, ends_on=None))
