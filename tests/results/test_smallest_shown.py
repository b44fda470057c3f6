"""“Never shown for fewer than k” is said of what people answered: how many took part beside it can be fewer."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from oneworkforce.reporting.files import report_as
from oneworkforce.results.commands import results
from tests.factories import make_assessment, make_member
from tests.results.answers import released, some_sheets
from tests.results.pages import page, words_of

pytestmark = pytest.mark.django_db
SAID = (
    "What people answered is never shown for fewer than 10 of them, so that nobody in a small group can be recognised. "
    "How many took part says nothing about answers, and can be fewer."
)


def test_beside_small_numbers_of_who_took_part_it_is_said_what_is_never_shown(signed_in) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 30, seed=1))
    released(assessment, "leaders", some_sheets(assessment, "leaders", 3, seed=2))
    report = words_of(report_as("html", assessment).decode())
    table = CliRunner().invoke(results, [assessment.key]).stdout
    where_we_are = words_of(page(signed_in(make_member(assessment.partnership)), assessment))
    assert "Leaders and managers 3" in report
    assert SAID in report
    assert SAID in table
    assert "What people answered is never shown for fewer than 10 of them." in where_we_are
    for words in (report, table, where_we_are):
        assert not re.search(r"[Nn]o figure (is )?about fewer", words)
