"""Assessments with figures of our own making."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from oneworkforce.assessments.models import Assessment
from tests.factories import make_assessment
from tests.results.answers import released, some_sheets


@dataclass
class Answered:
    """An assessment that was closed and opened again, and the sheets that it counted, by staff group."""

    assessment: Assessment
    sheets: dict[str, list[str]]


@pytest.fixture
def answered(db: None) -> Answered:
    """60 frontline staff and 24 leaders from two sectors, everything shown."""
    assessment = make_assessment()
    sheets = {
        "frontline": some_sheets(assessment, "frontline", 60, seed=1, centre=2.6),
        "leaders": some_sheets(assessment, "leaders", 24, seed=2, centre=3.6),
    }
    released(assessment, "frontline", sheets["frontline"][:35], sector="health")
    released(assessment, "frontline", sheets["frontline"][35:], sector="education", locality="south")
    released(assessment, "leaders", sheets["leaders"], sector="health")
    return Answered(assessment, sheets)
