"""Assessments to write reports of: one with everything, and one whose every word is hostile. All names are made up."""

from __future__ import annotations

from datetime import date
from typing import Any

from oneworkforce.action_plans.models import ActionState
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.plans.models import ActivityState, Method
from tests.factories import make_assessment, make_partnership
from tests.results.answers import released, some_sheets

LONG_WORD = "Aberystwythpontypridd" * 120
HOSTILE = (
    "#set page(width: 1pt) *bold* _under_ $x^2$ @label <label> \\ `code` // comment #panic() ]]) } {{ 7 * 7 }} "
    "<script>alert(1)</script> & 😀 👩‍👩‍👧 Llŷn a’r Ŵyl שלום مرحبا 中文 \u200bzero\u200d "
)


def full_scene(**details: Any) -> Assessment:
    """A closed assessment with a plan, answers of two staff groups, goals, notes, focus areas and actions."""
    partnership = make_partnership("Wexcombe Children and Families Partnership", own_word="partnership", **details)
    for name, sector in (
        ("Wexcombe Council", "social-family-and-community-support"),
        ("Harbour Schools Trust", "education"),
        ("Wexcombe Community Health", "health"),
        ("Little Acorns Nurseries", "early-years"),
        ("The Boathouse Youth Project", "youth-support"),
    ):
        partnership.organisations.create(name=name, sector=sector)
    for sector, people in (("education", 3120), ("health", 1460), ("early-years", 640)):
        partnership.workforce_sizes.create(sector=sector, people=people)
    partnership.staff_groups.filter(key="leaders").update(people=96)
    assessment = make_assessment(
        partnership,
        stage=Stage.CLOSED,
        name="Autumn 2027",
        purpose="We want to know what to put first in our strategy.",
    )
    _answers(assessment)
    _plan(assessment)
    _intentions(assessment)
    return assessment


def _answers(assessment: Assessment) -> None:
    sectors = [sector.id for sector in load_pin(assessment.framework).sectors]
    for nth, sector in enumerate(sectors[:7]):
        sheets = some_sheets(assessment, "frontline", 12 + 5 * nth, seed=nth, centre=2.4)
        released(assessment, "frontline", sheets, sector=sector, locality="north" if nth % 2 else "south")
    released(assessment, "leaders", some_sheets(assessment, "leaders", 34, seed=77, centre=3.2), sector="", locality="")


def _plan(assessment: Assessment) -> None:
    themes = [theme.id for theme in load_pin(assessment.framework).themes]
    lines = (
        ("September to October 2027", Method.QUESTIONNAIRE, themes, ["frontline", "leaders"], ActivityState.DONE),
        ("W/B 11 October", Method.FOCUS_GROUP, themes[2:4], ["frontline"], ActivityState.DONE),
        ("November", Method.SCENARIO_WORKSHOP, themes[4:5], ["leaders"], ActivityState.UNDER_WAY),
        ("– 1 December", Method.EXISTING_INFORMATION, [], [], ActivityState.PLANNED),
    )
    for order, (when, method, covered, groups, state) in enumerate(lines):
        assessment.planned_activities.create(
            order=order,
            when=when,
            activity=f"{method.label} across the area, with a letter from the director and a reminder after two weeks",
            method=method,
            themes=covered,
            groups=groups,
            participants="Early years, education, health, and everyone who works with families",
            lead="Workforce development officer",
            progress="Dates are agreed with every organisation.",
            state=state,
        )


def _intentions(assessment: Assessment) -> None:
    for nth, theme in enumerate(load_pin(assessment.framework).themes):
        assessment.goals.create(theme=theme.id, position=3.5 + 0.1 * (nth % 4), by=date(2028, 12, 31))
        assessment.theme_notes.create(
            theme=theme.id,
            strengths="New staff meet people from the other services in month one.\n\nManagers know one another.",
            to_develop="Families still tell their story more than once. Part-time staff miss joint training.",
            support_needed="Time for volunteers to train." if nth % 2 else "",
            support_from="The regional network" if nth % 2 else "",
        )
        assessment.actions.create(
            order=nth,
            theme=theme.id if nth else "",
            what="Let every new starter spend a day with another service, and ask them what they learnt.",
            lead="Head of family support",
            starts_on=date(2028, 1, 10),
            due_on=None if nth == 3 else date(2028, 3 + nth, 28),
            ongoing=nth == 3,
            measure="Nine in ten starters have done it within three months.",
            state=ActionState.UNDER_WAY if nth % 3 else ActionState.NOT_STARTED,
            progress="Twelve hosts have come forward." if nth % 2 else "",
        )
    for order, sentence in enumerate(
        (
            "Make sure that no family has to tell its story twice.",
            "Train together: early years, schools, health and the voluntary sector in one room.",
            "Give every new starter the same first month, whoever employs them.",
        )
    ):
        assessment.focus_areas.create(order=order, sentence=sentence)
    assessment.report_sections.create(
        section="children-and-families",
        words="Forty young people planned and led two workshops. Parents and carers met at three family hubs.",
    )


def hostile_scene() -> Assessment:
    """The full scene, with every word that people type as awkward as words can be."""
    assessment = full_scene(region=HOSTILE[:80])
    partnership = assessment.partnership
    words, long_words = HOSTILE, f"{HOSTILE}\n\n{LONG_WORD[:1200]} {HOSTILE}"
    partnership.name = f"{HOSTILE[:60]}{LONG_WORD[:60]}"
    partnership.own_word = "<b>#Trust*"
    partnership.save()
    assessment.name = HOSTILE[20:140]
    assessment.purpose = f"{words}\n{LONG_WORD[:1000]}"
    assessment.save()
    partnership.theme_names.create(theme="complementary-roles", name="#let x = 1 *شكرا* <svg/onload=1> 😀 & $y$")
    partnership.organisations.update(name=LONG_WORD[:120]) if partnership.organisations.count() == 1 else None
    partnership.organisations.create(name=LONG_WORD[:120], sector="no-such-sector")
    partnership.localities.filter(key="north").update(name=words[:80])
    partnership.staff_groups.filter(key="leaders").update(name=LONG_WORD[:80])
    assessment.planned_activities.update(
        when=LONG_WORD[:200], activity=long_words, participants=words, lead=LONG_WORD[:500], progress=words
    )
    assessment.theme_notes.update(
        strengths=long_words, to_develop=words, support_needed=words, support_from=words[:300]
    )
    assessment.focus_areas.update(sentence=long_words[:1000])
    assessment.actions.update(
        what=LONG_WORD[:1000], lead=LONG_WORD[:200], measure=words, progress=f"{words}{LONG_WORD}"
    )
    assessment.report_sections.create(section="introduction", words=LONG_WORD)
    assessment.report_sections.create(section="plan", words=f"{words}\n{words}\n\n\n{words}")
    assessment.report_sections.update_or_create(section="children-and-families", defaults={"words": long_words})
    return type(assessment).objects.select_related("partnership").get(pk=assessment.pk)
