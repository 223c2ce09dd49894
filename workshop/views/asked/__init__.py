"""What the room was asked, as the record contains it; a module for each thing that may be asked, found by its name."""

import importlib

from workshop.domain import activities
from workshop.views.asked.entry import Part

PARTS: tuple[Part, ...] = tuple(importlib.import_module(f"{__name__}.{stage.name}").PART for stage in activities.STAGES)
