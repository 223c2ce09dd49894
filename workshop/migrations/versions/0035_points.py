"""points of groups: what scribes sum up, the order in which groups present, and links to a group's board"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

POINT = "group_point"


def upgrade() -> None:
    op.create_table(
        POINT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("themes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.ForeignKeyConstraint(["group_id"], ["breakout_group.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("workshop_id", "group_id"):
        op.create_index(f"ix_{POINT}_{column}", POINT, [column])
    op.add_column("workshop", sa.Column("presenting", sa.JSON(), server_default="[]", nullable=False))
    for table in ("helper_link", "facilitator_session"):
        op.add_column(table, sa.Column("group_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in ("helper_link", "facilitator_session"):
        op.execute(f"DELETE FROM {table} WHERE group_id IS NOT NULL")
        op.drop_column(table, "group_id")
    op.drop_column("workshop", "presenting")
    op.drop_table(POINT)
