"""All staff groups together are “All staff” wherever they are shown: children and families are not among them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from oneworkforce.reporting.files import report_as
from oneworkforce.results.commands import results
from tests.factories import make_member
from tests.results.conftest import Answered
from tests.results.pages import page, words_of


@pytest.mark.parametrize("theme", ["", "complementary-roles"])
def test_pages_say_all_staff(answered: Answered, signed_in, theme: str) -> None:
    words = words_of(page(signed_in(make_member(answered.assessment.partnership)), answered.assessment, theme))
    assert "All staff" in words
    assert "“All staff” is all staff groups together." in words
    assert "Everyone" not in words


def test_the_report_and_the_command_say_all_staff(answered: Answered) -> None:
    table = CliRunner().invoke(results, [answered.assessment.key]).stdout
    report = report_as("html", answered.assessment).decode()
    assert "All staff" in table
    assert "Everyone" not in table
    assert ">All staff<" in report
    assert ">Everyone<" not in report
