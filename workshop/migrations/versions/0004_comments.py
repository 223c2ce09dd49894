"""comments on notes and themes"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COUNTS = [(table, name) for table in ("note", "theme") for name in ("comments", "comments_hidden")]


def upgrade() -> None:
    # Not in batch mode: SQLite adds and drops such columns in place, and a table that others point to stays.
    op.add_column("phase", sa.Column("comments", sa.Boolean(), server_default=sa.false(), nullable=False))
    for table, name in COUNTS:
        op.add_column(table, sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "comment",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=True),
        sa.Column("phase_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.String(), nullable=True),
        sa.Column("theme_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("last_edit", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["phase_id"], ["phase.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("workshop_id", "id"),
    )
    op.create_index("ix_comment_participant_id", "comment", ["participant_id"], unique=False)


def downgrade() -> None:
    op.drop_table("comment")
    for table, name in COUNTS:
        op.drop_column(table, name)
    op.drop_column("phase", "comments")
