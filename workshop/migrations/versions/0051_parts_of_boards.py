"""what a worker has grouped of a directive's board stays for the next one, where it ends in the middle"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directive_board_part",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("uid", "category"),
    )


def downgrade() -> None:
    op.drop_table("directive_board_part")
