"""helpers: links that let people in with a role, and sessions for one workshop"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helper_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_helper_link_workshop_id", "helper_link", ["workshop_id"])
    op.create_index("ix_helper_link_digest", "helper_link", ["digest"], unique=True)
    op.add_column("facilitator_session", sa.Column("workshop_id", sa.Integer(), nullable=True))
    for name in ("role", "name"):
        op.add_column("facilitator_session", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM facilitator_session WHERE workshop_id IS NOT NULL")
    for name in ("name", "role", "workshop_id"):
        op.drop_column("facilitator_session", name)
    op.drop_table("helper_link")
