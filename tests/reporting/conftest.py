"""The assessments that these tests write reports of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.files import report_as
from tests.factories import make_assessment
from tests.reporting.scene import full_scene, hostile_scene


@pytest.fixture
def full(db: None) -> Assessment:
    return full_scene()


@pytest.fixture
def hostile(db: None) -> Assessment:
    return hostile_scene()


SCENES: dict[str, Callable[[], Assessment]] = {"full": full_scene, "empty": make_assessment, "hostile": hostile_scene}


@pytest.fixture(scope="session")
def _compiled() -> dict[str, bytes]:
    return {}


@pytest.fixture
def compiled(db: None, _compiled: dict[str, bytes]) -> Callable[[str], bytes]:
    """The PDF of a scene, by its name: made once for all tests that only read it."""

    def pdf(scene: str) -> bytes:
        if scene not in _compiled:
            _compiled[scene] = report_as("pdf", SCENES[scene]())
        return _compiled[scene]

    return pdf
