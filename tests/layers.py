"""The order of the house, as pyproject.toml's import contracts have it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import oneworkforce

PACKAGE = Path(oneworkforce.__file__).parent
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@cache
def contracts() -> list[dict[str, Any]]:
    """The import contracts."""
    found: list[dict[str, Any]] = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    return found


def points_up(here: str, there: str) -> bool:
    """Whether no import may lead from one module to another: it lies above, or neither may know of the other."""
    return any(_is_above(contract, here, there) or _are_apart(contract, here, there) for contract in contracts())


def module_of(path: Path) -> str:
    """The module that a file is, or that a template belongs to."""
    return ".".join(("oneworkforce", *path.relative_to(PACKAGE).with_suffix("").parts))


def _is_above(contract: dict[str, Any], here: str, there: str) -> bool:
    if contract["type"] != "layers":
        return False
    for container in contract.get("containers", [""]):
        own, other = (_place(contract["layers"], container, module) for module in (here, there))
        if own and other and (other[0] < own[0] or (other[0] == own[0] and other != own)):
            return True
    return False


def _place(layers: list[str], container: str, module: str) -> tuple[int, str] | None:
    """Which layer a module is in, counted from the top, and under which name: `a | b` may not know of one another.

    In `a : b` they may: so both go by one name. Parentheses say that a package may be absent.
    """
    for place, layer in enumerate(layers):
        for name in re.findall(r"[\w.]+", layer):
            if _is_in(module, container, name):
                return place, name if "|" in layer else ""
    return None


def _are_apart(contract: dict[str, Any], here: str, there: str) -> bool:
    if contract["type"] != "independence":
        return False
    own = [{name for name in contract["modules"] if _is_in(module, "", name)} for module in (here, there)]
    return all(own) and own[0] != own[1]


def _is_in(module: str, container: str, name: str) -> bool:
    return f"{module}.".startswith(f"{container}.{name}.".removeprefix("."))
