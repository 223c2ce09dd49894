"""All that console, projector, phones, exports, logs and a copy for sharing have, gathered as an attacker would."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from tests.privacy.inside import members, properties
from tests.reports.texts import texts
from tests.room import Phone, Room
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.store import backup, sharing_copy
from workshop.views import boards, group_boards, minutes_sources
from workshop.views.ledger import Ledger
from workshop.views.read_record import read_record


class Everything:
    """`gather` after every note: what each screen is sent then; `labels`: the groups ever seen beside a note."""

    def __init__(self, room: Room, phones: list[Phone]) -> None:
        self._room, self._phones = room, phones
        self._ledger, self._seq = Ledger(), 0
        self.messages: list[Any] = []
        self.files: dict[str, bytes] = {}
        self.labels: defaultdict[str, set[int]] = defaultdict(set)
        self.arrivals: list[tuple[str, dict[int, str]]] = []

    def gather(self, text: str = "") -> None:
        """Read the boards' next deltas with who is connected, and what every phone is sent."""
        views: list[boards.View] = ["console", "projector"]
        found = self._room.feed.read(boards.of, self._room.code, views, self._seq, "th", self._ledger)
        presence = self._room.app.extensions["laena.presence"]
        self._seq = found["console"]["seq"]
        sent = [presence.add_to(found[view], view) for view in views]
        sent.append(presence.view(self._room.code))
        moved: defaultdict[int, list[Any]] = defaultdict(list)
        for board in sent[:2]:  # whatever stands in a group's row, also what is added to it one day
            for group in board.get("progress", board.get("groups", [])):
                moved[group["id"]].append(sorted(group.items()))
        self.arrivals.append((text, {group: repr(rows) for group, rows in moved.items()}))
        self._take([*sent, *(phone.state() for phone in self._phones)])

    def look_at_groups(self) -> None:
        """Read the board of each group, where a note stands with the group's name, and the minutes by group."""
        for group in self._room.desk.board()["groups"]:
            board = self._room.feed.read(group_boards.of, self._room.code, group["id"])
            self.messages.append(board)
            for note in board["notes"]:
                self.labels[note["text"]].add(group["id"])
            numbers = {number for point in board["points"] for number in point["numbers"]}
            assert numbers <= {note["number"] for note in board["notes"]}
        assert not self._room.feed.read(minutes_sources.by_group, self._room.code, "problem")

    def export(self) -> None:
        """Write every file and take its pairs of note and group in; the parcel has written nearly all others."""
        record = self._room.feed.read(read_record, self._room.code)
        parcel = io.BytesIO()
        FORMATS["parcel"].write(record, "th", parcel)
        found = {"parcel": parcel.getvalue()}
        with zipfile.ZipFile(parcel) as package:
            for each in FORMATS.values():
                name = filename(record, each, "th")
                if name in package.namelist():
                    found[each.key] = package.read(name)
                elif each.key != "parcel":  # an annex, which the parcel has where the report leaves it out
                    each.write(record, "th", alone := io.BytesIO())
                    found[each.key] = alone.getvalue()
        pairs = [(row[3], row[1]) for row in csv.reader(io.StringIO(found["csv"].decode("utf-8-sig")))]
        pairs += [(row["text"], row["group"]) for row in csv.DictReader(io.StringIO(found["csv_data"].decode()))]
        pairs += [(note["text"], note["group"]) for note in json.loads(found["json"])["notes"]]
        for table in (
            table for key in ("docx", "annex_docx") for table in docx.Document(io.BytesIO(found[key])).tables
        ):
            pairs += [(cells[2].text, cells[1].text) for cells in (row.cells for row in table.rows) if len(cells) == 4]
        for row in etree.HTML(found["html"].decode()).iterfind(".//table[@class='notes']/tbody/tr"):
            text, group = row.findall("td")[:2]
            pairs.append((text.findtext("bdi"), group.text))
        ids = {group["name"]: group["id"] for group in self._room.desk.board()["groups"]}
        for text, name in pairs:
            if name in ids:
                self.labels[text].add(ids[name])
        self.files = found
        self.messages += [texts(kind, data) for kind, data in found.items()]
        # What office programs and viewers show as properties, and what lies in packages beside the texts.
        self.messages += [each.path for data in found.values() for each in members(data)]
        self.messages += [
            each.data.decode("utf-8", "replace") for each in members(found["parcel"]) if "docProps" in each.path
        ]
        self.messages += [properties(found["pdf"])]

    def share(self) -> None:
        """Write the copy for people outside, and take its pairs of note and group in."""
        file = backup.file_of(self._room.feed.database.url)
        if file is None:  # PostgreSQL's dumps are the administrator's
            return
        query = "SELECT text, coalesce(group_id, sealed_group) FROM note"
        with tempfile.TemporaryDirectory() as folder:
            copy = sharing_copy.write(file, Path(folder) / "shared.db")
            with contextlib.closing(sqlite3.connect(copy)) as shared:
                pairs = shared.execute(query).fetchall()
        assert pairs
        for text, group in pairs:
            if group is not None:
                self.labels[text].add(group)

    def _take(self, messages: list[Any]) -> None:
        self.messages += messages
        for message in messages:
            for note in _notes(message):
                if note.get("group_id") is not None:
                    self.labels[note["text"]].add(note["group_id"])


def _notes(message: Any) -> Iterator[dict[str, Any]]:
    """Yield whatever looks like a note, however deep it stands."""
    if isinstance(message, dict):
        if "text" in message:
            yield message
        for part in message.values():
            yield from _notes(part)
    elif isinstance(message, list):
        for part in message:
            yield from _notes(part)
