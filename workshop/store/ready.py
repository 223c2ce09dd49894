"""SQL statements that run a hundred times a second, each compiled once.

SQLAlchemy writes them and converts each value as its column requires. What it does anew at each execution takes ten
times as long as SQLite does, and as long as PostgreSQL's driver, so the driver gets the finished text.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Select

from workshop.store import postgresql

Values = Mapping[str, Any]
_Convert: TypeAlias = Callable[[Any], Any]


class Ready:
    """One statement with named parameters, compiled at its first execution, so that a module may define it.

    `constants` are the values of parameters that need not be given each time.
    Not for lists of values (IN with a parameter), whose text depends on their number.
    """

    def __init__(self, statement: Any, constants: Values | None = None) -> None:
        self._statement = statement
        self._constants = dict(constants or {})
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute what returns no rows. Raises what the driver raises (PostgreSQL's as SQLAlchemy's)."""
        self._execute(connection, values)

    def run_each(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Execute for every row what returns none."""
        if connection.dialect.name == "postgresql":
            if given := [{**self._constants, **row} for row in rows]:
                connection.execute(self._statement, given)
            return
        compiled = self._for(connection)
        raw: Any = connection.connection.dbapi_connection
        raw.executemany(compiled.text, map(compiled.bound, rows))

    def all(self, connection: Connection, values: Values) -> Sequence[Any]:
        """Execute and return the rows, their columns by name."""
        compiled, cursor = self._execute(connection, values)
        return compiled.rows(cursor.fetchall())

    def first(self, connection: Connection, values: Values) -> Any | None:
        """Execute and return the first row, or None."""
        compiled, cursor = self._execute(connection, values)
        found = cursor.fetchone()
        return None if found is None else compiled.row(found)

    def _execute(self, connection: Connection, values: Values) -> tuple[_Compiled, Any]:
        """Execute the statement; return its compiled form and the driver's cursor."""
        database, compiled = connection.dialect.name, self._for(connection)
        execute = postgresql.execute if database == "postgresql" else _execute_sqlite
        cursor = execute(connection, compiled.text, compiled.bound(values))
        if not compiled.described:
            compiled.describe(cursor.description)
        return compiled, cursor

    def _for(self, connection: Connection) -> _Compiled:
        database = connection.dialect.name
        compiled = self._compiled.get(database)
        if compiled is None:
            compiled = self._compiled[database] = _Compiled(self._statement, self._constants, connection.dialect)
        return compiled


def _execute_sqlite(connection: Connection, text: str, values: Values) -> Any:
    return connection.connection.dbapi_connection.execute(text, values)  # type: ignore[union-attr]


class _Compiled:
    """The statement's text for the driver, and the converters of its parameters and columns."""

    def __init__(self, statement: Any, constants: Values, dialect: Dialect) -> None:
        # JSON columns take their functions from the dialect: SQLite's own class, but with named parameters.
        named: Any = type(dialect)(paramstyle="named") if dialect.name == "sqlite" else dialect  # type: ignore[call-arg]
        compiled = statement.compile(dialect=named)
        if compiled.post_compile_params:
            raise ValueError("a list of values")
        self.text = str(compiled)
        self._defaults: dict[str, Any] = {}
        self._converts_in: list[tuple[str, _Convert]] = []
        for name, parameter in compiled.binds.items():
            convert = parameter.type.dialect_impl(named).bind_processor(named)
            if convert is not None:
                self._converts_in.append((name, convert))
            if not parameter.required and parameter.value is not None:
                self._defaults[name] = convert(parameter.value) if convert else parameter.value
        self._dialect = named
        self._columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._converts_out: list[tuple[int, _Convert]] = []
        self.described = False
        self._defaults = self.bound(constants)
        self._row: Any = namedtuple("Row", [column.key for column in self._columns], rename=True)  # type: ignore[misc]

    def describe(self, description: Any) -> None:
        """Choose the columns' converters by the types that the driver reports with the first rows."""
        self._converts_out = [
            (index, convert)
            for index, (column, reported) in enumerate(zip(self._columns, description or (), strict=False))
            if (convert := column.type.dialect_impl(self._dialect).result_processor(self._dialect, reported[1]))
        ]
        self.described = True

    def bound(self, values: Values) -> dict[str, Any]:
        """Return all parameters, converted to what the database stores."""
        bound = {**self._defaults, **values}
        for name, convert in self._converts_in:
            if name in values:
                bound[name] = convert(values[name])
        return bound

    def rows(self, found: Iterable[tuple[Any, ...]]) -> list[Any]:
        return list(map(self.row if self._converts_out else self._row._make, found))

    def row(self, found: tuple[Any, ...]) -> Any:
        if self._converts_out:
            converted = list(found)
            for index, convert in self._converts_out:
                converted[index] = convert(converted[index])
            return self._row._make(converted)
        return self._row._make(found)
