"""What each application would make anew, made once for a run: code of templates, addresses, SQL; what files say."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from pathlib import Path
from threading import Lock
from types import CodeType
from typing import Any

import pytest
from flask.templating import Environment
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Map, Rule, RuleFactory
from werkzeug.routing.matcher import StateMachineMatcher

from analysis import glossary
from workshop.web import assets, bundles

Compile = Callable[..., CodeType]
_STATEMENTS = 3000
_GIVEN = (
    *("rule", "endpoint", "subdomain", "host", "is_leaf", "is_branch", "strict_slashes", "merge_slashes"),
    *("build_only", "alias", "websocket", "redirect_to"),
)
_READ_LATER = ("map", "arguments", "_trace", "_parts", "_converters", "_build", "_build_unknown")
_OF_A_RULE = {*_GIVEN, *_READ_LATER, "methods", "defaults", "provide_automatic_options"}
_given = attrgetter(*_GIVEN)


def save(patch: pytest.MonkeyPatch) -> None:
    """Let the applications of this process share what they would each make."""
    patch.setattr(Environment, "compile", compiled(Environment.compile))
    patch.setattr(Map, "update", read_once(Map.add, Map.update))
    patch.setattr(Map, "add", collected)
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
    patch.setattr(Engine, "__init__", with_one_cache(Engine.__init__))
    patch.setattr(assets, "StaticFiles", shared(assets.StaticFiles))
    patch.setattr(assets, "_version", cache(assets._version))
    patch.setattr(bundles, "digest", cache(bundles.digest))
    patch.setattr(glossary, "shipped", cache(glossary.shipped))


def collected(of: Map, more: RuleFactory) -> None:
    """As `Map.add`, which would read each address at once: most applications have those of another one."""
    vars(of).setdefault("_collected", []).extend(more.get_rules(of))
    of._remap = True


def read_once(add: Callable[[Map, Rule], None], update: Callable[[Map], None]) -> Callable[[Map], None]:
    """`Map.update` that reads addresses once for all applications that have the same: 250, in 1,500 applications."""
    known: dict[tuple[Any, ...], tuple[Any, Any]] = {}
    one_at_a_time = Lock()

    def update_known(of: Map) -> None:
        with one_at_a_time:
            if not of._remap:
                return
            rules = vars(of).get("_collected", [])
            shape = (of.default_subdomain, of.strict_slashes, of.merge_slashes, of.host_matching)
            key = (*shape, *of.converters.items(), *(_facts(rule) for rule in rules))
            if key not in known:
                of._matcher, of._rules_by_endpoint = StateMachineMatcher(of.merge_slashes), {}
                for rule in rules:
                    add(of, rule if rule.map is None else _unbound(rule))
                update(of)
                known[key] = of._matcher, of._rules_by_endpoint
            of._matcher, of._rules_by_endpoint = known[key]
            of._remap = False

    return update_known


def _facts(rule: Rule) -> tuple[Any, ...]:
    """All that makes a rule what it is, Flask's own mark too."""
    assert vars(rule).keys() <= _OF_A_RULE, "werkzeug has given rules something new"
    automatic = getattr(rule, "provide_automatic_options", None)
    return (*_given(rule), frozenset(rule.methods or ()), repr(rule.defaults), automatic)


def _unbound(rule: Rule) -> Rule:
    copied = rule.empty()
    vars(copied)["provide_automatic_options"] = getattr(rule, "provide_automatic_options", None)
    return copied


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
