"""slips, good once in each voting that asks for them"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("voting", sa.Column("slips", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "slip_batch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workshop_id", sa.Integer(), sa.ForeignKey("workshop.id"), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_slip_batch_workshop_id", "slip_batch", ["workshop_id"])
    op.create_table(
        "slip",
        sa.Column("workshop_id", sa.Integer(), sa.ForeignKey("workshop.id"), primary_key=True),
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("slip_batch.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "slip_use",
        sa.Column("voting_id", sa.Integer(), sa.ForeignKey("voting.id"), primary_key=True),
        sa.Column("slip", sa.String(), primary_key=True),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), sa.ForeignKey("workshop.id"), nullable=False),
        sa.UniqueConstraint("voting_id", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_slip_use_workshop_id", "slip_use", ["workshop_id"])


def downgrade() -> None:
    for table in ("slip_use", "slip", "slip_batch"):
        op.drop_table(table)
    op.drop_column("voting", "slips")
