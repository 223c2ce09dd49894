"""Types that the parts of a whole workshop's file share, with their bounds."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

MOST_NOTES, MOST_THEMES, MOST_PHONES = 20_000, 20_000, 10_000
MOST_CARDS, MOST_HOUSEHOLDS = 300, 1_000_000
_TIMES = 2**53
Text = Annotated[str, StringConstraints(max_length=100_000, pattern=r"^[^\x00]*$")]
Ref = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x20\"'<>&/\\]{1,80}$")]  # stands in addresses and attributes
Ms = Annotated[int, Field(ge=0, le=_TIMES)]
Count = Annotated[int, Field(ge=0, le=MOST_PHONES)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Day = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Picture = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z+/]+={0,2}$", max_length=8_000_000)]
Five = Annotated[list[Count], Field(min_length=5, max_length=5)]
Refs = Annotated[list[Ref], Field(max_length=MOST_NOTES)]
Status = Literal["", "done", "doing", "dropped"]
