"""Charts count what the record has, and their Thai is never cut inside a cluster, clipped or laid over."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from tests.reports.demo_records import demo_of
from tests.reports.random_records import records
from tests.reports.report_samples import (
    HOSTILE_NOTES,
    category,
    hostile,
    many,
    note,
    plain,
    planned,
    record,
    theme,
    voted,
    whole,
)
from workshop.domain.chapters import Chapters
from workshop.reports.charts import bars, page, pairs, tiles, word_picture
from workshop.reports.charts.data import all_bars, asked, themes_by_group
from workshop.reports.charts.layers import layers
from workshop.reports.charts.pictures import page_of_pictures
from workshop.reports.charts.svg import FILLS, NS
from workshop.reports.charts.wrapping import middle_shortened, wrapped
from workshop.reports.font_widths import ems
from workshop.reports.formats import FORMATS
from workshop.reports.words import Words
from workshop.views.asked.voting import Option, Voting
from workshop.views.figures import Status
from workshop.views.record import Group, Record

WORDS = Words("th")
LONG = "การบูรณาการแผนพัฒนาหมู่บ้านกับองค์กรปกครองส่วนท้องถิ่นยังไม่ต่อเนื่องเพราะผู้รับผิดชอบเปลี่ยนทุกปีและไม่มีคำสั่งชัดเจน"


def drawn(report: Record, format: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[format].write(report, "th", stream)
    return stream.getvalue()


@settings(max_examples=30)
@given(records())
def test_every_theme_of_a_chart_has_as_many_notes_as_in_the_record(report: Record) -> None:
    for each in report.categories:
        found = themes_by_group(report, each, WORDS)
        if found is None:
            assert not each.themes
            continue
        assert found.totals == tuple(len(theme.notes) for theme in each.themes[:10])
        shown = dict(found.series)
        assert len(found.series) <= len(FILLS)
        for group, counts in shown.items():
            if "อีก" not in group:
                notes = [Counter(WORDS.of_group(note) for note in theme.notes)[group] for theme in each.themes[:10]]
                assert list(counts) == notes


def test_groups_beyond_five_stand_together_as_one_part() -> None:
    names = [f"กลุ่มที่ {at}" for at in range(1, 10)]
    notes = [note(at, "ก", group=name) for at, name in enumerate([*names, *names[:5]], start=1)]
    one = category(themes=(theme("งบ", *notes),))
    found = themes_by_group(record(one, groups=tuple(Group(name, 1, 1) for name in names)), one, WORDS)
    assert found is not None
    assert found.series == (*((name, (2,)) for name in names[:5]), ("อีก ๔ กลุ่ม", (4,)))


def test_votings_without_votes_and_questions_with_few_answers_have_no_chart() -> None:
    votes, mood = asked(voted(), WORDS)
    assert (votes.title, votes.totals) == ("ผลการลงคะแนน: เรื่องที่ควรทำก่อน", (17, 6))
    assert (mood.labels, mood.remarks) == (("วันนี้เป็นอย่างไร",), ("เฉลี่ย ๔.๑๓",))
    assert [counts for _level, counts in mood.series] == [(0,), (1,), (0,), (4,), (3,)]
    assert asked(replace(voted(), asked=voted().asked[-1:]), WORDS) == []


@settings(max_examples=60)
@given(st.sampled_from((*HOSTILE_NOTES, LONG, "กตัญญู" * 60)), st.integers(4, 30), st.integers(1, 4))
def test_lines_are_never_cut_inside_a_cluster_and_never_longer_than_their_room(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, most)
    assert len(lines) <= most
    assert all(ems(line) <= room + 1e-6 or len(regex.findall(r"\X", line)) == 1 for line in lines)
    clusters = set(regex.findall(r"\X", " ".join(text.split())))
    for line in lines:
        assert set(regex.findall(r"\X", line)) <= {*clusters, "…", " "}


def test_a_name_shortened_in_its_middle_keeps_both_ends_and_no_more_than_its_room() -> None:
    made = middle_shortened("องค์การบริหารส่วนตำบลหนองบัวลำภูเหนือและเครือข่าย 26", 12)
    assert made.startswith("องค์การ")
    assert made.endswith("26")
    assert ems(made) <= 12
    assert middle_shortened("อบต. 26", 12) == "อบต. 26"


def test_no_text_of_a_picture_lies_over_another_or_outside_of_it() -> None:
    """Lines of one column are a line's height apart, and all of them inside the picture."""
    longest = category(themes=tuple(theme(f"{at}{LONG}", note(at, "ก", group=f"กลุ่ม{LONG}")) for at in range(1, 5)))
    report = record(longest, title=LONG * 2, host_unit=LONG)
    pictures = [bars.drawn(each, WORDS, "b") for each in (*all_bars(report, WORDS), *all_bars(voted(), WORDS))]
    crowd = replace(many(60), groups=tuple(Group(f"{at}{LONG}", 1, at) for at in range(26)))
    pictures += [tiles.drawn(crowd, WORDS, "t"), tiles.drawn(whole(), WORDS, "t")]
    pictures += [word_picture.drawn(each, WORDS, "w") for each in (crowd, saying("ประชาสัมพันธ์", *["งบประมาณ"] * 9))]
    for picture in (*pictures, pairs.drawn(whole(), WORDS, "p"), page.drawn(report, WORDS), page.drawn(whole(), WORDS)):
        assert picture is not None
        width, height = (float(part) for part in picture.get("viewBox").split()[2:])
        columns: dict[str, list[tuple[float, float]]] = {}
        for each in picture.iter(f"{{{NS}}}text"):
            x, y, size = (float(each.get(name)) for name in ("x", "y", "font-size"))
            wide = ems(each.text) * size * (1.06 if each.get("font-weight") else 1)
            assert y + 0.3 * size <= height
            if each.get("text-anchor") is None:
                assert x + wide <= width + 1
                columns.setdefault(each.get("x"), []).append((y, size))
        for lines in columns.values():
            for (above, _size), (below, size) in zip(sorted(lines), sorted(lines)[1:], strict=False):
                assert below - above >= 1.2 * size


