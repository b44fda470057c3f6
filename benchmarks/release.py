"""How long releases take on top of many: `python benchmarks/release.py [RELEASED]`.

The goals on two cores: releasing 1,000 more, 0.5 s; rebuilding the tallies of 1,000,000, 3 s.
"""

import sys

from measuring import make_open_assessment, start, timed, write_answers

RELEASED = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
MORE = 1_000


def main() -> None:
    """Fill a database, then release some more, read the tallies, and count everything again."""
    folder = start()
    from oneworkforce.assessments.actions import change_stage
    from oneworkforce.assessments.stages import Stage
    from oneworkforce.gathering.questionnaires.actions import import_answers
    from oneworkforce.gathering.questionnaires.figures import group_tallies
    from oneworkforce.gathering.questionnaires.files.importing import read_answers
    from oneworkforce.gathering.questionnaires.models import Draft
    from oneworkforce.gathering.questionnaires.release import release_if_enough
    from oneworkforce.gathering.questionnaires.tallies import rebuild_tallies

    assessment = make_open_assessment()
    path = folder / "answers.csv"
    write_answers(path, RELEASED, assessment)
    import_answers(assessment=assessment, rows=read_answers(path, assessment).rows, by=None)
    frontline = assessment.partnership.staff_groups.get(key="frontline")
    write_answers(path, MORE, assessment)
    more = read_answers(path, assessment).rows
    Draft.objects.bulk_create(
        Draft(
            token_hash=f"{number:064x}",
            assessment=assessment,
            staff_group=frontline,
            sector=sector,
            locality=locality,
            sheet=sheet,
            sent=True,
        )
        for number, (_group, sector, locality, sheet) in enumerate(more)
    )
    with timed(f"Release {MORE:,} on top of {RELEASED:,}", MORE):
        release_if_enough(assessment, frontline)
    with timed(f"Count {RELEASED:,} again from nothing", RELEASED):
        rebuild_tallies(assessment)
    with timed("Close"):
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    with timed("Read the tallies of every group"):
        group_tallies(assessment)


if __name__ == "__main__":
    main()
