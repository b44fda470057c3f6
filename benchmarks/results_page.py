"""Times the results pages at 1,000 and at 100,000 responses, and counts their queries.

    python benchmarks/results_page.py

The queries must be the same, and the time at most 1.5 times as long; where either is not, that is said and the status
is 1. Works in a throwaway data folder.
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
from tests.results.answers import some_sheets
from tests.results.pages import address

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


def queries_of(client: Client, path: str) -> int:
    """How many queries a page asks, once everything that stays in memory is there."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        if client.get(path).status_code != 200:
            sys.exit(f"{path} did not answer")
    return len(queries)


def milliseconds(visits: dict[int, tuple[Client, str]]) -> dict[int, float]:
    """The median time of each page, visited in turns so that whatever else the machine does slows both alike."""
    times: dict[int, list[float]] = {people: [] for people in visits}
    for _round in range(ROUNDS):
        for people, (client, path) in visits.items():
            start = time.perf_counter()
            client.get(path)
            times[people].append((time.perf_counter() - start) * 1000)
    return {people: statistics.median(measured) for people, measured in times.items()}


def main() -> None:
    """Measure both pages at both sizes; status 1 where a limit is broken."""
    settings.ALLOWED_HOSTS = ["testserver"]
    assessments = {people: answered_by(people) for people in (SMALL, LARGE)}
    broken = [limit for theme in ("", "complementary-roles") for limit in broken_limits(theme, assessments)]
    for limit in broken:
        print(f"BROKEN: {limit}", file=sys.stderr)
    sys.exit(1 if broken else 0)


def broken_limits(theme: str, assessments: dict[int, Assessment]) -> list[str]:
    """Measure one page, print its figures, and return the limits that it breaks, in words."""
    page = theme or "all themes"
    visits = {people: (signed_in(one), address(one, theme)) for people, one in assessments.items()}
    queries = {people: queries_of(*visit) for people, visit in visits.items()}
    times = milliseconds(visits)
    for people in visits:
        print(f"{page:20} {people:>7,}: {times[people]:6.1f} ms, {queries[people]} queries")
    ratio = times[LARGE] / times[SMALL]
    print(f"{page:20} {ratio:.2f} times as long (at most {AT_MOST})")
    broken = []
    if ratio > AT_MOST:
        broken.append(f"{page}: {ratio:.2f} times as long, more than {AT_MOST}")
    if queries[LARGE] != queries[SMALL]:
        broken.append(f"{page}: {queries[LARGE]} queries at {LARGE:,}, and {queries[SMALL]} at {SMALL:,}")
    return broken


def signed_in(assessment: Assessment) -> Client:
    """A browser of a member of the assessment's partnership."""
    client = Client()
    member = make_member(assessment.partnership)
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


if __name__ == "__main__":
    main()
