"""lib/outbox_queue.js: what is said in one tap waits, is replaced, is sent in an order that the server can follow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

RUN = """async (steps) => {
  const queue = await import('/static/any/js/lib/outbox_queue.js');
  let writes = [];
  for (const [name, ...values] of steps) writes = queue[name](writes, ...values);
  return writes.map(({ key, kind, note, body, tried }) => [key, kind, note, body.to, tried]);
}"""


@pytest.fixture
def page(modules: Page) -> Page:
    return modules


def tap(key: str, kind: str, subject: str, to: Any) -> list[Any]:
    return ["tap", {"key": key, "kind": kind, "subject": subject, "body": {"to": to}, "at": 1}]


def queued(page: Page, *steps: list[Any]) -> list[Any]:
    return [[key, to] for key, _kind, _subject, to, _tried in page.evaluate(RUN, list(steps))]


def test_a_later_tap_replaces_one_that_waits(page: Page) -> None:
    steps = [tap("a", "reaction", "reaction:1", True), tap("b", "reaction", "reaction:2", True)]
    assert queued(page, *steps, tap("c", "reaction", "reaction:1", False)) == [["b", True], ["c", False]]


def test_a_tap_that_may_have_arrived_is_never_replaced(page: Page) -> None:
    sent = [tap("a", "pulse", "pulse:1", 2), ["begin", "a"], ["again", "a"]]
    assert queued(page, *sent, tap("b", "pulse", "pulse:1", 5)) == [["a", 2], ["b", 5]]
    assert queued(page, *sent, tap("b", "pulse", "pulse:1", 5), tap("c", "pulse", "pulse:1", 4)) == [["a", 2], ["c", 4]]


def test_kinds_and_subjects_stand_beside_each_other(page: Page) -> None:
    steps = [tap("a", "reaction", "reaction:1", True), tap("b", "pulse", "pulse:1", 3), tap("c", "pulse", "pulse:2", 4)]
    assert queued(page, *steps) == [["a", True], ["b", 3], ["c", 4]]


def test_votes_that_share_dots_keep_the_order_in_which_there_are_always_enough(page: Page) -> None:
    moved = [tap("a", "vote", "vote:1:x", 1), tap("b", "vote", "vote:1:y", 2), tap("c", "vote", "vote:1:y", 1)]
    assert queued(page, *moved, tap("d", "vote", "vote:1:x", 2)) == [["a", 1], ["c", 1], ["d", 2]]


def test_a_refused_tap_is_forgotten_and_a_refused_note_is_not(page: Page) -> None:
    why = {"code": "voting_closed", "message": "ปิดแล้ว"}
    note = ["addNote", "n", {"to": "ข้อความ"}, 1]
    writes = queued(page, note, tap("a", "vote", "vote:1:x", 1), ["refuse", "a", why], ["refuse", "n", why])
    assert writes == [["n", "ข้อความ"]]


def test_taps_do_not_count_as_texts_that_wait(page: Page) -> None:
    script = """async (steps) => {
      const queue = await import('/static/any/js/lib/outbox_queue.js');
      return queue.unsent(steps.reduce((writes, [name, ...values]) => queue[name](writes, ...values), []));
    }"""
    assert page.evaluate(script, [["addNote", "n", {}, 1], tap("a", "pulse", "pulse:1", 3)]) == 1
