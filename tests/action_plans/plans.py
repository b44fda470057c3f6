"""What the tests of action plans have in common: addresses, answers and forms as a browser sends them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from oneworkforce.analysis import tally_sheets, tally_to_bytes
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Framework, Theme, load_pin
from tests.results.answers import count


def address(assessment: Assessment, name: str, **more: Any) -> str:
    """Where a page of the assessment is."""
    return reverse(name, kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key, **more})


def framework(assessment: Assessment) -> Framework:
    """The framework as the pack has it."""
    return load_pin(assessment.framework)


def theme(assessment: Assessment, place: int = 0) -> Theme:
    """One of the framework's themes."""
    return framework(assessment).themes[place]


def release(assessment: Assessment, answers: dict[str, str], people: int = 10, group: str = "frontline") -> None:
    """Put answers of a staff group into the tallies, as a close counted them: `people` gave a theme the same answer."""
    pack = framework(assessment)
    asked = pack.asked(group)
    sheet = "".join(
        answers.get(pack.theme_of(dimension.id).id, ".") if asked[place] else "-"
        for place, dimension in enumerate(pack.dimensions)
    )
    counts = tally_to_bytes(tally_sheets([sheet] * people, len(pack.dimensions)))
    staff_group = assessment.partnership.staff_groups.get(key=group)
    count(assessment, staff_group)
    assessment.tallies.create(staff_group=staff_group, sheets=people, counts=counts)


def date_fields(name: str, day: str, month: str, year: str) -> dict[str, str]:
    """A date as its three inputs send it."""
    return {f"{name}_0": day, f"{name}_1": month, f"{name}_2": year}


def form_id_of(client: Client, page: str) -> str:
    """The id of the form that a page holds."""
    found = re.search(r'name="form_id" value="([^"]+)"', client.get(page).content.decode())
    assert found, f"{page} has no form that says which one it is"
    return found[1]


def text_of(response: Any) -> str:
    """What a page says, without its markup."""
    without = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", without).replace("&#39;", "'")
