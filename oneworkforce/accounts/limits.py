"""Limits on guessing, counted in the database's cache under a hashed address.

An expired count would stay in the table and show when somebody came. So expired rows are deleted whenever another
address is counted, and at every release of answers.
"""

from __future__ import annotations

import ipaddress
import time
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

ONE_PERSONS_NETWORK = 64
"""Bits of an IPv6 address that a household or office gets. It can change the rest for every try."""


def client_address(request: HttpRequest) -> str:
    """The visitor's address; behind a trusted proxy, the one that the proxy reports."""
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def hashed_address(request: HttpRequest, what: str) -> str:
    """The hashed address, different for each ``what``. All of an IPv6 household counts as one."""
    given = client_address(request)
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        counted = given
    else:
        plain = getattr(address, "ipv4_mapped", None) or address
        bits = ONE_PERSONS_NETWORK if plain.version == 6 else 32
        counted = str(ipaddress.ip_network(f"{plain}/{bits}", strict=False))
    return salted_hmac("oneworkforce.limits", f"{what} {counted}", algorithm="sha256").hexdigest()


def too_many(request: HttpRequest, what: str, *, limit: int, seconds: int) -> bool:
    """Count a try; True after more than ``limit`` in ``seconds``."""
    tries = _counted(_key(request, what, seconds), seconds)
    if tries == 1:
        forget_old_tries()
    return tries > limit


def _counted(key: str, seconds: int) -> int:
    """Count one more: in one statement where the cache is a table, so that no two tries at once count as one."""
    if not isinstance(caches["default"], DatabaseCache):
        cache.add(key, 0, seconds)
        return int(cache.incr(key))
    until = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0) + timedelta(seconds=seconds))
    table = _table()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, '1', %s) ON CONFLICT (cache_key) "  # noqa: S608
            f"DO UPDATE SET value = CAST(CAST({table}.value AS integer) + 1 AS text) RETURNING value",
            [cache.make_key(key), until],
        )
        return int(cursor.fetchone()[0])


def _table() -> str:
    return connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))


def forget_old_tries() -> None:
    """Delete expired counts, if the cache is a table."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_table()} WHERE expires < %s", [now])  # noqa: S608 (our own table's name)


def _key(request: HttpRequest, what: str, seconds: int) -> str:
    # A new count starts every so many seconds, so a busy office is not shut out for good.
    return f"tries:{hashed_address(request, f'{what} {int(time.time()) // seconds}')}"
