"""Rows that are kept by text and copied out only where they are asked for."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.corpus import Said, squares
from analysis.represent import middle, unit
from analysis.rows import BLOCK, RowStore, blocks

TEXTS = [f"ข้อ {number}" for number in range(BLOCK + 7)]


@pytest.fixture(scope="module")
def store() -> RowStore:
    found = RowStore()
    rows = unit(np.random.default_rng(2).normal(size=(len(TEXTS), 6)).astype(np.float32))
    found.add(TEXTS[:5], rows[:5])
    found.add(TEXTS[5:], rows[5:])
    return found


def test_what_is_copied_out_of_a_store_is_the_same_by_number_slice_and_mask(store: RowStore) -> None:
    texts = TEXTS[::-1]
    view, whole = store.gathered(texts), store.gather(texts)
    assert view.shape == whole.shape
    assert len(view) == len(texts)
    assert np.array_equal(view[[3, 1]], whole[[3, 1]])
    assert np.array_equal(view[-9:], whole[-9:])
    assert np.array_equal(view[whole[:, 0] > 0], whole[whole[:, 0] > 0])
    assert np.array_equal(np.vstack(list(blocks(view))), whole)
    assert np.allclose(view.mean(axis=0), whole.mean(axis=0), atol=1e-6)


def test_rows_that_say_nothing_are_zeros_and_do_not_count_in_the_middle(store: RowStore) -> None:
    dumb = np.arange(len(TEXTS)) % 2 == 0
    view = store.gathered(TEXTS).without(dumb)
    assert not view[dumb].any()
    assert view[~dumb].any(axis=1).all()
    kept = store.gather(TEXTS)[~dumb]
    common = np.ones(6, np.float32)
    assert np.allclose(middle(view, common, 3), (kept.sum(axis=0) + 3 * common) / (len(kept) + 3), atol=1e-5)
    assert np.allclose(middle(view[:0], common, 3), common)


def test_a_row_keeps_four_digits_of_its_largest_number() -> None:
    exact = np.array([[0.123456, -0.00098765], [-7.5, 0.0012], [0, 0]], np.float32)
    fresh = RowStore()
    fresh.add(["ก", "ข", "ค"], exact)
    assert np.allclose(fresh.gather(["ก", "ข", "ค"]), exact, rtol=0, atol=7.5 / 32_767)
    assert np.allclose(fresh.gather(["ก"]), exact[:1], rtol=0, atol=0.124 / 32_767)
    assert not fresh.gather(["ค"]).any()
    assert np.allclose(squares(exact), (exact**2).sum(axis=1))


def test_words_as_sets_are_made_one_by_one() -> None:
    said = Said([("น้ำ", "น้ำ", "ไหล"), ()])
    assert [said[0], said[-1]] == [{"น้ำ", "ไหล"}, set()]
    assert list(said[:1]) == [{"น้ำ", "ไหล"}]
