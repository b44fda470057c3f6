"""Spreadsheets of LibreOffice for tests: what such a file holds, written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
START = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
 <office:automatic-styles><style:style style:name="ta1" style:family="table">
 <style:table-properties table:display="false"/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet>"""
CELL = '<table:table-cell office:value-type="string">'
END = "</office:spreadsheet></office:body></office:document-content>"


def ods_of(*rows: Sequence[str], hidden_rows: Sequence[int] = (), hidden_sheet: bool = False) -> bytes:
    """Rows as an ODS file; of a sheet before it, if asked for, that is hidden."""
    before = _sheet("Old", [("What",), ("hidden",)], (), ' table:style-name="ta1"') if hidden_sheet else ""
    content = START + before + _sheet("Staff", rows, hidden_rows, "") + END
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("content.xml", content)
    return file.getvalue()


def _sheet(name: str, rows: Sequence[Sequence[str]], hidden_rows: Sequence[int], style: str) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        hidden = ' table:visibility="filter"' if number in hidden_rows else ""
        cells = "".join(f"{CELL}<text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        lines.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    return f'<table:table table:name="{name}"{style}>{"".join(lines)}</table:table>'
