"""phones that the facilitator muted, in the list of devices or behind a note"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("participant", "note"):
        op.add_column(table, sa.Column("muted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_note_muted",
        "note",
        ["workshop_id", "voice"],
        sqlite_where=sa.text("muted IS 1"),
        postgresql_where=sa.text("muted IS true"),
    )


def downgrade() -> None:
    op.drop_index("ix_note_muted", "note")
    for table in ("note", "participant"):
        op.drop_column(table, "muted")
