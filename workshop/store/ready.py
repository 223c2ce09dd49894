"""Statements that are said a hundred times a second, made ready once.

SQLAlchemy writes them and knows how each value is kept. What it does anew each time besides takes ten times as long as
SQLite does, so SQLite's own connection is handed the finished text. PostgreSQL, which is waited for, is spoken to as
anywhere else.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Select

Values = Mapping[str, Any]
_Keeper = Callable[[Any], Any]


class Ready:
    """One statement with named parameters; as it is made at its first use, it may stand at the top of a module.

    `always` are the values that it mostly has: they need not be given each time.
    Not for lists of values (IN with a parameter), whose text depends on how many there are.
    """

    def __init__(self, statement: Any, always: Values | None = None) -> None:
        self._statement = statement
        self._always = dict(always or {})
        self._plain: _Plain | None = None

    def run(self, connection: Connection, values: Values) -> None:
        """For what gives no rows. Raises what the driver raises."""
        if connection.dialect.name == "sqlite":
            plain = self._for(connection)
            _driver(connection).execute(plain.text, plain.kept(values))
        else:
            connection.execute(self._statement, {**self._always, **values})

    def all(self, connection: Connection, values: Values) -> Sequence[Any]:
        """The rows, their columns by name."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, {**self._always, **values}).all()
        plain = self._for(connection)
        return [plain.row(found) for found in _driver(connection).execute(plain.text, plain.kept(values))]

    def first(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, {**self._always, **values}).first()
        plain = self._for(connection)
        found = _driver(connection).execute(plain.text, plain.kept(values)).fetchone()
        return None if found is None else plain.row(found)

    def _for(self, connection: Connection) -> _Plain:
        if self._plain is None:
            self._plain = _Plain(self._statement, self._always, connection.dialect)
        return self._plain


class _Plain:
    """The statement as SQLite takes it: its text, and how values go in and come out."""

    def __init__(self, statement: Any, always: Values, dialect: Dialect) -> None:
        # A JSON column asks the dialect for its functions: this is how `dialect` has them, but with parameters by name.
        named = type(dialect)(paramstyle="named")
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
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._makers = [
            (place, maker)
            for place, column in enumerate(columns)
            if (maker := column.type.dialect_impl(named).result_processor(named, None)) is not None
        ]
        self._given = self.kept(always)
        self._row: Any = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]

    def kept(self, values: Values) -> dict[str, Any]:
        """The parameters as SQLite keeps them."""
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


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
