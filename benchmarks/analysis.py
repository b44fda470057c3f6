"""How long counting takes, away from any database: `python benchmarks/analysis.py`.

The goals on two cores: tallying 1,000,000 sheets of 44 answers, 3 s; blanking 100,000 rows that leave, 2 s of CPU.
"""

import sys
from itertools import product

import numpy as np
from measuring import REPOSITORY, timed

SHEETS = 1_000_000
DIMENSIONS = 44
ROWS = 100_000
K = 10


def main() -> None:
    """Tally made-up sheets, and blank what is small among made-up rows; both are the same each time."""
    sys.path.insert(0, str(REPOSITORY))
    from oneworkforce.analysis import SYMBOLS, blank_small, tally_sheets

    symbols = np.frombuffer(SYMBOLS.encode(), dtype=np.uint8)
    answers = np.random.default_rng(1).choice(symbols, SHEETS * DIMENSIONS).tobytes().decode()
    sheets = [answers[start : start + DIMENSIONS] for start in range(0, len(answers), DIMENSIONS)]
    with timed(f"Tally {SHEETS:,} sheets of {DIMENSIONS} answers", SHEETS):
        tally_sheets(sheets, DIMENSIONS)

    kinds = list(product("FL", [f"sector {n}" for n in range(9)], [f"place {n}" for n in range(40)]))
    # Squares fall unevenly: some combinations are large, and some are smaller than k.
    rows = [kinds[(number * number) % len(kinds)] for number in range(ROWS)]
    rows[:200] = [("L", f"sector {n % 9}", f"hamlet {n}") for n in range(200)]
    with timed(f"Blank what is small among {ROWS:,} rows", ROWS):
        blank_small(rows, K)


if __name__ == "__main__":
    main()
