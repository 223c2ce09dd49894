"""Groups that phones are told are remembered for one workshop, though its id may be given to another one later."""

from __future__ import annotations

from types import SimpleNamespace

from tests.domain.test_identity import Hall
from workshop.domain import groups
from workshop.feed import Feed
from workshop.store.models import Group


def test_a_workshop_with_the_id_of_a_purged_one_is_told_its_own_groups(feed: Feed) -> None:
    hall = Hall(feed)
    purged, new = (SimpleNamespace(id=hall.workshop_id, salt=salt, facts_seq=1) for salt in ("a", "b"))
    before = [group["name"] for group in feed.read(groups.of_phones, purged)]
    feed.write(lambda session: session.add(Group(workshop_id=hall.workshop_id, name="กลุ่มใหม่", position=9)))
    assert [group["name"] for group in feed.read(groups.of_phones, purged)] == before
    assert [group["name"] for group in feed.read(groups.of_phones, new)] == [*before, "กลุ่มใหม่"]
