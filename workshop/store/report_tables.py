"""The tables of the report: what the facilitator writes for it, and who approved it. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, LargeBinary, Text
from sqlmodel import Field, SQLModel


def _text() -> Any:
    return Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class ReportText(SQLModel, table=True):
    """What the facilitator writes for the report, "" for what was not written, and its chapters.

    chapters   order and left_out, each a list of keys (domain/chapters.py), without what nobody chose
    """

    __tablename__ = "report_text"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    background: str = _text()
    objectives: str = _text()
    conclusion: str = _text()
    chapters: dict[str, list[str]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )


class Approval(SQLModel, table=True):
    """An approval of the report. A withdrawn one stays, as the log.

    digest   of the content that was approved (views/content.py)
    seq      the last change of that content
    content  counts, ids and numbers of it for a comparison (views/since_approval.py): no word of anybody
    """

    __tablename__ = "report_approval"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    at: int = Field(default=0, sa_type=BigInteger)
    name: str
    post: str = ""
    digest: str
    seq: int = Field(default=0, sa_type=BigInteger)
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    withdrawn_at: int = Field(default=0, sa_type=BigInteger)


class ReportPicture(SQLModel, table=True):
    """A picture of the event, as JPEG without metadata (domain/picture_files.py).

    position  orders the pictures of a workshop; numbers may be missing
    digest    SHA-256 of `data`
    removed   it is in no report, and can be brought back until the next step
    """

    __tablename__ = "report_picture"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    position: int
    caption: str = ""
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    width: int
    height: int
    digest: str
    removed: bool = False
