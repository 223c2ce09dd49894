"""Templates compiled once for a run: nearly every test makes an application, and with it an empty store of them."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask.templating import Environment

Compile = Callable[..., CodeType]


def once(compile_: Compile) -> Compile:
    """`Environment.compile` that compiles no text twice for environments that make the same code of it."""
    compiled: dict[tuple[object, ...], CodeType] = {}

    def compile_once(made: Environment, source: Any, name: str | None = None, *rest: Any, **options: Any) -> CodeType:
        if not isinstance(source, str):
            return compile_(made, source, name, *rest, **options)
        newstyle = getattr(made, "newstyle_gettext", None)
        shape = (newstyle, made.trim_blocks, made.lstrip_blocks, *sorted(made.extensions))
        key = (source, name, *rest, *sorted(options.items()), *shape)
        if key not in compiled:
            compiled[key] = compile_(made, source, name, *rest, **options)
        return compiled[key]

    return compile_once
