"""Nothing on the disk leads from what somebody wrote to a participant, also in a workshop of a former release."""

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Engine, text

from tests.domain.opinion_table import Opinions
from tests.room import new_id
from workshop import migrations
from workshop.domain import comments, notes, participants, phases
from workshop.feed import STEP_MS, Feed
from workshop.messages.incoming import EditNote, Join, SubmitComment, SubmitNote
from workshop.store import backup, models
from workshop.store.database import Database

# Which group somebody is in, words that a room shares, and the day of joining, all that is stored, name nobody.
SAYS_WHO = ("id", "device", "name", "unit", "role")


def seeded(feed: Feed) -> tuple[Opinions, list[str]]:
    """A workshop in which twelve phones wrote, edited, withdrew, commented, agreed, voted and told their mood."""
    table = Opinions(feed)
    table.share()
    table.change(phases.let, table.phases[0].id, comments.NAME, True)
    keys = [table.join(place % 2) for place in range(12)]
    for place, key in enumerate(keys):
        details = {"name": f"ผู้เขียนคนที่ {place}", "unit": f"หน่วยงานที่ {place}", "role": f"ตำแหน่งที่ {place}"}
        table.change(participants.join, key, Join(group_id=table.groups[place % 2].id, **details))
    written = [table.send(key, f"ความเห็นของโทรศัพท์ {place}")["id"] for place, key in enumerate(keys)]
    table.change(notes.edit, keys[0], written[0], EditNote(text="แก้แล้ว", edit=new_id()))
    table.change(notes.delete, keys[1], written[1])
    voting = table.open_voting(dots=3)
    pulse = table.ask(asks_word=True)
    lookback = table.look_back()
    for place, key in enumerate(keys):
        about = written[(place + 2) % 12]
        if about != written[1]:
            table.react(key, about)
            said = {"id": new_id(), "phase_id": table.phases[0].id, "note_id": about, "text": f"ข้อคิดเห็น {place}"}
            table.change(comments.submit, key, SubmitComment(**said))
        table.vote(key, "งบ", 2, voting=voting)
        table.answer(key, 1 + place % 5, pulse=pulse)
        table.say_word(key, f"คำที่ {place % 4}", pulse)
        table.answer_card(key, "1", "doing", lookback=lookback)
    for kind in ("rating", "ranking", "effort_impact"):
        table.open_voting(kind=kind)
        for key in keys:
            if kind == "ranking":
                table.rank(key, "งบ", "คน")
            else:
                table.rate(key, "งบ", *(4, 2)[: 1 + (kind == "effort_impact")])
    return table, keys


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        tables = models.SQLModel.metadata.tables
        return {
            name: [dict(row._mapping) for row in connection.execute(table.select())] for name, table in tables.items()
        }


def test_no_value_of_a_participants_row_stands_anywhere_else(feed: Feed, random_ids: None) -> None:
    _table, keys = seeded(feed)
    rows = everything(feed.database.engine)
    people = rows.pop("participant")
    assert len([person for person in people if person["name"]]) == 12
    of_people = {str(person[column]) for person in people for column in SAYS_WHO if person[column]}
    of_people |= {*keys, *(person["device"][:16] for person in people)}
    changes = [row for row in rows.pop("change") if row["kind"] != "joined"]
    for name, found in {**rows, "change": changes}.items():
        words = json.dumps(found, ensure_ascii=False, default=str)
        assert not [value for value in of_people if value in words], name


def test_no_two_rows_of_different_tables_share_a_mark(feed: Feed, random_ids: None) -> None:
    _table, _keys = seeded(feed)
    rows = everything(feed.database.engine)
    marks_of: dict[str, set[str]] = {}
    for name, columns in {
        "note": ("sent", "own", "voice"),
        "comment": ("sent", "own"),
        "reaction": ("own", "last_write"),
        "vote": ("token", "last_write"),
        "pulse_answer": ("token", "last_write"),
        "card_answer": ("token", "last_write"),
        "pulse_word": ("token", "last_write"),
    }.items():
        for column in columns:
            values = [row[column] for row in rows[name] if row[column]]
            assert values, (name, column)
            if column != "token" and (name, column) != ("note", "voice"):
                assert len(set(values)) == len(values), (name, column)
            marks_of[f"{name}.{column}"] = set(values)
    for one, values in marks_of.items():
        for other, others in marks_of.items():
            assert one == other or not values & others, (one, other)


def test_ids_and_times_of_what_was_written_say_nothing(feed: Feed, random_ids: None) -> None:
    _table, _keys = seeded(feed)
    rows = everything(feed.database.engine)
    assert all(row["at"] % STEP_MS == 0 for row in rows["note"])
    of_phones = ("note", "edit_note", "delete_note", "comment", "react", "vote", "pulse", "pulse_word", "card_answer")
    changes = [row for row in rows["change"] if row["kind"] in of_phones]
    assert {row["kind"] for row in changes} == set(of_phones)
    assert all(row["at"] % STEP_MS == 0 for row in changes)
    in_order = [row["id"] for row in sorted(rows["note"], key=lambda row: row["number"])]
    assert in_order != sorted(in_order)
    assert all(len(note_id) == 16 for note_id in in_order[2:])


