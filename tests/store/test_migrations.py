"""The migrations make exactly the tables that the code describes, on both databases, and once."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from workshop import migrations
from workshop.store import models
from workshop.store.database import Database


def test_a_migrated_database_is_what_the_models_say(database_url: str) -> None:
    database = Database(database_url)
    assert models.Note.__tablename__ in SQLModel.metadata.tables
    assert migrations.pending(database.engine)
    migrations.migrate(database.engine)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    database.close()


def test_migrating_twice_is_migrating_once(database_url: str) -> None:
    database = Database(database_url)
    migrations.migrate(database.engine)
    migrations.migrate(database.engine)
    assert not migrations.pending(database.engine)
    database.close()
