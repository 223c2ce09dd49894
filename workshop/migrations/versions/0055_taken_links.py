"""documents of directives, and when a unit took the directive by its link"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_link", sa.Column("taken_at", sa.BigInteger(), server_default="0", nullable=False))
    op.create_table(
        "directive_file",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("uid", "digest"),
    )


def downgrade() -> None:
    op.drop_table("directive_file")
    op.drop_column("answer_link", "taken_at")