def test_the_database_does_not_tell_in_which_order_people_joined(feed: Feed, random_ids: None) -> None:
    """Else whoever joined before the first note and before all others wrote it."""
    table = Opinions(feed)
    joined = [table.change(participants.join, table.join(), Join(group_id=table.groups[0].id))["id"] for _ in range(30)]
    people = [row for row in everything(feed.database.engine)["participant"] if row["id"] in joined]
    if feed.database.engine.dialect.name == "sqlite":  # PostgreSQL's files are its own
        assert [row["id"] for row in people] == sorted(joined)
    assert len({row["joined_at"] for row in people}) == 1
    assert {row["seq"] for row in people} == {0}


def test_the_rows_of_answers_to_cards_lie_in_no_order_of_writing(feed: Feed) -> None:
    table = Opinions(feed)
    table.look_back()
    for key in [table.join() for _ in range(12)]:
        for card in ("1", "2", "3"):
            table.answer_card(key, card, "doing")
    cards = [row["card"] for row in everything(feed.database.engine)["card_answer"]]
    assert sorted(cards) == sorted("123" * 12)
    if feed.database.engine.dialect.name == "sqlite":  # PostgreSQL's files are its own
        assert cards != list("123" * 12)


def test_two_questions_of_one_phone_have_tokens_of_their_own(feed: Feed) -> None:
    table = Opinions(feed)
    key = table.join()
    for _ in range(2):
        table.vote(key, "งบ", 1, voting=table.open_voting(dots=1))
    rows = everything(feed.database.engine)["vote"]
    assert len({row["token"] for row in rows}) == 2


def test_the_same_key_has_another_digest_in_another_workshop(feed: Feed) -> None:
    key = secrets.token_hex(16)
    for _ in range(2):
        table = Opinions(feed)
        table.change(participants.join, key, Join(group_id=table.groups[0].id))
    people = everything(feed.database.engine)["participant"]
    assert len({person["device"] for person in people}) == len(people)


def test_keys_and_phones_own_ids_stand_in_no_file(tmp_path: Path, random_ids: None) -> None:
    url = f"sqlite:///{tmp_path / 'laena.db'}"
    database = Database(url)
    migrations.migrate(database.engine)
    _table, keys = seeded(Feed(database))
    backup.write(tmp_path / "laena.db", tmp_path / "copy.db")
    people = everything(database.engine)["participant"]
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"laena.db", "laena.db-wal", "copy.db"} <= files.keys()
    for name, content in files.items():
        assert not [key for key in keys if key.encode() in content], name
        for person in people:  # once in its row, once in an index
            assert content.count(person["device"].encode()) <= 2 * (1 + name.endswith("-wal") * 200), name
    database.close()


def former(database: Database) -> None:
    """A database of the former release, in which two phones wrote in one workshop."""
    command.upgrade(migrations.config(database.engine), "0007")
    with database.engine.begin() as connection:
        for statement in FORMER:
            connection.execute(text(statement))


