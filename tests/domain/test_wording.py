"""Notes are counted as a person counts, and cleaned only of what nobody can see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.wording import NOTE_LIMIT, characters, clean, note_text, one_line, short, visible
from workshop.errors import NoteEmpty, NoteTooLong, Refusal

THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B, exclude_categories=["Cn"]))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("น้ำท่วม", 4),
        ("ที่ปั๊ม", 3),
        ("กก", 2),
        ("a b", 3),
        ("👨\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧", 1),
        ("🇹🇭", 1),
        ("ญู่ ฐี", 3),
    ],
)
def test_combining_marks_do_not_count_towards_the_limit(text: str, count: int) -> None:
    assert characters(text) == count


def test_a_note_of_300_characters_with_marks_is_accepted_and_of_301_refused() -> None:
    assert note_text("น้ำ" * 150) == "น้ำ" * 150
    assert note_text("ปี่" * NOTE_LIMIT) == "ปี่" * NOTE_LIMIT
    with pytest.raises(NoteTooLong):
        note_text("ปี่" * (NOTE_LIMIT + 1))


def test_one_character_with_a_thousand_marks_is_too_long() -> None:
    with pytest.raises(NoteTooLong):
        note_text("ก" + "\N{THAI CHARACTER MAI EK}" * 5000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\t ",
        "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}",
        "\N{NO-BREAK SPACE}",
        "\x00\x01",
        "\N{HANGUL FILLER}",
        "\N{BYTE ORDER MARK}",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{BRAILLE PATTERN BLANK}",
        "\N{VARIATION SELECTOR-16}",
        "\N{KHMER VOWEL INHERENT AA}",
        "\N{VARIATION SELECTOR-17}",
        "\N{COMBINING GRAPHEME JOINER}",
    ],
)
def test_a_note_of_invisible_characters_is_refused(text: str) -> None:
    with pytest.raises(NoteEmpty):
        note_text(text)


def test_control_characters_are_removed_and_line_breaks_stay() -> None:
    assert note_text("งบ\x00มา\x1bช้า\r\nทุก\x7fปี\x85") == "งบมาช้า\nทุกปี"


def test_a_lone_surrogate_is_replaced_before_it_is_stored() -> None:
    note_text("งบน้อย \ud83d").encode("utf-8")


@given(st.one_of(THAI, st.text()))
def test_cleaning_is_idempotent_and_removes_only_invisible_characters(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    seen = [c for c in text.replace("\r", "\n") if visible(c)]
    assert [c for c in once if visible(c)] == [c if not 0xD800 <= ord(c) <= 0xDFFF else "\ufffd" for c in seen]


@given(st.one_of(THAI, st.text()))
def test_every_accepted_note_is_within_the_limit(text: str) -> None:
    try:
        kept = note_text(text)
    except (NoteEmpty, NoteTooLong):
        return
    assert 1 <= characters(kept) <= NOTE_LIMIT
    kept.encode("utf-8")


@given(THAI)
def test_a_name_is_never_cut_inside_a_character(text: str) -> None:
    cut = short(text, 5)
    assert characters(cut) <= 5
    whole = " ".join(clean(text).split())
    assert whole.startswith(cut)
    assert characters(cut) + characters(whole[len(cut) :]) == characters(whole)


@pytest.mark.parametrize(
    "name", ["\N{ZERO WIDTH SPACE}", "\N{HANGUL FILLER}", "\N{BRAILLE PATTERN BLANK}", "\N{SOFT HYPHEN}"]
)
def test_a_name_that_nobody_can_see_is_no_name(name: str) -> None:
    assert short(name) == ""


@pytest.mark.parametrize("pasted", ["\v", "\f", "\x85", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\r\n", "\r"])
def test_line_breaks_from_slides_and_word_processors_stay_line_breaks(pasted: str) -> None:
    assert clean(f"ถนนพัง{pasted}น้ำท่วม") == "ถนนพัง\nน้ำท่วม"


def test_a_name_turns_no_words_around_it_and_a_note_stays_as_written() -> None:
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}กลุ่ม 1"
    assert short(turned) == "กลุ่ม 1"
    assert note_text(turned) == turned


@given(THAI)
def test_a_typed_name_is_stored_whole_or_refused_but_never_cut(text: str) -> None:
    whole = short(text, 10_000)
    if characters(whole) <= 12:
        assert one_line(text, 12) == whole
    else:
        with pytest.raises(Refusal) as refused:
            one_line(text, 12, "unit")
        assert list(refused.value.errors) == ["unit"]


def test_a_letter_with_a_thousand_marks_is_no_name() -> None:
    with pytest.raises(Refusal):
        one_line("ก" + "่" * 1000)
