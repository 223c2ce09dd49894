"""households of focus issues by district, and the focus issue of an action"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop_action", sa.Column("focus", sa.String(), server_default="", nullable=False))
    op.create_table(
        "focus_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "key", "folded"),
    )
    op.create_index("ix_focus_count_workshop_id", "focus_count", ["workshop_id"])


def downgrade() -> None:
    op.drop_table("focus_count")
    op.drop_column("workshop_action", "focus")
