"""Words that could share their letters otherwise: the likelier cut stands, and one that is right stays."""

from __future__ import annotations

import pytest
from pythainlp.corpus import thai_words
from pythainlp.corpus.tnc import unigram_word_freqs
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from analysis.dictionary import Dictionary, dictionary
from analysis.ties import _frequencies, settled
from tests.reports.report_samples import HOSTILE_NOTES
from workshop.demo.notes import load
from workshop.domain.thai_words import cut, cut_as_programs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("โครงการพัฒนาคุณภาพชีวิต", ["โครงการ", "พัฒนา", "คุณภาพชีวิต"]),
        ("โครงการอบรม", ["โครงการ", "อบรม"]),
        ("กรรมการประปา", ["กรรมการ", "ประปา"]),
        ("เจ้าหน้าที่มาช้า", ["เจ้าหน้าที่", "มา", "ช้า"]),
        ("บอกว่าทุกรอบ", ["บอก", "ว่า", "ทุก", "รอบ"]),
        # As they were.
        ("แผนการพัฒนา", ["แผน", "การพัฒนา"]),
        ("จัดการประชุม", ["จัด", "การประชุม"]),
        ("ถึงที่เกิดเหตุ", ["ถึง", "ที่เกิดเหตุ"]),
        ("คนดูแล", ["คน", "ดูแล"]),
        ("โครง", ["โครง"]),
        ("", []),
    ],
)
def test_the_likelier_of_two_cuts_stands(text: str, words: list[str]) -> None:
    assert list(cut(text)) == words


def test_cut_texts_are_whole_whatever_is_in_them() -> None:
    for text in (*HOSTILE_NOTES, *(each.text for each in load())):
        assert "".join(cut(text)) == text
        assert "".join(cut_as_programs(text)) == text


def test_words_outside_of_the_dictionary_are_left_alone() -> None:
    assert settled(["โครง", "การฟริก"], dictionary()) == ["โครง", "การฟริก"]


def test_the_dictionary_gives_the_words_that_pythainlps_own_gives() -> None:
    own = Trie(thai_words())
    for text in (*(each.text for each in load()), *HOSTILE_NOTES, "การ", "ก", "กา"):
        assert [dictionary().prefixes(text, at) for at in range(len(text) + 1)] == [
            own.prefixes(text, at) for at in range(len(text) + 1)
        ]
        assert word_tokenize(text, dictionary(), "newmm") == word_tokenize(text, own, "newmm")


def test_a_dictionary_is_made_at_once() -> None:
    made = Dictionary(["ก", " กา ", "", "การ"])
    assert (len(made), sorted(made), "กา" in made, "ข" in made) == (3, ["ก", "กา", "การ"], True, False)
    with pytest.raises(TypeError):
        made.add("ข")


def test_words_of_a_glossary_join_the_dictionary_and_leave_it_as_it_was() -> None:
    more = ("โคกหนองนา", "คู่เสี่ยว")
    joined, anew = dictionary(more), Dictionary(thai_words() | {*more})
    for text in ("โคกหนองนาและคู่เสี่ยว", *(each.text for each in load())):
        assert [joined.prefixes(text, at) for at in range(len(text))] == [
            anew.prefixes(text, at) for at in range(len(text))
        ]
    assert "คู่เสี่ยว" not in dictionary()
    assert dictionary().prefixes("โคกหนองนา") == Dictionary(thai_words()).prefixes("โคกหนองนา")


def test_every_word_of_the_corpus_has_the_count_that_pythainlp_reads() -> None:
    counts, total = _frequencies()
    read = unigram_word_freqs()
    assert {word: counts[word] for word in read} == dict(read)
    assert total == sum(counts.values())
