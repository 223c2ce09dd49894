"""The privacy notice of a workshop (PDPA, B.E. 2562, section 23): who decides, why, how long, whom to ask."""

from sqlalchemy.orm import Session

from workshop.domain import workshops

FIELDS = ("controller", "purpose", "basis", "period", "contact")


def of(session: Session, code: str) -> dict[str, str]:
    """Return the fields that are filled, in their order. Raises UnknownWorkshop."""
    stored = workshops.find(session, code).notice
    return {name: stored[name] for name in FIELDS if stored.get(name)}
