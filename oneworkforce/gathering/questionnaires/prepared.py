"""Statements that Django writes once, for the pages that are asked for most.

Writing the SQL of a query takes Django five to twenty times as long as the database takes to run it. The statements of
somebody who answers are the same each time but for a few parameters, so they are written at first use, by the ORM and
thus for either database, and kept. What is kept is text: never a row.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql import UpdateQuery

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

    def _filled(self, values: tuple[Any, ...]) -> list[Any]:
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
    back = ", ".join(connection.ops.quote_name(column) for column in returning)
    return _statement(f"{sql} RETURNING {back}" if back else sql, parameters)


def _statement(sql: str, parameters: tuple[Any, ...]) -> Statement:
    return Statement(sql, tuple(_slot_or(given) for given in parameters))


def _slot_or(given: Any) -> Any:
    if isinstance(given, str) and given.startswith(TEXT):
        return Slot(int(given.removeprefix(TEXT)))
    return Slot(NUMBERS - given) if type(given) is int and given <= NUMBERS else given


class Finder(threading.local, Generic[Found]):
    """Finds one row by a column of text, with the rows that it refers to, as `select_related` and `first` would.

    One for each thread, as connections are: columns are read by the connection's own converters.
    """

    def __init__(self, model: type[Found], by: str, beside: tuple[str, ...]) -> None:
        """:param by: the column, which is unique. :param beside: foreign keys, after those that lead to them."""
        self.model, self.by, self.beside = model, by, beside
        self.statement: Statement | None = None

    def find(self, value: str) -> Found | None:
        """The row with this value; None where there is none."""
        if self.statement is None:
            self._write()
        assert self.statement is not None  # noqa: S101 (for the type checker)
        for row in self.statement.rows(value):
            return self._made(row)
        return None

    def _write(self) -> None:
        self.models: list[tuple[str, type[Model]]] = [("", self.model)]
        for path in self.beside:
            parent, _separator, name = path.rpartition("__")
            field = dict(self.models)[parent]._meta.get_field(name)
            self.models.append((path, field.related_model))  # type: ignore[arg-type]
        columns = [f"{path}__{name}".lstrip("_") for path, model in self.models for name in attributes(model)]
        rows = self.model._default_manager.filter(**{self.by: text_slot(0)}).order_by().values_list(*columns)
        compiler = rows.query.get_compiler(connection=connection)
        self.statement = _statement(*compiler.as_sql())
        self.converters = compiler.get_converters([selected[0] for selected in compiler.select])

    def _made(self, row: tuple[Any, ...]) -> Found:
        values = list(row)
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        made: dict[str, Any] = {}
        for path, model in self.models:
            names = attributes(model)
            made[path] = model.from_db(connection.alias, names, values[: len(names)])
            del values[: len(names)]
            parent, _separator, name = path.rpartition("__")
            if path:
                setattr(made[parent], name, made[path])
        found: Found = made[""]
        return found


def attributes(model: type[Model]) -> list[str]:
    """The columns of a model, by the names of their attributes."""
    return [field.attname for field in model._meta.concrete_fields]
