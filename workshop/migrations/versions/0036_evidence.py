"""evidence of actions: links and files"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop_action_step", sa.Column("link", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "workshop_action_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.ForeignKeyConstraint(["step_id"], ["workshop_action_step.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("workshop_id", "step_id"):
        op.create_index(f"ix_workshop_action_file_{column}", "workshop_action_file", [column])


def downgrade() -> None:
    op.drop_table("workshop_action_file")
    op.drop_column("workshop_action_step", "link")
