"""Short keys for addresses and commands, made from names."""

from django.db import models
from django.utils.text import slugify


def free_key(model: type[models.Model], name: str, **within: object) -> str:
    """A key made from a name that no row of ``model`` (``within`` a parent) has yet: at most 50 characters."""
    stem = slugify(name)[:46].strip("-") or "new"
    taken = set(model._default_manager.filter(key__startswith=stem, **within).values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
