"""Statements that are said a hundred times a second, made ready once.

SQLAlchemy writes them and knows how each value is kept. What it does anew each time besides takes ten times as long as
SQLite does, and as long as PostgreSQL's driver, so the driver is handed the finished text.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from workshop.store import postgresql

Values = Mapping[str, Any]
_Keeper = _Maker = Callable[[Any], Any]


class Ready:
    """One statement with named parameters; as it is made at its first use, it may stand at the top of a module.

    `always` are the values that it mostly has: they need not be given each time.
    Not for lists of values (IN with a parameter), whose text depends on how many there are.
    """

    def __init__(self, statement: Any, always: Values | None = None) -> None:
        self._statement = statement
        self._always = dict(always or {})
        self._plain: dict[str, _Plain] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """For what gives no rows. Raises what the driver raises (of PostgreSQL's, what SQLAlchemy makes of it)."""
        self._said(connection, values)

    def all(self, connection: Connection, values: Values) -> Sequence[Any]:
        """The rows, their columns by name."""
        plain, said = self._said(connection, values)
        return [plain.row(found) for found in said.fetchall()]

    def first(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        plain, said = self._said(connection, values)
        found = said.fetchone()
        return None if found is None else plain.row(found)

    def _said(self, connection: Connection, values: Values) -> tuple[_Plain, Any]:
        """The statement, and the driver's cursor over its rows."""
        kind = connection.dialect.name
        plain = self._plain.get(kind)
        if plain is None:
            plain = self._plain[kind] = _Plain(self._statement, self._always, connection.dialect)
        say = postgresql.say if kind == "postgresql" else _say
        cursor = say(connection, plain.text, plain.kept(values))
        if not plain.seen:
            plain.see(cursor.description)
        return plain, cursor


def _say(connection: Connection, text: str, values: Values) -> Any:
    return connection.connection.dbapi_connection.execute(text, values)  # type: ignore[union-attr]


class _Plain:
    """The statement as the driver takes it: its text, and how values go in and come out."""

    def __init__(self, statement: Any, always: Values, dialect: Dialect) -> None:
        # A JSON column asks the dialect for its functions: this is how SQLite's has them, but with parameters by name.
        named: Any = type(dialect)(paramstyle="named") if dialect.name == "sqlite" else dialect  # type: ignore[call-arg]
        compiled = statement.compile(dialect=named)
        if compiled.post_compile_params:
            raise ValueError("a list of values")
        self.text = str(compiled)
        self._given: dict[str, Any] = {}
        self._keepers: list[tuple[str, _Keeper]] = []
        for name, parameter in compiled.binds.items():
            keeper = parameter.type.dialect_impl(named).bind_processor(named)
            if keeper is not None:
                self._keepers.append((name, keeper))
            if not parameter.required and parameter.value is not None:
                self._given[name] = keeper(parameter.value) if keeper else parameter.value
        self._dialect = named
        self._columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._makers: list[tuple[int, _Maker]] = []
        self.seen = False
        self._given = self.kept(always)
        self._row: Any = namedtuple("Row", [column.key for column in self._columns], rename=True)  # type: ignore[misc]

    def see(self, description: Any) -> None:
        """How values come out depends on what the driver says of its first rows."""
        self._makers = [
            (place, maker)
            for place, (column, said) in enumerate(zip(self._columns, description or (), strict=False))
            if (maker := column.type.dialect_impl(self._dialect).result_processor(self._dialect, said[1]))
        ]
        self.seen = True

    def kept(self, values: Values) -> dict[str, Any]:
        """The parameters as the database keeps them."""
        given = {**self._given, **values}
        for name, keeper in self._keepers:
            if name in values:
                given[name] = keeper(values[name])
        return given

    def row(self, found: tuple[Any, ...]) -> Any:
        if self._makers:
            made = list(found)
            for place, maker in self._makers:
                made[place] = maker(made[place])
            return self._row._make(made)
        return self._row._make(found)
