"""Cells that a spreadsheet would run: they leave with an apostrophe in front, and lose exactly that one on the way in.

Only what would really be a formula is guarded, so that a plan comes back cell for cell: "- June 1" and "- met (twice)"
are words, "-1+2" and "=SUM(A1)" are not. A spreadsheet skips white space before a formula, so it is skipped here too.

For every text: ``without_guard(with_guard(text)) == text``, and ``with_guard`` never returns a formula.
"""

import re

GUARD = "'"

# A sign and a space start a list of words, unless a function, another program or another sheet is called further on.
_FORMULA = r"\s*(?:[=@＝＠]|[-+－＋](?!\s)(?=.)|[-+－＋]\s(?=.*(?:\w\(|\(\s*[\"']|\||!\S)))"
_NEEDS_GUARD = re.compile(rf"{GUARD}*{_FORMULA}", re.DOTALL)
_HAS_GUARD = re.compile(rf"{GUARD}+{_FORMULA}", re.DOTALL)


def with_guard(cell: str) -> str:
    """The cell as it may be written to a file that people open in a spreadsheet."""
    if cell.isalnum():  # nearly every cell of a million answers
        return cell
    return GUARD + cell if _NEEDS_GUARD.match(cell) else cell


def without_guard(cell: str) -> str:
    """The cell as it was before `with_guard`."""
    return cell[len(GUARD) :] if _HAS_GUARD.match(cell) else cell
