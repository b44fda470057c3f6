"""Limits on guessing, kept in the database's cache. The address is kept hashed, for minutes only."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; behind a trusted proxy, what that proxy says."""
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def too_many(request: HttpRequest, what: str, *, limit: int, seconds: int) -> bool:
    """Count one more try of ``what`` from the request's address; True past ``limit`` in ``seconds``."""
    key = "limit:" + salted_hmac("oneworkforce.limits", f"{what} {client_address(request)}").hexdigest()
    if cache.add(key, 1, seconds):
        return False
    try:
        return int(cache.incr(key)) > limit
    except ValueError:  # it expired between the two calls
        return False
