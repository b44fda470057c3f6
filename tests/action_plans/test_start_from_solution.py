"""An analyst makes an action of a theme's solution, with one press."""

from __future__ import annotations

from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.action_plans.actions import start_from_solution
from oneworkforce.assessments.models import Assessment
from tests.action_plans.plans import address, form_id_of, framework, text_of, theme


def test_every_solution_of_the_framework_can_become_an_action(assessment: Assessment) -> None:
    for one in framework(assessment).themes:
        for solution in one.solutions:
            action = start_from_solution(assessment=assessment, theme=one.id, solution=solution.id, by=None)
            action.full_clean()
            assert action.what == f"{solution.name}: {solution.first_step}"
            assert (action.theme, action.solution) == (one.id, solution.id)


def test_one_press_opens_the_action_for_change(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    solution = one.solutions[0]
    page = address(assessment, "what-we-will-do")
    press = {"theme": one.id, "solution": solution.id, "form_id": form_id_of(analyst, page)}
    response = analyst.post(address(assessment, "action-from-solution"), press)
    action = assessment.actions.get()
    assert response["Location"] == address(assessment, "action-edit", pk=action.pk)
    text = text_of(analyst.get(response["Location"]))
    assert f"{solution.name}: {solution.first_step}" in text
    assert f"Started from the solution “{solution.name}”: {solution.what}" in text
    assert f"{solution.name} in your plan" in text_of(analyst.get(page))


def test_pressed_twice_it_opens_the_same_action(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    press = {"theme": one.id, "solution": one.solutions[0].id, "form_id": "the-same-page"}
    addresses = {analyst.post(address(assessment, "action-from-solution"), press)["Location"] for _twice in range(2)}
    assert len(addresses) == 1
    assert Event.objects.filter(what="action added").count() == 1
    analyst.post(address(assessment, "action-from-solution"), press | {"solution": one.solutions[1].id})
    assert assessment.actions.count() == 2


def test_a_solution_of_another_theme_is_no_page(analyst: Client, assessment: Assessment) -> None:
    press = {"theme": theme(assessment).id, "solution": theme(assessment, 1).solutions[0].id}
    assert analyst.post(address(assessment, "action-from-solution"), press).status_code == 404
    assert analyst.get(address(assessment, "action-from-solution")).status_code == 405
    assert not assessment.actions.exists()
