"""the facilitator's sessions, and the log of who came to the data"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ENDED = "name LIKE 'facilitator.ended.%'"


def upgrade() -> None:
    op.create_table(
        "facilitator_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_facilitator_session_digest", "facilitator_session", ["digest"], unique=True)
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    # Sessions were valid by these; everybody signs in once more.
    op.execute(f"DELETE FROM keep WHERE {ENDED} OR name = 'facilitator.version'")


def downgrade() -> None:
    op.drop_table("access_log")
    op.drop_table("facilitator_session")
    version = sa.text("INSERT INTO keep (name, value) VALUES ('facilitator.version', :value)")
    op.execute(version.bindparams(value=secrets.token_hex(8)))
