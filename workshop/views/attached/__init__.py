"""What is attached to notes and themes, as the record contains it; a module for each kind, found by its name."""

import importlib

from workshop.store.models import ATTACHED
from workshop.views.attached.part import Part

KINDS: tuple[Part, ...] = tuple(importlib.import_module(f"{__name__}.{name}").PART for name in ATTACHED)
