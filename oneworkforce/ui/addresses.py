"""Addresses of pages, worked out once: Django takes as long for one as for a query of the database."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=1024)
def address_of(name: str, *args: int) -> str:
    """The address of a named page. Not for one that holds somebody's code: that would stay in memory."""
    return reverse(name, args=args)
