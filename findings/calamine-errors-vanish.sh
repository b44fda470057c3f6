#!/bin/bash
# python-calamine 0.9.1: a cell of an XLSX sheet that shows an error (#N/A), and one with a formula whose value the program
# that wrote the file never worked out, come as empty strings: just as a cell with nothing in it. So a list with a broken
# look-up is read as a list with gaps, and nothing says so. openpyxl 3.1.5 gives both as they are written.
# A table's rows come from the first of the sheet on, but its cells from the first column that has anything in it: with
# the first cell in C3 there are two empty rows before it and no empty cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 2>/dev/null
"$folder/venv/bin/python" - "$folder/list.xlsx" <<'PYTHON'
import sys
from importlib.metadata import version

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

book = Workbook()
sheet = book.active
for place, value in {"C3": "Name", "D3": "Group", "C4": '=CONCATENATE("A","B")', "D4": "#N/A"}.items():
    sheet[place] = value
sheet["D4"].data_type = "e"
book.save(sys.argv[1])
read = load_workbook(sys.argv[1]).active
print(f"openpyxl {version('openpyxl')}: {read['C4'].value!r}, {read['D4'].value!r}")
found = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
rows = list(found.iter_rows())
print(f"python-calamine {version('python-calamine')}: begins at {found.start}, {rows}")
assert (read["C4"].value, read["D4"].value) == ('=CONCATENATE("A","B")', "#N/A")
assert rows[3] == ["", ""], "the formula or the error is told now: this has changed"
assert rows == [["", ""], ["", ""], ["Name", "Group"], ["", ""]], "rows or columns begin elsewhere: this has changed"
PYTHON
