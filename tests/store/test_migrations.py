"""The migrations make exactly the tables that the code describes, on both databases, and once."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, select

from workshop import migrations
from workshop.store import models
from workshop.store.database import Database

# Rows of a database of the first release, which knew no column and no table of later ones.
FIRST_RELEASE = (
    "INSERT INTO workshop (id, code, template, title, host_unit, venue, starts_on, ends_on, opening_words, address,"
    " categories, fineness, glossary, linked_at, themes_seq, seq, facts_seq, timer_seq, notes_made, created_at)"
    " VALUES (1, 'ABC234', 'look_back', 'ปีที่แล้ว', '', '', '', '', '', '', '[]', 0, '', 0, 0, 2, 1, 0, 1, 0)",
    "INSERT INTO breakout_group (id, workshop_id, position, name, seq, removed) VALUES (1, 1, 0, 'กลุ่ม', 1, false)",
    "INSERT INTO participant (id, workshop_id, device, group_id, name, unit, role, scribe, joined_at)"
    " VALUES ('p1', 1, 'd1', 1, '', '', '', false, 0)",
    "INSERT INTO note (workshop_id, id, number, participant_id, group_id, category, text, at, seq, edited, last_edit,"
    " hidden, deleted, looked_at, set_aside, placed, barred, focus, focus_said)"
    " VALUES (1, 'n1', 1, 'p1', 1, 'problem', 'งบมาช้า', 0, 2, false, '', false, false, true, false, false,"
    " '[]', '[]', '{}')",
)


def _note(session: Session) -> models.Note:
    """The note: since it has no writer, it has another id."""
    return session.execute(select(models.Note)).scalar_one()


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def test_a_migrated_database_has_the_schema_of_the_models(database_url: str) -> None:
    database = Database(database_url)
    assert models.Note.__tablename__ in SQLModel.metadata.tables
    assert migrations.pending(database.engine)
    migrations.migrate(database.engine)
    assert _differences(database.engine) == []
    database.close()


def test_a_second_migration_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    migrations.migrate(database.engine)
    migrations.migrate(database.engine)
    assert not migrations.pending(database.engine)
    database.close()


def test_a_database_of_the_first_release_keeps_its_rows_and_shares_nothing(database_url: str) -> None:
    database = Database(database_url)
    command.upgrade(migrations.config(database.engine), "0001")
    with database.engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))
    assert migrations.outdated(database.engine)
    migrations.migrate(database.engine)
    assert _differences(database.engine) == []
    workshop = database.read(lambda session: session.get(models.Workshop, 1))
    note = database.read(_note)
    assert (workshop.sharing, workshop.sharing_seq, workshop.voting_seq, workshop.pulse_seq) == ("own", 0, 0, 0)
    assert (workshop.title, workshop.voting_id, workshop.pulse_id) == ("ปีที่แล้ว", None, None)
    assert (note.text, note.number, note.agreed) == ("งบมาช้า", 1, 0)
    assert (note.comments, note.comments_hidden) == (0, 0)
    database.close()


def test_phases_of_a_former_release_stay_show_the_group_and_allow_no_comments(database_url: str) -> None:
    database = Database(database_url)
    command.upgrade(migrations.config(database.engine), "0003")
    phase = "INSERT INTO phase (id, workshop_id, position, title, question, categories, state, seq, removed)"
    with database.engine.begin() as connection:
        for statement in (*FIRST_RELEASE, f"{phase} VALUES (1, 1, 0, 'ปัญหา', '', '[]', 'open', 1, false)"):
            connection.execute(text(statement))
    migrations.migrate(database.engine)
    found = database.read(lambda session: session.get(models.Phase, 1))
    assert (found.title, found.state, found.comments, found.identity) == ("ปัญหา", "open", False, "unit")
    command.downgrade(migrations.config(database.engine), "0003")
    assert "comment" not in inspect(database.engine).get_table_names()
    migrations.migrate(database.engine)
    assert _differences(database.engine) == []
    database.close()


def test_answers_to_cards_of_a_former_build_are_counted(database_url: str) -> None:
    database = Database(database_url)
    command.upgrade(migrations.config(database.engine), "0036")
    with database.engine.begin() as connection:
        connection.execute(text(FIRST_RELEASE[0]))
        lookback = "INSERT INTO lookback (id, workshop_id, state, title, opened_at, closed_at, seq)"
        connection.execute(text(f"{lookback} VALUES (1, 1, 'open', 'ปีที่แล้ว', 0, 0, 1)"))
        answer = "INSERT INTO card_answer (lookback_id, token, card, workshop_id, value, last_write)"
        for token, card, value in (("a", 1, "done"), ("b", 1, "doing"), ("c", 1, "done"), ("d", 2, "dropped")):
            connection.execute(text(f"{answer} VALUES (1, '{token}', '{card}', 1, '{value}', '')"))
    migrations.migrate(database.engine)
    with database.engine.connect() as connection:
        given = connection.execute(select(models.Lookback.given)).scalar_one()
    assert given == {"1": {"done": 2, "doing": 1}, "2": {"dropped": 1}}
    database.close()


def test_a_workshop_that_answered_a_directive_does_so_for_the_unit_that_was_chosen(database_url: str) -> None:
    database = Database(database_url)
    revisions = ScriptDirectory.from_config(migrations.config(database.engine)).walk_revisions()
    before = next(str(each.down_revision) for each in revisions if "several units" in each.doc)
    command.upgrade(migrations.config(database.engine), before)
    with database.engine.begin() as connection:
        connection.execute(text(FIRST_RELEASE[0]))
        columns = "id, uid, own, key, version, checksum, content, unit, versions, units, written"
        row = "1, 'u', false, 'k', 1, 'c', '{}', '40', '[]', '{}', 3"
        connection.execute(text(f"INSERT INTO directive ({columns}) VALUES ({row})"))
        columns = "workshop_id, directive_id, version, checksum, said, before"
        connection.execute(text(f"INSERT INTO directive_workshop ({columns}) VALUES (1, 1, 3, 'c3', 's3', 'c2')"))
    for _ in range(2):
        migrations.migrate(database.engine)
        assert _differences(database.engine) == []
        with database.engine.connect() as connection:
            assert connection.execute(select(models.year_tables.Directive.written_by)).scalar_one() == {"40": 3}
            found = connection.execute(text("SELECT * FROM directive_workshop")).mappings().one()
        assert (found["unit"], found["version"], found["said"], found["before"]) == ("40", 3, "s3", "c2")
        command.downgrade(migrations.config(database.engine), before)
    database.close()


def test_a_downgrade_to_the_first_release_and_an_upgrade_lose_no_note(database_url: str) -> None:
    database = Database(database_url)
    command.upgrade(migrations.config(database.engine), "0001")
    before = set(inspect(database.engine).get_table_names())
    with database.engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))
    migrations.migrate(database.engine)
    command.downgrade(migrations.config(database.engine), "0001")
    assert set(inspect(database.engine).get_table_names()) == before
    migrations.migrate(database.engine)
    assert _differences(database.engine) == []
    assert database.read(_note).text == "งบมาช้า"
    database.close()
