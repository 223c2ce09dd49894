"""A workshop in which everybody writes, with what all screens received gathered after every note."""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import select

from tests.privacy.everything import Everything
from tests.room import Phone, Room, draft, new_id
from workshop.domain import checking, notes, participants, phases, workshops
from workshop.messages.incoming import CheckedNote, CheckNotes, Join, OpenPhase, PhaseDraft, SubmitNote
from workshop.messages.phases import ChooseGrace
from workshop.store.models import Note, Participant


class Seeded:
    """People in groups of these sizes who each write two notes, in an order of their own, in one phase."""

    def __init__(self, room: Room, sizes: Sequence[int], kind: str, seed: int = 1, **more: Any) -> None:
        self.room, self.rng = room, random.Random(seed)
        names = tuple(f"กลุ่มลับ {number}" for number in range(len(sizes)))
        asked = (PhaseDraft("ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity=kind, **more),)  # type: ignore[arg-type]
        room.code = room.desk.code = room.feed.write(workshops.create, draft(groups=names, phases=asked))
        board = room.desk.board()
        self.phase = board["phases"][0]["id"]
        self.change(phases.open_phase, self.phase, OpenPhase())
        self.people: dict[str, int] = {}
        self.members: defaultdict[int, list[str]] = defaultdict(list)
        self.empty = board["groups"][-1]["id"]
        for group, size in zip([each["id"] for each in board["groups"]], sizes, strict=True):
            for number in range(size):
                self.join(group, f"สมมุติ{group}น{number}")
        phones = [Phone(room.app.test_client(), room.code, key) for key in self.rng.sample(sorted(self.people), 3)]
        self.seen = Everything(room, phones)
        self.writer: dict[str, str] = {}

    def change(self, verb: object, *given: object) -> object:
        return self.room.feed.change(self.room.code, "test", verb, *given)  # type: ignore[arg-type]

    def join(self, group: int, name: str) -> str:
        key = secrets.token_hex(16)
        self.change(participants.join, key, Join(group_id=group, name=name, unit=f"หน่วย{name}"))
        self.people[key] = group
        self.members[group].append(key)
        return key

    def write(self, times: int = 2, keys: Sequence[str] = (), run: int = 0) -> None:
        """Let everybody write, or these; `run`: the opening of the phase that they saw, of what comes late."""
        turns = [key for key in keys or self.people for _ in range(times)]
        self.rng.shuffle(turns)
        for key in turns:
            text = f"ความเห็น {len(self.writer)}"
            message = SubmitNote(id=new_id(), phase_id=self.phase, category="problem", text=text, run=run)
            self.change(notes.submit, key, message)
            self.writer[text] = key
            self.seen.gather(text)

    def approve(self, share: float) -> set[str]:
        """Approve this share of what waits, one note after the other in any order; return the texts."""
        waiting = [note for note in self.room.desk.board()["notes"] if note.get("unchecked")]
        chosen = self.rng.sample(waiting, round(share * len(waiting)))
        for note in chosen:
            self.change(checking.approve, CheckNotes(notes=[CheckedNote(id=note["id"], words=note["unchecked"])]))
            self.seen.gather(note["text"])
        return {note["text"] for note in chosen}

    def close(self) -> None:
        """Close the phase, let its time for late notes end, and gather all that is sent and written then."""
        self.change(phases.close_phase, self.phase)
        self.seen.gather()
        self.name()
        self.gather()

    def name(self) -> None:
        """Let the time for late notes end, with which groups are named."""
        self.change(phases.give_grace, self.phase, ChooseGrace(minutes=0))
        self.change(phases.give_grace, self.phase, ChooseGrace(minutes=10))

    def gather(self) -> None:
        self.seen.gather()
        self.seen.export()
        self.seen.share()

    def suspects(self, text: str) -> list[str]:
        """Return those among whom an attacker cannot choose: by the labels, else by what groups were never named."""
        return self.among(self.seen.labels, text, self._ticked(text))

    def among(self, labels: dict[str, set[int]], text: str, ticked: Set[int] = frozenset()) -> list[str]:
        """Return the same of a note among those with these labels."""
        groups = labels.get(text) or ticked
        if not groups:
            named = {group for found in labels.values() for group in found}
            groups = set(self.members) - named or set(self.members)
        return [key for group in groups for key in self.members[group]]

    def _ticked(self, text: str) -> set[int]:
        """Return the groups whose counters moved in the message that brought the note."""
        before: dict[int, str] = {}
        for arrived, counts in self.seen.arrivals:
            if arrived == text:
                return {group for group, count in counts.items() if before and count != before.get(group)}
            before |= counts
        return set()

    def secrets(self) -> list[str]:
        """Return what would lead to a person: names, devices, and the marks of notes."""

        def read(session: Session) -> list[str]:
            people = session.execute(select(Participant)).scalars().all()
            notes = session.execute(select(Note)).scalars().all()
            marks = [mark for note in notes for mark in (note.sent, note.own, note.voice) if mark]
            return [word for each in people for word in (each.name, each.device, each.id) if word] + marks

        return self.room.feed.read(read)

    def right(self) -> float:
        """Return the share of notes whose writer a guess among the suspects finds."""
        hits = [self.writer[text] in (found := self.suspects(text)) and 1 / len(found) for text in self.writer]
        return sum(hits) / len(hits)
