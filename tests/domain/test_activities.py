"""Activities beside each other; tests/web/test_declared.py compares their declarations with what there is."""

from __future__ import annotations

from collections import Counter

from workshop.domain import activities


def test_each_activity_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(each.name for each in activities.ALL).items() if count > 1] == []


def test_no_two_activities_restore_the_same_rows_or_facts() -> None:
    restored = Counter(key for each in activities.ALL for key in (*each.rows, *each.facts))
    assert [key for key, count in restored.items() if count > 1] == []