def saying(*texts: str, phase: str = "anonymous") -> Record:
    """A report whose notes say these words, each in a different sentence."""
    notes = [note(at, f"{text} {at}", phase=phase) for at, text in enumerate(texts, start=1)]
    return record(category(ungrouped=tuple(notes)))


def test_no_text_in_letters_of_other_scripts_or_of_no_font_is_wider_on_paper_than_its_chart() -> None:
    labels = ("中" * 60, "کامڤوڠ" * 12, "សួរ" * 30, "중 中 " * 20, "ကျွန်ုပ်တို့" * 8)
    themes = tuple(theme(label, *(note(9 * at + n, label) for n in range(5))) for at, label in enumerate(labels))
    report = record(category(themes=themes))
    for picture in map(layers, [*page_of_pictures(report, WORDS), page.drawn(report, WORDS)]):
        for each in picture["texts"]:
            assert each["x"] + ems(each["text"], each["bold"]) * each["size"] <= picture["width"] + 0.5, each["text"]


def test_words_count_notes_and_need_three_of_different_texts() -> None:
    once = "งบประมาณ งบประมาณ งบประมาณ"
    report = saying(once, once, "งบประมาณ", "ถนนเสีย", "ถนนพัง", "เพราะ", "เพราะ", "เพราะ", "๒๕๖๔", "2564", "-")
    assert word_picture.of_notes(report) == [("งบประมาณ", 3)]
    pasted = record(category(ungrouped=tuple(note(at, "หัวหน้าลำเอียง") for at in range(1, 9))))
    assert word_picture.drawn(pasted, WORDS, "w") is None
    aside = tuple(replace(each, status=Status.SET_ASIDE) for each in report.notes)
    assert word_picture.of_notes(record(category(set_aside=aside))) == []


