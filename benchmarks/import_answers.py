"""How long an import of answers takes, and how much memory: `python benchmarks/import_answers.py [ROWS]`.

The goal for 100,000 rows on two cores: 30 s, 300 MB.
"""

import sys

from measuring import make_open_assessment, start, timed, write_answers

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> None:
    """Import a file into an empty database."""
    folder = start()
    from oneworkforce.gathering.questionnaires.actions import import_answers
    from oneworkforce.gathering.questionnaires.files.importing import read_answers

    assessment = make_open_assessment()
    path = folder / "answers.csv"
    write_answers(path, ROWS, assessment)
    with timed(f"Import {ROWS:,} rows", ROWS):
        with timed("  of which reading", ROWS):
            rows = read_answers(path, assessment).rows
        with timed("  of which storing and releasing", ROWS):
            import_answers(assessment=assessment, rows=rows, by=None)


if __name__ == "__main__":
    main()
