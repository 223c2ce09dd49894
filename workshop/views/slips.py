"""The batches of slips of a workshop, for the page on which they are printed and voided."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import workshops
from workshop.store.models import Slip, SlipBatch, SlipUse


@dataclass(frozen=True, slots=True)
class BatchListed:
    """Slips that were printed together; `used`: those used in at least one voting."""

    id: int
    slips: int
    used: int
    made_at: int
    voided: bool


def batches(session: Session, code: str) -> list[BatchListed]:
    """Return the batches of the workshop, the newest first."""
    workshop = workshops.find(session, code)
    of_batch = (
        select(Slip.batch_id, func.count(func.distinct(SlipUse.slip)))
        .join(SlipUse, (col(SlipUse.slip) == Slip.digest) & (col(SlipUse.workshop_id) == Slip.workshop_id))
        .where(Slip.workshop_id == workshop.id)
        .group_by(col(Slip.batch_id))
    )
    used = {row[0]: int(row[1]) for row in session.execute(of_batch)}
    rows = select(SlipBatch).where(SlipBatch.workshop_id == workshop.id).order_by(col(SlipBatch.id).desc())
    return [
        BatchListed(batch.id, batch.slips, used.get(batch.id, 0), batch.made_at, batch.voided)
        for batch in session.execute(rows).scalars()
    ]
