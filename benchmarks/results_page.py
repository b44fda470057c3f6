"""Times the results pages at 1,000 and at 100,000 responses, and counts their queries.

    python benchmarks/results_page.py

The queries must be the same, and the time at most 1.5 times as long. Works in a throwaway data folder.
"""

# ruff: noqa: E402, S311 (Django is set up before the imports that need it; nothing here is secret)
from __future__ import annotations

import random
import statistics
import sys
import time

import measuring

measuring.start()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.gathering.questionnaires.tallies import rebuild_tallies
from tests.factories import make_assessment, make_member
from tests.reporting.results.answers import some_sheets
from tests.reporting.results.pages import address

SMALL, LARGE = 1_000, 100_000
AT_MOST = 1.5
ROUNDS = 40


def answered_by(people: int) -> Assessment:
    """An open assessment of so many released responses, nine in ten from frontline staff, and 19 that wait."""
    assessment = make_assessment()
    chance = random.Random(people)
    sectors = [sector.id for sector in load_pin(assessment.framework).sectors]
    groups = {group.key: group for group in assessment.partnership.staff_groups.all()}
    for key, share in (("frontline", 0.9), ("leaders", 0.1)):
        different = some_sheets(assessment, key, 500, seed=1)
        Sheet.objects.bulk_create(
            (
                Sheet(
                    assessment=assessment,
                    staff_group=groups[key],
                    sector=chance.choice(sectors),
                    locality=chance.choice(("north", "south")),
                    sheet=chance.choice(different),
                )
                for _person in range(round(people * share))
            ),
            batch_size=5_000,
        )
        Draft.objects.bulk_create(
            Draft(
                token_hash=f"{people}-{key}-{nth}",
                assessment=assessment,
                staff_group=groups[key],
                sheet=different[nth],
                sent=True,
            )
            for nth in range(19)
        )
    rebuild_tallies(assessment)
    for theme in load_pin(assessment.framework).themes:
        assessment.goals.create(theme=theme.id, position="4.0")
    return assessment


def measured(client: Client, path: str) -> tuple[float, int]:
    """Median milliseconds, and queries, of one page."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        if client.get(path).status_code != 200:
            sys.exit(f"{path} did not answer")
    asked = len(queries)
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), asked


def main() -> None:
    """Measure both pages at both sizes; status 1 where a limit is broken."""
    settings.ALLOWED_HOSTS = ["testserver"]
    broken = False
    assessments = {people: answered_by(people) for people in (SMALL, LARGE)}
    for theme in ("", "complementary-roles"):
        found = {}
        for people, assessment in assessments.items():
            client = Client()
            member = make_member(assessment.partnership)
            client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
            found[people] = measured(client, address(assessment, theme))
            print(f"{theme or 'all themes':20} {people:>7,}: {found[people][0]:6.1f} ms, {found[people][1]} queries")
        ratio = found[LARGE][0] / found[SMALL][0]
        print(f"{theme or 'all themes':20} {ratio:.2f} times as long (at most {AT_MOST})")
        broken |= ratio > AT_MOST or found[LARGE][1] != found[SMALL][1]
    sys.exit(broken)


if __name__ == "__main__":
    main()
