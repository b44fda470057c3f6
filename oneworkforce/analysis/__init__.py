"""How figures are made: plain data in, unrounded figures out."""

from .agreement import agreement_words, rwg, van_der_eijk
from .comparison import Difference, PerceptionGap, cliffs_delta, perception_gap, priority_order
from .disclosure import Cell, Protected, UndecidedCell, all_stand, protect, protect_alone
from .inputs import EVERYONE, NOT_ASKED, SYMBOLS, GroupTally, Tally, ThemeAxes
from .positions import mean, median, theme_position
from .results import DimensionResult, Results, ThemeChange, ThemeResult, change, work_out
from .row_release import Blanked, blank_small
from .tally import add_to, empty_tally, tally_from_bytes, tally_sheets, tally_to_bytes

__all__ = [
    "EVERYONE",
    "NOT_ASKED",
    "SYMBOLS",
    "Blanked",
    "Cell",
    "Difference",
    "DimensionResult",
    "GroupTally",
    "PerceptionGap",
    "Protected",
    "Results",
    "Tally",
    "ThemeAxes",
    "ThemeChange",
    "ThemeResult",
    "UndecidedCell",
    "add_to",
    "agreement_words",
    "all_stand",
    "blank_small",
    "change",
    "cliffs_delta",
    "empty_tally",
    "mean",
    "median",
    "perception_gap",
    "priority_order",
    "protect",
    "protect_alone",
    "rwg",
    "tally_from_bytes",
    "tally_sheets",
    "tally_to_bytes",
    "theme_position",
    "van_der_eijk",
    "work_out",
]
