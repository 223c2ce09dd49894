"""What each application would make anew, made once for a run: code of templates, addresses, SQL; what files say."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask.templating import Environment
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from analysis import glossary
from workshop.web import assets, bundles

Compile = Callable[..., CodeType]
_STATEMENTS = 3000


def save(patch: pytest.MonkeyPatch) -> None:
    """Let the applications of this process share what they would each make."""
    patch.setattr(Environment, "compile", compiled(Environment.compile))
    patch.setattr(Rule, "_compile_builder", at_first_use(Rule._compile_builder))
    patch.setattr(Rule, "compile", read_once(Rule.compile))
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
    patch.setattr(Engine, "__init__", with_one_cache(Engine.__init__))
    patch.setattr(assets, "StaticFiles", shared(assets.StaticFiles))
    patch.setattr(assets, "_version", cache(assets._version))
    patch.setattr(bundles, "digest", cache(bundles.digest))
    patch.setattr(glossary, "shipped", cache(glossary.shipped))


def at_first_use(compile_: Callable[..., Callable[..., Any]]) -> Callable[..., Any]:
    """`Rule._compile_builder` that compiles what builds an address when one is built: a test builds few of 160."""

    def compile_later(rule: Rule, *how: bool) -> Callable[..., Any]:
        builders: list[Callable[..., Any]] = []

        def build(*parts: Any, **named: Any) -> Any:
            if not builders:
                builders.append(compile_(rule, *how))
            return builders[0](*parts, **named)

        return build

    return compile_later


def read_once(compile_: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """`Rule.compile` that reads an address once for all applications: each has 220, and a run makes 1,500 of them."""
    read: dict[tuple[Any, ...], tuple[Any, Any, Any]] = {}

    def compile_known(rule: Rule) -> None:
        of = rule.map
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, of.host_matching, *of.converters.items())
        if key not in read:
            compile_(rule)
            read[key] = rule._parts, rule._trace, rule._converters
            return
        rule._parts, rule._trace, rule._converters = read[key]
        rule.arguments.update(rule._converters)
        rule._build = rule._compile_builder(False).__get__(rule, None)
        rule._build_unknown = rule._compile_builder(True).__get__(rule, None)

    return compile_known


def with_one_cache(begin: Callable[..., None]) -> Callable[..., None]:
    """`Engine.__init__` that has each statement compiled once for all engines of a kind, as one engine does by itself.

    Statements are cached with their dialect: those of a kind must be equal.
    """
    statements = LRUCache[Any, Any](_STATEMENTS)

    def begin_with_it(engine: Engine, *how: Any, **options: Any) -> None:
        begin(engine, *how, **options)
        engine._compiled_cache = statements

    return begin_with_it


def shared(make: Callable[..., assets.StaticFiles]) -> Callable[..., assets.StaticFiles]:
    """`StaticFiles` that reads and packs a folder's files once for all applications."""
    first = cache(lambda folder: make(None, folder))

    def static_files(app: Any, folder: Path) -> assets.StaticFiles:
        files = copy.copy(first(folder))
        files._app = app
        return files

    return static_files


def compiled(compile_: Compile) -> Compile:
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
