"""What commands print: rows in columns, and JSON."""

from __future__ import annotations

import json
from typing import Any

import click


def columns(rows: list[list[str]]) -> str:
    """Rows of equally many texts, each column as wide as its longest."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def print_json(data: Any) -> None:
    """Print it with two spaces to a level; ValueError for what JSON has no number for."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
