"""What Alembic runs: migrations on the engine that `workshop.migrations` hands over."""

from alembic import context
from sqlmodel import SQLModel

from workshop.store import models  # noqa: F401 - the tables register themselves

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
