"""answers to last year's cards counted as they come"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_LOOKBACK = sa.table("lookback", sa.column("id", sa.Integer()), sa.column("given", sa.JSON()))
_ANSWER = sa.table("card_answer", *(sa.column(name) for name in ("lookback_id", "card", "value")))


def upgrade() -> None:
    op.add_column("lookback", sa.Column("given", sa.JSON(), server_default="{}", nullable=False))
    by = (_ANSWER.c.lookback_id, _ANSWER.c.card, _ANSWER.c.value)
    given: dict[int, dict[str, dict[str, int]]] = {}
    for lookback, card, value, count in op.get_bind().execute(sa.select(*by, sa.func.count()).group_by(*by)).all():
        given.setdefault(lookback, {}).setdefault(card, {})[value] = count
    for lookback, counts in given.items():
        op.execute(_LOOKBACK.update().where(_LOOKBACK.c.id == lookback).values(given=counts))


def downgrade() -> None:
    op.drop_column("lookback", "given")