P, Q = "0123456789abcdef", "fedcba9876543210"
N1, N2, C1 = (f"0193aaaa-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
_NOTE = (
    "INSERT INTO note (workshop_id, id, number, participant_id, group_id, phase_id, category, text, at, seq, edited,"
    " last_edit, hidden, deleted, looked_at, set_aside, theme_id, placed, barred, focus, focus_said, agreed)"
)
_THEME = (
    "INSERT INTO theme"
    " (workshop_id, id, category, label, given_label, keywords, examples, subthemes, locked, gone, seq)"
)
FORMER = (
    "INSERT INTO workshop (id, code, template, title, host_unit, venue, starts_on, ends_on, opening_words, address,"
    " categories, fineness, glossary, linked_at, themes_seq, seq, facts_seq, timer_seq, notes_made, created_at)"
    " VALUES (1, 'ABC234', 'look_back', 'ปีที่แล้ว', '', '', '', '', '', '', '[]', 0, '', 0, 0, 9, 1, 0, 2, 0)",
    "INSERT INTO breakout_group (id, workshop_id, position, name, seq, removed) VALUES (1, 1, 0, 'กลุ่ม', 1, false)",
    "INSERT INTO phase (id, workshop_id, position, title, question, categories, state, seq, removed)"
    " VALUES (1, 1, 0, 'ปัญหา', '', '[\"problem\"]', 'open', 1, false)",
    "INSERT INTO participant (id, workshop_id, device, group_id, name, unit, role, scribe, joined_at) VALUES"
    f" ('{P}', 1, '{'d' * 64}', 1, 'หนึ่ง', '', '', false, 0), ('{Q}', 1, '{'e' * 64}', 1, 'สอง', '', '', false, 0)",
    f"{_NOTE} VALUES (1, '{N1}', 1, '{P}', 1, 1, 'problem', 'งบมาช้า', 1000001, 4, false, '', false, false, true, false,"
    " 't1', false, '[]', '[]', '{}', 1)",
    f"{_NOTE} VALUES (1, '{N2}', 2, '{P}', 1, 1, 'problem', 'งบช้า', 1000002, 5, false, '', false, false, true, false,"
    " 't1', false, '[]', '[]', '{}', 0)",
    f"{_NOTE} VALUES (1, 'row-of-a-file', 3, NULL, 1, 1, 'problem', 'จากไฟล์', 1, 5, false, '', false, false, true,"
    " false, 't1', false, '[]', '[]', '{}', 0)",
    f"{_THEME} VALUES (1, 't1', 'problem', 'งบ', '', '[]', '[\"{N2}\", \"{N1}\"]', '[]', false, false, 5)",
    "INSERT INTO comment (workshop_id, id, participant_id, phase_id, note_id, text, made, seq, edited, last_edit,"
    f" hidden, deleted) VALUES (1, '{C1}', '{Q}', 1, '{N1}', 'จริง', 6, 6, false, '', false, false),"
    f" (1, 'of-staff-1', NULL, 1, '{N1}', 'ขอบคุณ', 7, 7, false, '', false, false)",
    "INSERT INTO reaction (workshop_id, participant_id, note_id, agrees, last_write)"
    f" VALUES (1, '{Q}', '{N1}', true, 'w')",
    "INSERT INTO voting (id, workshop_id, state, title, dots, options, opened_at, closed_at, seq)"
    " VALUES (1, 1, 'closed', '', 3, '[]', 0, 0, 8)",
    "INSERT INTO vote (voting_id, participant_id, theme_id, workshop_id, dots, last_write) VALUES"
    f" (1, '{P}', 't1', 1, 2, 'w'), (1, '{P}', 't2', 1, 1, 'w'), (1, '{Q}', 't1', 1, 3, 'w')",
    "INSERT INTO change (workshop_id, seq, at, actor, kind, subject, before, undone) VALUES"
    f" (1, 2, 1000000, 'participant:{P}', 'joined', '', '{{}}', false),"
    f" (1, 4, 1000001, 'participant:{P}', 'note', '{N1}', '{{}}', false),"
    f" (1, 9, 1000009, 'facilitator', 'hide_note', '{N2}', '{{\"rows\": [[\"note\", \"{N2}\", {{}}]]}}', false)",
)


def test_a_database_of_the_former_release_loses_its_links_and_nothing_else(database_url: str, random_ids: None) -> None:
    database = Database(database_url)
    former(database)
    migrations.migrate(database.engine)
    rows = everything(database.engine)
    words = json.dumps({**rows, "participant": []}, ensure_ascii=False, default=str)
    assert not [old for old in (P, Q, N1, N2, C1, "d" * 64, "e" * 64) if old in words]
    one, two, imported = sorted(rows["note"], key=lambda note: note["number"])
    assert [note["text"] for note in (one, two, imported)] == ["งบมาช้า", "งบช้า", "จากไฟล์"]
    assert imported["id"] == "row-of-a-file"
    assert one["voice"] == two["voice"] != imported["voice"]
    assert rows["theme"][0]["examples"] == [two["id"], one["id"]]
    assert {row["staff"]: row["note_id"] for row in rows["comment"]} == {False: one["id"], True: one["id"]}
    assert [row["note_id"] for row in rows["reaction"]] == [one["id"]]
    dots = sorted(
        sorted(row["dots"] for row in rows["vote"] if row["token"] == token)
        for token in {r["token"] for r in rows["vote"]}
    )
    assert dots == [[1, 2], [3]]
    last = next(row for row in rows["change"] if row["seq"] == 9)
    assert (last["subject"], last["before"]) == (two["id"], {"rows": [["note", two["id"], {}]]})
    assert {person["name"] for person in rows["participant"]} == {"หนึ่ง", "สอง"}
    database.close()


def test_a_phone_of_the_former_release_stays_one_participant_and_a_repeat_one_note(
    database_url: str, random_ids: None
) -> None:
    key = secrets.token_hex(16)
    database = Database(database_url)
    former(database)
    with database.engine.begin() as connection:
        device = hashlib.sha256(key.encode()).hexdigest()
        connection.execute(text("UPDATE participant SET device = :device WHERE name = 'หนึ่ง'"), {"device": device})
    migrations.migrate(database.engine)
    feed = Feed(database)
    again = {"id": N1, "phase_id": 1, "category": "problem", "text": "งบมาช้า"}
    shown = feed.change("ABC234", "participant", notes.submit, key, SubmitNote(**again))
    assert (shown["number"], shown["text"]) == (1, "งบมาช้า")
    new = feed.change("ABC234", "participant", notes.submit, key, SubmitNote(**{**again, "id": new_id()}))
    assert new["number"] == 3
    assert len(everything(database.engine)["note"]) == 4
    database.close()
