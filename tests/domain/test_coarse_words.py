"""The list of coarse words, and the dictionary's words that only contain them."""

from __future__ import annotations

from pythainlp.corpus import thai_words

from workshop.domain.coarse_words import coarse_words


def test_words_of_the_dictionary_that_only_contain_a_coarse_one_are_told_apart() -> None:
    words = coarse_words()
    assert {"หีบ", "เหี่ยว", "เหี้ยม"} <= set(words["หี"])
    assert "หีบเพลง" not in words["หี"], "หีบ stands for it"
    for word, longer in words.items():
        containing = [each for each in thai_words() if word in each and each not in words]
        assert all(any(short in each for short in longer) for each in containing), word


def test_no_word_is_listed_that_people_need_in_their_work() -> None:
    words = coarse_words()
    assert not {"สัตว์", "ควาย", "กะหรี่", "สัด", "กู", "หมา"} & set(words)
    assert all(word == word.strip().casefold() and len(word) > 1 for word in words)


def test_an_office_adds_words_and_takes_some_out() -> None:
    words = coarse_words("ห่วยแตก, -มึง ,, Rubbish")
    assert words["ห่วยแตก"] == []
    assert "rubbish" in words
    assert "มึง" not in words
    assert "มึง" in coarse_words()
