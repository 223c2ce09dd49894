"""Any steps with actions: taken back one after the other they leave the list as it was before each."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.domain import fewer
from tests.room import draft
from workshop.domain import action_news, actions, undo, workshops
from workshop.errors import Refusal
from workshop.feed import Actor, Changing, Feed
from workshop.messages.actions import SaveAction, SetStatus, StepAction

FACILITATOR = Actor(undo.ACTOR, "desk")
_place = st.integers(0, 3)
_steps = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(("ขุดลอก", "ซ่อมถนน"))),
    st.tuples(st.just("edit"), _place, st.sampled_from(("ขุดลอกสองคลอง", "อบรม"))),
    st.tuples(st.just("move"), _place, st.sampled_from((-1, 1))),
    st.tuples(st.just("remove"), _place),
    st.tuples(st.just("status"), _place, st.sampled_from(("doing", "done", "dropped")), st.sampled_from(("", "แล้ว"))),
)


def take(change: Changing, step: tuple[Any, ...]) -> None:
    """Take a step with the action at its place in the list; nothing where there is none."""
    verb, *about = step
    if verb == "add":
        actions.save(change, SaveAction(what=about[0]))
        return
    rows = action_news.shown(change.session, change.id)
    if about[0] >= len(rows):
        return
    row = rows[about[0]]
    if verb == "edit":
        actions.save(change, SaveAction(id=row["id"], was=row["version"], what=about[1]))
    elif verb == "move":
        actions.step(change, row["id"], StepAction(by=about[1]))
    elif verb == "remove":
        actions.remove(change, row["id"])
    else:
        actions.set_status(change, row["id"], SetStatus(status=about[1], was=row["status"], note=about[2]))


def shown(session: Session, code: str) -> list[Any]:
    return list(action_news.shown(session, workshops.find(session, code).id))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_steps, max_size=8))
@fewer.on_postgresql(6)
def test_undo_of_any_steps_leaves_each_list_as_it_was_before(feed: Feed, steps: list[tuple[Any, ...]]) -> None:
    code = feed.write(workshops.create, draft())
    lists = [feed.read(shown, code)]
    for step in steps:
        before = feed.read(workshops.find, code).seq
        feed.change(code, FACILITATOR, take, step)
        if feed.read(workshops.find, code).seq != before:
            lists.append(feed.read(shown, code))
    assert [each["what"] for each in lists[-1]] == [row["what"] for row in feed.read(shown, code)]
    for former in reversed(lists[:-1]):
        assert feed.change(code, FACILITATOR, undo.undo)
        assert feed.read(shown, code) == former
    with pytest.raises(Refusal):
        feed.change(code, FACILITATOR, undo.undo)
