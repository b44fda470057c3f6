"""Statements that Django writes once, for the pages that are asked for most.

Writing the SQL of a query takes Django five to twenty times as long as the database takes to run it. The statements of
somebody who answers are the same each time but for a few parameters, so they are written at first use, by the ORM and
thus for either database, and kept. What is kept is text: never a row.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import CharField, Func, Model, QuerySet, TextField
from django.db.models.base import ModelState
from django.db.models.expressions import Combinable
from django.db.models.sql import DeleteQuery, UpdateQuery

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the n-th value goes, counted from 0."""

    place: int


TEXT = "\x01slot "
NUMBERS = -7_000_000
"""Stand-ins that no query has as a value of its own."""


def text_slot(place: int) -> str:
    """Stands for the n-th value in a query being written, where a column holds text."""
    return f"{TEXT}{place}"


def number_slot(place: int) -> int:
    """Stands for the n-th value in a query being written, where a column holds a whole number."""
    return NUMBERS - place


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL as the database reads it, and its parameters: constants, and slots for the values of the moment."""

    sql: str
    parameters: tuple[Any, ...]

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """Run a SELECT, or an UPDATE that gives columns back; they come as the driver gives them: text and numbers."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(values))
            return cursor.fetchall()

    def changed(self, *values: Any) -> int:
        """Run an UPDATE; how many rows it changed."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(values))
            return cursor.rowcount

    def run_for_each(self, many: Sequence[Sequence[Any]]) -> None:
        """Run an INSERT for each of these rows, in this order."""
        if many:
            with connection.cursor() as cursor:
                cursor.executemany(self.sql, [self._filled(values) for values in many])

    def _filled(self, values: Sequence[Any]) -> list[Any]:
        return [values[given.place] if isinstance(given, Slot) else given for given in self.parameters]


def select(rows: QuerySet[Any, Any]) -> Statement:
    """The statement of a query of plain columns (`values_list`), with slots where values will go."""
    return _statement(*rows.query.get_compiler(connection=connection).as_sql())


def update(rows: QuerySet[Any], returning: tuple[str, ...] = (), **values: Any) -> Statement:
    """The statement of an update, as `QuerySet.update` would run it.

    :param returning: columns to give back of each row as it is afterwards; then it is run with `rows`.
    """
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)  # type: ignore[attr-defined]
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    # Both databases know this; Django's ORM does not.
    return _statement(f"{sql} RETURNING {_quoted(returning)}" if returning else sql, parameters)


def delete(rows: QuerySet[Any], returning: tuple[str, ...]) -> Statement:
    """The statement that deletes rows, and nothing that refers to them, and gives back columns of each."""
    sql, parameters = rows.query.chain(DeleteQuery).get_compiler(connection=connection).as_sql()
    return _statement(f"{sql} RETURNING {_quoted(returning)}", parameters)


def insert(model: type[Model]) -> Statement:
    """The statement that inserts one row as a driver gives it. Values: all columns, in the order of `attributes`."""
    columns = columns_of(model)
    into = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(["%s"] * len(columns))
    return Statement(
        f"INSERT INTO {into} ({_quoted(columns)}) VALUES ({values})",  # noqa: S608 (names of our own tables)
        tuple(Slot(place) for place in range(len(columns))),
    )


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)


def _statement(sql: str, parameters: tuple[Any, ...]) -> Statement:
    return Statement(sql, tuple(_slot_or(given) for given in parameters))


def _slot_or(given: Any) -> Any:
    if isinstance(given, str) and given.startswith(TEXT):
        return Slot(int(given.removeprefix(TEXT)))
    return Slot(NUMBERS - given) if type(given) is int and given <= NUMBERS else given


class Pairs(Func):
    """Two columns of all rows of a subquery as one JSON object, first → second; each database has its name for it.

    PostgreSQL gives nothing for no rows. It is no aggregate for Django, which would group by each row's key.
    """

    function = "JSON_GROUP_OBJECT"
    output_field = TextField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """As PostgreSQL names it; `jsonb` comes as text, as Django has it."""
        return super().as_sql(compiler, connection, function="JSONB_OBJECT_AGG", **more)


class Finder(threading.local, Generic[Found]):
    """Finds one row by a column of text, with the rows that it refers to, as `select_related` and `first` would.

    One for each thread, as connections are: columns are read by the connection's own converters.
    """

    def __init__(
        self,
        model: type[Found],
        by: str,
        beside: tuple[str, ...] = (),
        also: Mapping[str, Combinable] | None = None,
        lock: bool = False,
    ) -> None:
        """:param by: the column, which is unique. :param beside: foreign keys, after those that lead to them.

        :param also: what else is worked out about the row, each by the name of the attribute that it becomes.
        :param lock: have others who would lock it wait, to the end of the transaction; rows may still refer to it.
        """
        self.model, self.by, self.beside, self.also, self.lock = model, by, beside, also or {}, lock
        self.statement: Statement | None = None

    def find(self, value: str | int) -> Found | None:
        """The row with this value; None where there is none."""
        if self.statement is None:
            self._write()
        assert self.statement is not None  # noqa: S101 (for the type checker)
        for row in self.statement.rows(value):
            return self._made(row)
        return None

    def _write(self) -> None:
        self.models: list[tuple[str, type[Model], list[str]]] = [("", self.model, attributes(self.model))]
        models = {"": self.model}
        for path in self.beside:
            parent, _separator, name = path.rpartition("__")
            models[path] = models[parent]._meta.get_field(name).related_model  # type: ignore[assignment]
            self.models.append((path, models[path], attributes(models[path])))
        columns = [f"{path}__{name}".lstrip("_") for path, _model, names in self.models for name in names]
        is_text = isinstance(self.model._meta.get_field(self.by), CharField)
        rows = self.model._default_manager.filter(**{self.by: text_slot(0) if is_text else number_slot(0)}).order_by()
        if self.lock:
            rows = rows.select_for_update(no_key=True)
        rows = rows.annotate(**self.also).values_list(*columns, *self.also)
        compiler = rows.query.get_compiler(connection=connection)
        self.statement = _statement(*compiler.as_sql())
        self.converters = compiler.get_converters([selected[0] for selected in compiler.select])

    def _made(self, row: tuple[Any, ...]) -> Found:
        values = list(row)
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        made: dict[str, Any] = {}
        at = 0
        for path, model, names in self.models:
            made[path] = _row_of(model, names, values[at : at + len(names)])
            at += len(names)
            if path:
                parent, _separator, name = path.rpartition("__")
                made[parent]._state.fields_cache[name] = made[path]  # as `select_related` does
        found: Found = made[""]
        for name, value in zip(self.also, values[at:], strict=True):
            setattr(found, name, value)
        return found


def _row_of(model: type[Model], names: list[str], values: list[Any]) -> Any:
    """As `Model.from_db`, without the constructor, which takes as long as the database does."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.adding, row._state.db = False, connection.alias
    return row


def attributes(model: type[Model]) -> list[str]:
    """The columns of a model, by the names of their attributes."""
    return [field.attname for field in model._meta.concrete_fields]


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The columns of a model, by their names in the database."""
    return tuple(str(field.column) for field in model._meta.concrete_fields)
