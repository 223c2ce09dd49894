"""what the room decides to do, who and by when, and how it goes on"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ACTION, STEP = "workshop_action", "workshop_action_step"


def upgrade() -> None:
    op.create_table(
        ACTION,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("measure", sa.Text(), server_default="", nullable=False),
        sa.Column("themes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{ACTION}_workshop_id", ACTION, ["workshop_id"])
    op.create_table(
        STEP,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.ForeignKeyConstraint(["action_id"], [f"{ACTION}.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("workshop_id", "action_id"):
        op.create_index(f"ix_{STEP}_{column}", STEP, [column])


def downgrade() -> None:
    op.drop_table(STEP)
    op.drop_table(ACTION)
