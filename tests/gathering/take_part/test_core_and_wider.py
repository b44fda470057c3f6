"""Core and wider workforce of those who come by a group's link: seen whether both take part, and of nobody which."""

from __future__ import annotations

from itertools import pairwise

import pytest

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.take_part.who_takes_part import who_takes_part_in
from oneworkforce.invitations.models import Workforce
from tests.factories import make_assessment, make_member
from tests.gathering.take_part.test_take_part_page import page_of, read, send_one
from tests.gathering.take_part.test_who_takes_part_page import SignIn, cells, invite

pytestmark = pytest.mark.django_db
CORE, WIDER = "Core: all of the job", "Wider: part of the job, or as a volunteer"
IN_STEPS = "What they say is added in steps of at least 3 people of a staff group"


def send(assessment: Assessment, group: str = "frontline", **people: int) -> None:
    for workforce, how_many in people.items():
        for _person in range(how_many):
            send_one(assessment, group, workforce="" if workforce == "silent" else workforce)


def shown(assessment: Assessment) -> dict[str, int]:
    return {line.name: line.sent for line in who_takes_part_in(assessment).workforce.lines}


def test_it_is_shown_whether_both_take_part_beside_their_known_numbers(signed_in: SignIn) -> None:
    assessment = make_assessment(k=3)
    assessment.partnership.workforce_sizes.create(sector="health", people=40, wider=15)
    client = signed_in(make_member(assessment.partnership))
    send(assessment, core=5, wider=4)
    send(assessment, "leaders", core=3, silent=3)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    text = read(client.get(page_of(assessment, "response/")))
    assert "Core and wider workforce, by a group’s link" in text
    assert cells(text, CORE) == [["8", "25"]]
    assert cells(text, WIDER) == [["4", "15"]]
    assert cells(text, "Not known")[-1] == ["3", "–"]
    assert IN_STEPS in text
    assert "on paper or in another form and so were not asked, or who were too few to be counted." in text


def test_small_numbers_are_counted_together() -> None:
    assessment = make_assessment(k=3)
    assessment.partnership.workforce_sizes.create(sector="health", people=40, wider=15)
    send(assessment, core=4, wider=1)
    send(assessment, "leaders", silent=2)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert shown(assessment) == {CORE: 4, f"The rest: {WIDER} and Not known": 3}
    # The known number that has no row of its own any more is still said.
    assert (WIDER, 15) in who_takes_part_in(assessment).workforce.sizes


def test_two_looks_differ_by_nothing_or_by_at_least_k_who_said_it() -> None:
    """Somebody looks after each sending, while it is open and after each close."""
    assessment = make_assessment(k=3)
    seen = [0]
    for said in "cwc.c.w..c.wccw":
        send(assessment, **{{"c": "core", "w": "wider", ".": "silent"}[said]: 1})
        seen.append(sum(assessment.workforce_counts.values_list("people", flat=True)))
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    seen.append(sum(assessment.workforce_counts.values_list("people", flat=True)))
    steps = [after - before for before, after in pairwise(seen)]
    assert sum(step > 0 for step in steps) >= 2
    assert all(step == 0 or step >= 3 for step in steps)
    assert seen[5] == 0  # five have sent, and a batch has not been released


def test_those_who_are_too_few_at_a_close_wait_for_others() -> None:
    assessment = make_assessment(k=3)
    send(assessment, core=4)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert shown(assessment) == {CORE: 4, WIDER: 0}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send(assessment, core=1, wider=1, silent=1)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert shown(assessment) == {CORE: 4, WIDER: 0, "Not known": 3}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send(assessment, wider=2, silent=2)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert shown(assessment) == {CORE: 5, WIDER: 3, "Not known": 3}


def test_until_enough_have_said_it_the_page_says_so(signed_in: SignIn) -> None:
    assessment = make_assessment(k=3)
    client = signed_in(make_member(assessment.partnership))
    send(assessment, core=1, wider=1)
    text = read(client.get(page_of(assessment, "response/")))
    assert cells(text, CORE) == []
    assert "These numbers are not shown yet: too few people are counted." in text
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    text = read(client.get(page_of(assessment, "response/")))
    assert cells(text, CORE) == []
    assert "These numbers are not shown: too few people were counted." in text


def test_those_invited_by_name_are_told_apart_from_those_who_came_by_a_link(signed_in: SignIn) -> None:
    assessment = make_assessment(k=3)
    invite(assessment, *[False] * 4, workforce=Workforce.WIDER)
    send(assessment, wider=4)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert cells(text, WIDER) == [["4", "0", "0%"], ["4"]]
    assert "Invited by name, core and wider workforce" in text
    # Four of them did finish: the sentence is about those invited.
    assert "Nobody of the wider workforce who was invited by name has finished (4 invited)" in text


def test_young_people_are_not_among_those_asked() -> None:
    assessment = make_assessment(k=1)
    assessment.partnership.staff_groups.filter(key="leaders").update(audience="young-people")
    assessment.refresh_from_db()
    send(assessment, core=2)
    assert who_takes_part_in(assessment).workforce.asked == 2
