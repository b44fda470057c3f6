"""Short keys for addresses and commands."""

from django.db import models
from django.utils.text import slugify


def free_key(model: type[models.Model], name: str, **within: object) -> str:
    """Make a key from a name, at most 50 characters, that no row (``within`` a parent) has yet."""
    stem = slugify(name)[:46].strip("-") or "new"
    taken = set(model._default_manager.filter(key__startswith=stem, **within).values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
