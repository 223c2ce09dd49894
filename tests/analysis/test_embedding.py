"""The sentence encoder embeds many notes at a time."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

from analysis.embed import SentenceEncoder

NOTES = [f"{what}ของหมู่ที่ {number}" for number in range(40) for what in ("ถนนพัง", "น้ำประปาไม่ไหล", "ขาดงบประมาณ", "ไฟดับ")]


def test_notes_have_the_same_rows_however_many_batches_are_embedded_at_the_same_time() -> None:
    assert np.array_equal(SentenceEncoder(1).embed(NOTES), SentenceEncoder(3).embed(NOTES))


def test_embedding_leaves_the_threads_of_other_products_as_they_were() -> None:
    before = [library["num_threads"] for library in threadpool_info()]
    SentenceEncoder(3).embed(NOTES)
    assert [library["num_threads"] for library in threadpool_info()] == before
