"""Finds what the files of a folder declare, so that nobody keeps a list of them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def declared_in(folder: str, paths: list[str], name: str) -> list[Any]:
    """The thing called ``name`` of every module in a package, by the modules' names."""
    return [getattr(import_module(f"{folder}.{module.name}"), name) for module in iter_modules(paths)]
