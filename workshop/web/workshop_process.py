"""A process of its own for each file of a whole workshop that is made or taken in."""

import json
from typing import Any

from workshop.domain import file_space
from workshop.domain.organisation import UnknownOrgUnit
from workshop.errors import Refusal, TryAgain, UnknownWorkshop
from workshop.settings import Settings
from workshop.web.bounded_process import BoundedProcess
from workshop.year import refusals

_WALL_SECONDS = 180  # 20,000 notes take half a minute on a busy laptop
_REFUSALS: tuple[type[Refusal], ...] = (
    UnknownOrgUnit,
    UnknownWorkshop,
    refusals.AlreadyHere,
    refusals.BadWorkshop,
    refusals.FileDamaged,
    refusals.FileNewer,
    refusals.FileTampered,
    refusals.NoRoomForFiles,
    refusals.NotOurs,
    refusals.NoWorkshop,
    refusals.StillOpen,
    refusals.WorkshopTooLarge,
)


class WorkshopProcess:
    """One at a time in this process of the server. Each call raises ImportUnderWay, TryAgain, and what it refuses."""

    def __init__(self, settings: Settings) -> None:
        self._data, self._most = str(settings.data), settings.files_mb * file_space.MB
        self._process = BoundedProcess("workshop_child", _WALL_SECONDS)

    def make(self, code: str, files: bool = True) -> tuple[str, bytes]:
        """Return name and bytes of the workshop's file; without `files`, evidence and documents stay behind."""
        answer, data = self._asked({"do": "make", "code": code, "files": files})
        return answer["name"], data

    def look(self, data: bytes, known: list[str] | None) -> dict[str, Any]:
        """Return what the file would make: see Facts and `known` of workshop/year/workshop_files.py."""
        return self._asked({"do": "look", "known": known}, data)[0]["facts"]  # type: ignore[no-any-return]

    def take(self, data: bytes, copy: bool, unit: int | None, known: list[str] | None) -> str:
        """Make the workshop of the file, of this unit; return its code."""
        ask = {"do": "take", "copy": copy, "unit": unit, "known": known, "most": self._most}
        return self._asked(ask, data)[0]["code"]  # type: ignore[no-any-return]

    def _asked(self, ask: dict[str, Any], data: bytes = b"") -> tuple[dict[str, Any], bytes]:
        head = json.dumps({**ask, "data": self._data}).encode()
        line, _end, made = self._process.answer(head + b"\n" + data).partition(b"\n")
        if not line:
            raise TryAgain
        answer = json.loads(line)
        for refusal in _REFUSALS:
            if answer.get("refused") == refusal.code:
                raise refusal(*answer["about"])
        if "refused" in answer:
            raise refusals.BadWorkshop
        return answer, made
