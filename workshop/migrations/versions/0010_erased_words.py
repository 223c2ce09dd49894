"""words that a facilitator erased, and when words of a workshop last went"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("note", sa.Column("erased", sa.String(), server_default="", nullable=False))
    op.add_column("workshop", sa.Column("words_seq", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("workshop", "words_seq")
    op.drop_column("note", "erased")
