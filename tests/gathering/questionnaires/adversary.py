"""What somebody with the whole database can do: read every table as it lies, and look for the same thing twice."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from oneworkforce.gathering.questionnaires.drafts import CODE_LENGTH

Row = dict[str, Any]
Rows = dict[str, list[Row]]
HIDDEN = ("xmin", "ctid", "rowid")
"""What a database notes of a row besides its columns, and shows to whoever asks."""


def everything() -> Rows:
    """Every table, in full, in the order in which the database holds it; with its hidden columns."""
    with connection.cursor() as cursor:
        return {table: rows_of(table) for table in connection.introspection.table_names(cursor)}


def rows_of(table: str) -> list[Row]:
    """One table."""
    if connection.vendor == "postgresql":
        return _rows(f'SELECT xmin::text, ctid::text, * FROM "{table}" ORDER BY ctid')  # noqa: S608
    try:
        with transaction.atomic():
            return _rows(f'SELECT rowid AS rowid, * FROM "{table}"')  # noqa: S608
    except DatabaseError:
        return _rows(f'SELECT * FROM "{table}"')  # noqa: S608


def _rows(query: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [column[0] for column in cursor.description]
        held = ((bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in cursor)
        return [dict(zip(names, row, strict=True)) for row in held]


def in_tables(rows: Rows, secrets: set[str]) -> set[tuple[str, str]]:
    """Each secret that stands in some cell, as text or as bytes, and in which table."""
    return {
        (table, secret)
        for table, held in rows.items()
        for text in [repr(held).lower()]
        for secret in secrets
        if secret.lower() in text
    }


def digests(word: str) -> set[str]:
    """What anybody could work out from a word without the site's key."""
    forms = {word, word.lower(), "-".join((word[:4], word[4:8], word[8:]))}
    made = {
        digest
        for form in forms
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b")
        for digest in [hashlib.new(name, form.encode()).hexdigest()]
    }
    return forms | made | {digest[:32] for digest in made}


def keyed(word: str) -> set[str]:
    """What somebody with the site's key could work out from a word: every keyed hash that the service knows of.

    And of each of those once more, cut to a code's length: as if links were made from what is stored.
    """
    made = {digest for form in (word, word.upper(), word.lower()) for digest in _keyed(form)}
    return made | {digest for code in made for digest in _keyed(code[:CODE_LENGTH].upper())}


def _keyed(word: str) -> list[str]:
    key = settings.SECRET_KEY.encode()
    prefixes = (b"", b"oneworkforce draft ", b"oneworkforce invitation ", b"oneworkforce ")
    return [hmac.digest(key, prefix + word.encode(), "sha256").hex() for prefix in prefixes]


def words_in(rows: Rows) -> set[str]:
    """Every text in every cell, whole and in its parts: whatever might have been made into a key."""
    found: set[str] = set()
    for held in rows.values():
        for row in held:
            for cell in row.values():
                text = cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
                found.add(text[:300])
                found.update(re.findall(r"[\w@.+-]{4,}", text))
                found.update(re.findall(r"\w{4,}", text))
    return found


def correlation(first: dict[int, Any], second: dict[int, Any], batch: list[int]) -> float:
    """How far one order of a batch's people tells another."""
    rank = {value: place for place, value in enumerate(sorted(first[person] for person in batch))}
    other = {value: place for place, value in enumerate(sorted(second[person] for person in batch))}
    apart = sum((rank[first[person]] - other[second[person]]) ** 2 for person in batch)
    return 1 - 6 * apart / (len(batch) * (len(batch) ** 2 - 1))  # Spearman's, of orders without ties


def place_on_disk(ctid: str) -> tuple[int, ...]:
    """A ctid in the order of places: `(0,10)` comes after `(0,9)`."""
    return tuple(map(int, ctid.strip("()").split(",")))
