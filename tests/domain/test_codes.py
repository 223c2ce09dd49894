"""A join code is found in whatever people type or paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain import codes


@pytest.mark.parametrize(
    "text",
    [
        "3PD97R",
        "3pd-97r",
        "  3PD 97R\n",
        "３ＰＤ９７Ｒ",
        "๓PD๙๗R",
        "https://example.org/j/3PD97R",
        "เข้าที่ http://192.168.1.7:8000/j/3pd97r ค่ะ",
        "http://192.168.1.7/join?code=3PD97R",
        "http://192.168.1.7/j/3PD97Rครับ",
        "3PD97Rครับ",
        "3PD97R&openExternalBrowser=1",
        "รหัส 3PD 97R นะคะ",
        "3PD97R\N{ZERO WIDTH SPACE}",
    ],
)
def test_the_code_is_found_in_links_sentences_and_any_kind_of_digits(text: str) -> None:
    assert codes.typed(text) == "3PD97R"


@given(st.text(max_size=60))
def test_a_code_that_was_read_reads_as_itself_and_is_short(text: str) -> None:
    code = codes.typed(text)
    assert codes.typed(code) == code
    assert len(code) <= 12


@given(
    st.text(alphabet=codes.ALPHABET, min_size=6, max_size=6), st.text(alphabet="กขค -\N{ZERO WIDTH SPACE}", max_size=5)
)
def test_thai_words_before_and_behind_a_code_do_not_change_it(code: str, words: str) -> None:
    assert codes.typed(f"{words}{code}{words}") == code
