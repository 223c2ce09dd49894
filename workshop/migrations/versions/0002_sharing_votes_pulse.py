"""sharing, reactions, votes and the pulse"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Not in batch mode: SQLite adds and drops such columns in place, and a table that others point to stays.
    op.add_column("workshop", sa.Column("sharing", sa.String(), server_default="own", nullable=False))
    op.add_column("workshop", sa.Column("sharing_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("workshop", sa.Column("voting_id", sa.Integer(), nullable=True))
    op.add_column("workshop", sa.Column("voting_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("workshop", sa.Column("pulse_id", sa.Integer(), nullable=True))
    op.add_column("workshop", sa.Column("pulse_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("agreed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("agreed_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("settled_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("shown_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.execute("UPDATE note SET shown_seq = seq")

    op.create_table(
        "reaction",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("workshop_id", "participant_id", "note_id"),
    )
    op.create_table(
        "voting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_voting_workshop_id", "voting", ["workshop_id"], unique=False)
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pulse_workshop_id", "pulse", ["workshop_id"], unique=False)
    op.create_table(
        "vote",
        sa.Column("voting_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["voting_id"], ["voting.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("voting_id", "participant_id", "theme_id"),
    )
    op.create_index("ix_vote_workshop_id", "vote", ["workshop_id"], unique=False)
    op.create_table(
        "pulse_answer",
        sa.Column("pulse_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("pulse_id", "participant_id"),
    )
    op.create_index("ix_pulse_answer_workshop_id", "pulse_answer", ["workshop_id"], unique=False)


def downgrade() -> None:
    for table in ("pulse_answer", "vote", "pulse", "voting", "reaction"):
        op.drop_table(table)
    for column in ("shown_seq", "settled_seq", "agreed_seq", "agreed"):
        op.drop_column("note", column)
    for column in ("pulse_seq", "pulse_id", "voting_seq", "voting_id", "sharing_seq", "sharing"):
        op.drop_column("workshop", column)
