"""How figures are made: plain data in, unrounded figures out."""

from .agreement import agreement_words, rwg, van_der_eijk
from .comparison import Difference, PerceptionGap, cliffs_delta, perception_gap, priority_order
from .disclosure import Cell, Protected, UndecidedCell, all_stand, protect, protect_alone
from .folding import Folded, HeadCount, enough_to_join, fold_small, may_be_crossed
from .inputs import EVERYONE, NOT_ASKED, SYMBOLS, GroupTally, Tally, ThemeAxes
from .leaving_rows import CellsAtClose, NewRows, RowsLeaving, rows_leaving
from .moments import Decided, GroupSteps, Warned, decide, mark_of_before, warnings_before
from .positions import mean, median, theme_position
from .results import DimensionResult, Results, ThemeChange, ThemeResult, change, nothing_yet, work_out
from .row_release import Blanked, blank_small
from .sources import may_enter
from .tally import add_to, empty_tally, tally_from_bytes, tally_sheets, tally_to_bytes

__all__ = [
    "EVERYONE",
    "NOT_ASKED",
    "SYMBOLS",
    "Blanked",
    "Cell",
    "CellsAtClose",
    "Decided",
    "Difference",
    "DimensionResult",
    "Folded",
    "GroupSteps",
    "GroupTally",
    "HeadCount",
    "NewRows",
    "PerceptionGap",
    "Protected",
    "Results",
    "RowsLeaving",
    "Tally",
    "ThemeAxes",
    "ThemeChange",
    "ThemeResult",
    "UndecidedCell",
    "Warned",
    "add_to",
    "agreement_words",
    "all_stand",
    "blank_small",
    "change",
    "cliffs_delta",
    "decide",
    "empty_tally",
    "enough_to_join",
    "fold_small",
    "mark_of_before",
    "may_be_crossed",
    "may_enter",
    "mean",
    "median",
    "nothing_yet",
    "perception_gap",
    "priority_order",
    "protect",
    "protect_alone",
    "rows_leaving",
    "rwg",
    "tally_from_bytes",
    "tally_sheets",
    "tally_to_bytes",
    "theme_position",
    "van_der_eijk",
    "warnings_before",
    "work_out",
]
