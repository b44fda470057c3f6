"""A row of a table, whatever kind of file it came in."""

Row = tuple[int, list[str]]
"""The line on which a row begins, from 1, and its cells as text."""

FIRST_LINES = 5
"""Rows among which the names of the columns are looked for."""
