"""The two pages: what they say, to whom, when, and at what cost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member, make_partnership
from tests.results.answers import released, some_sheets
from tests.results.conftest import Answered
from tests.results.pages import address, page, words_of


@pytest.fixture
def officer(answered: Answered, signed_in):
    return signed_in(make_member(answered.assessment.partnership))


def test_the_page_says_who_answered_and_where_the_goal_is(answered: Answered, officer) -> None:
    for theme in ("outcome-focus", "complementary-roles"):
        answered.assessment.goals.create(theme=theme, position="4.5", by=date(2027, 7, 31))
    words = words_of(page(officer, answered.assessment))
    assert "84 people answered, from 2 sectors." in words
    assert "where the partnership wants to be by July 2027" in words
    assert "Largest gap first" in words
    assert "points nearer to reformed than frontline staff do" in words


def test_themes_stand_in_order_of_the_gap_with_ties_by_lower_position(answered: Answered, officer) -> None:
    goals = {"outcome-focus": "5.0", "complementary-roles": "1.0", "integrated-working-practices": "4.0"}
    for theme, position in goals.items():
        answered.assessment.goals.create(theme=theme, position=position)
    html = page(officer, answered.assessment)
    listed = re.findall(r'<li><span class="theme-([a-z-]+)">', html)
    assert listed == ["outcome-focus", "integrated-working-practices", "complementary-roles"]
    assert "the goal of 1.0 is reached" in words_of(html)


def test_every_picture_has_its_figures_as_a_table(answered: Answered, officer) -> None:
    html = page(officer, answered.assessment)
    assert html.count("chart-spider") == 8
    assert html.count("See the figures as a table") == 8
    assert "How was this worked out?" in html


def test_a_theme_page_gives_every_figure_of_every_dimension(answered: Answered, officer) -> None:
    words = words_of(page(officer, answered.assessment, "complementary-roles"))
    sheets = answered.sheets["leaders"]
    # Complementary roles is the sixth theme, "Tell it once" its first dimension: row 27 of the sheet.
    answers = [sheet[27] for sheet in sheets]
    scores = sorted(int(answer) for answer in answers if answer in "12345")
    mean = sum(scores) / len(scores)
    assert "Families have to tell their story again to each new worker." in words
    assert "Families tell their story once, and then choose what to add." in words
    assert f"Mean {mean:.1f}" in words
    assert f"{len(scores)} scored · {answers.count('d')} don’t know · {answers.count('n')} not my work" in words
    assert re.search(r"mostly agree|mixed|split", words)
    assert "Previous theme" in words
    assert "Next theme" in words


def test_more_than_a_quarter_who_do_not_know_is_said(db: None, signed_in) -> None:
    assessment = make_assessment()
    asked = some_sheets(assessment, "frontline", 1, seed=1)[0]
    unsure = [re.sub(r"[^-]", "d" if nth < 6 else "3", asked) for nth in range(20)]
    released(assessment, "frontline", unsure)
    client = signed_in(make_member(assessment.partnership))
    assert "30 % don’t know" in words_of(page(client, assessment, "complementary-roles"))
    released(assessment, "frontline", [re.sub(r"[^-]", "3", asked)] * 10, sector="education")
    assert "% don’t know. That" not in words_of(page(client, assessment, "complementary-roles"))


def test_while_it_is_open_again_the_pages_say_whose_figures_they_show(answered: Answered, officer) -> None:
    said = "These figures are those of the last close"
    for theme in ("", "outcome-focus"):
        assert said in words_of(page(officer, answered.assessment, theme))
    change_stage(assessment=answered.assessment, to=Stage.CLOSED, by=None)
    for theme in ("", "outcome-focus"):
        assert said not in words_of(page(officer, answered.assessment, theme))


def test_comments_appear_after_their_close_and_are_text(answered: Answered, officer) -> None:
    group = answered.assessment.partnership.staff_groups.get(key="leaders")
    said = {"staff_group": group, "theme": "outcome-focus"}
    answered.assessment.comments.create(**said, text="Said before", close=1)
    answered.assessment.comments.create(**said, text="<b>Plans</b> gather dust", close=2)
    assert "Said before" in page(officer, answered.assessment, "outcome-focus")
    assert "gather dust" not in page(officer, answered.assessment, "outcome-focus")
    change_stage(assessment=answered.assessment, to=Stage.CLOSED, by=None)
    html = page(officer, answered.assessment, "outcome-focus")
    assert "&lt;b&gt;Plans&lt;/b&gt; gather dust" in html
    assert "gather dust" not in page(officer, answered.assessment, "complementary-roles")


def test_very_many_comments_are_turned_over_page_by_page(answered: Answered, officer) -> None:
    group = answered.assessment.partnership.staff_groups.get(key="leaders")
    for nth in range(70):
        answered.assessment.comments.create(staff_group=group, theme="outcome-focus", text=f"remark {nth}.")
    change_stage(assessment=answered.assessment, to=Stage.CLOSED, by=None)
    first = page(officer, answered.assessment, "outcome-focus")
    second = officer.get(address(answered.assessment, "outcome-focus") + "?page=2").content.decode()
    assert (first.count("remark "), second.count("remark ")) == (50, 20)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.PLANNING, "Nobody has been asked yet"),
        (Stage.OPEN, "Give out the links. The figures appear when the assessment closes."),
        (Stage.CLOSED, "Nobody answered"),
    ],
)
def test_empty_pages_teach(db: None, signed_in, stage: Stage, words: str) -> None:
    assessment = make_assessment(stage=stage)
    client = signed_in(make_member(assessment.partnership))
    assert words in words_of(page(client, assessment))
    assert words in words_of(page(client, assessment, "outcome-focus"))
    assert "chart-spider" not in page(client, assessment)


def test_answers_that_wait_are_counted_and_not_shown(db: None, signed_in) -> None:
    assessment = make_assessment()
    group = assessment.partnership.staff_groups.get(key="frontline")
    for number, sheet in enumerate(some_sheets(assessment, "frontline", 12, seed=1)):
        Draft.objects.create(
            token_hash=f"{number:064}",
            assessment=assessment,
            staff_group=group,
            sector="health",
            sheet=sheet,
            sent=True,
        )
    html = page(signed_in(make_member(assessment.partnership)), assessment)
    assert "12 people have answered so far" in words_of(html)
    assert "Until then we show who takes part, and nothing of what was answered." in words_of(html)
    assert "Health 12 0 12" in words_of(html)
    assert "chart-spider" not in html


def _waiting(assessment, group: str, people: int) -> None:
    staff_group = assessment.partnership.staff_groups.get(key=group)
    for number, sheet in enumerate(some_sheets(assessment, group, people, seed=5)):
        assessment.drafts.create(
            token_hash=f"{group}{number}", staff_group=staff_group, sector="health", sheet=sheet, sent=True
        )


def test_the_pages_say_how_many_the_figures_are_of_while_others_wait(db: None, signed_in) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    client = signed_in(make_member(assessment.partnership))
    assert "The figures are those of the last close. Each arc" in words_of(page(client, assessment))
    _waiting(assessment, "frontline", 10)
    _waiting(assessment, "leaders", 6)
    whole, one = words_of(page(client, assessment)), words_of(page(client, assessment, "outcome-focus"))
    assert (
        "56 people answered, from 1 sector. The figures are those of the last close, when 40 had answered. "
        "The next close counts the others." in whole
    )
    for words in (whole, one):
        assert "Leaders and managers Nobody answered" in words
        assert "because there are no answers from leaders." in words


def test_answers_that_wait_for_one_dimension_are_said_in_numbers(db: None, signed_in) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    # Twelve leaders answer everything but one dimension, and nine of them that one too.
    sheets = some_sheets(assessment, "leaders", 12, seed=5)
    for number, sheet in enumerate(sheets):
        staff_group = assessment.partnership.staff_groups.get(key="leaders")
        answers = "".join("-" if answer == "-" else str(1 + number % 5) for answer in sheet)
        answers = answers[:27] + ("2" if number < 9 else ".") + answers[28:]
        assessment.drafts.create(token_hash=f"l{number}", staff_group=staff_group, sheet=answers, sent=True)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    client = signed_in(make_member(assessment.partnership))
    words = words_of(page(client, assessment, "complementary-roles"))
    assert words.count("what 12 people who came later said of this is not counted. Too few of them scored it.") == 1
    assert "Leaders and managers (staff’s view of it) Not counted yet" in words
    assert "too late to be counted" not in words_of(page(client, assessment)), "they are in all other figures"


def test_after_the_close_a_silent_group_is_not_waited_for(db: None, signed_in) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 12, seed=1))
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    words = words_of(page(signed_in(make_member(assessment.partnership)), assessment))
    assert "12 people answered, from 1 sector." in words
    assert "too late" not in words
    assert "Leaders and managers Nobody answered" in words
    assert "because there are no answers from leaders." in words
    assert "o answers yet" not in words


def test_late_answers_that_are_too_few_are_said_to_be_left_out(db: None, signed_in) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    released(assessment, "frontline", some_sheets(assessment, "frontline", 12, seed=1))
    _waiting(assessment, "frontline", 2)
    words = words_of(page(signed_in(make_member(assessment.partnership)), assessment))
    assert "14 people answered, from 1 sector. 2 people answered too late to be counted." in words


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED])
def test_the_rainbow_without_figures_is_pale(db: None, signed_in, stage: Stage) -> None:
    assessment = make_assessment(stage=stage)
    html = page(signed_in(make_member(assessment.partnership)), assessment)
    assert html.count('class="arc-tint"') == 8
    assert 'class="arc-fill"' not in html
    now = "Nobody answered" if stage == Stage.CLOSED else "After the close"
    assert f'aria-label="Outcome focus: now {now}"' in html
    assert "· Not shown" not in html


def test_the_pages_ask_the_same_number_of_questions_for_one_group_as_for_three(answered: Answered, officer) -> None:
    def queries(theme: str = "") -> int:
        with CaptureQueriesContext(connection) as asked:
            page(officer, answered.assessment, theme)
        return len(asked)

    answered.assessment.goals.create(theme="outcome-focus", position="4.0")
    queries()
    before = (queries(), queries("outcome-focus"))
    assert min(before) > 5
    partnership = answered.assessment.partnership
    for nth in range(3):
        partnership.staff_groups.create(key=f"more-{nth}", name=f"More {nth}", audience="frontline", order=9 + nth)
        released(answered.assessment, f"more-{nth}", some_sheets(answered.assessment, "frontline", 30, seed=nth))
        answered.assessment.goals.create(theme="complementary-roles", dimension=f"{nth}", position="4.0")
        partnership.localities.create(key=f"l-{nth}", name=f"L{nth}")
    assert (queries(), queries("outcome-focus")) == before


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_and_only_some_are_shown_the_way_to_goals(answered: Answered, signed_in, role: Role) -> None:
    client = signed_in(make_member(answered.assessment.partnership, role))
    html = page(client, answered.assessment)
    assert ("Set goals" in words_of(html)) is (role in (Role.OFFICER, Role.ANALYST))


def test_nobody_else_finds_the_pages(answered: Answered, signed_in, client) -> None:
    stranger = signed_in(make_member(make_partnership()))
    theirs = make_assessment()
    own = signed_in(make_member(theirs.partnership))
    crossed = address(answered.assessment).replace(answered.assessment.partnership.key, theirs.partnership.key)
    for theme in ("", "outcome-focus"):
        assert stranger.get(address(answered.assessment, theme)).status_code == 404
        assert client.get(address(answered.assessment, theme)).status_code == 302
    assert own.get(crossed).status_code == 404


def test_an_unknown_theme_is_not_found(answered: Answered, officer) -> None:
    assert officer.get(address(answered.assessment, "no-such-theme")).status_code == 404


def test_no_colour_is_named_and_nothing_stands_inline(answered: Answered, officer) -> None:
    for theme in ("", "outcome-focus"):
        html = page(officer, answered.assessment, theme)
        words = words_of(html)
        assert not re.search(r"\b(red|amber|green|traffic lights?|RAG)\b", words, re.I)
        assert not re.search(r"<style|<script(?![^>]*src=)| style=|onclick=", html)


def test_ids_on_a_page_are_its_own(answered: Answered, officer) -> None:
    for theme in ("", "outcome-focus"):
        ids = re.findall(r'\sid="([^"]+)"', page(officer, answered.assessment, theme))
        assert len(ids) == len(set(ids))
