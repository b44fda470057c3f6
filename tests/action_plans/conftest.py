from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member


@pytest.fixture
def assessment(db: None) -> Assessment:
    return make_assessment()


@pytest.fixture
def analyst(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    """A browser in which the partnership's analyst is signed in."""
    return signed_in(make_member(assessment.partnership, Role.ANALYST))


@pytest.fixture
def viewer(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    """A browser in which somebody who may only read is signed in."""
    return signed_in(make_member(assessment.partnership, Role.VIEWER))