def test_a_word_of_more_notes_is_larger_and_each_stands_with_its_figure() -> None:
    picture = word_picture.drawn(saying(*["งบประมาณ"] * 5, *["ถนน"] * 3), WORDS, "w")
    assert picture is not None
    texts = [(each.text, float(each.get("font-size"))) for each in picture.iter(f"{{{NS}}}text")]
    assert [text for text, _size in texts[:4]] == ["งบประมาณ", "๕", "ถนน", "๓"]
    assert texts[0][1] > texts[2][1]
    assert (picture.findtext(f"{{{NS}}}desc") or "").startswith("คำที่พบบ่อยในความเห็น: งบประมาณ ๕, ถนน ๓. ")


def test_tiles_have_the_figures_of_the_table_of_groups_and_none_where_it_has_none() -> None:
    groups = tuple(Group(name, 1, notes) for name, notes in (("น้อย", 1), ("มาก", 8), ("ไม่มี", 0)))
    report = record(category(ungrouped=(note(1, "ก"), note(2, "ข", group="", merged=True))), groups=groups)

    def shown(report: Record) -> tuple[list[str], list[str]]:
        picture = tiles.drawn(report, WORDS, "t")
        assert picture is not None
        fills = [each.get("fill") for each in picture.iter(f"{{{NS}}}rect") if each.get("stroke")]
        return [each.text for each in picture.iter(f"{{{NS}}}text")][:6], fills

    texts, (few, many_, none) = shown(report)
    assert texts == ["๑", "น้อย", "๘", "มาก", "–", "ไม่มี"]
    assert (few, many_, none) == ("#DCE8EC", "#1F4E5F", "#FFFFFF")
    assert shown(record(category(ungrouped=(note(1, "ก"),)), groups=groups))[0][4] == "๐"
    assert tiles.drawn(record(category(), groups=groups[1:]), WORDS, "t") is None


def test_the_png_is_a_picture_of_the_width_of_a_phone_twice_and_not_empty() -> None:
    with Image.open(io.BytesIO(drawn(whole(), "picture_png"))) as picture:
        assert (picture.format, picture.width) == ("PNG", 2160)
        assert picture.convert("L").resize((60, 60)).getextrema()[0] < 200


def test_the_svg_has_its_fonts_inside_and_the_findings_as_its_description() -> None:
    found = etree.fromstring(drawn(whole(), "picture_svg"))
    assert found.findtext(f"{{{NS}}}style").count("data:font/woff2;base64,") == 6
    assert "งบประมาณล่าช้า" in found.findtext(f"{{{NS}}}desc")
    assert [name for each in found.iter() for name in each.attrib if "href" in name] == []
    assert etree.fromstring(drawn(hostile(), "picture_svg")).findtext(f"{{{NS}}}title").startswith("=ชื่อ")


def test_the_page_shows_the_votes_though_agreement_and_the_mood_were_asked_later() -> None:
    votes, _open, mood, _few = voted().asked
    agreed = Voting(*("", "", 1, 5, True), (Option("เห็นชอบ", 5),), kind="agree", source="answers", about=3)
    for later in ((agreed,), (agreed, mood), (mood, agreed)):
        said = "".join("".join(page.drawn(replace(voted(), asked=(votes, *later)), WORDS).itertext()).split())
        assert "เรื่องที่ควรทำก่อน" in said
        assert "๑๗" in said


def test_the_page_says_what_is_proposed_and_what_is_to_be_done_by_whom_and_how_much_more() -> None:
    long = replace(planned().actions[0], what="ขุดลอกหนองสาธารณะ" * 18, unit="สำนักงานชลประทาน" * 9)
    lines = "".join(page.drawn(replace(demo_of(293), actions=(*planned().actions, long, long)), WORDS).itertext())
    said = "".join(lines.split())
    for words in (
        "ก้าวต่อไปที่เสนอ•รวมระบบรายงาน(",
        "ยังไม่เริ่ม๒·กำลังทำ๓·",
        "๑.ขุดลอกคลอง–อำเภอพล·ภายในวันที่๓๑มีนาคม",
        "และอีก๑เรื่อง",
    ):
        assert words in said
    assert "สำนักงานชลประทาน" in said  # the unit of what is long, too
    assert "สิ่งที่จะทำ" not in "".join(page.drawn(demo_of(293), WORDS).itertext())
    left_out = replace(planned(), chapters=Chapters(left_out=("actions",)))
    assert "ขุดลอกคลอง" not in "".join(page.drawn(left_out, WORDS).itertext())


