"""Alembic migrations, from the first table on; `migrate` brings a database to the newest."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.store import once


def config(engine: Engine | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["engine"] = engine
    return made


def pending(engine: Engine) -> bool:
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current != ScriptDirectory.from_config(config()).get_current_head()


def outdated(engine: Engine) -> bool:
    """Whether the database holds something, and `migrate` would change it."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() is not None and pending(engine)


def up_to_date(session: Session) -> bool:
    """For a running process: the newest revision is read once."""
    return MigrationContext.configure(session.connection()).get_current_revision() == _newest()


def known(revision: str | None) -> bool:
    """Return whether this release can bring a database of that revision to its newest."""
    return revision in {each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()}


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def migrate(engine: Engine, before: Callable[[], object] = lambda: None) -> None:
    """Brings the database to the newest revision; does nothing where it is there already.

    Of processes that start together one does it, and the others wait. `before` is called where something is there that
    will be changed.
    """
    if not pending(engine):
        return
    with once.alone(engine):
        if pending(engine):
            if outdated(engine):
                before()
            command.upgrade(config(engine), "head")
