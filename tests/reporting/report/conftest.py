"""The assessments that these tests write reports of."""

from __future__ import annotations

import pytest

from oneworkforce.assessments.models import Assessment
from tests.reporting.report.scene import full_scene, hostile_scene


@pytest.fixture
def full(db: None) -> Assessment:
    return full_scene()


@pytest.fixture
def hostile(db: None) -> Assessment:
    return hostile_scene()
