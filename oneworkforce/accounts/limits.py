"""Limits on guessing, kept in the database's cache. The address is kept hashed, for minutes only.

The cache itself would leave a count in its table long after it has expired, and its date beside it: a note of when
somebody came. So whatever has expired is deleted as soon as the next address is counted, and whenever answers are
released.
"""

from __future__ import annotations

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

ONE_PERSONS_NETWORK = 64
"""Bits of an IPv6 address that are given to one household or office, which may choose the rest anew for every try."""


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; behind a trusted proxy, what that proxy says."""
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def hashed_address(request: HttpRequest, what: str) -> str:
    """The address under the site's key, another for every ``what``; a whole IPv6 network counts as one address."""
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
    """Count one more try of ``what`` from the request's address; True past ``limit`` in ``seconds``.

    Seconds go by the clock: a new count begins at every full ``seconds``, so that a busy office is not shut out for
    good.
    """
    key = _key(request, what, seconds)
    if cache.add(key, 1, seconds):
        forget_old_tries()
        return limit < 1
    tries = int(cache.get(key, 0)) + 1
    cache.set(key, tries, seconds)
    return tries > limit


def forget_old_tries() -> None:
    """Delete what has expired, where the cache is a table."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 (our own table's name)


def _key(request: HttpRequest, what: str, seconds: int) -> str:
    return f"limit:{hashed_address(request, f'{what} {int(time.time()) // seconds}')}"
