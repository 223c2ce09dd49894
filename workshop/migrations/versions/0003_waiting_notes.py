"""notes that wait for the grouping are found without looking through all"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index(
        "ix_note_waiting",
        "note",
        ["workshop_id", "category"],
        unique=False,
        sqlite_where=sa.text("looked_at IS 0"),
        postgresql_where=sa.text("looked_at IS false"),
    )


def downgrade() -> None:
    op.drop_index("ix_note_waiting", table_name="note")
