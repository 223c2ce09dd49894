"""links by which units send their answers"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
    )
    op.create_index("ix_answer_link_uid", "answer_link", ["uid"])
    op.create_index("ix_answer_link_digest", "answer_link", ["digest"], unique=True)


def downgrade() -> None:
    op.drop_table("answer_link")
