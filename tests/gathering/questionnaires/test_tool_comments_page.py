"""What people said of the questionnaire itself can be read after the close, and not before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db


def test_comments_appear_at_the_close(
    signed_in: Callable[[User], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    partnership = make_partnership("Fernvale")
    assessment = make_assessment(partnership)
    address = f"/p/fernvale/a/{assessment.key}/take-part/comments/"
    viewer = signed_in(make_member(partnership, Role.VIEWER))
    assessment.tool_comments.create(text="Too long <b>by half</b>.")
    assert "by half" not in viewer.get(address).content.decode()
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    page = viewer.get(address).content.decode()
    assert "Too long &lt;b&gt;by half&lt;/b&gt;." in page
    assert address in viewer.get(f"/p/fernvale/a/{assessment.key}/take-part/").content.decode()
    with django_assert_max_num_queries(20) as one:  # type: ignore[attr-defined]
        viewer.get(address)
    for number in range(2):
        assessment.tool_comments.create(text=f"Comment {number}")
    with django_assert_max_num_queries(20) as three:  # type: ignore[attr-defined]
        viewer.get(address)
    assert len(one) == len(three)


def test_without_comments_the_page_says_so(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    assessment = make_assessment(partnership, stage=Stage.CLOSED)
    viewer = signed_in(make_member(partnership, Role.VIEWER))
    page = viewer.get(f"/p/fernvale/a/{assessment.key}/take-part/comments/").content.decode()
    assert "Nobody said anything" in page
