"""What a spreadsheet of LibreOffice (ODS) hides and merges: its content says it row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from oneworkforce.tables.sheet_marks import MOST_CELLS, SheetMarks
from oneworkforce.tables.workbook_parts import broken

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HIDDEN = ("collapse", "filter")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class OpenDocumentSheet:
    """A sheet: its name, whether the spreadsheet shows it, and what it says beside its values."""

    name: str
    is_shown: bool
    marks: SheetMarks


def sheets_of(content: bytes) -> list[OpenDocumentSheet]:
    """The sheets of a spreadsheet's content, in their order. :raises TableRefused: where it is damaged."""
    if b"<!DOCTYPE" in content:
        raise broken()
    try:
        return list(_sheets(content))
    except (ElementTree.ParseError, ValueError, IndexError) as fault:
        raise broken() from fault


def _sheets(content: bytes) -> Iterator[OpenDocumentSheet]:
    not_shown: set[str] = set()
    style = ""
    for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314
        if event == "start" and element.tag == f"{STYLE}style":
            style = element.attrib.get(f"{STYLE}name", "")
        elif event == "end" and element.tag == f"{STYLE}table-properties":
            if element.attrib.get(f"{TABLE}display") == "false":
                not_shown.add(style)
        elif event == "end" and element.tag == f"{TABLE}table":
            shown = element.attrib.get(f"{TABLE}style-name", "") not in not_shown
            yield OpenDocumentSheet(element.attrib.get(f"{TABLE}name", ""), shown, _marks(element))
            element.clear()


def _marks(table: ElementTree.Element) -> SheetMarks:
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    merged: list[tuple[int, int, int]] = []
    column, line, widest, lowest = 0, 1, 0, 0
    for element in table.iter():
        if element.tag == f"{TABLE}table-column":
            times = _times(element, "columns")
            if element.attrib.get(f"{TABLE}visibility") in _HIDDEN:
                hidden_columns.update(range(column, min(column + times, LAST_COLUMN)))
            column += times
        elif element.tag == f"{TABLE}table-row":
            times = _times(element, "rows")
            place, filled = 0, 0
            for cell in element:
                spans = int(cell.attrib.get(f"{TABLE}number-rows-spanned", "1"))
                if spans > 1:
                    merged.append((line, line + spans - 1, place))
                place += _times(cell, "columns")
                if f"{OFFICE}value-type" in cell.attrib:
                    filled = place
            widest = max(widest, filled)
            if filled:
                lowest = line + times - 1
            if filled and element.attrib.get(f"{TABLE}visibility") in _HIDDEN:
                hidden_rows.update(range(line, min(line + times, LAST_ROW)))
            line += times
    far = f"line {lowest}" if widest * lowest > MOST_CELLS else ""
    return SheetMarks(frozenset(hidden_rows), frozenset(hidden_columns), tuple(merged), {}, far)


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.attrib.get(f"{TABLE}number-{what}-repeated", "1"))
