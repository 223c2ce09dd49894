"""last year's proposals and actions as cards, and notes about them"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("lookback_id", sa.Integer(), nullable=True))
    op.add_column("workshop", sa.Column("lookback_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("card", sa.String(), server_default="", nullable=False))
    op.create_table(
        "lookback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("source", sa.Integer(), nullable=True),
        sa.Column("cards", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("themes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("statuses", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("fitting", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("said", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("more", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lookback_workshop_id", "lookback", ["workshop_id"])
    op.create_table(
        "card_answer",
        sa.Column("lookback_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lookback_id"], ["lookback.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("lookback_id", "token"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_card_answer_workshop_id", "card_answer", ["workshop_id"])


def downgrade() -> None:
    op.drop_table("card_answer")
    op.drop_table("lookback")
    op.drop_column("note", "card")
    op.drop_column("workshop", "lookback_seq")
    op.drop_column("workshop", "lookback_id")