def test_fills_are_told_apart_in_grey_by_pattern_or_by_lightness() -> None:
    plain = [
        int(ink[1:3], 16) * 0.3 + int(ink[3:5], 16) * 0.59 + int(ink[5:], 16) * 0.11
        for ink, _paper, path in FILLS
        if not path
    ]
    assert abs(plain[0] - plain[1]) > 80
    patterns = [path for _ink, _paper, path in FILLS if path]
    assert len(set(patterns)) == len(patterns) == len(FILLS) - 2


COLUMN = 7.5 * 72 / 2.54  # points: the width of a picture on paper
ROOMS = [demo_of(293), whole(), voted()]


@pytest.mark.parametrize("report", ROOMS)
def test_no_text_of_a_picture_is_smaller_on_paper_than_eight_points(report: Record) -> None:
    for picture in page_of_pictures(report, WORDS):
        unit = COLUMN / float((picture.get("viewBox") or "").split()[2])
        sizes = [float(each.get("font-size") or 0) * unit for each in picture.iter(f"{{{NS}}}text")]
        assert min(sizes) >= 8, picture.findtext(f"{{{NS}}}title")


def test_charts_of_themes_beside_each_other_have_one_legend_and_the_same_fills_for_a_group() -> None:
    report = demo_of(293)
    names = [group.name for group in report.groups]
    shown = all_bars(report, WORDS, 4, alike=True)
    assert [[name for name, _values in each.series] for each in shown] == [names] * 5
    legends = [
        [name for name in names if name in {each.text for each in picture.iter(f"{{{NS}}}text")}]
        for picture in page_of_pictures(report, WORDS)[:5]
    ]
    assert legends == [names, [], [], [], []]


def test_charts_on_paper_are_drawn_anew_for_another_record_and_in_other_digits() -> None:
    def texts(report: Record, words: Words) -> list[str]:
        return ["".join(each.itertext()) for each in page_of_pictures(report, words)]

    report, thai, arabic = plain(), Words("th"), Words("th", thai_digits=False)
    first = texts(report, thai)
    assert texts(report, thai) == first
    assert texts(report, arabic) != first
    assert texts(report, thai) == first
    assert texts(voted(), thai) != first


def test_pictures_that_fit_on_no_page_together_have_each_its_legend() -> None:
    groups = ("กลุ่มที่ 1", "กลุ่มที่ 2")
    themes = [
        tuple(
            theme(f"เรื่อง {at}", *(note(100 * part + 10 * at + n, "ก", group=group) for n, group in enumerate(groups)))
            for at in range(1, 4)
        )
        for part in range(1, 15)
    ]
    crowded = record(*(category(f"ประเภท {part}", themes=each) for part, each in enumerate(themes)))
    for picture in page_of_pictures(crowded, WORDS)[:14]:
        assert {*groups} <= {each.text for each in picture.iter(f"{{{NS}}}text")}


def test_the_picture_of_words_passes_over_the_words_that_the_office_calls_coarse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = saying(*["งบประมาณ"] * 3, *["ถนน"] * 4, *["ควาย"] * 3)
    assert word_picture.of_notes(report) == [("ถนน", 4), ("ควาย", 3), ("งบประมาณ", 3)]
    monkeypatch.setenv("LAENA_COARSE_WORDS", "ควาย")
    assert word_picture.of_notes(replace(report)) == [("ถนน", 4), ("งบประมาณ", 3)]
