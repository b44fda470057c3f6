"""What starting and sending cost the server, by a group's link and by a personal one, with few and many who wait.

Run: `python benchmarks/sending.py`. As `questionnaire.py`, it asks the WSGI application itself and counts the CPU of
this process. Each sending writes all anew that wait of the group, so it is measured with none and with 2k − 2 of them.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import Any

import measuring
from visiting import Visitor, hidden

measuring.start()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from oneworkforce.gathering.questionnaires.actions import import_answers  # noqa: E402
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment  # noqa: E402
from oneworkforce.gathering.questionnaires.sheets import asked_of  # noqa: E402
from oneworkforce.invitations.keys import keep_keys  # noqa: E402
from oneworkforce.visitors.codes import new_code  # noqa: E402

PEOPLE = 60


def main() -> None:
    """Print every figure, a line each."""
    application = get_wsgi_application()
    assessment = measuring.make_open_assessment()
    group = assessment.partnership.staff_groups.get(key="frontline")
    print(f"{'by':<10}{'waiting':>8}{'':>4}{'step':<14}{'ms CPU':>8}{'statements':>12}")
    for personal in (False, True):
        for waiting in (0, 2 * assessment.k - 2):
            cpu: dict[str, list[float]] = defaultdict(list)
            statements: dict[str, int] = {}
            for number in range(PEOPLE):
                let_wait(assessment, group, waiting)
                code = letter(assessment, group, number) if personal else group.links.get(assessment=assessment).code
                answer(Visitor(application), code, cpu, statements)
            for step, times in cpu.items():
                link = "letter" if personal else "group"
                print(f"{link:<10}{waiting:>8}{'':>4}{step:<14}{median(times) * 1000:>8.1f}{statements[step]:>12}")


def let_wait(assessment: Any, group: Any, people: int) -> None:
    """Let exactly so many wait, half of them with a comment."""
    DraftComment.objects.all().delete()
    Draft.objects.all().delete()
    sheet = "".join("3" if asked else "-" for asked in asked_of(assessment, group))
    import_answers(assessment=assessment, rows=[(group.pk, "", "", sheet)] * people, by=None)
    for draft in Draft.objects.all()[: people // 2]:
        draft.comments.create(theme="complementary-roles", text="We know whom to ring, and when. " * 4)


def letter(assessment: Any, group: Any, number: int) -> str:
    """A new personal code of somebody new."""
    wave, _made = assessment.waves.get_or_create(name="First")
    person = assessment.invitations.create(
        wave=wave, staff_group=group, email=f"person{assessment.invitations.count()}-{number}@example.org"
    )
    code = new_code(12)
    keep_keys([(person.pk, code)])
    return code


def answer(visitor: Visitor, code: str, cpu: dict[str, list[float]], statements: dict[str, int]) -> None:
    """Open the link, start, answer one question, and send."""

    def step(name: str, address: str, form: dict[str, str] | None = None) -> Any:
        with CaptureQueriesContext(connection) as queries:
            got = visitor.get(address) if form is None else visitor.post(address, form)
        cpu[name].append(got.cpu)
        statements[name] = len(queries)
        return got

    step("first page", f"/answer/{code}/")
    step("start", f"/answer/{code}/", {})
    form = hidden(visitor.get("/answer/theme/1/").text)
    visitor.post("/answer/theme/1/", {**form, "q0": "3", "comment": "All is well here."})
    sent = step("send", "/answer/send/", hidden(visitor.get("/answer/check/").text))
    assert sent.status == 302, sent.text  # noqa: S101


if __name__ == "__main__":
    main()
