"""words on the mood, of a morning and an evening"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pulse", sa.Column("moment", sa.String(), nullable=False, server_default=""))
    op.add_column("pulse", sa.Column("asks_word", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pulse", sa.Column("words_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pulse", sa.Column("hidden_words", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "pulse_word",
        sa.Column("pulse_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("pulse_id", "token"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pulse_word_workshop_id", "pulse_word", ["workshop_id"])


def downgrade() -> None:
    op.drop_table("pulse_word")
    for name in ("hidden_words", "words_shown", "asks_word", "moment"):
        op.drop_column("pulse", name)
