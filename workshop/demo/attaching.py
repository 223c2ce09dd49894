"""What the simulated participants attach to each other's notes: a module for each kind, found by its name."""

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from workshop.demo.phone import Phone
from workshop.domain import attached

Listener = Callable[[str, Phone], None]


def listeners(phones: Sequence[Phone], state: Callable[[], dict[str, Any]]) -> list[Listener]:
    """Return what is called with each note's id and writer; `state()` returns a phone's state."""
    modules = [importlib.import_module(f"workshop.demo.{name}") for name in attached.NAMES]
    return [module.Attaching(phones, state).on_note for module in modules]
