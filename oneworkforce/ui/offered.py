"""What apps offer to every template."""

from collections.abc import Callable
from typing import Any

OFFERED: dict[str, Callable[..., Any]] = {}
"""Functions by name. Apps add theirs in ``ready``, before the first page is drawn."""
