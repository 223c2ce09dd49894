"""links by which units acknowledge minutes, and what they acknowledged"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "minutes_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workshop_id", sa.Integer(), sa.ForeignKey("workshop.id"), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_minutes_link_workshop_id", "minutes_link", ["workshop_id"])
    op.create_index("ix_minutes_link_digest", "minutes_link", ["digest"], unique=True)
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workshop_id", sa.Integer(), sa.ForeignKey("workshop.id"), nullable=False),
        sa.Column("link_id", sa.Integer(), sa.ForeignKey("minutes_link.id"), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("link_id", "device", "unit"),
    )
    op.create_index("ix_acknowledgement_workshop_id", "acknowledgement", ["workshop_id"])
    op.create_index("ix_acknowledgement_link_id", "acknowledgement", ["link_id"])


def downgrade() -> None:
    op.drop_table("acknowledgement")
    op.drop_table("minutes_link")
