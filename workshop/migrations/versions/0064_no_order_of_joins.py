"""neither groups nor votes and moods say in which order people came"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

_TABLES = ("vote", "pulse_answer")


def upgrade() -> None:
    connection = op.get_bind()
    newest = "(SELECT max(other.seq) FROM breakout_group AS other WHERE other.workshop_id = breakout_group.workshop_id)"
    connection.execute(sa.text(f"UPDATE breakout_group SET seq = {newest}"))
    if connection.dialect.name == "sqlite":
        for table in _TABLES:
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": False}):
                pass


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            with op.batch_alter_table(table, recreate="always"):
                pass
