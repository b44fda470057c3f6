"""An empty list to fill in, as CSV and XLSX with the partnership's names."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.preview import field_names, words_of

KNOWN = ("staff_group", "sector", "locality", "workforce", "language")


def headings() -> list[str]:
    """A list's column names."""
    names = field_names()
    order = ("staff_group", "organisation", "sector", "locality", "wave", "language", "workforce")
    return [_("Name"), _("E-mail address"), *(names[field] for field in order)]


def template_as_csv() -> bytes:
    """Column names, with the mark by which spreadsheets know UTF-8."""
    return ("\ufeff" + ",".join(f'"{heading}"' for heading in headings()) + "\r\n").encode()


def template_as_xlsx(assessment: Assessment) -> bytes:
    """A sheet to fill in, and one with the names it may use."""
    book = Workbook(write_only=True)
    people = book.create_sheet(_("People"))
    for letter in "ABCDEFGHI":
        people.column_dimensions[letter].width = 24
    people.append(_as_texts(people, headings()))
    known = book.create_sheet(_("Names to use"))
    names, words = field_names(), words_of(assessment)
    columns = [[names[field], *words[field].values()] for field in KNOWN]
    columns.append([names["wave"], *assessment.waves.values_list("name", flat=True)])
    for letter in "ABCDEF":
        known.column_dimensions[letter].width = 40
    for number in range(max(map(len, columns))):
        known.append(_as_texts(known, [column[number] if number < len(column) else "" for column in columns]))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_texts(sheet: WriteOnlyWorksheet, values: list[str]) -> list[WriteOnlyCell]:
    """Cells that stay text: none is ever a formula."""
    cells = [WriteOnlyCell(sheet, value=value) for value in values]
    for cell in cells:
        cell.data_type = "s"
    return cells
